#include "analysis/backtest/sweep.hpp"

#include "base/said.hpp"
#include "site/expression/program.hpp"

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
  for (std::size_t limit = 0; limit < std::max<std::size_t>(grid.limits.size(), 1); ++limit)
    for (std::size_t delay = 0; delay < grid.delays.size(); ++delay)
      for (std::size_t deadband = 0; deadband < grid.deadbands.size(); ++deadband) places.push_back({limit, delay, deadband});
  return places;
}

bool is_expression(const site::Condition& condition) { return condition.kind == site::ConditionKind::Expression; }

Result<void> check_expression(const site::Condition& condition, const SweepGrid& grid) {
  using site::expression::InputKind;
  if (!grid.limits.empty())
    return invalid(
        said({"条件 '{}' 是表达式，没有限值；只能试延时", "condition '{}' has no limit; expected delays alone: it is an expression"},
             grid.condition));
  if (grid.deadbands != std::vector{condition.deadband})
    return invalid(said({"条件 '{}' 是表达式；只能用其自身的死区，死区已编入其中",
                         "condition '{}' is an expression; expected its own dead-band, which is woven into it"},
                        grid.condition));
  for (const site::expression::Input& input : condition.program->inputs)
    if (input.kind == InputKind::OpenOrders || input.kind == InputKind::OpenHazards)
      return invalid(said(
          {"条件 '{}' 统计 {}，而此处不重放工单和隐患；应为读取现场数据的条件（davy backtest 对整个站点的回算会重放工单）",
           "condition '{}' counts {}, and nobody plays orders and hazards here; expected one that reads the plant (davy backtest of the "
           "whole site plays orders)"},
          grid.condition, name_of(input.kind)));
  return {};
}

Result<void> check(const site::Condition& condition, const SweepGrid& grid) {
  if (is_expression(condition)) {
    if (Result<void> sound = check_expression(condition, grid); !sound) return sound.error();
  } else if (grid.limits.empty()) {
    return invalid(said({"没有限值；至少应有一个", "found no limit, expected one at least"}));
  }
  if (grid.delays.empty()) return invalid(said({"没有延时；至少应有一个", "found no delay, expected one at least"}));
  const std::size_t cells = std::max<std::size_t>(grid.limits.size(), 1) * grid.delays.size() * grid.deadbands.size();
  if (cells > kSweepCellsMax)
    return invalid(said({"限值、延时与死区的组合有 {} 个；至多 {} 个", "found {} sets of limit, delay and dead-band, expected at most {}"},
                        cells, kSweepCellsMax));
  if (std::ranges::any_of(grid.delays, [](Duration delay) { return delay < Duration(); }))
    return invalid(said({"延时为负；应为 0s 或更长", "found a negative delay, expected 0s or more"}));
  if (std::ranges::any_of(grid.deadbands, [](double deadband) { return !(deadband >= 0); }))
    return invalid(said({"死区为负；应为 0 或更大", "found a negative dead-band, expected 0 or more"}));
  return {};
}

// Its own first.
std::vector<site::PointIndex> read_points_of(const site::Condition& condition) {
  std::vector<site::PointIndex> points{condition.point};
  if (!condition.program) return points;
  const auto add = [&](const std::optional<site::PointIndex>& point) {
    if (point && std::ranges::find(points, *point) == points.end()) points.push_back(*point);
  };
  for (const site::expression::Input& input : condition.program->inputs) {
    add(input.point);
    add(input.other);
  }
  return points;
}

// The same, where of all points there are only these.
std::shared_ptr<const site::expression::Program> renumbered(const site::expression::Program& program,
                                                            std::span<const site::PointIndex> points) {
  auto made = std::make_shared<site::expression::Program>(program);
  const auto renumber = [&](std::optional<site::PointIndex>& point) {
    if (point) point = site::PointIndex(static_cast<std::size_t>(std::ranges::find(points, *point) - points.begin()));
  };
  for (site::expression::Input& input : made->inputs) {
    renumber(input.point);
    renumber(input.other);
  }
  return made;
}

// The place of the condition, the points that it reads alone, for all are looked at each second, and a condition for every pair.
site::Site swept(const site::Site& site, const site::Condition& condition, const SweepGrid& grid) {
  const std::vector<site::PointIndex> points = read_points_of(condition);
  const auto program = condition.program ? renumbered(*condition.program, points) : nullptr;
  site::Site made = site;
  made.points.clear();
  for (const site::PointIndex point : points) made.points.push_back(site[point]);
  made.conditions.clear();
  made.consequences.clear();
  made.inhibitions.clear();
  made.risks.clear();
  made.rows.clear();
  for (const GridPlace& place : places_of(grid)) {
    site::Condition& cell = made.conditions.emplace_back(condition);
    cell.suffix = place.suffix();
    cell.point = site::PointIndex(0);
    cell.program = program;
    if (!grid.limits.empty()) cell.limit = grid.limits[place.limit];
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
  SweepCell cell;
  cell.rang = alarms.size();
  cell.real = verdict.count(Judgement::Real);
  cell.missed = verdict.missed();
  for (std::size_t i = alarms.size() - std::min(alarms.size(), kCellAlarmsMax); i < alarms.size(); ++i)
    cell.alarms.push_back({alarms[i].raised, alarms[i].returned, verdict.alarms[i].judgement == Judgement::Real});
  return cell;
}

}  // namespace

