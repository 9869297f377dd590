#include "analysis/alarm_budget/alarm_budget.hpp"

#include "core/duty.hpp"

#include <algorithm>
#include <deque>

namespace davy::analysis {
namespace {

constexpr Duration kHour = Duration::from_ms(3'600'000);
constexpr Duration kTurn = Duration::from_ms(60'000);

bool is_for_alarms(const site::Duty& duty) { return duty.matters.empty() || duty.names(core::Matter::Alarm); }

// The duty that a post has for a zone in a shift that is on at `at`: of the zone itself, else of the nearest one around it.
std::optional<std::size_t> duty_around(const site::Directory& directory, site::ZoneIndex zone, Instant at) {
  const site::Site& site = directory.site();
  for (std::optional<site::ZoneIndex> around = zone; around; around = site[*around].parent)
    for (std::size_t i = 0; i < site.duties.size(); ++i)
      if (site.duties[i].zone == *around && is_for_alarms(site.duties[i]) && directory.is_on(site.duties[i].shift, at)) return i;
  return std::nullopt;
}

std::optional<std::size_t> duty_answering(const site::Directory& directory, site::ConditionIndex condition, Instant at) {
  const site::Site& site = directory.site();
  const std::string post = core::post_answering(directory, condition, at);
  const auto own = duty_around(directory, site[site[condition].point].zone, at);
  if (own && site[site.duties[*own].post].name == post) return own;
  for (std::size_t i = 0; i < site.duties.size(); ++i)
    if (site[site.duties[i].post].name == post && is_for_alarms(site.duties[i]) && directory.is_on(site.duties[i].shift, at)) return i;
  return std::nullopt;
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
  for (const core::RangAlarm& alarm : alarms) {
    const auto condition = directory.condition(alarm.condition);
    if (!condition || alarm.aside != core::Aside::No || alarm.raised < span.from || alarm.raised >= span.until) continue;
    const auto duty = duty_answering(directory, *condition, alarm.raised);
    if (!duty) continue;
    std::deque<Instant>& hour = last_hour[*duty];
    while (!hour.empty() && hour.front() + kHour <= alarm.raised) hour.pop_front();
    hour.push_back(alarm.raised);
    ++loads[*duty].alarms;
    loads[*duty].most_in_an_hour = std::max(loads[*duty].most_in_an_hour, hour.size());
  }

  // At the beginning of each duty's shift, on any day.
  for (std::size_t i = 0; i < loads.size(); ++i) {
    const Instant begin = Instant() + site[site.duties[i].shift].from - site.utc_offset;
    for (std::size_t c = 0; c < site.conditions.size(); ++c)
      if (site.conditions[c].rings != site::Rings::Never && duty_answering(directory, site::ConditionIndex(c), begin) == i)
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
