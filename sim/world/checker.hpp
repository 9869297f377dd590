#pragma once
// Checker: one law of Davy, in a plain sentence and in code that knows as little of the daemon's as it can.
//
// A world shows its checkers every step as it happens, and itself when all is over. One thread.

#include "runtime/loop.hpp"
#include "sim/world/judge.hpp"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace davy::sim {

// What can be seen of a world. References live as long as the call.
namespace step {
struct Recovered {  // a process begins
  const runtime::Recovered& recovered;
  Instant now;
};
struct Started {  // its start is durable, nothing has left yet
  const runtime::Loop& loop;
};
struct Accepted {  // samples were taken, to be judged in this order; as the field offered them
  const runtime::Samples& samples;
  enum class From { Plant, Nowhere } from;  // nowhere: no sensor has measured it
};
struct Turned {  // the engine has ended a turn; the first one of a process is its going
  const runtime::Loop& loop;
  Instant now;
  enum class Kind { Go, Turn } kind;
};
struct CommandLeft {  // as it goes on the wire
  const runtime::FieldCommand& command;
  Instant now;
};
struct Durable {  // the disk has it
  const runtime::Commit& commit;
};
struct Told {  // shown to people
  const core::Notice& notice;
};
struct Answered {  // a person
  const runtime::Answer& answer;
};
struct KeptAnswered {  // a sender who waited
  const runtime::Samples& samples;
  const runtime::Answer& answer;
};
struct Crashed {};
}  // namespace step

using Seen = std::variant<step::Recovered, step::Started, step::Accepted, step::Turned, step::CommandLeft, step::Durable, step::Told,
                          step::Answered, step::KeptAnswered, step::Crashed>;

// When all is over: all links work, the store is well, nothing is under way.
struct End {
  const core::State& state;
  const std::vector<core::Event>& events;    // on the disk
  const std::vector<core::Sample>& samples;  // likewise
};

class Checker {
 public:
  explicit Checker(std::string name, std::string law) : name_(std::move(name)), law_(std::move(law)) {}
  virtual ~Checker() = default;

  virtual void see(const Seen& step) = 0;
  virtual void end(const End&) {}

  const std::string& name() const { return name_; }
  const std::string& law() const { return law_; }
  const std::optional<std::string>& broken() const { return broken_; }  // how, the first time

 protected:
  void breaks(std::string how) {
    if (!broken_) broken_ = std::move(how);
  }

 private:
  std::string name_;
  std::string law_;
  std::optional<std::string> broken_;
};

// All of them; `site` and `judge` must outlive them. The judge has seen a step before they do.
std::vector<std::unique_ptr<Checker>> make_checkers(const site::Directory& directory, const Judge& judge, Duration tick);

}  // namespace davy::sim
