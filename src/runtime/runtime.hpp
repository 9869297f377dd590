#pragma once
// Runtime: the engine, the writer thread and the bounded queues between them, in the order of effects.
//
// One turn of the engine at a time. Samples that find it idle are judged on the thread that brought them: to wake another would take longer than the
// judging. All else, and what finds it busy, waits in the queue for the engine thread, in order.
//
// 1. A safety command leaves through Field at once, inside the turn, before anything is written. 2. Events and samples are committed in groups on the
// writer thread. 3. Only then are people told, requests answered and listeners called; a notice is checked against the state at that moment. After a
// start, the state and its timers are restored before the first evaluation. When the store fails, detection and interlocks go on, the
// health says degraded, requests are answered with an error, and what was decided is kept in order until the store takes it again.

#include "base/bounded_queue.hpp"
#include "runtime/live_board.hpp"

#include <functional>
#include <memory>

namespace davy::runtime {

struct Options {
  LoopOptions loop;
  std::size_t queue_limit = 4096;                    // batches waiting for the engine; reports and requests may take as many again
  std::size_t unsaved_events_limit = 100'000;        // decided, not yet durable; beyond it samples are refused
  std::size_t unsaved_samples_limit = 1'000'000;     // beyond it samples are evaluated, but not saved, and counted
  Duration gather_samples = Duration::from_ms(200);  // how long samples alone may wait to be committed together
  Duration retry_store = Duration::from_ms(200);
  Duration store_stalled_after = Duration::from_ms(5'000);
};

struct Health {
  bool store_ok = true;
  std::string store_error;  // the latest, when not ok
  Instant last_turn;        // when the engine last finished a turn: liveness is "last evaluated at", not a flag
  std::size_t queued = 0;
  std::size_t queue_limit = 0;
  std::uint64_t refused_batches = 0;  // because the queue was full; their senders were told
  std::size_t unsaved_events = 0;     // decided, waiting for the store
  std::uint64_t lost_samples = 0;     // evaluated, but never saved: the store failed for too long
  core::Fates fates;
  Failing failing;
  std::uint64_t committed_seq = 0;
};

class Runtime {
 public:
  // The references must outlive it.
  struct Ports {
    const Clock& clock;
    Field& field;
    Notifier& notifier;
    Store& store;
  };

  // Recovers, and returns when the start is durable; then the engine goes on by itself.
  static Result<std::unique_ptr<Runtime>> start(const site::Directory& directory, Ports ports, Options options);
  ~Runtime();  // stops

  // From any thread. Full: nothing was taken, tell the sender.
  Pushed samples(std::vector<core::Sample> batch);  // may return only after the batch was judged and its commands have left
  // The same for a sender who waits until they are durable. `done` is called once, as for a request; Full: nothing was taken, send them again.
  void keep(std::vector<core::Sample> batch, std::function<void(const Answer&)> done);
  Pushed report(core::CommandReport report);
  Pushed report(core::DeviceReport report);
  Pushed report(core::NoticeReport report);
  // `done` is called once: on the writer thread after the commit, or with an Error, then at once when nothing was taken (queue full, store failing). An
  // Error of a request that was already decided says so: it may still take effect.
  void request(core::PersonRequest request, std::function<void(const Answer&)> done);

  // What the engine knows between two inputs of it; `at` is called on its thread and is to be short: commands wait for it. Returns when it was called;
  // with an Error it was not, and never is.
  Result<void> look(std::function<void(const core::State& state, Instant now)> at);

  // The expressions of a point that are undecided now, with what is known of their windows; seen as look() sees.
  Result<std::vector<core::Undecided>> undecided(site::PointIndex point);

  void listen(std::weak_ptr<Listener> listener);

  std::vector<LiveValue> live_values() const;  // by PointIndex
  Health health() const;

  // In order: what is queued is decided and committed, then SystemStopped. `asked_by`: who asked that Davy start anew; empty: it ends.
  void stop(const std::string& reason, const std::string& asked_by = {});

 private:
  class Impl;
  explicit Runtime(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::runtime
