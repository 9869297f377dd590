#include "site/directory.hpp"

namespace davy::site {
namespace {

template <class Items>
NameIndex names_of(const Items& items) {
  return {items.size(), [&](std::size_t i) -> const std::string& { return items[i].name; }};
}

template <class Index>
std::optional<Index> look_up(const NameIndex& names, std::string_view name) {
  const std::optional<std::size_t> found = names.find(name);
  if (!found) return std::nullopt;
  return Index(*found);
}

void index_effects(const std::vector<Effect>& effects, RowIndex row, std::map<ActuatorIndex, std::vector<RowIndex>>& rows_driving) {
  for (const Effect& effect : effects) {
    std::vector<RowIndex>& rows = rows_driving[effect.actuator];
    if (rows.empty() || rows.back() != row) rows.push_back(row);
    index_effects(effect.alternatives, row, rows_driving);
  }
}

}  // namespace

bool holds(const Shift& shift, Duration time) {
  if (shift.from == shift.until) return true;
  if (shift.from < shift.until) return shift.from <= time && time < shift.until;
  return shift.from <= time || time < shift.until;
}

Directory::Directory(const Site& site)
    : site_(&site),
      zones_(names_of(site.zones)),
      devices_(names_of(site.devices)),
      points_(names_of(site.points)),
      actuators_(names_of(site.actuators)),
      posts_(names_of(site.posts)),
      rows_(names_of(site.rows)),
      modes_(names_of(site.modes)),
      facts_(names_of(site.facts)) {
  duties_of_.resize(site.zones.size());
  for (const Duty& duty : site.duties) duties_of_[duty.zone.get()].push_back(&duty);
  first_condition_.resize(site.points.size(), ConditionIndex(site.conditions.size()));
  for (std::size_t i = site.conditions.size(); i-- > 0;) first_condition_[site.conditions[i].point.get()] = ConditionIndex(i);
  for (std::size_t i = 0; i < site.rows.size(); ++i)
    for (const ConditionIndex cause : site.rows[i].causes) rows_of_[cause].emplace_back(i);
  for (std::size_t i = 0; i < site.rows.size(); ++i) index_effects(site.rows[i].effects, RowIndex(i), rows_driving_);
}

std::optional<ZoneIndex> Directory::zone(std::string_view name) const { return look_up<ZoneIndex>(zones_, name); }
std::optional<DeviceIndex> Directory::device(std::string_view name) const { return look_up<DeviceIndex>(devices_, name); }
std::optional<PointIndex> Directory::point(std::string_view name) const { return look_up<PointIndex>(points_, name); }
std::optional<ActuatorIndex> Directory::actuator(std::string_view name) const { return look_up<ActuatorIndex>(actuators_, name); }
std::optional<PostIndex> Directory::post(std::string_view name) const { return look_up<PostIndex>(posts_, name); }
std::optional<RowIndex> Directory::row(std::string_view name) const { return look_up<RowIndex>(rows_, name); }
std::optional<ModeIndex> Directory::mode(std::string_view name) const { return look_up<ModeIndex>(modes_, name); }
std::optional<FactIndex> Directory::fact(std::string_view name) const { return look_up<FactIndex>(facts_, name); }

std::optional<ConditionIndex> Directory::condition(std::string_view name) const {
  const std::size_t colon = name.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::optional<PointIndex> point = this->point(name.substr(0, colon));
  if (!point) return std::nullopt;
  const std::string_view suffix = name.substr(colon + 1);
  for (std::size_t i = first_condition_[point->get()].get(); i < site_->conditions.size(); ++i) {
    if (site_->conditions[i].point != *point) break;
    if (site_->conditions[i].suffix == suffix) return ConditionIndex(i);
  }
  return std::nullopt;
}

std::string Directory::name_of(ConditionIndex condition) const {
  const Condition& c = (*site_)[condition];
  return (*site_)[c.point].name + ":" + c.suffix;
}

std::vector<ConditionIndex> Directory::conditions_of(PointIndex point) const {
  std::vector<ConditionIndex> found;
  for (std::size_t i = first_condition_[point.get()].get(); i < site_->conditions.size() && site_->conditions[i].point == point; ++i)
    found.emplace_back(i);
  return found;
}

std::span<const RowIndex> Directory::rows_of(ConditionIndex cause) const {
  const auto found = rows_of_.find(cause);
  if (found == rows_of_.end()) return {};
  return found->second;
}

std::span<const RowIndex> Directory::rows_driving(ActuatorIndex actuator) const {
  const auto found = rows_driving_.find(actuator);
  if (found == rows_driving_.end()) return {};
  return found->second;
}

bool Directory::is_on(ShiftIndex shift, Instant at) const { return holds((*site_)[shift], time_of_day(at, site_->utc_offset)); }

std::optional<Day> Directory::began(ShiftIndex shift, Instant at) const {
  const Shift& which = (*site_)[shift];
  const Day day = day_at(at, site_->utc_offset);
  const Duration time = at - start_of(day, site_->utc_offset);
  if (!holds(which, time)) return std::nullopt;
  return which.from >= which.until && time < which.from ? day + -1 : day;
}

std::optional<PostIndex> Directory::on_duty(ZoneIndex zone, Matter matter, Instant at) const {
  const Duration time = time_of_day(at, site_->utc_offset);
  for (std::optional<ZoneIndex> place = zone; place; place = (*site_)[*place].parent) {
    const Duty* for_all = nullptr;
    for (const Duty* duty : duties_of_[place->get()]) {
      if (!holds((*site_)[duty->shift], time)) continue;
      if (duty->names(matter)) return duty->post;
      if (duty->matters.empty() && for_all == nullptr) for_all = duty;
    }
    if (for_all != nullptr) return for_all->post;
  }
  return std::nullopt;
}

}  // namespace davy::site
