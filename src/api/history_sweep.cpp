#include "api/history_sweep.hpp"

#include "api/history_reading.hpp"
#include "api/history_trial.hpp"
#include "store/views/confirmed.hpp"

namespace davy::api {
namespace {

// Of the value of this point: whichever of its limits rang, it was the same thing that happened.
std::vector<std::string> value_conditions(const site::Site& site, const std::string& point) {
  std::vector<std::string> names;
  for (const site::Condition& condition : site.conditions) {
    const bool of_value = condition.kind == site::ConditionKind::High || condition.kind == site::ConditionKind::Low ||
                          condition.kind == site::ConditionKind::Expression;
    if (of_value && site[condition.point].name == point) names.push_back(point + ":" + condition.suffix);
  }
  return names;
}

}  // namespace

Result<std::vector<analysis::TruthWindow>> confirmed(const site::Site& site, const std::string& data_folder, const std::string& point,
                                                     store::Range range) {
  auto queries = store::Queries::open(data_folder);
  if (!queries) return queries.error();
  const auto alarms = store::confirmed_alarms(**queries, value_conditions(site, point), range);
  if (!alarms) return alarms.error();
  std::vector<analysis::TruthWindow> windows;
  for (const store::Range& alarm : *alarms) windows.push_back({point, alarm.from, alarm.until});
  return windows;
}

Result<SweepReport> sweep_history(const site::Site& site, const SweepWish& wish, const GoOn& go_on) {
  SweepReport report{.condition = wish.grid.condition};
  const std::string point = wish.grid.condition.substr(0, wish.grid.condition.find(':'));
  const site::Site* const sites[] = {&site};
  const auto condition = site::Directory(site).condition(wish.grid.condition);
  const std::vector<std::string> points = condition ? analysis::points_read(site, site[*condition]) : std::vector{point};
  auto history = HistoryReading::open(wish.data, {points, wish.range, fed_before(sites)});
  if (!history) return history.error();
  const auto deeds = history->empty() ? Result<analysis::Deeds>(analysis::Deeds())
                                      : deeds_in(wish.data, sites, {history->begin(), history->range().until});
  if (!deeds) return deeds.error();
  auto made = analysis::Sweep::create(site, wish.grid, history->begin(), *deeds);
  if (!made) return made.error();
  report.range = history->range();
  if (history->empty()) return not_found(said({"{} 中该时段没有 {} 的样本", "{} has no samples of {} in that time"}, wish.data, point));
  const auto played = history->play([&](std::span<const core::Sample> samples) { (*made)->play(samples); }, go_on);
  if (!played) return played.error();
  report.samples = history->samples();
  (*made)->pass(report.range.until);
  report.real_by = wish.truth ? RealBy::Truth : RealBy::Journal;
  std::vector<analysis::TruthWindow> windows;
  if (wish.truth) {
    windows = *wish.truth;
    std::erase_if(windows, [&](const auto& window) { return window.place != point; });
  } else {
    auto known = confirmed(site, wish.data, point, report.range);
    if (!known) return known.error();
    windows = std::move(*known);
  }
  report.windows = windows.size();
  report.cells = (*made)->cells(report.range.from, windows, wish.rules);
  report.starts = (*made)->starts();
  report.missing = history->missing();
  return report;
}

}  // namespace davy::api
