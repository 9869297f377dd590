#include "analysis/backtest/remedy.hpp"

#include "analysis/alarm_load/alarm_load.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace davy::analysis {
namespace {

constexpr std::array kDelays_s{1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 90, 120};
constexpr std::array kDeadbands{0.0025, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1};  // of the measuring range
constexpr Duration kForEver = Duration::from_ms(100LL * 365 * 86'400'000);
constexpr TruthRules kStrict{.early = Duration(), .grace = Duration()};

using Alarms = std::vector<core::RangAlarm>;

// Four digits are what people write into a rule.
double tidy(double value) {
  if (value == 0) return 0;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 3);
  return unit < 1 ? std::round(value / unit) / std::round(1 / unit) : std::round(value / unit) * unit;
}

bool returns_within_range(const site::Condition& condition, double deadband, const site::Point& point) {
  const auto fits = [&](double limit) {
    return condition.kind == site::ConditionKind::High ? limit - deadband > point.range_min : limit + deadband < point.range_max;
  };
  return fits(condition.limit) &&
         std::ranges::all_of(condition.by_mode, [&](const site::ModeLimit& mode) { return !mode.limit || fits(*mode.limit); });
}

std::size_t most_in_a_minute(const Alarms& alarms) {
  std::vector<Instant> rang;
  for (const core::RangAlarm& alarm : alarms) rang.push_back(alarm.raised);
  return most_within_chatter(rang);
}

bool is_fleeting(const core::RangAlarm& alarm) { return alarm.returned && *alarm.returned - alarm.raised <= kFleetingWithin; }

// The first of `others` that stood at some time with `alarm`; those of one condition follow each other.
const core::RangAlarm* beside(const core::RangAlarm& alarm, const Alarms& others) {
  const auto found = std::ranges::partition_point(others, [&](const core::RangAlarm& other) {
    return other.returned.value_or(Instant::never()) < alarm.raised;
  });
  return found == others.end() || found->raised > alarm.returned.value_or(Instant::never()) ? nullptr : &*found;
}

// How long the condition itself was true.
Duration lasted(const core::RangAlarm& alarm, const site::Condition& rule) {
  if (!alarm.returned) return kForEver;
  return *alarm.returned - alarm.raised + rule.on_delay - rule.off_delay;
}

}  // namespace

std::variant<NoRemedy, std::unique_ptr<RemedyTrial>> RemedyTrial::create(const site::Directory& directory, const std::string& condition,
                                                                         Instant begin, const Deeds& deeds) {
  const site::Site& site = directory.site();
  const auto index = directory.condition(condition);
  if (!index) return NoRemedy::Gone;
  const site::Condition& rule = site[*index];
  if (speaks_of_the_sensor(rule.kind)) return NoRemedy::OfSensor;
  if (rule.kind == site::ConditionKind::Expression) return NoRemedy::NoLimit;
  const auto has_it = [&](const site::Row& row) { return std::ranges::find(row.causes, *index) != row.causes.end(); };
  const InRow in_row = std::ranges::any_of(site.rows, has_it) ? InRow::Votes : InRow::No;
  std::vector<Candidate> candidates = candidates_of(site[rule.point], rule, in_row);
  site::Site tried = side_by_side(site, rule, candidates);
  Tries tries{site[rule.point].name, std::move(candidates), in_row, {}};
  if (rule.rings == site::Rings::WithPermit) tries.permits.emplace(deeds, site, rule);
  return std::unique_ptr<RemedyTrial>(new RemedyTrial(std::move(tried), std::move(tries), begin, deeds_of_one(deeds, condition, {})));
}

RemedyTrial::RemedyTrial(site::Site site, Tries tries, Instant begin, Deeds deeds)
    : tries_(std::move(tries)), trial_(std::move(site), {tries_.point}, begin, std::move(deeds)) {}

