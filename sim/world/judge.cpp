#include "sim/world/judge.hpp"

#include <algorithm>
#include <cmath>

namespace davy::sim {
namespace {

using core::Quality;
using core::Sample;
using core::Truth;
using site::ConditionKind;

constexpr Duration kWeighEvery = Duration::from_ms(1'000);
constexpr Duration kClockAhead = Duration::from_ms(60'000);

}  // namespace

Judge::Judge(const site::Directory& directory, Duration tick)
    : directory_(directory),
      tick_(tick),
      last_(directory.site().points.size()),
      cases_(directory.site().conditions.size()),
      acted_(directory.site().rows.size()) {
  const std::vector<site::Condition>& conditions = directory.site().conditions;
  for (std::size_t i = 0; i < conditions.size(); ++i)
    if (auto window = WindowJudge::read(conditions[i].text)) expressions_.push_back({i, *std::move(window)});
}

void Judge::start(std::span<const Sample> recovered, Instant now) {
  last_.assign(last_.size(), std::nullopt);
  cases_.assign(cases_.size(), Case{});
  acted_.assign(acted_.size(), false);
  live_.clear();
  start_ = now;
  next_tick_ = next_weighing_ = Instant::before_all();
  for (Expression& each : expressions_) {
    each.window.forget();
    each = {each.condition, std::move(each.window)};
  }
  for (const Sample& sample : recovered)
    if (sample.arrival - sample.source <= directory_.site()[sample.point].stale_after) take({&sample, 1});
  fates_ = {};
  live_.clear();
  acted_.assign(acted_.size(), false);
}

void Judge::go(Instant now) { start_ = now; }

void Judge::take(std::span<const Sample> samples) {
  const auto reject = [this](core::Rejection why) { ++fates_.rejected[static_cast<std::size_t>(why)]; };
  for (const Sample& sample : samples) {
    ++fates_.received;
    const std::optional<Sample>& last = last_[sample.point.get()];
    const Duration age = sample.arrival - sample.source;
    if (sample.quality != Quality::Bad && !std::isfinite(sample.value)) {
      reject(core::Rejection::NotANumber);
    } else if (-age > kClockAhead) {
      reject(core::Rejection::ClockAhead);
    } else if (last && last->source == sample.source) {
      reject(core::Rejection::Repeat);
    } else if ((last && sample.source < last->source) || age > directory_.site()[sample.point].stale_after) {
      ++fates_.late;
    } else {
      ++fates_.evaluated;
      take_live(sample);
    }
  }
}

void Judge::take_live(const Sample& sample) {
  const std::size_t p = sample.point.get();
  const site::Site& site = directory_.site();
  const std::optional<Sample> before = last_[p];
  const bool gap = !before || sample.source > before->source + site.points[p].stale_after || sample.arrival > silent_after(p);
  last_[p] = sample;
  live_.push_back(sample);
  for (std::size_t i = 0; i < cases_.size(); ++i) {
    if (site.conditions[i].point != sample.point || !judges(site::ConditionIndex(i))) continue;
    if (gap) cases_[i].turning_since.reset();
    if (site.conditions[i].kind == ConditionKind::Expression) continue;
    hold(i, says(site.conditions[i], sample), sample.source, sample.source);
    vote();
  }
  take_window(sample);
}

void Judge::take_window(const Sample& sample) {
  for (Expression& each : expressions_) {
    if (directory_.site().conditions[each.condition].point != sample.point) continue;
    const bool usable = sample.quality != Quality::Bad && works(sample);
    each.window.take(sample, usable ? WindowJudge::Reading::Usable : WindowJudge::Reading::Unusable);
    each.says = weigh(each, sample.source);
    each.by_time = false;
    hold(each.condition, each.says, each.at, each.at);
    vote();
  }
}

void Judge::tick_windows(Instant now) {
  if (now < next_weighing_) return;
  next_weighing_ = now + kWeighEvery;
  for (Expression& each : expressions_) {
    const Says before = each.says;
    each.says = weigh(each, now);
    each.by_time = each.by_time || each.says != before;
    if (each.by_time) hold(each.condition, each.says, each.at, each.at);
  }
}

// Its own time never runs backwards.
Judge::Says Judge::weigh(Expression& expression, Instant at) {
  expression.at = std::max(expression.at, at);
  const site::PointIndex point = directory_.site().conditions[expression.condition].point;
  switch (expression.window.says(expression.at, directory_.site()[point].stale_after, mode_of(point))) {
    case Truth::True: return Says::Yes;
    case Truth::False: return Says::No;
    case Truth::Unknown: return Says::Nothing;
  }
  return Says::Nothing;
}

// What is set for the zone, else for what it lies in, else for the site, else the normal one.
std::string Judge::mode_of(site::PointIndex point) const {
  const site::Site& site = directory_.site();
  for (std::optional<site::ZoneIndex> zone = site[point].zone; zone; zone = site[*zone].parent)
    if (const auto set = modes_.find(site[*zone].name); set != modes_.end()) return set->second;
  if (const auto set = modes_.find(""); set != modes_.end()) return set->second;
  return site.modes.empty() ? std::string() : site.modes.front().name;
}

std::optional<double> Judge::limit_of(const site::Condition& condition) const {
  const std::string mode = mode_of(condition.point);
  for (const site::ModeLimit& each : condition.by_mode)
    if (directory_.site()[each.mode].name == mode) return each.limit;
  return condition.limit;
}

bool Judge::works(const Sample& sample) const {
  const site::Point& point = directory_.site()[sample.point];
  const double span = point.range_max - point.range_min;
  return sample.value >= point.range_min - 0.025 * span && sample.value <= point.range_max + 0.0625 * span;
}

Judge::Says Judge::says(const site::Condition& condition, const Sample& sample) const {
  const site::Point& point = directory_.site()[condition.point];
  const bool bad = sample.quality == Quality::Bad;
  const bool failed = bad || !works(sample);
  const std::optional<double> limit = limit_of(condition);
  const auto decide = [](bool beyond, bool inside) { return beyond ? Says::Yes : inside ? Says::No : Says::Between; };
  switch (condition.kind) {
    case ConditionKind::High:
      if (failed) return Says::Nothing;
      return limit ? decide(sample.value >= *limit, sample.value < *limit - condition.deadband) : Says::No;
    case ConditionKind::Low:
      if (failed) return Says::Nothing;
      return limit ? decide(sample.value <= *limit, sample.value > *limit + condition.deadband) : Says::No;
    case ConditionKind::OutOfRange: {
      if (bad) return Says::Nothing;
      const bool within = sample.value >= point.range_min + condition.deadband && sample.value <= point.range_max - condition.deadband;
      return decide(sample.value < point.range_min || sample.value > point.range_max, within);
    }
    case ConditionKind::BadQuality: return bad ? Says::Yes : Says::No;
    case ConditionKind::Stale: return Says::No;
    case ConditionKind::ActuatorFault:
    case ConditionKind::Expression: return Says::Nothing;
  }
  return Says::Nothing;
}

void Judge::hold(std::size_t condition, Says says, Instant since, Instant at) {
  Case& held = cases_[condition];
  const site::Condition& rule = directory_.site().conditions[condition];
  if (says == Says::Nothing) {
    held.turning_since.reset();
    held.truth = Truth::Unknown;
    return;
  }
  if (says != (held.decided ? Says::No : Says::Yes)) {
    held.turning_since.reset();
    held.truth = held.decided ? Truth::True : Truth::False;
    return;
  }
  if (!held.turning_since) held.turning_since = since;
  if (at - *held.turning_since < (held.decided ? rule.off_delay : rule.on_delay)) return;
  held.decided = !held.decided;
  held.truth = held.decided ? Truth::True : Truth::False;
  held.onset = *held.turning_since;
  held.turning_since.reset();
}

Instant Judge::silent_after(std::size_t point) const {
  const std::optional<Sample>& last = last_[point];
  const Instant heard = last ? std::min(last->source, last->arrival) : Instant::before_all();
  return std::max(start_, heard) + directory_.site().points[point].stale_after;
}

void Judge::begin_turn() {
  for (std::size_t i = 0; i < acted_.size(); ++i) acted_[i] = votes(site::RowIndex(i));
  live_.clear();
}

void Judge::end_turn(Instant now) {
  ticked_ = now >= next_tick_;
  if (!ticked_) return;
  next_tick_ = now + tick_;
  tick(now);
}

void Judge::tick(Instant now) {
  const site::Site& site = directory_.site();
  for (std::size_t i = 0; i < cases_.size(); ++i) {
    if (!judges(site::ConditionIndex(i)) || site.conditions[i].kind == ConditionKind::Expression) continue;
    const Instant silent = silent_after(site.conditions[i].point.get());
    if (now <= silent) continue;
    hold(i, site.conditions[i].kind == ConditionKind::Stale ? Says::Yes : Says::Nothing, silent, now);
  }
  tick_windows(now);
  vote();
}

void Judge::vote() {
  for (std::size_t i = 0; i < acted_.size(); ++i) acted_[i] = acted_[i] || votes(site::RowIndex(i));
}

bool Judge::votes(site::RowIndex index) const {
  const site::Row& row = directory_.site()[index];
  std::size_t trues = 0;
  for (const site::ConditionIndex cause : row.causes) trues += truth(cause) == Truth::True ? 1 : 0;
  return trues >= row.needed;
}

bool Judge::judges(site::ConditionIndex condition) const {
  const ConditionKind kind = directory_.site()[condition].kind;
  if (kind == ConditionKind::Expression)
    return std::ranges::any_of(expressions_, [&](const Expression& each) { return each.condition == condition.get(); });
  return kind != ConditionKind::ActuatorFault;
}

const Sample* Judge::last(site::PointIndex point) const {
  const std::optional<Sample>& last = last_[point.get()];
  return last ? &*last : nullptr;
}

bool Judge::was_live(const Sample& sample) const {
  return std::ranges::any_of(live_, [&](const Sample& live) { return live.point == sample.point && live.source == sample.source; });
}

}  // namespace davy::sim
