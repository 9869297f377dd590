#pragma once
// Outbox: turns that wait to be made durable, merged in order; never makes the engine wait.
//
// What somebody waits for (events, answers) is taken at once, samples alone may gather for a while. When the store takes nothing, events are
// kept, and samples beyond their limit are left out of the historian and counted. Threads: put from the engine, take from the writer.

#include "runtime/loop.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace davy::runtime {

class Outbox {
 public:
  explicit Outbox(std::size_t sample_limit) : sample_limit_(sample_limit) {}

  void put(Turn turn);

  // All that waits; empty when nothing came within `gather`. False when closed and empty.
  bool take(Turn& out, Duration gather);
  // The answers alone: their askers are told that the store is failing.
  std::vector<Turn::Pending> take_answers();
  bool wait_closed(Duration at_most);  // whether it was closed
  void close();

  bool calm() const;                              // nobody waits for what is in it
  std::size_t events() const { return events_; }  // never waits for the writer
  std::size_t samples() const;
  std::uint64_t lost_samples() const;  // dropped from the historian, though evaluated

 private:
  const std::size_t sample_limit_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Turn waiting_;
  std::atomic<std::size_t> events_{0};  // in waiting_
  std::uint64_t lost_samples_ = 0;
  bool closed_ = false;
};

}  // namespace davy::runtime
