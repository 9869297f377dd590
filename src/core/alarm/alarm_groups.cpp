#include "core/alarm/alarm_groups.hpp"

#include "site/exercise.hpp"

#include <algorithm>

namespace davy::core::alarm {
namespace {

constexpr Duration kRowWithin = 10_min;  // as long as a declared consequence takes by default

Duration apart(Instant one, Instant other) { return one < other ? other - one : one - other; }

struct Gatherer {
  const AlarmBook& book;
  const AlarmIndex& index;
  const site::Directory& directory;
  const Alarm& raised;

  // Those that the site says cause it or follow from it, in the site's order.
  std::vector<const Alarm*> declared(site::ConditionIndex condition) const {
    std::vector<const Alarm*> found;
    const auto take = [&](site::ConditionIndex other, Duration within) {
      const Alarm* alarm = book.of(directory.name_of(other));
      if (alarm != nullptr && alarm != &raised && !alarm->id.none() && apart(alarm->onset, raised.onset) <= within) found.push_back(alarm);
    };
    for (const site::Consequence& each : directory.site().consequences) {
      const bool is_effect = std::find(each.effects.begin(), each.effects.end(), condition) != each.effects.end();
      if (is_effect) take(each.cause, each.within);
      if (each.cause != condition) continue;
      for (const site::ConditionIndex effect : each.effects) take(effect, each.within);
    }
    return found;
  }

  // The newest other alarm that shares `key`, when its trouble began close enough to this alarm.
  const Alarm* newest(const AlarmKey& key, Duration within) const {
    const std::set<AlarmId>& ids = index.alarms(key);
    auto id = ids.rbegin();
    if (id != ids.rend() && *id == raised.id) ++id;
    const Alarm* alarm = id == ids.rend() ? nullptr : book.find(*id);
    if (alarm == nullptr) return nullptr;
    const auto group = alarm->group ? book.groups.find(alarm->group->group) : book.groups.end();
    const Instant began = group == book.groups.end() ? alarm->onset : group->second.first_onset;
    return apart(began, raised.onset) <= within ? alarm : nullptr;
  }

  AlarmGrouped join(const Alarm& other, GroupedBy because) const {
    return {raised.id, other.group ? other.group->group : other.id, because};
  }

  // With all that were alone: the raised alarm is what they have in common.
  Bodies join_declared(const std::vector<const Alarm*>& others) const {
    const auto grouped = std::find_if(others.begin(), others.end(), [](const Alarm* alarm) { return alarm->group.has_value(); });
    const AlarmGrouped joined = join(grouped == others.end() ? *others.front() : **grouped, GroupedBy::Declared);
    Bodies bodies{joined};
    std::set<AlarmId> taken{joined.group};
    for (const Alarm* other : others)
      if (!other->group && taken.insert(other->id).second) bodies.push_back(AlarmGrouped{other->id, joined.group, GroupedBy::Declared});
    return bodies;
  }

  Bodies operator()() const {
    const auto condition = directory.condition(raised.condition);
    if (!condition) return {};
    if (const auto others = declared(*condition); !others.empty()) return join_declared(others);
    for (const site::RowIndex row : rows_about(directory, *condition))
      if (const Alarm* other = newest({AlarmKey::Kind::Row, row.get(), 0}, kRowWithin)) return {join(*other, GroupedBy::Row)};
    const site::Site& site = directory.site();
    if (!site.group_within || site::is_exercise(raised.condition)) return {};
    const site::Point& point = site[site[*condition].point];
    if (const Alarm* other = newest({AlarmKey::Kind::Device, point.device.get(), 0}, *site.group_within))
      return {join(*other, GroupedBy::Equipment)};
    if (const Alarm* other = newest({AlarmKey::Kind::Zone, point.zone.get(), 0}, *site.group_within))
      return {join(*other, GroupedBy::Zone)};
    return {};
  }
};

}  // namespace

Bodies group(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, const Event& event) {
  if (!holds<AlarmRaised>(event.body)) return {};
  const Alarm* raised = book.find(AlarmId(event.seq));
  return raised == nullptr ? Bodies{} : Gatherer{book, index, directory, *raised}();
}

}  // namespace davy::core::alarm