// Dead-bands before delays, each from the smallest.
std::vector<RemedyTrial::Candidate> RemedyTrial::candidates_of(const site::Point& point, const site::Condition& condition, InRow in_row) {
  std::vector<Candidate> candidates{{RemedyKind::Deadband, condition.deadband, condition.on_delay}};
  for (const double part : kDeadbands) {
    const double deadband = tidy(part * (point.range_max - point.range_min));
    if (deadband > condition.deadband && returns_within_range(condition, deadband, point))
      candidates.push_back({RemedyKind::Deadband, deadband, condition.on_delay});
  }
  if (in_row == InRow::Votes) return candidates;
  for (const int seconds : kDelays_s) {
    const Duration delay = 1_s * seconds;
    if (delay > condition.on_delay && delay < condition.respond_within)
      candidates.push_back({RemedyKind::Delay, condition.deadband, delay});
  }
  return candidates;
}

// The place of the condition, its point alone, and a condition for each candidate.
site::Site RemedyTrial::side_by_side(const site::Site& site, const site::Condition& condition, const std::vector<Candidate>& candidates) {
  site::Site made = site;
  made.points = {site[condition.point]};
  made.conditions.clear();
  made.consequences.clear();
  made.inhibitions.clear();
  made.risks.clear();
  made.rows.clear();
  for (const Candidate& candidate : candidates) {
    site::Condition& each = made.conditions.emplace_back(condition);
    each.suffix = "c" + std::to_string(made.conditions.size() - 1);
    each.point = site::PointIndex(0);
    each.deadband = candidate.deadband;
    each.on_delay = candidate.delay;
    each.rings = site::Rings::Always;
    each.gates.clear();
    each.upgrades.clear();
  }
  return only_alarms(std::move(made));
}

Tried RemedyTrial::judge(Instant from, std::span<const TruthWindow> real) const {
  std::vector<Alarms> rang(tries_.candidates.size());
  for (core::RangAlarm& alarm : trial_.rang(tries_.permits ? Instant::before_all() : from))
    rang[trial_.directory().condition(alarm.condition)->get()].push_back(std::move(alarm));
  if (tries_.permits)
    for (Alarms& each : rang) each = tries_.permits->ringing(std::move(each), from);
  const Alarms& now = rang.front();
  const site::Condition& rule = trial_.directory().site().conditions.front();
  const Verdict verdict = analysis::judge(now, real, trial_.directory(), kStrict);

  Tried tried{.rang = now.size(), .most_in_a_minute = most_in_a_minute(now)};
  tried.fleeting = static_cast<std::size_t>(std::ranges::count_if(now, is_fleeting));
  const bool chatters = tried.most_in_a_minute >= kChatterLeast;
  tried.found = NoRemedy::Quiet;
  if (!chatters && tried.fleeting == 0) return tried;

  const auto ends_it = [&](const Candidate& candidate, const Alarms& then) {
    if (most_in_a_minute(then) >= kChatterLeast) return false;
    if (candidate.kind == RemedyKind::Deadband) return chatters;
    return std::ranges::none_of(now, [&](const core::RangAlarm& alarm) { return is_fleeting(alarm) && beside(alarm, then) != nullptr; });
  };
  bool loses = false;
  for (std::size_t i = 1; i < tries_.candidates.size(); ++i) {
    const Candidate& candidate = tries_.candidates[i];
    if (!ends_it(candidate, rang[i])) continue;
    Remedy remedy{.kind = candidate.kind, .deadband = candidate.deadband, .delay = candidate.delay, .rang_then = rang[i].size()};
    bool keeps = true;
    for (std::size_t a = 0; a < now.size() && keeps; ++a) {
      const bool longer = candidate.kind == RemedyKind::Deadband || lasted(now[a], rule) > candidate.delay;
      if (!longer && verdict.alarms[a].judgement != Judgement::Real) continue;
      const core::RangAlarm* then = beside(now[a], rang[i]);
      keeps = then != nullptr;
      if (!keeps) break;
      ++remedy.kept;
      if (now[a].returned) remedy.longest_kept = std::max(remedy.longest_kept.value_or(Duration()), *now[a].returned - now[a].raised);
      if (!remedy.added) remedy.added = std::max(Duration(), then->raised - now[a].raised);
    }
    if (keeps) {
      tried.found = remedy;
      return tried;
    }
    loses = true;
  }
  tried.found = loses ? NoRemedy::LosesAlarms : tries_.in_row == InRow::Votes ? NoRemedy::HoldsRow : NoRemedy::NoneHelps;
  return tried;
}

}  // namespace davy::analysis
