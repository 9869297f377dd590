#include "analysis/rule_stories/judge.hpp"

#include "site/reading/scalars.hpp"

namespace davy::analysis {
namespace {

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

bool reached(core::CommandState stage, core::CommandState wanted) {
  if (wanted == core::CommandState::Failed || stage == core::CommandState::Failed)
    return stage == wanted || wanted == core::CommandState::Requested;
  return stage >= wanted;
}

}  // namespace

bool Judge::holds(const What& what) const {
  return std::visit(Overloaded{[&](const ExpectAlarm& expected) { return holds_alarm(expected); },
                               [&](const ExpectRow& expected) { return holds_row(expected); },
                               [&](const ExpectCommand& expected) { return holds_command(expected); },
                               [&](const ExpectOrder& expected) { return holds_order(expected); }},
                    what);
}

std::string Judge::stands(const What& what) const {
  return std::visit(Overloaded{[&](const ExpectAlarm& expected) { return stands_alarm(expected.condition); },
                               [&](const ExpectRow& expected) { return stands_row(expected.row); },
                               [&](const ExpectCommand& expected) { return stands_command(expected.actuator); },
                               [&](const ExpectOrder& expected) { return stands_order(expected.condition); }},
                    what);
}

std::string Judge::describe(const What& what) const {
  const site::Site& site = directory_.site();
  return std::visit(Overloaded{[&](const ExpectAlarm& e) {
                                 return directory_.name_of(e.condition) + " " + std::string(name_of(e.is)) +
                                        (e.severity ? ", " + std::string(name_of(*e.severity)) : "");
                               },
                               [&](const ExpectRow& e) { return "row " + site[e.row].name + " " + std::string(name_of(e.is)); },
                               [&](const ExpectCommand& e) {
                                 return "command " + site[e.actuator].name + " " + e.state + " " + std::string(name_of(e.stage));
                               },
                               [&](const ExpectOrder& e) {
                                 return "an order about " + directory_.name_of(e.condition) + (e.post ? " to " + site[*e.post].name : "");
                               }},
                    what);
}

std::string Judge::nearest(const What& what, Duration from, Duration until) const {
  const site::Site& site = directory_.site();
  const auto near = [&](Topic topic, const std::string& subject) { return chronicle_.nearest(topic, subject, from, until); };
  return std::visit(Overloaded{[&](const ExpectAlarm& e) { return near(Topic::Alarm, directory_.name_of(e.condition)); },
                               [&](const ExpectRow& e) { return near(Topic::Row, site[e.row].name); },
                               [&](const ExpectCommand& e) { return near(Topic::Command, site[e.actuator].name); },
                               [&](const ExpectOrder& e) { return near(Topic::Order, directory_.name_of(e.condition)); }},
                    what);
}

bool Judge::holds_alarm(const ExpectAlarm& expected) const {
  const core::Alarm* alarm = loop_.state().alarms.of(directory_.name_of(expected.condition));
  const bool active = alarm != nullptr && alarm->active;
  const bool latched = alarm != nullptr && alarm->latched;
  const bool decided_elsewhere = directory_.site()[expected.condition].kind == site::ConditionKind::ActuatorFault;
  const bool unknown = !decided_elsewhere && loop_.detector().truth(expected.condition) == core::Truth::Unknown;
  if (expected.severity && alarm != nullptr && (active || latched) && alarm->severity != *expected.severity) return false;
  switch (expected.is) {
    case AlarmIs::Active: return active && !alarm->blind;
    case AlarmIs::Absent: return !active && !latched && !unknown;
    case AlarmIs::Unknown: return unknown;
    case AlarmIs::Latched: return latched;
    case AlarmIs::Acknowledged: return active && alarm->acked;
    case AlarmIs::Shelved: return alarm != nullptr && alarm->shelf.has_value();
    case AlarmIs::Met: return decided_elsewhere ? active : loop_.detector().truth(expected.condition) == core::Truth::True;
  }
  return false;
}

bool Judge::holds_row(const ExpectRow& expected) const {
  const core::RowState* row = row_of(expected.row);
  const bool tripped = row != nullptr && row->tripped;
  const bool undecided = row != nullptr && row->undecided;
  switch (expected.is) {
    case RowIs::Tripped: return tripped;
    case RowIs::Resting: return !tripped && !undecided;
    case RowIs::Undecided: return undecided;
    case RowIs::Bypassed: return row != nullptr && row->bypass.has_value();
  }
  return false;
}

bool Judge::holds_command(const ExpectCommand& expected) const {
  const LatestCommand* latest = chronicle_.latest(directory_.site()[expected.actuator].name);
  return latest != nullptr && latest->state == expected.state && reached(latest->stage, expected.stage);
}

bool Judge::holds_order(const ExpectOrder& expected) const {
  const core::Order* order = order_of(expected.condition);
  return order != nullptr && (!expected.post || order->post == directory_.site()[*expected.post].name);
}

std::string Judge::stands_alarm(site::ConditionIndex condition) const {
  const site::Point& point = directory_.site()[directory_.site()[condition].point];
  const core::Alarm* alarm = loop_.state().alarms.of(directory_.name_of(condition));
  const core::Sample last = loop_.detector().last(directory_.site()[condition].point);
  std::string text;
  if (alarm == nullptr || (!alarm->active && !alarm->latched))
    text = quiet_text(condition);
  else
    text = std::string(alarm->active ? alarm->blind ? "active but blind" : "active" : "latched") + ", " +
           std::string(name_of(alarm->severity)) + (alarm->acked ? ", acknowledged" : "");
  if (alarm != nullptr && alarm->shelf) text += ", shelved";
  if (last.source == Instant::before_all()) return text + " (" + point.name + " has sent nothing)";
  return text + " (" + point.name + " reads " + site::shown(last.value, *point.unit) + ", " + std::string(name_of(last.quality)) + ")";
}

std::string Judge::quiet_text(site::ConditionIndex condition) const {
  if (directory_.site()[condition].kind == site::ConditionKind::ActuatorFault) return "absent";
  switch (loop_.detector().truth(condition)) {
    case core::Truth::True: return "met, but does not ring";
    case core::Truth::False: return "absent";
    case core::Truth::Unknown: return "unknown";
  }
  return {};
}

std::string Judge::stands_row(site::RowIndex row) const {
  const core::RowState* state = row_of(row);
  if (state == nullptr) return "resting";
  return std::string(state->tripped ? "tripped" : state->undecided ? "undecided" : "resting") + (state->bypass ? ", bypassed" : "");
}

std::string Judge::stands_command(site::ActuatorIndex actuator) const {
  const LatestCommand* latest = chronicle_.latest(directory_.site()[actuator].name);
  return latest == nullptr ? "never commanded" : "the latest command is " + latest->state + ", " + std::string(name_of(latest->stage));
}

std::string Judge::stands_order(site::ConditionIndex condition) const {
  const core::Order* order = order_of(condition);
  return order == nullptr ? "no open order" : "an order to " + order->post;
}

const core::Order* Judge::order_of(site::ConditionIndex condition) const {
  const auto& orders = loop_.state().orders;
  const auto found = orders.open.find(directory_.name_of(condition));
  return found == orders.open.end() ? nullptr : orders.find(found->second);
}

const core::RowState* Judge::row_of(site::RowIndex row) const {
  const auto& rows = loop_.state().interlocks.rows;
  const auto found = rows.find(directory_.site()[row].name);
  return found == rows.end() ? nullptr : &found->second;
}

}  // namespace davy::analysis
