#pragma once
// SqliteDisk: the real store of a simulated Davy, in a temporary folder that goes with it. One thread.
//
// A crash here ends the process, not the machine: what SQLite has committed stays. When all is over the chain of the journal is walked and the views are
// folded anew; a planted fault of the real store is done to the folder just before.

#include "sim/world/disk.hpp"
#include "sim/world/planted.hpp"
#include "site/directory.hpp"

#include <filesystem>

namespace davy::apps {

class SqliteDisk final : public sim::Disk {
 public:
  SqliteDisk(const site::Directory& directory, sim::Planted planted);  // `directory` must outlive it
  ~SqliteDisk() override;

  Result<std::unique_ptr<runtime::Store>> open() override;
  std::vector<core::Event> events() override;
  std::vector<core::Sample> samples() override;
  std::optional<Fault> fault() override;

 private:
  void damage();

  const site::Directory& directory_;
  const sim::Planted planted_;
  std::filesystem::path folder_;
};

}  // namespace davy::apps
