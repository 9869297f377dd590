#pragma once
// What the command line did to tokens, told to the journal: by "machine:cli/<user of the system>", each once, also over a crash.

#include "runtime/runtime.hpp"
#include "store/accounts/credentials.hpp"

#include <mutex>
#include <set>
#include <string>

namespace davy::davyd {

class TokenTeller {
 public:
  // All must outlive it.
  TokenTeller(const std::string& data_folder, store::Credentials& credentials, runtime::Runtime& runtime)
      : data_folder_(data_folder), credentials_(credentials), runtime_(runtime) {}

  // What has been done since; returns without waiting for the journal.
  void look();

 private:
  void tell(const store::UntoldToken& untold);
  void told(const store::UntoldToken& untold, const runtime::Answer& answer);

  const std::string data_folder_;
  store::Credentials& credentials_;
  runtime::Runtime& runtime_;
  std::mutex mutex_;
  std::set<std::string> under_way_;  // asked for and not answered yet
};

}  // namespace davy::davyd
