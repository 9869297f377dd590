#include "api/site_check.hpp"

#include "api/history_trial.hpp"

#include <algorithm>
#include <map>

namespace davy::api {
namespace {

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
  if (!unreadable.empty()) return davy::failed(Said::paired({to_text(unreadable.front(), Language::Zh), to_text(unreadable.front())}));
  site::Loaded loaded = load_site(sources);
  SiteCheckReport report{.version = {}, .findings = std::move(loaded.findings), .history = {}};
  if (!loaded.site) return report;
  report.version = loaded.site->version;

  auto history = check_history(wish.data, &now.site(), *loaded.site, wish.range, go_on);
  if (!history) return history.error();
  report.history = std::move(*history);
  return report;
}

Result<std::optional<HistoryCheck>> check_history(const std::string& data_folder, const site::Site* before, const site::Site& after,
                                                  store::Range range, const GoOn& go_on) {
  std::vector<const site::Site*> sites{&after};
  if (before != nullptr) sites.push_back(before);
  const auto trial = try_on_history(data_folder, sites, range, go_on);
  if (!trial) return trial.error();
  if (!*trial) return std::optional<HistoryCheck>();
  const analysis::Trial& then = *(*trial)->tried.front();
  const analysis::Trial& now = *(*trial)->tried.back();
  HistoryCheck check{.range = (*trial)->range, .samples = (*trial)->samples, .missing = (*trial)->missing};
  const analysis::Span span{check.range.from, check.range.until};
  const auto loads = [&](const analysis::Trial& rules) { return duty_loads(rules.directory(), rules.rang(span.from), span); };
  check.duties = analysis::check_duties(before == nullptr ? std::vector<analysis::DutyLoad>() : loads(now), loads(then));
  if (before != nullptr) add_changes(check, now, then);
  return std::optional(std::move(check));
}

}  // namespace davy::api
