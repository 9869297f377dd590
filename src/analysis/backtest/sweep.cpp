#include "analysis/backtest/sweep.hpp"

#include <algorithm>

namespace davy::analysis {
namespace {

// A cell of the grid, as positions in its lists.
struct GridPlace {
  std::size_t limit = 0;
  std::size_t delay = 0;
  std::size_t deadband = 0;

  std::string suffix() const { return "l" + std::to_string(limit) + "d" + std::to_string(delay) + "b" + std::to_string(deadband); }
};

std::vector<GridPlace> places_of(const SweepGrid& grid) {
  std::vector<GridPlace> places;
  for (std::size_t limit = 0; limit < grid.limits.size(); ++limit)
    for (std::size_t delay = 0; delay < grid.delays.size(); ++delay)
      for (std::size_t deadband = 0; deadband < grid.deadbands.size(); ++deadband) places.push_back({limit, delay, deadband});
  return places;
}

Result<void> check(const SweepGrid& grid) {
  if (grid.limits.empty() || grid.delays.empty()) return invalid("found no limit or no delay, expected one of each at least");
  const std::size_t cells = grid.limits.size() * grid.delays.size() * grid.deadbands.size();
  if (cells > kSweepCellsMax)
    return invalid("found " + std::to_string(cells) + " sets of limit, delay and dead-band, expected at most " +
                   std::to_string(kSweepCellsMax));
  if (std::ranges::any_of(grid.delays, [](Duration delay) { return delay < Duration(); }))
    return invalid("found a negative delay, expected 0s or more");
  if (std::ranges::any_of(grid.deadbands, [](double deadband) { return !(deadband >= 0); }))
    return invalid("found a negative dead-band, expected 0 or more");
  return {};
}

// The place of the condition, its point alone, and a condition for every pair.
site::Site swept(const site::Site& site, const site::Condition& condition, const SweepGrid& grid) {
  site::Site made = site;
  made.points = {site[condition.point]};
  made.conditions.clear();
  made.consequences.clear();
  made.inhibitions.clear();
  made.risks.clear();
  made.rows.clear();
  for (const GridPlace& place : places_of(grid)) {
    site::Condition& cell = made.conditions.emplace_back(condition);
    cell.suffix = place.suffix();
    cell.point = site::PointIndex(0);
    cell.limit = grid.limits[place.limit];
    cell.on_delay = grid.delays[place.delay];
    cell.deadband = grid.deadbands[place.deadband];
    cell.rings = site::Rings::Always;
    cell.gates.clear();
    cell.upgrades.clear();
  }
  return only_alarms(std::move(made));
}

std::vector<std::string> names_of(const std::string& point, const SweepGrid& grid) {
  std::vector<std::string> names;
  for (const GridPlace& place : places_of(grid)) names.push_back(point + ":" + place.suffix());
  return names;
}

SweepCell cell_of(std::span<const core::RangAlarm> alarms, const Verdict& verdict) {
  SweepCell cell{.rang = alarms.size(), .real = verdict.count(Judgement::Real), .missed = verdict.missed()};
  for (std::size_t i = alarms.size() - std::min(alarms.size(), kCellAlarmsMax); i < alarms.size(); ++i)
    cell.alarms.push_back({alarms[i].raised, alarms[i].returned, verdict.alarms[i].judgement == Judgement::Real});
  return cell;
}

}  // namespace

Result<std::unique_ptr<Sweep>> Sweep::create(const site::Site& site, SweepGrid grid, Instant begin, const Deeds& deeds) {
  const site::Directory directory(site);
  const auto index = directory.condition(grid.condition);
  if (!index) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < site.conditions.size(); ++i) names.push_back(directory.name_of(site::ConditionIndex(i)));
    const std::string near = nearest(grid.condition, names);
    return invalid("found condition '" + grid.condition + "', expected one of this site" +
                   (near.empty() ? "" : " (did you mean '" + near + "'?)"));
  }
  const site::Condition& condition = site[*index];
  if (condition.kind != site::ConditionKind::High && condition.kind != site::ConditionKind::Low)
    return invalid("condition '" + grid.condition + "' has no limit; expected one that is high or low");
  if (grid.deadbands.empty()) grid.deadbands = {condition.deadband};
  if (Result<void> sound = check(grid); !sound) return sound.error();
  const std::string point = site[condition.point].name;
  site::Site tried = swept(site, condition, grid);
  std::optional<PermitTimes> permits;
  if (condition.rings == site::Rings::WithPermit) permits.emplace(deeds, site, condition);
  Deeds own = deeds_of_one(deeds, grid.condition, names_of(point, grid));
  return std::unique_ptr<Sweep>(new Sweep(std::move(tried), std::move(grid), point, std::move(permits), begin, std::move(own)));
}

Sweep::Sweep(site::Site site, SweepGrid grid, std::string point, std::optional<PermitTimes> permits, Instant begin, Deeds deeds)
    : grid_(std::move(grid)),
      point_(std::move(point)),
      permits_(std::move(permits)),
      trial_(std::move(site), {point_}, begin, std::move(deeds)) {}

std::vector<SweepCell> Sweep::cells(Instant from, std::span<const TruthWindow> windows, TruthRules rules) const {
  std::map<std::string, std::vector<core::RangAlarm>> rang;
  for (core::RangAlarm& alarm : trial_.rang(permits_ ? Instant::before_all() : from)) rang[alarm.condition].push_back(alarm);
  std::vector<SweepCell> cells;
  for (const GridPlace& place : places_of(grid_)) {
    std::vector<core::RangAlarm> alarms = std::move(rang[point_ + ":" + place.suffix()]);
    if (permits_) alarms = permits_->ringing(std::move(alarms), from);
    const std::size_t all = alarms.size();
    std::erase_if(alarms, [](const core::RangAlarm& alarm) { return alarm.aside != core::Aside::No; });
    SweepCell& cell = cells.emplace_back(cell_of(alarms, judge(alarms, windows, trial_.directory(), rules)));
    cell.limit = grid_.limits[place.limit];
    cell.delay = grid_.delays[place.delay];
    cell.deadband = grid_.deadbands[place.deadband];
    cell.aside = all - alarms.size();
  }
  return cells;
}

}  // namespace davy::analysis
