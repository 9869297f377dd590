#include "analysis/backtest/sweep.hpp"

#include <algorithm>

namespace davy::analysis {
namespace {

std::string suffix_of(std::size_t limit, std::size_t delay) { return "l" + std::to_string(limit) + "d" + std::to_string(delay); }

Result<void> check(const SweepGrid& grid) {
  if (grid.limits.empty() || grid.delays.empty()) return invalid("found no limit or no delay, expected one of each at least");
  if (grid.limits.size() * grid.delays.size() > kSweepCellsMax)
    return invalid("found " + std::to_string(grid.limits.size() * grid.delays.size()) + " pairs of limit and delay, expected at most " +
                   std::to_string(kSweepCellsMax));
  if (std::ranges::any_of(grid.delays, [](Duration delay) { return delay < Duration(); }))
    return invalid("found a negative delay, expected 0s or more");
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
  for (std::size_t limit = 0; limit < grid.limits.size(); ++limit) {
    for (std::size_t delay = 0; delay < grid.delays.size(); ++delay) {
      site::Condition& cell = made.conditions.emplace_back(condition);
      cell.suffix = suffix_of(limit, delay);
      cell.point = site::PointIndex(0);
      cell.limit = grid.limits[limit];
      cell.on_delay = grid.delays[delay];
    }
  }
  return only_alarms(std::move(made));
}

SweepCell cell_of(std::span<const core::RangAlarm> alarms, const Verdict& verdict) {
  SweepCell cell{.rang = alarms.size(), .real = verdict.count(Judgement::Real), .missed = verdict.missed()};
  for (std::size_t i = alarms.size() - std::min(alarms.size(), kCellAlarmsMax); i < alarms.size(); ++i)
    cell.alarms.push_back({alarms[i].raised, alarms[i].returned, verdict.alarms[i].judgement == Judgement::Real});
  return cell;
}

}  // namespace

Result<std::unique_ptr<Sweep>> Sweep::create(const site::Site& site, SweepGrid grid, Instant begin) {
  if (Result<void> sound = check(grid); !sound) return sound.error();
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
  const std::string point = site[condition.point].name;
  site::Site tried = swept(site, condition, grid);
  return std::unique_ptr<Sweep>(new Sweep(std::move(tried), std::move(grid), point, begin));
}

Sweep::Sweep(site::Site site, SweepGrid grid, std::string point, Instant begin)
    : grid_(std::move(grid)), point_(std::move(point)), trial_(std::move(site), {point_}, begin) {}

std::vector<SweepCell> Sweep::cells(Instant from, std::span<const TruthWindow> windows, TruthRules rules) const {
  std::map<std::string, std::vector<core::RangAlarm>> rang;
  for (core::RangAlarm& alarm : trial_.rang(from)) rang[alarm.condition].push_back(alarm);
  std::vector<SweepCell> cells;
  for (std::size_t limit = 0; limit < grid_.limits.size(); ++limit) {
    for (std::size_t delay = 0; delay < grid_.delays.size(); ++delay) {
      const std::vector<core::RangAlarm>& alarms = rang[point_ + ":" + suffix_of(limit, delay)];
      SweepCell& cell = cells.emplace_back(cell_of(alarms, judge(alarms, windows, trial_.directory(), rules)));
      cell.limit = grid_.limits[limit];
      cell.delay = grid_.delays[delay];
    }
  }
  return cells;
}

}  // namespace davy::analysis
