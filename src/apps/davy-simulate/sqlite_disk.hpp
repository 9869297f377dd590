#pragma once
// SqliteDisk: the real store of a simulated Davy, in a temporary folder that goes with it. One thread.
//
// A crash here ends the process, not the machine: what SQLite has committed stays. When all is over the chain of the journal is walked and the views are
// folded anew.

#include "sim/world/disk.hpp"
#include "site/directory.hpp"

#include <filesystem>

namespace davy::apps {

class SqliteDisk final : public sim::Disk {
 public:
  explicit SqliteDisk(const site::Directory& directory);  // which must outlive it
  ~SqliteDisk() override;

  Result<std::unique_ptr<runtime::Store>> open() override;
  std::vector<core::Event> events() override;
  std::vector<core::Sample> samples() override;
  std::optional<Fault> fault() override;

 private:
  const site::Directory& directory_;
  std::filesystem::path folder_;
};

}  // namespace davy::apps
