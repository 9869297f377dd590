#include "sim/world/memory_disk.hpp"

#include <algorithm>

namespace davy::sim {

class MemoryDisk::Store final : public runtime::Store {
 public:
  explicit Store(MemoryDisk& disk) : disk_(disk) {}

  Result<runtime::Recovered> recover(Instant) override { return disk_.recovered(); }

  Result<void> commit(const runtime::Commit& commit) override {
    std::uint64_t next = disk_.image_.events.size() + 1;
    for (const runtime::Commit& waiting : disk_.unsynced_) next += waiting.events.size();
    for (const core::Event& event : commit.events)
      if (event.seq != next++) return Error{ErrorCode::Conflict, "the event is not the next one"};
    for (const runtime::Commit& waiting : std::exchange(disk_.unsynced_, {})) disk_.write(waiting);
    if (disk_.sync_ == Sync::BeforeAnswer)
      disk_.write(commit);
    else
      disk_.unsynced_.push_back(commit);
    return {};
  }

 private:
  MemoryDisk& disk_;
};

Result<std::unique_ptr<runtime::Store>> MemoryDisk::open() { return std::unique_ptr<runtime::Store>(std::make_unique<Store>(*this)); }

void MemoryDisk::crash() { unsynced_.clear(); }

void MemoryDisk::write(const runtime::Commit& commit) {
  image_.events.insert(image_.events.end(), commit.events.begin(), commit.events.end());
  image_.samples.insert(image_.samples.end(), commit.samples.begin(), commit.samples.end());
  if (!commit.snapshot) return;
  image_.snapshot = *commit.snapshot;
  // What detection has told is no part of a snapshot: a new process hears it again.
  image_.snapshot.interlocks.told.clear();
  image_.snapshot.permits.told.clear();
  image_.snapshot.interlocks.live_since = image_.snapshot.permits.live_since = Instant::before_all();
}

runtime::Recovered MemoryDisk::recovered() const {
  runtime::Recovered recovered;
  recovered.state = image_.snapshot;
  recovered.events.assign(image_.events.begin() + static_cast<std::ptrdiff_t>(image_.snapshot.last_seq), image_.events.end());
  std::vector<Duration> window(site_.points.size());
  for (std::size_t i = 0; i < window.size(); ++i) window[i] = site_.points[i].stale_after * 2;
  std::vector<Duration> delays(site_.points.size());
  for (const site::Condition& condition : site_.conditions) {
    Duration& delay = delays[condition.point.get()];
    delay = std::max({delay, condition.on_delay, condition.off_delay});
  }
  constexpr Duration kClockAhead = Duration::from_ms(60'000);
  std::vector<Instant> newest(site_.points.size(), Instant::before_all());
  for (const core::Sample& sample : image_.samples) {
    recovered.last_alive = std::max(recovered.last_alive.value_or(sample.arrival), sample.arrival);
    if (sample.source > sample.arrival + kClockAhead) continue;
    newest[sample.point.get()] = std::max(newest[sample.point.get()], sample.source);
  }
  for (const core::Sample& sample : image_.samples) {
    const std::size_t point = sample.point.get();
    const bool ahead = sample.source > sample.arrival + kClockAhead;
    if (!ahead && sample.source >= newest[point] - window[point] - delays[point]) recovered.samples.push_back(sample);
  }
  std::ranges::stable_sort(recovered.samples, [](const core::Sample& a, const core::Sample& b) {
    return a.point != b.point ? a.point < b.point : a.source < b.source;
  });
  if (!image_.events.empty())
    recovered.last_alive = std::max(recovered.last_alive.value_or(image_.events.back().time), image_.events.back().time);
  return recovered;
}

}  // namespace davy::sim