bool can_be_swept(const site::Condition& condition) {
  const bool of_value =
      condition.kind == site::ConditionKind::High || condition.kind == site::ConditionKind::Low || is_expression(condition);
  return of_value && condition.rings != site::Rings::Never;
}

std::vector<std::string> points_read(const site::Site& site, const site::Condition& condition) {
  std::vector<std::string> names;
  for (const site::PointIndex point : read_points_of(condition)) names.push_back(site[point].name);
  return names;
}

struct Sweep::Plan {
  site::Site site;
  SweepGrid grid;
  std::string point;
  std::optional<PermitTimes> permits;
};

Result<std::unique_ptr<Sweep>> Sweep::create(const site::Site& site, SweepGrid grid, Instant begin, const Deeds& deeds,
                                             std::vector<std::string> points) {
  const site::Directory directory(site);
  const auto index = directory.condition(grid.condition);
  if (!index) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < site.conditions.size(); ++i) names.push_back(directory.name_of(site::ConditionIndex(i)));
    const std::string near = nearest(grid.condition, names);
    return invalid(near.empty() ? said({"条件 '{}'；应为本站点的条件", "found condition '{}', expected one of this site"}, grid.condition)
                                : said({"条件 '{}'；应为本站点的条件（是否指 '{}'？）",
                                        "found condition '{}', expected one of this site (did you mean '{}'?)"},
                                       grid.condition, near));
  }
  const site::Condition& condition = site[*index];
  if (!can_be_swept(condition))
    return invalid(said({"条件 '{}' 没有限值；应为 high、low 或表达式的条件",
                         "condition '{}' has no limit; expected one that is high, low or an expression"},
                        grid.condition));
  if (grid.deadbands.empty()) grid.deadbands = {condition.deadband};
  if (Result<void> sound = check(condition, grid); !sound) return sound.error();
  if (points.empty()) points = points_read(site, condition);
  Plan plan{.site = swept(site, condition, grid), .grid = std::move(grid), .point = site[condition.point].name, .permits = {}};
  if (condition.rings == site::Rings::WithPermit) plan.permits.emplace(deeds, site, condition);
  Deeds own = deeds_of_one(deeds, plan.grid.condition, names_of(plan.point, plan.grid));
  return std::unique_ptr<Sweep>(new Sweep(std::move(plan), std::move(points), begin, std::move(own)));
}

Sweep::Sweep(Plan plan, std::vector<std::string> points, Instant begin, Deeds deeds)
    : grid_(std::move(plan.grid)),
      point_(std::move(plan.point)),
      permits_(std::move(plan.permits)),
      trial_(std::move(plan.site), points, begin, std::move(deeds)) {}

std::map<std::string, std::vector<core::RangAlarm>> Sweep::ringing(Instant from) const {
  std::map<std::string, std::vector<core::RangAlarm>> rang;
  for (core::RangAlarm& alarm : trial_.rang(permits_ ? Instant::before_all() : from)) rang[alarm.condition].push_back(alarm);
  if (permits_)
    for (auto& [name, alarms] : rang) alarms = permits_->ringing(std::move(alarms), from);
  return rang;
}

std::vector<core::RangAlarm> Sweep::first_rang(Instant from) const {
  auto rang = ringing(from);
  std::vector<core::RangAlarm> alarms = std::move(rang[point_ + ":" + places_of(grid_).front().suffix()]);
  for (core::RangAlarm& alarm : alarms) alarm.condition = grid_.condition;
  return alarms;
}

std::vector<SweepCell> Sweep::cells(Instant from, std::span<const TruthWindow> windows, TruthRules rules) const {
  auto rang = ringing(from);
  std::vector<SweepCell> cells;
  for (const GridPlace& place : places_of(grid_)) {
    std::vector<core::RangAlarm> alarms = std::move(rang[point_ + ":" + place.suffix()]);
    const std::size_t all = alarms.size();
    std::erase_if(alarms, [](const core::RangAlarm& alarm) { return alarm.aside != core::Aside::No; });
    SweepCell& cell = cells.emplace_back(cell_of(alarms, judge(alarms, windows, trial_.directory(), rules)));
    if (!grid_.limits.empty()) cell.limit = grid_.limits[place.limit];
    cell.delay = grid_.delays[place.delay];
    cell.deadband = grid_.deadbands[place.deadband];
    cell.aside = all - alarms.size();
  }
  return cells;
}

}  // namespace davy::analysis
