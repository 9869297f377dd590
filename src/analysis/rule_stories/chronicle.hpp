#pragma once
// Chronicle: what the rules said during a story, by what it was about, so that a failed expectation can name the nearest event.

#include "base/said.hpp"
#include "core/interlock/interlock_table.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace davy::analysis {

enum class Topic { Alarm, Row, Command, Order };

struct Entry {
  Duration at;
  Topic topic;
  std::string subject;  // condition, row, actuator; of an order its condition
  std::string text;     // "raised", "requested closed"
};

// The latest command to an actuator.
struct LatestCommand {
  std::string command;
  std::string state;
  core::CommandState stage = core::CommandState::Requested;
};

class Chronicle {
 public:
  explicit Chronicle(Instant start) : start_(start) {}

  void add(const core::Event& event);

  const std::vector<Entry>& entries() const { return entries_; }
  const LatestCommand* latest(std::string_view actuator) const;  // null: none was commanded

  // The entry of the subject nearest to the span, as "raised at 41s"; "nothing" when there is none.
  Said nearest(Topic topic, std::string_view subject, Duration from, Duration until) const;

 private:
  struct Teller;

  Instant start_;
  std::vector<Entry> entries_;
  std::map<core::AlarmId, std::string> alarms_;
  std::map<core::OrderId, std::string> orders_;
  std::map<std::string, std::string, std::less<>> actuators_;  // by command
  std::map<std::string, LatestCommand, std::less<>> latest_;   // by actuator
};

}  // namespace davy::analysis
