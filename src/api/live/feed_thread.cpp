#include "api/live/feed_thread.hpp"

#include "runtime/thread_role.hpp"

#include <algorithm>
#include <chrono>

namespace davy::api {
namespace {

constexpr Duration kTick = 1_s;

}  // namespace

FeedThread::FeedThread(Feed& feed, const runtime::Clock& clock, Readers readers)
    : feed_(feed), clock_(clock), readers_(std::move(readers)), thread_([this] { run(); }) {}

void FeedThread::wake() {
  const std::scoped_lock lock(mutex_);
  woken_ = true;
  changed_.notify_one();
}

void FeedThread::join(Feed::Console console, std::optional<std::uint64_t> since) {
  const std::scoped_lock lock(mutex_);
  joining_.push_back({std::move(console), since});
  changed_.notify_one();
}

void FeedThread::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
    changed_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void FeedThread::run() {
  runtime::take_role("live-feed", runtime::Urgency::GivesWay);
  Instant next_tick = clock_.now();
  for (;;) {
    const Instant now = clock_.now();
    if (next_tick - now > kTick) next_tick = now;  // the clock was set back
    if (now >= next_tick) {
      feed_.tick(*readers_.queries);
      next_tick = now + kTick;
    }
    std::vector<Joining> joining;
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, std::chrono::nanoseconds((next_tick - now).ns()), [this] { return stopped_ || woken_ || !joining_.empty(); });
      if (stopped_) return;
      woken_ = false;
      joining.swap(joining_);
    }
    // What it cannot read now it reads with the next tick; without one there is no heartbeat.
    (void)feed_.catch_up(*readers_.queries);
    for (Joining& each : joining) {
      const auto outlet = each.console.outlet;
      if (const auto joined = feed_.join(std::move(each.console), each.since, *readers_.queries); !joined)
        outlet->close("not now: " + joined.error().message);
    }
  }
}

}  // namespace davy::api
