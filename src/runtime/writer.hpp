#pragma once
// Writer: makes turns durable in groups, and only then answers requests and tells listeners. Knows how the store fares.
//
// run() is the writer thread: it takes a group, writes it, publishes it and tidies up, over and over. Each of these is a step of its own, so that a simulation
// can do them one by one, with anything in between. When a commit fails, its group is kept and tried again until it succeeds; the answers that wait
// are given with an Error at once. Once the outbox is closed, a failing store is tried a few more times, then what is left is given up.

#include "runtime/outbox.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace davy::runtime {

struct WriterOptions {
  Duration gather_samples;
  Duration retry_store;
  Duration stalled_after;  // a commit under way for longer is a failing store
};

class Writer {
 public:
  // On the writer thread.
  struct Told {
    std::function<void(std::uint64_t)> committed;              // after each group that held events, with the sequence of the last one
    std::function<void(const core::SamplesThinned&)> thinned;  // each run of thinning that is to be in the journal
  };
  // All must outlive the writer.
  Writer(const Clock& clock, Store& store, Outbox& outbox, WriterOptions options, Told told)
      : clock_(clock), store_(store), outbox_(outbox), options_(options), told_(std::move(told)) {}

  void started(std::uint64_t seq);  // before run(): everything up to it is durable
  void run();

  // The steps of run(), in this order; of the thread that would run it.
  bool take(Duration gather);  // a group, perhaps an empty one, when none is in hand; false when nothing will ever come
  bool write();                // makes it durable; false: it failed, and whoever waits for it was told
  void publish();              // tells of it, and has none in hand then
  void tidy();

  void listen(std::weak_ptr<Listener> listener);  // any thread

  // Any thread: the latest failure while the store is failing, a commit that does not end included.
  std::optional<std::string> store_error() const;
  std::size_t unsaved_events() const { return events_in_hand_ + outbox_.events(); }  // never waits for a commit
  std::uint64_t committed_seq() const;

 private:
  bool commit(const Commit& commit);
  void tidy_store();
  void answer_with_error(std::vector<Turn::Pending> answers);
  std::optional<std::string> stalled() const;

  const Clock& clock_;
  Store& store_;
  Outbox& outbox_;
  const WriterOptions options_;
  const Told told_;
  Turn group_;  // in hand

  mutable std::mutex mutex_;
  std::vector<std::weak_ptr<Listener>> listeners_;
  std::optional<std::string> error_;
  std::optional<Instant> commit_began_;
  std::atomic<std::size_t> events_in_hand_{0};
  std::uint64_t committed_seq_ = 0;
};

}  // namespace davy::runtime
