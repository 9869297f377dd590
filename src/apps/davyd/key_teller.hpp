#pragma once
// What became of the data key, told to the journal: by who asked for it, each stage once, also over a crash and where Davy was at rest meanwhile.

#include "runtime/runtime.hpp"
#include "store/seal/seal_file.hpp"

#include <mutex>
#include <set>
#include <string>

namespace davy::davyd {

class KeyTeller {
 public:
  // The runtime must outlive it.
  KeyTeller(const std::string& data_folder, runtime::Runtime& runtime) : data_folder_(data_folder), runtime_(runtime) {}

  // What seal.json says and the journal does not yet; returns without waiting for the journal.
  void look();

 private:
  void tell(const store::seal::Rotation& rotation, core::KeyStage stage);
  void told(const std::string& name, const runtime::Answer& answer);

  const std::string data_folder_;
  runtime::Runtime& runtime_;
  std::mutex mutex_;
  std::set<std::string> told_;  // or asked for and not answered yet
};

}  // namespace davy::davyd
