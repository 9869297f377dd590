#include "analysis/rule_stories/chronicle.hpp"

#include <algorithm>
#include <optional>

namespace davy::analysis {
namespace {

Duration distance(Duration at, Duration from, Duration until) { return at < from ? from - at : at > until ? at - until : 0_s; }

std::optional<core::CommandState> stage_of(const core::EventBody& body) {
  if (holds<core::CommandSent>(body)) return core::CommandState::Sent;
  if (holds<core::CommandAccepted>(body)) return core::CommandState::Accepted;
  if (holds<core::CommandObserved>(body)) return core::CommandState::Observed;
  if (holds<core::CommandFailed>(body)) return core::CommandState::Failed;
  return std::nullopt;
}

}  // namespace

// Every kind of event by the names of its fields: what says `condition` or `alarm` is about an alarm, and so on.
struct Chronicle::Teller {
  Chronicle& chronicle;
  const core::Event& event;

  template <class Body>
  void operator()(const Body& body) {
    const std::string_view kind = Body::kKind;
    const std::string_view family = kind.substr(0, kind.find('.'));
    const std::string word(kind.substr(kind.find('.') + 1));
    if (family == "alarm") tell(Topic::Alarm, alarm_of(body), word);
    if (family == "row") tell(Topic::Row, row_of(body), word);
    if (family == "command") tell(Topic::Command, actuator_of(body), word + detail_of(body));
    if (family == "order") tell(Topic::Order, order_of(body), word + detail_of(body));
  }

  void tell(Topic topic, const std::string& subject, const std::string& text) {
    chronicle.entries_.push_back({event.time - chronicle.start_, topic, subject, text});
  }

  template <class Body>
  std::string alarm_of(const Body& body) {
    if constexpr (requires { body.condition; }) {
      if constexpr (std::is_same_v<Body, core::AlarmRaised>) chronicle.alarms_[core::AlarmId(event.seq)] = body.condition;
      return body.condition;
    } else if constexpr (requires { body.alarm; }) {
      return chronicle.alarms_[body.alarm];
    } else {
      return {};
    }
  }
  template <class Body>
  std::string order_of(const Body& body) {
    if constexpr (std::is_same_v<Body, core::OrderIssued>) {
      return chronicle.orders_[core::OrderId(event.seq)] = body.condition;
    } else if constexpr (requires { body.order; }) {
      return chronicle.orders_[body.order];
    } else {
      return {};
    }
  }
  template <class Body>
  std::string row_of(const Body& body) {
    if constexpr (requires { body.row; }) return body.row;
    return {};
  }
  template <class Body>
  std::string actuator_of(const Body& body) {
    if constexpr (std::is_same_v<Body, core::CommandRequested>) {
      chronicle.latest_[body.actuator] = {body.command, body.state, core::CommandState::Requested};
      return chronicle.actuators_[body.command] = body.actuator;
    } else if constexpr (requires { body.command; }) {
      return chronicle.actuators_[body.command];
    } else {
      return {};
    }
  }
  template <class Body>
  std::string detail_of(const Body& body) {
    if constexpr (requires { " " + body.state; }) return " " + body.state;
    if constexpr (requires { body.failure; }) return " (" + std::string(name_of(body.failure)) + ")";
    if constexpr (requires { body.post; }) return " to " + body.post;
    return {};
  }
};

void Chronicle::add(const core::Event& event) {
  visit(Teller{*this, event}, event.body);
  const auto stage = stage_of(event.body);
  if (!stage) return;
  LatestCommand& latest = latest_[entries_.back().subject];
  const std::string command = visit(
      [](const auto& body) -> std::string {
        if constexpr (requires { body.command; }) return body.command;
        return {};
      },
      event.body);
  if (latest.command == command) latest.stage = *stage;
}

const LatestCommand* Chronicle::latest(std::string_view actuator) const {
  const auto found = latest_.find(actuator);
  return found == latest_.end() ? nullptr : &found->second;
}

Said Chronicle::nearest(Topic topic, std::string_view subject, Duration from, Duration until) const {
  const Entry* best = nullptr;
  for (const Entry& entry : entries_)
    if (entry.topic == topic && entry.subject == subject &&
        (best == nullptr || distance(entry.at, from, until) < distance(best->at, from, until)))
      best = &entry;
  return best == nullptr ? said({"无", "nothing"}) : said({"{} 时 {}", "{1} at {0}"}, to_text(best->at), best->text);
}

}  // namespace davy::analysis
