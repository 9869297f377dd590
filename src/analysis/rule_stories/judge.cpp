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

Said Judge::stands(const What& what) const {
  return std::visit(Overloaded{[&](const ExpectAlarm& expected) { return stands_alarm(expected.condition); },
                               [&](const ExpectRow& expected) { return stands_row(expected.row); },
                               [&](const ExpectCommand& expected) { return stands_command(expected.actuator); },
                               [&](const ExpectOrder& expected) { return stands_order(expected.condition); }},
                    what);
}

Said Judge::describe(const What& what) const {
  const site::Site& site = directory_.site();
  return std::visit(Overloaded{[&](const ExpectAlarm& e) {
                                 const Said is = said({"{} {}", "{} {}"}, directory_.name_of(e.condition), name_of(e.is));
                                 return e.severity ? said({"{}，{}", "{}, {}"}, is, name_of(*e.severity)) : is;
                               },
                               [&](const ExpectRow& e) {
                                 return said({"联锁 {} {}", "row {} {}"}, site[e.row].name, name_of(e.is));
                               },
                               [&](const ExpectCommand& e) {
                                 return said({"命令 {} {} {}", "command {} {} {}"}, site[e.actuator].name, e.state, name_of(e.stage));
                               },
                               [&](const ExpectOrder& e) {
                                 const std::string about = directory_.name_of(e.condition);
                                 return e.post ? said({"关于 {} 的工单，给 {}", "an order about {} to {}"}, about, site[*e.post].name)
                                               : said({"关于 {} 的工单", "an order about {}"}, about);
                               }},
                    what);
}

Said Judge::nearest(const What& what, Duration from, Duration until) const {
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

Said Judge::stands_alarm(site::ConditionIndex condition) const {
  const site::Point& point = directory_.site()[directory_.site()[condition].point];
  const core::Alarm* alarm = loop_.state().alarms.of(directory_.name_of(condition));
  const core::Sample last = loop_.detector().last(directory_.site()[condition].point);
  Said text;
  if (alarm == nullptr || (!alarm->active && !alarm->latched)) {
    text = quiet_text(condition);
  } else {
    text = !alarm->active ? said({"已锁存", "latched"})
           : alarm->blind ? said({"报警但看不见", "active but blind"})
                          : said({"报警中", "active"});
    text = said({"{}，{}", "{}, {}"}, text, name_of(alarm->severity));
    if (alarm->acked) text = said({"{}，已确认", "{}, acknowledged"}, text);
  }
  if (alarm != nullptr && alarm->shelf) text = said({"{}，已搁置", "{}, shelved"}, text);
  if (last.source == Instant::before_all()) return said({"{}（{} 没有发送数据）", "{} ({} has sent nothing)"}, text, point.name);
  return said({"{}（{} 读数 {}，{}）", "{} ({} reads {}, {})"}, text, point.name, site::shown(last.value, *point.unit),
              name_of(last.quality));
}

Said Judge::quiet_text(site::ConditionIndex condition) const {
  if (directory_.site()[condition].kind == site::ConditionKind::ActuatorFault) return said({"没有报警", "absent"});
  switch (loop_.detector().truth(condition)) {
    case core::Truth::True: return said({"成立，但不响铃", "met, but does not ring"});
    case core::Truth::False: return said({"没有报警", "absent"});
    case core::Truth::Unknown: return said({"未知", "unknown"});
  }
  return {};
}

Said Judge::stands_row(site::RowIndex row) const {
  const core::RowState* state = row_of(row);
  if (state == nullptr) return said({"未触发", "resting"});
  const Said is = state->tripped     ? said({"已触发", "tripped"})
                  : state->undecided ? said({"未定", "undecided"})
                                     : said({"未触发", "resting"});
  return state->bypass ? said({"{}，已旁路", "{}, bypassed"}, is) : is;
}

Said Judge::stands_command(site::ActuatorIndex actuator) const {
  const LatestCommand* latest = chronicle_.latest(directory_.site()[actuator].name);
  return latest == nullptr ? said({"从未下令", "never commanded"})
                           : said({"最近的命令为 {}，{}", "the latest command is {}, {}"}, latest->state, name_of(latest->stage));
}

Said Judge::stands_order(site::ConditionIndex condition) const {
  const core::Order* order = order_of(condition);
  return order == nullptr ? said({"没有未结的工单", "no open order"}) : said({"给 {} 的工单", "an order to {}"}, order->post);
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
