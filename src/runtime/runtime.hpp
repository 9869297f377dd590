#pragma once
// Runtime: the engine thread, the writer thread and the bounded queues between them, in the order of effects.
//
// 1. A safety command leaves through Field at once, on the engine thread, before anything is written. 2. Events and samples are committed in groups on the
// writer thread. 3. Only then are people told, requests answered and listeners called; a notice is checked against the state at that moment. After a
// start, the state and its timers are restored before the first evaluation. When the store fails, detection and interlocks go on, the
// health says degraded, and requests are answered with an error.

#include <functional>
#include <memory>
#include <variant>

#include "base/bounded_queue.hpp"
#include "core/detect/detector.hpp"
#include "runtime/ports.hpp"

namespace davy::runtime {

struct Options {
  std::string program_version;
  std::size_t queue_limit = 4096;  // messages waiting for the engine; a batch of samples is one
  Duration tick = Duration::from_ms(100);
  std::uint64_t snapshot_every = 2'000;  // events
  core::DetectorOptions detector;
};

// The answer to a person's request, given after the commit.
struct Accepted {
  std::vector<core::Event> events;  // those that the request caused, now durable
};
using Answer = std::variant<Accepted, core::Refusal, Error>;

struct LiveValue {
  core::Sample last;  // source before_all(): never heard of
  bool stale = true;
};

struct Health {
  bool store_ok = true;
  std::string store_error;       // the latest, when not ok
  Instant last_turn;             // when the engine last finished a turn: liveness is "last evaluated at", not a flag
  std::size_t queued = 0;
  std::size_t queue_limit = 0;
  std::uint64_t refused_batches = 0;  // because the queue was full; their senders were told
  core::Fates fates;
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

  static Result<std::unique_ptr<Runtime>> start(const site::Directory& directory, Ports ports, Options options);
  ~Runtime();  // stops

  // From any thread. Full: nothing was taken, tell the sender.
  Pushed samples(std::vector<core::Sample> batch);
  Pushed report(core::CommandReport report);
  Pushed report(core::DeviceReport report);
  Pushed report(core::NoticeReport report);
  // `done` is called once, on the writer thread after the commit (or at once with an Error when the queue is full).
  void request(core::PersonRequest request, std::function<void(const Answer&)> done);

  void listen(std::weak_ptr<Listener> listener);

  std::vector<LiveValue> live_values() const;  // by PointIndex
  Health health() const;

  void stop(const std::string& reason);  // in order: what is queued is decided and committed, then SystemStopped

 private:
  class Impl;
  explicit Runtime(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::runtime
