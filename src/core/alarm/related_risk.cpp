#include "core/alarm/related_risk.hpp"

#include "core/duty.hpp"
#include "site/exercise.hpp"

#include <algorithm>

namespace davy::core::alarm {
namespace {

constexpr std::size_t kNamedMax = 8;  // companions that a regrading names

struct Weighing {
  const AlarmBook& book;
  const AlarmIndex& index;
  const site::Directory& directory;
  Instant now;

  const site::Site& site() const { return directory.site(); }

  // The alarms beside it that make it worse by the rule, oldest first, as many as are named.
  std::vector<const Alarm*> companions(const Alarm& alarm, site::RiskIndex rule, site::ZoneIndex zone) const {
    std::vector<const Alarm*> found;
    for (const site::ZoneIndex near : index.nearby().zones(site()[rule].reach, zone))
      for (const AlarmId id : index.alarms({AlarmKey::Kind::Companion, rule.get(), near.get()})) {
        if (found.size() == kNamedMax) return found;
        const Alarm* other = id == alarm.id ? nullptr : book.find(id);
        if (other != nullptr) found.push_back(other);
      }
    return found;
  }

  Impact impact(site::RiskIndex rule, site::ZoneIndex zone, const std::vector<const Alarm*>& others) const {
    std::vector<site::ZoneIndex> zones{zone};
    for (const Alarm* other : others)
      if (const auto condition = directory.condition(other->condition)) zones.push_back(site()[site()[*condition].point].zone);
    if (site()[rule].reach != site::Nearness::Site)
      for (const site::ZoneIndex near : index.nearby().zones(site()[rule].reach, zone)) zones.push_back(near);
    std::sort(zones.begin(), zones.end());
    zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
    Impact made;
    for (const site::ZoneIndex each : zones) {
      made.zones.push_back(site()[each].name);
      const std::string post = post_on_duty(directory, each, Matter::Alarm, now);
      if (!post.empty() && std::find(made.posts.begin(), made.posts.end(), post) == made.posts.end()) made.posts.push_back(post);
    }
    const auto there = [&](site::ZoneIndex place) { return std::binary_search(zones.begin(), zones.end(), place); };
    for (const site::Device& device : site().devices)
      if (there(device.zone) && !site::is_exercise(device.name)) made.equipment.push_back(device.name);
    for (const site::Actuator& actuator : site().actuators)
      if (there(actuator.zone) && !site::is_exercise(actuator.name)) made.equipment.push_back(actuator.name);
    return made;
  }

  // What was true and is not known any more is not over; `present` is the risk by which the alarm has its grade.
  bool holds(site::RiskIndex rule, site::ConditionIndex asked, const std::string& present) const {
    const Truth truth = index.told(asked);
    return truth == Truth::True || (truth == Truth::Unknown && site()[rule].name == present);
  }

  Bodies settle(const Alarm& alarm) const {
    const auto condition = directory.condition(alarm.condition);
    if (!alarm.active || !condition) return {};
    const site::ZoneIndex zone = site()[site()[*condition].point].zone;
    const std::string present = alarm.related ? alarm.related->rule : std::string();
    AlarmRegraded made{alarm.id, alarm.own_severity, alarm.severity, {}, {}, {}};
    std::vector<const Alarm*> worst;
    site::RiskIndex by;
    for (const site::RiskIndex rule : index.risks_raising(*condition)) {
      if (site()[rule].to <= made.severity) continue;
      std::vector<const Alarm*> others = companions(alarm, rule, zone);
      const auto asked = index.asked(rule, *condition);
      const bool is_true = asked && holds(rule, *asked, present);
      if (others.empty() && !is_true) continue;
      made.severity = site()[rule].to;
      made.rule = site()[rule].name;
      made.others.clear();
      if (is_true) made.others.push_back(directory.name_of(*asked));
      worst = std::move(others);
      by = rule;
    }
    if (made.severity == alarm.severity && made.rule == present) return {};
    for (const Alarm* other : worst) made.others.push_back(other->condition);
    if (!made.rule.empty()) made.impact = impact(by, zone, worst);
    return {std::move(made)};
  }

  // Those to whom a companion that came or went makes a difference. Beside two others of its zone it makes none.
  void settle_around(site::ConditionIndex companion, Bodies& bodies) const {
    const site::ZoneIndex zone = site()[site()[companion].point].zone;
    for (const site::RiskIndex rule : index.risks_beside(companion)) {
      if (index.alarms({AlarmKey::Kind::Companion, rule.get(), zone.get()}).size() > 2) continue;
      for (const site::ZoneIndex near : index.nearby().zones(site()[rule].reach, zone))
        for (const AlarmId id : index.alarms({AlarmKey::Kind::Raised, rule.get(), near.get()}))
          if (const Alarm* alarm = book.find(id))
            for (EventBody& body : settle(*alarm)) bodies.push_back(std::move(body));
    }
  }

  // One regrading an alarm, however many rules found it.
  static Bodies each_once(Bodies bodies) {
    std::set<AlarmId> seen;
    std::erase_if(bodies, [&](const EventBody& body) { return !seen.insert(get<AlarmRegraded>(body).alarm).second; });
    return bodies;
  }
};

bool may_change(const EventBody& body) {
  return holds<AlarmRaised>(body) || holds<AlarmReturned>(body) || holds<AlarmTakenOutOfService>(body) ||
         holds<AlarmReturnedToService>(body);
}

}  // namespace

Bodies relate(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, const Event& event,
              const std::string& condition) {
  const Weighing weighing{book, index, directory, event.time};
  Bodies bodies;
  if (holds<SystemStarted>(event.body) || holds<AlarmWithdrawn>(event.body)) {
    for (const auto& [name, alarm] : book.alarms)
      for (EventBody& body : weighing.settle(alarm)) bodies.push_back(std::move(body));
    return bodies;
  }
  const auto found = may_change(event.body) ? directory.condition(condition) : std::nullopt;
  if (!found) return bodies;
  if (const Alarm* alarm = book.of(condition); alarm != nullptr) bodies = weighing.settle(*alarm);
  weighing.settle_around(*found, bodies);
  return Weighing::each_once(std::move(bodies));
}

Bodies relate(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, const Edge& edge, Instant now) {
  const Weighing weighing{book, index, directory, now};
  Bodies bodies;
  for (const site::ConditionIndex raised : index.raised_by(edge.condition))
    if (const Alarm* alarm = book.of(directory.name_of(raised)))
      for (EventBody& body : weighing.settle(*alarm)) bodies.push_back(std::move(body));
  return Weighing::each_once(std::move(bodies));
}

}  // namespace davy::core::alarm
