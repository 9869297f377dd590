#include "api/history_remedies.hpp"

#include "analysis/alarm_load/alarm_load.hpp"
#include "api/history_reading.hpp"
#include "api/history_sweep.hpp"
#include "api/history_trial.hpp"
#include "store/views/queries.hpp"

#include <algorithm>
#include <map>

namespace davy::api {
namespace {

// What the journal says of conditions that chattered or were fleeting; the worst first.
Result<std::vector<ConditionRemedy>> troubled(const site::Directory& directory, const RemedyWish& wish) {
  auto queries = store::Queries::open(wish.data);
  if (!queries) return queries.error();
  auto alarms = (*queries)->rang(wish.range.from, wish.range.until);
  if (!alarms) return alarms.error();
  std::map<std::string, ConditionRemedy> found;
  std::map<std::string, std::map<std::string, std::size_t>> answered;  // by condition, by post
  const analysis::Rang rang{std::move(*alarms), {}};
  for (const analysis::PostLoad& load : analysis::alarm_load(rang, directory, {wish.range.from, wish.range.until})) {
    if (!load.shift.empty()) continue;
    for (const auto& [condition, most] : load.chattering)
      found[condition].most_in_a_minute = std::max(found[condition].most_in_a_minute, most);
    for (const auto& [condition, times] : load.fleeting) {
      found[condition].fleeting += times;
      answered[condition][load.post] += times;
    }
    for (const auto& [condition, most] : load.chattering) answered[condition][load.post] += most;
  }
  for (const core::RangAlarm& alarm : rang.alarms) {
    const auto at = found.find(alarm.condition);
    if (at != found.end() && alarm.aside == core::Aside::No && alarm.rang() >= wish.range.from) ++at->second.alarms;
  }
  std::vector<ConditionRemedy> all;
  for (auto& [condition, each] : found) {
    each.condition = condition;
    each.post = std::ranges::max_element(answered[condition], {}, [](const auto& post) { return post.second; })->first;
    all.push_back(std::move(each));
  }
  std::ranges::stable_sort(all, std::ranges::greater(), &ConditionRemedy::alarms);
  return all;
}

Result<void> try_one(const site::Directory& directory, const RemedyWish& wish, const analysis::Deeds& deeds, ConditionRemedy& about,
                     const GoOn& go_on) {
  const std::string point = about.condition.substr(0, about.condition.find(':'));
  const site::Site* const sites[] = {&directory.site()};
  auto history = HistoryReading::open(wish.data, {{point}, wish.range, fed_before(sites)});
  if (!history) return history.error();
  auto made = analysis::RemedyTrial::create(directory, about.condition, history->empty() ? wish.range.from : history->begin(), deeds);
  if (const auto* none = std::get_if<analysis::NoRemedy>(&made)) {
    about.tried.found = *none;
    return {};
  }
  if (history->empty()) return {};
  analysis::RemedyTrial& trial = *std::get<std::unique_ptr<analysis::RemedyTrial>>(made);
  const auto played = history->play([&](std::span<const core::Sample> samples) { trial.play(samples); }, go_on);
  if (!played) return played.error();
  about.missing = history->missing();
  if (history->samples() == 0) return {};
  trial.pass(history->range().until);
  const auto real = confirmed(directory.site(), wish.data, point, history->range());
  if (!real) return real.error();
  about.tried = trial.judge(history->range().from, *real);
  return {};
}

}  // namespace

Result<RemedyReport> find_remedies(const site::Directory& directory, const RemedyWish& wish, const GoOn& go_on) {
  auto all = troubled(directory, wish);
  if (!all) return all.error();
  RemedyReport report{.conditions = std::move(*all)};
  const site::Site* const sites[] = {&directory.site()};
  const auto deeds = deeds_in(wish.data, sites, {wish.range.from - 1_h, wish.range.until});
  if (!deeds) return deeds.error();
  if (report.conditions.size() > kRemediesMax) {
    report.left_out = report.conditions.size() - kRemediesMax;
    report.conditions.resize(kRemediesMax);
  }
  for (std::size_t i = 0; i < report.conditions.size(); ++i) {
    const auto share = [&](double of_this) {
      return go_on((static_cast<double>(i) + of_this) / static_cast<double>(report.conditions.size()));
    };
    if (const auto tried = try_one(directory, wish, *deeds, report.conditions[i], share); !tried) return tried.error();
    if (share(1) == Go::Stop) return failed(said({"已停止", "stopped"}));
  }
  return report;
}

}  // namespace davy::api
