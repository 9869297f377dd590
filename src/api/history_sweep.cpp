#include "api/history_sweep.hpp"

#include "store/historian/sample_stream.hpp"
#include "store/views/confirmed.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr Duration kWarmUp = Duration::from_ms(3'600'000);
constexpr store::StreamOptions kModest{.samples_held = 1'000'000,
                                       .slice = 100'000};  // beside a daemon; a person may stop it between slices

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

Result<std::vector<analysis::TruthWindow>> confirmed(const site::Site& site, const std::string& data, const std::string& point,
                                                     store::Range range) {
  auto queries = store::Queries::open(data);
  if (!queries) return queries.error();
  const auto alarms = store::confirmed_alarms(**queries, value_conditions(site, point), range);
  if (!alarms) return alarms.error();
  std::vector<analysis::TruthWindow> windows;
  for (const store::Range& alarm : *alarms) windows.push_back({point, alarm.from, alarm.until});
  return windows;
}

}  // namespace

std::string assumed_of(const site::Site& site) {
  if (site.modes.empty()) return "";
  return "mode '" + site.modes.front().name + "' throughout, no facts, no open orders";
}

Result<SweepReport> sweep_history(const site::Site& site, const SweepWish& wish, const std::function<Go(double)>& go_on) {
  SweepReport report{.condition = wish.grid.condition, .assumed = assumed_of(site)};
  const std::string point = wish.grid.condition.substr(0, wish.grid.condition.find(':'));
  const bool from_beginning = wish.range.from == Instant::before_all();
  auto stream = store::SampleStream::open(wish.data, {point},
                                          {from_beginning ? wish.range.from : wish.range.from - kWarmUp, wish.range.until}, kModest);
  if (!stream) return stream.error().within(wish.data);
  const store::Range covered = (*stream)->covered();
  auto made = analysis::Sweep::create(site, wish.grid, covered.from);
  if (!made) return made.error();
  report.range = {std::max(wish.range.from, covered.from), covered.until};
  if (report.range.from >= report.range.until) return not_found(wish.data + " has no samples of " + point + " in that time");
  while (true) {
    const auto samples = (*stream)->next();
    if (!samples) return samples.error();
    if (samples->empty()) break;
    (*made)->play(*samples);
    report.samples += samples->size();
    const double share = ((*stream)->position() - covered.from).seconds() / (covered.until - covered.from).seconds();
    if (go_on(share) == Go::Stop) return davy::failed("stopped");
  }
  (*made)->pass(covered.until);
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
  for (const store::Damage& damage : (*stream)->missing()) report.missing.push_back(damage.what);
  return report;
}

}  // namespace davy::api
