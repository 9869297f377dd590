#pragma once
// MemoryDisk: a journal, samples and the newest snapshot in memory. A commit is synced before it is answered, unless the disk is told to lie.
//
// What a recovery gives is what the store's contract says: the newest snapshot, the events after it, and of every point the samples of the last two
// stale_after and the longest delay. One thread.

#include "sim/world/disk.hpp"

namespace davy::sim {

class MemoryDisk final : public Disk {
 public:
  enum class Sync { BeforeAnswer, Later };  // later: a crash takes the last group

  explicit MemoryDisk(const site::Site& site, Sync sync = Sync::BeforeAnswer) : site_(site), sync_(sync) {}

  Result<std::unique_ptr<runtime::Store>> open() override;
  void crash() override;
  std::vector<core::Event> events() override { return image_.events; }
  std::vector<core::Sample> samples() override { return image_.samples; }

 private:
  class Store;
  struct Image {
    std::vector<core::Event> events;
    std::vector<core::Sample> samples;
    core::State snapshot;
  };

  void write(const runtime::Commit& commit);
  runtime::Recovered recovered() const;

  const site::Site& site_;
  const Sync sync_;
  Image image_;
  std::vector<runtime::Commit> unsynced_;  // the last one, when it is told to lie
};

}  // namespace davy::sim
