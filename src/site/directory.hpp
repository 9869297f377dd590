#pragma once
// Directory: finds the parts of a Site by name, and who answers for a place at a time.
//
// Built once per loaded site, then read-only and shared by all threads. Look-ups are O(1) on average.

#include "base/name_index.hpp"
#include "site/model.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace davy::site {

// Whether the shift is on at this time since local midnight.
bool holds(const Shift& shift, Duration time);

class Directory {
 public:
  // Keeps a reference to `site`, which must outlive it.
  explicit Directory(const Site& site);

  const Site& site() const { return *site_; }

  std::optional<ZoneIndex> zone(std::string_view name) const;
  std::optional<DeviceIndex> device(std::string_view name) const;
  std::optional<PointIndex> point(std::string_view name) const;
  std::optional<ActuatorIndex> actuator(std::string_view name) const;
  std::optional<PostIndex> post(std::string_view name) const;
  std::optional<RowIndex> row(std::string_view name) const;
  std::optional<ModeIndex> mode(std::string_view name) const;
  std::optional<FactIndex> fact(std::string_view name) const;
  std::optional<ConditionIndex> condition(std::string_view name) const;  // "ch4-01:high-high"

  std::string name_of(ConditionIndex condition) const;
  std::string_view name_of(PointIndex point) const { return points_[point.get()]; }

  std::vector<ConditionIndex> conditions_of(PointIndex point) const;  // in the site's order

  std::span<const RowIndex> rows_of(ConditionIndex cause) const;  // the rows in which it votes, in the site's order
  std::size_t causes() const { return rows_of_.size(); }          // how many conditions vote in some row

  std::span<const RowIndex> rows_driving(ActuatorIndex actuator) const;  // that move it in an effect or an alternative, in the site's order

  // Whether the shift is on at `at`, by the site's clock.
  bool is_on(ShiftIndex shift, Instant at) const;

  // The day on which the shift began that is on at `at`; none: it is not on.
  std::optional<Day> began(ShiftIndex shift, Instant at) const;

  // The post on duty for `matter` in `zone` at `at`: the zone's own duty in the shift that holds `at`, else its parent's, and so on up. In one
  // zone a duty that names the matter goes before one for all matters.
  std::optional<PostIndex> on_duty(ZoneIndex zone, Matter matter, Instant at) const;

 private:
  const Site* site_;
  NameIndex zones_;
  NameIndex devices_;
  NameIndex points_;
  NameIndex actuators_;
  NameIndex posts_;
  NameIndex rows_;
  NameIndex modes_;
  NameIndex facts_;
  std::vector<std::vector<const Duty*>> duties_of_;  // per zone, in the site's order
  std::vector<ConditionIndex> first_condition_;      // per point, into the conditions that stand together
  std::map<ConditionIndex, std::vector<RowIndex>> rows_of_;
  std::map<ActuatorIndex, std::vector<RowIndex>> rows_driving_;
};

}  // namespace davy::site
