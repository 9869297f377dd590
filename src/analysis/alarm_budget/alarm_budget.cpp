#include "analysis/alarm_budget/alarm_budget.hpp"

#include "analysis/alarm_load/duty_of.hpp"
#include "core/duty.hpp"

#include <algorithm>
#include <deque>
#include <utility>

namespace davy::analysis {
namespace {

constexpr Duration kHour = Duration::from_ms(3'600'000);
constexpr Duration kTurn = Duration::from_ms(60'000);

// For a condition that would ring then.
std::optional<DutyIndex> duty_answering_condition(const site::Directory& directory, site::ConditionIndex condition, Instant at) {
  const site::Site& site = directory.site();
  return duty_answering({core::post_answering(directory, condition, at), site[site[condition].point].zone, at}, directory);
}

// What rang in the span and the duty that answered it, in the order in which people were told.
std::vector<std::pair<Instant, DutyIndex>> charged(const site::Directory& directory, const std::vector<core::RangAlarm>& alarms,
                                                   Span span) {
  std::vector<std::pair<Instant, DutyIndex>> found;
  for (const core::RangAlarm& alarm : alarms) {
    const Instant rang = alarm.rang();
    if (alarm.aside != core::Aside::No || rang < span.from || rang >= span.until) continue;
    if (const auto duty = duty_of(alarm, directory)) found.emplace_back(rang, *duty);
  }
  std::ranges::stable_sort(found, {}, &std::pair<Instant, DutyIndex>::first);
  return found;
}

}  // namespace

std::vector<DutyLoad> duty_loads(const site::Directory& directory, const std::vector<core::RangAlarm>& alarms, Span span) {
  const site::Site& site = directory.site();
  std::vector<DutyLoad> loads;
  for (const site::Duty& duty : site.duties)
    loads.push_back(
        {.post = site[duty.post].name, .zone = site[duty.zone].name, .shift = site[duty.shift].name, .budget = duty.alarm_budget});

  // Shifts begin and end on whole minutes.
  for (Instant at = span.from; at < span.until; at = at + kTurn)
    for (std::size_t i = 0; i < loads.size(); ++i)
      if (directory.is_on(site.duties[i].shift, at)) loads[i].hours += std::min(kTurn, span.until - at).seconds() / kHour.seconds();

  std::vector<std::deque<Instant>> last_hour(loads.size());
  for (const auto& [rang, duty] : charged(directory, alarms, span)) {
    std::deque<Instant>& hour = last_hour[duty];
    while (!hour.empty() && hour.front() + kHour <= rang) hour.pop_front();
    hour.push_back(rang);
    ++loads[duty].alarms;
    loads[duty].most_in_an_hour = std::max(loads[duty].most_in_an_hour, hour.size());
  }

  // At the beginning of each duty's shift, on any day.
  for (std::size_t i = 0; i < loads.size(); ++i) {
    const Instant begin = Instant() + site[site.duties[i].shift].from - site.utc_offset;
    for (std::size_t c = 0; c < site.conditions.size(); ++c)
      if (site.conditions[c].rings != site::Rings::Never && duty_answering_condition(directory, site::ConditionIndex(c), begin) == i)
        ++loads[i].conditions;
  }
  return loads;
}

BudgetVerdict verdict_of(const DutyLoad& load, const DutyLoad* before) {
  if (!load.budget) return BudgetVerdict::Kept;
  if (load.hours < 1) return BudgetVerdict::Unknown;
  if (load.per_hour() <= *load.budget) return BudgetVerdict::Kept;
  return before != nullptr && load.per_hour() <= before->per_hour() ? BudgetVerdict::Lessened : BudgetVerdict::Broken;
}

std::vector<DutyCheck> check_duties(const std::vector<DutyLoad>& before, std::vector<DutyLoad> after) {
  std::vector<DutyCheck> duties;
  for (DutyLoad& load : after) {
    const auto was = std::ranges::find_if(before, [&](const DutyLoad& each) {
      return each.post == load.post && each.zone == load.zone && each.shift == load.shift;
    });
    DutyCheck& duty = duties.emplace_back();
    duty.verdict = verdict_of(load, was == before.end() ? nullptr : &*was);
    if (was != before.end()) duty.before = *was;
    duty.after = std::move(load);
  }
  return duties;
}

}  // namespace davy::analysis
