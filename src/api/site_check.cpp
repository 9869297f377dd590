#include "api/site_check.hpp"

#include "analysis/backtest/trial.hpp"
#include "api/history_reading.hpp"
#include "api/history_sweep.hpp"
#include "site/exercise.hpp"

#include <algorithm>
#include <map>

namespace davy::api {
namespace {

std::vector<std::string> points_of_both(const site::Site& now, const site::Directory& tried) {
  std::vector<std::string> names;
  for (const site::Point& point : tried.site().points) names.push_back(point.name);
  for (const site::Point& point : now.points)
    if (!tried.point(point.name) && !site::is_exercise(point.name)) names.push_back(point.name);
  return names;
}

std::vector<DutyCheck> duties_of(const std::vector<analysis::DutyLoad>& before, std::vector<analysis::DutyLoad> after) {
  std::vector<DutyCheck> duties;
  for (analysis::DutyLoad& load : after) {
    const auto was = std::ranges::find_if(before, [&](const analysis::DutyLoad& each) {
      return each.post == load.post && each.zone == load.zone && each.shift == load.shift;
    });
    DutyCheck& duty = duties.emplace_back();
    duty.verdict = verdict_of(load, was == before.end() ? nullptr : &*was);
    if (was != before.end()) duty.before = *was;
    duty.after = std::move(load);
  }
  return duties;
}

std::map<std::string, std::size_t> count_by_condition(const std::vector<core::RangAlarm>& alarms) {
  std::map<std::string, std::size_t> counted;
  for (const core::RangAlarm& alarm : alarms)
    if (alarm.aside == core::Aside::No) ++counted[alarm.condition];
  return counted;
}

void add_changes(HistoryCheck& check, const analysis::Trial& before, const analysis::Trial& after) {
  const auto rang_before = count_by_condition(before.rang(check.range.from));
  const auto rang_after = count_by_condition(after.rang(check.range.from));
  const auto of = [](const std::map<std::string, std::size_t>& counted, const std::string& condition, const site::Directory& directory) {
    if (!directory.condition(condition)) return std::optional<std::size_t>();
    const auto found = counted.find(condition);
    return std::optional(found == counted.end() ? std::size_t{0} : found->second);
  };
  const auto look_at = [&](const std::string& condition) {
    ConditionChange change{condition, of(rang_before, condition, before.directory()), of(rang_after, condition, after.directory())};
    if (change.before.value_or(0) != change.after.value_or(0)) check.changes.push_back(std::move(change));
  };
  for (const auto& [condition, times] : rang_before) look_at(condition);
  for (const auto& [condition, times] : rang_after)
    if (!rang_before.contains(condition)) look_at(condition);
  const auto by = [](const ConditionChange& change) {
    const auto apart = static_cast<std::int64_t>(change.after.value_or(0)) - static_cast<std::int64_t>(change.before.value_or(0));
    return apart < 0 ? -apart : apart;
  };
  std::ranges::stable_sort(check.changes, std::ranges::greater(), by);
  if (check.changes.size() <= kChangedConditions) return;
  check.changes_left_out = check.changes.size() - kChangedConditions;
  check.changes.resize(kChangedConditions);
}

}  // namespace

Result<SiteCheckReport> check_site(const site::Directory& now, const SiteCheckWish& wish, const GoOn& go_on) {
  site::SourceFiles sources = *wish.files;
  std::vector<site::Finding> unreadable;
  sources.packs = site::read_packs_folder(wish.packs, unreadable);
  if (!unreadable.empty()) return davy::failed(to_text(unreadable.front()));
  site::Loaded loaded = load_site(sources);
  SiteCheckReport report{.version = {}, .findings = std::move(loaded.findings), .history = {}};
  if (!loaded.site) return report;
  report.version = loaded.site->version;

  const site::Directory directory(*loaded.site);
  const std::vector<std::string> points = points_of_both(now.site(), directory);
  auto history = HistoryReading::open(wish.data, points, wish.range);
  if (!history) return history.error();
  if (history->empty()) return report;
  analysis::Trial before(now.site(), points, history->begin());
  analysis::Trial after(*loaded.site, points, history->begin());
  const auto played = history->play(
      [&](std::span<const core::Sample> samples) {
        before.play(samples);
        after.play(samples);
      },
      go_on);
  if (!played) return played.error();
  if (after.fates().received == 0) return report;
  before.pass(history->range().until);
  after.pass(history->range().until);
  HistoryCheck check{.range = history->range(), .samples = history->samples(), .missing = history->missing()};
  check.assumed = assumed_of(*loaded.site);
  const analysis::Span span{check.range.from, check.range.until};
  check.duties = duties_of(duty_loads(now, before.rang(span.from), span), duty_loads(directory, after.rang(span.from), span));
  add_changes(check, before, after);
  report.history = std::move(check);
  return report;
}

}  // namespace davy::api
