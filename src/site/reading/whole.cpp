// What only the whole site shows: points that nothing watches, zones that nobody answers for, effects that pull two ways.
#include "site/reading/geometry.hpp"
#include "site/reading/reading.hpp"

#include <algorithm>
#include <bitset>
#include <unordered_map>

namespace davy::site {
namespace {

constexpr std::size_t kMinutesOfDay = 24 * 60;
using Minutes = std::bitset<kMinutesOfDay>;

std::string clock(std::size_t minutes) {
  const auto two = [](std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

Minutes minutes_of(const Shift& shift) {
  const auto minute = [](Duration time) { return static_cast<std::size_t>(time.ns() / Duration(1_min).ns()); };
  const std::size_t from = minute(shift.from);
  const std::size_t until = minute(shift.until);
  Minutes minutes;
  std::size_t at = from;
  do {
    minutes.set(at);
    at = (at + 1) % kMinutesOfDay;
  } while (at != until);
  return minutes;
}

// The minutes of the day in which a duty for alarms of the zone, or of a zone that it lies in, holds.
Minutes answered(const Site& site, ZoneIndex zone) {
  Minutes minutes;
  for (std::optional<ZoneIndex> place = zone; place; place = site[*place].parent)
    for (const Duty& duty : site.duties)
      if (duty.zone == *place && (duty.matters.empty() || duty.names(Matter::Alarm))) minutes |= minutes_of(site[duty.shift]);
  return minutes;
}

// "from 20:00 to 08:00", the first gap; it may run past midnight.
Said first_gap(const Minutes& minutes) {
  if (minutes.none()) return said({"任何时候", "at any time"});
  std::size_t from = 0;
  while (minutes[from] || !minutes[(from + kMinutesOfDay - 1) % kMinutesOfDay]) ++from;
  std::size_t until = from;
  while (!minutes[until]) until = (until + 1) % kMinutesOfDay;
  return said({"{} 至 {}", "from {} to {}"}, clock(from), clock(until));
}

void check_duties(Reading& reading) {
  struct Needs {
    const YamlNode* safety_point = nullptr;
    const YamlNode* point = nullptr;
  };
  const Site& site = reading.site;
  std::vector<Needs> needs(site.zones.size());
  for (std::size_t i = 0; i < site.points.size(); ++i) {
    const PointParts& parts = reading.point_parts[i];
    if (!parts.zone || reading.conditions_of[i].second == 0) continue;
    Needs& zone = needs[parts.zone->get()];
    const YamlNode*& place = site.points[i].purpose == Purpose::Safety ? zone.safety_point : zone.point;
    if (place == nullptr) place = parts.at;
  }
  for (std::size_t z = 0; z < needs.size(); ++z) {
    if (needs[z].safety_point == nullptr && needs[z].point == nullptr) continue;
    const Minutes minutes = answered(site, ZoneIndex(z));
    if (minutes.all()) continue;
    const Said found = said({"区域 '{}' {}无人值班", "zone '{}' with nobody on duty {}"}, site.zones[z].name, first_gap(minutes));
    if (needs[z].safety_point != nullptr)
      reading.report.error(*needs[z].safety_point, said({"{}，其中有安全测点", "a safety point in {}"}, found),
                           said({"该区域或其所在区域全天有人值班",
                                 "a duty for the zone, or for one that it lies in, at every time of the day"}));
    else
      reading.report.warning(*needs[z].point, said({"{}，其中有测点", "a point in {}"}, found),
                             said({"该区域或其所在区域全天有人值班",
                                   "a duty for the zone, or for one that it lies in, at every time of the day"}));
  }
}

bool has_limit(const Reading& reading, std::size_t point) {
  const auto [first, count] = reading.conditions_of[point];
  const auto begin = reading.site.conditions.begin() + static_cast<std::ptrdiff_t>(first);
  return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(count), [](const Condition& c) {
    return c.kind == ConditionKind::High || c.kind == ConditionKind::Low || c.kind == ConditionKind::Expression;
  });
}

void check_watch(Reading& reading, std::size_t position) {
  const PointParts& parts = reading.point_parts[position];
  const Point& point = reading.site.points[position];
  const bool safety = point.purpose == Purpose::Safety;
  const std::optional<Watched> watched = parts.own ? parts.own->watched : parts.from->draft.watched;
  if (watched == Watched::No && safety)
    reading.report.error(*parts.at, said({"安全测点写有 conditions: none", "conditions: none on a safety point"}),
                         said({"条件，或 purpose: process", "a condition, or purpose: process"}));
  if (watched == Watched::No) return;
  if (reading.conditions_of[position].second == 0)
    reading.report.warning(*parts.at, said({"测点 '{}' 没有任何条件", "point '{}' that no condition covers"}, point.name),
                           said({"条件，或 conditions: none", "a condition, or conditions: none"}));
  else if (safety && !has_limit(reading, position))
    reading.report.warning(*parts.at, said({"安全测点 '{}' 没有任何限值", "safety point '{}' without any limit"}, point.name),
                           said({"未停用的 high、low 或表达式", "a high, a low or an expression that is not disabled"}));
}

void check_place(Reading& reading, const Point& point, const PointParts& parts) {
  if (!point.at || !parts.zone) return;
  const Zone& zone = reading.site[*parts.zone];
  if (zone.outline.empty() || holds(zone.outline, *point.at)) return;
  const std::string at = "[" + shown(point.at->x) + ", " + shown(point.at->y) + "]";
  reading.report.warning(*parts.at,
                         said({"测点 '{}' 位于 {}，在其区域 '{}' 之外", "point '{}' at {}, outside its zone '{}'"}, point.name, at,
                              zone.name),
                         said({"区域轮廓之内的位置", "a place within the zone's outline"}));
}

void check_points(Reading& reading) {
  // A condition that could not be read would look like one that is missing.
  const bool all_read = !reading.report.has_errors();
  for (std::size_t i = 0; i < reading.site.points.size(); ++i) {
    const PointParts& parts = reading.point_parts[i];
    if (parts.soundness == Soundness::Broken) continue;
    if (all_read) check_watch(reading, i);
    check_place(reading, reading.site.points[i], parts);
  }
}

// Two rows may hold at once; then an actuator would be told two things.
void check_effects(Reading& reading) {
  struct Told {
    std::string_view state;
    const Row* row;
  };
  const Site& site = reading.site;
  std::unordered_map<std::size_t, Told> told;
  const std::vector<const YamlNode*> items = reading.items("rows");
  for (std::size_t i = 0; i < site.rows.size(); ++i) {
    for (const Effect& effect : site.rows[i].effects) {
      const auto [first, is_new] = told.try_emplace(effect.actuator.get(), Told{effect.state, &site.rows[i]});
      if (!is_new && first->second.state != effect.state)
        reading.report.warning(*items[i],
                               said({"执行机构 '{0}' 动作至 '{1}'，而联锁 '{3}' 中动作至 '{2}'",
                                     "actuator '{}' to '{}', and to '{}' in row '{}'"},
                                    site[effect.actuator].name, effect.state, first->second.state, first->second.row->name),
                               said({"各联锁中状态一致：它们可能同时触发", "one state in all rows: both may be tripped at once"}));
    }
  }
}

// What may trip a row is asked in every mode.
void check_modes_of_causes(Reading& reading) {
  const Site& site = reading.site;
  const std::vector<const YamlNode*> items = reading.items("rows");
  for (std::size_t i = 0; i < site.rows.size() && i < items.size(); ++i)
    for (const ConditionIndex cause : site.rows[i].causes)
      for (const ModeLimit& limit : site[cause].by_mode)
        if (!limit.limit)
          reading.report.error(*items[i],
                               said({"原因 '{}:{}' 在工况 '{}' 下停用", "cause '{}:{}' disabled in mode '{}'"},
                                    site[site[cause].point].name, site[cause].suffix, site[limit.mode].name),
                               said({"每种工况下都有限值：安全联锁不得因工况而失明",
                                     "a limit in every mode: a safety row must not go blind by a mode"}));
}

void check_devices(Reading& reading) {
  const Site& site = reading.site;
  std::vector<char> used(site.devices.size(), 0);
  for (const Point& point : site.points) used[point.device.get()] = 1;
  for (const Actuator& actuator : site.actuators) used[actuator.device.get()] = 1;
  const std::vector<const YamlNode*> items = reading.items("devices");
  for (std::size_t i = 0; i < used.size(); ++i)
    if (used[i] == 0)
      reading.report.warning(*items[i],
                             said({"设备 '{}' 没有测点和执行机构", "device '{}' without points and actuators"}, site.devices[i].name),
                             said({"由其测量或驱动的对象", "something that it measures or moves"}));
}

}  // namespace

void check_whole(Reading& reading) {
  if (!reading.report.complete()) return;
  check_points(reading);
  if (reading.duties == Soundness::Sound) check_duties(reading);
  check_effects(reading);
  if (!reading.report.has_errors()) check_modes_of_causes(reading);
  if (!reading.site.devices.empty()) check_devices(reading);
}

}  // namespace davy::site
