#pragma once
// The runtime's ports: what it needs of the world. The only virtual classes of the lower floors; drivers and stores implement them, sim/ fakes them.

#include "core/engine/engine.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::runtime {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;  // any thread; goes back when the machine's clock is set back
};

struct FieldCommand {
  std::string command;  // its name; repeats are harmless
  site::ActuatorIndex actuator;
  std::string state;
  Instant expires;
  std::string reason;
};

class Field {
 public:
  virtual ~Field() = default;
  // Called inside a turn of the engine, before anything is written to disk: must not block. The outcome comes back as a CommandReport.
  virtual void send(const FieldCommand& command) = 0;
};

class Notifier {
 public:
  virtual ~Notifier() = default;
  // Called inside a turn of the engine once the notice is durable, if it is still true: must not block. The outcome comes back as a NoticeReport; without
  // one the notice is handed out again.
  virtual void notify(const core::Notice& notice) = 0;
};

// What is made durable together.
struct Commit {
  std::vector<core::Event> events;      // in journal order, without holes
  std::vector<core::Sample> samples;    // live and late ones, as received
  std::optional<core::State> snapshot;  // when one is due: the state after event `last_seq`, which is one of `events` or older
};

struct Recovered {
  core::State state;                  // of the newest snapshot
  std::vector<core::Event> events;    // those after the snapshot, for Engine::evolve
  std::vector<core::Sample> samples;  // recent ones of every point, in order of source time per point, to rebuild detection
  std::optional<Instant> last_alive;  // newest record of any kind
};

enum class Tidied { All, Some };

class Store {
 public:
  virtual ~Store() = default;
  virtual Result<Recovered> recover(Instant now) = 0;
  // Durable when it returns without error; all or nothing. Writer thread only.
  virtual Result<void> commit(const Commit& commit) = 0;
  // A piece of work that can wait, short enough for a commit to wait for it: milliseconds. Some: there is more. Writer thread only.
  virtual Result<Tidied> tidy(Instant) { return Tidied::All; }
  // Runs of thinning that are over and not in the journal; each is given once after each start. Writer thread only.
  virtual std::vector<core::SamplesThinned> thinned() { return {}; }
};

// Told of everything that has become durable; on the writer thread, must not block.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void committed(const std::vector<core::Event>& events) = 0;
};

}  // namespace davy::runtime
