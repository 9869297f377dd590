#include "core/alarm/inhibition.hpp"

#include <algorithm>

namespace davy::core::alarm {
namespace {

AlarmSuppressed suppress(std::string_view condition, Suppression by) {
  return {std::string(condition), std::move(by.reason), std::move(by.rule), std::move(by.inhibitor), by.until};
}

struct Inhibitor {
  const AlarmBook& book;
  const AlarmIndex& index;
  const site::Directory& directory;
  Instant now;

  // The longest-lasting one of the rule at this place: the newest.
  std::optional<Suppression> by(const AlarmKey& rule_and_place) const {
    const std::set<AlarmId>& ids = index.alarms({AlarmKey::Kind::Inhibitor, rule_and_place.number, rule_and_place.place});
    const Alarm* inhibitor = ids.empty() ? nullptr : book.find(*ids.rbegin());
    if (inhibitor == nullptr) return std::nullopt;
    const site::Inhibition& rule = directory.site().inhibitions[rule_and_place.number];
    Suppression found{rule.reason.en, rule.name, inhibitor->condition, {}};
    if (!rule.at_most) return found;
    found.until = inhibitor->raised + *rule.at_most;
    return *found.until > now ? std::optional(found) : std::nullopt;
  }

  std::optional<Suppression> of(std::string_view condition) const {
    const auto target = directory.condition(condition);
    if (!target) return std::nullopt;
    for (const AlarmKey& key : index.targeted_by(*target))
      if (auto found = by(key)) return found;
    return std::nullopt;
  }

  // Whether what sets it aside still holds; then a newer inhibitor changes nothing.
  bool holds(std::string_view condition, const Suppression& present) const {
    if (present.until && *present.until <= now) return false;
    const Alarm* inhibitor = book.of(present.inhibitor);
    const auto target = directory.condition(condition);
    if (inhibitor == nullptr || !target) return false;
    for (const AlarmKey& key : index.targeted_by(*target))
      if (directory.site().inhibitions[key.number].name == present.rule)
        return index.alarms({AlarmKey::Kind::Inhibitor, key.number, key.place}).contains(inhibitor->id);
    return false;
  }

  // Brings one condition to what the rules say.
  Bodies settle(const std::string& condition) const {
    const Alarm* alarm = book.of(condition);
    if (alarm == nullptr) return {};
    if (alarm->suppressed && (alarm->suppressed->rule.empty() || holds(condition, *alarm->suppressed))) return {};
    auto found = of(condition);
    if (found && alarm->active) return {suppress(condition, std::move(*found))};
    return alarm->suppressed ? Bodies{AlarmUnsuppressed{condition}} : Bodies{};
  }

  Bodies settle(const std::set<AlarmId>& alarms) const {
    Bodies bodies;
    for (const AlarmId id : alarms)
      if (const Alarm* alarm = book.find(id))
        for (EventBody& body : settle(alarm->condition)) bodies.push_back(std::move(body));
    return bodies;
  }

  // All within the reach of an inhibitor that came or went.
  Bodies settle_around(site::ConditionIndex inhibitor) const {
    Bodies bodies;
    for (const AlarmKey& key : index.inhibits_for(inhibitor)) {
      // Beside another inhibitor that holds without end, one that comes changes nothing and one that goes only what it set aside itself.
      const bool first = index.alarms(key).size() == 1 || directory.site().inhibitions[key.number].at_most;
      std::set<AlarmId> alarms = index.alarms({AlarmKey::Kind::SetAside, key.number, key.place});
      if (first) alarms.merge(std::set<AlarmId>(index.alarms({AlarmKey::Kind::Target, key.number, key.place})));
      for (EventBody& body : settle(alarms)) bodies.push_back(std::move(body));
    }
    return bodies;
  }
};

bool may_come_or_go(const EventBody& body) {
  return holds<AlarmRaised>(body) || holds<AlarmReturned>(body) || holds<AlarmBlinded>(body) || holds<AlarmSighted>(body) ||
         holds<AlarmTakenOutOfService>(body) || holds<AlarmReturnedToService>(body);
}

}  // namespace

Bodies before(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, const Edge& edge, Instant now) {
  if (edge.truth != Truth::True) return {};
  const std::string condition = directory.name_of(edge.condition);
  const Alarm* alarm = book.of(condition);
  if (alarm != nullptr && (alarm->active || alarm->suppressed)) return {};
  auto found = Inhibitor{book, index, directory, now}.of(condition);
  return found ? Bodies{suppress(condition, std::move(*found))} : Bodies{};
}

Bodies inhibit(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, const Event& event,
               const std::string& condition) {
  const Inhibitor inhibitor{book, index, directory, event.time};
  if (holds<SystemStarted>(event.body)) {
    Bodies bodies;  // a rule that this site no longer has lets go
    for (const auto& [name, alarm] : book.alarms)
      if (alarm.suppressed && !alarm.suppressed->rule.empty())
        for (EventBody& body : inhibitor.settle(name)) bodies.push_back(std::move(body));
    return bodies;
  }
  if (holds<AlarmUnsuppressed>(event.body)) return inhibitor.settle(condition);
  const bool gone = holds<AlarmWithdrawn>(event.body);  // and with it its place in the site
  if (gone) return inhibit(book, index, directory, Event{event.seq, event.time, event.actor, SystemStarted{}}, condition);
  const auto rule = may_come_or_go(event.body) ? directory.condition(condition) : std::nullopt;
  return rule ? inhibitor.settle_around(*rule) : Bodies{};
}

Bodies on_time(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, Instant now) {
  const std::vector<std::string> due = index.due(now);
  Bodies bodies = on_time(book, directory, due, now);
  const Inhibitor inhibitor{book, index, directory, now};
  for (const std::string& condition : due)
    for (EventBody& body : inhibitor.settle(condition)) bodies.push_back(std::move(body));
  return bodies;
}

}  // namespace davy::core::alarm
