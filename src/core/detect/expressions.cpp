#include "core/detect/expressions.hpp"

#include "base/ensure.hpp"

#include <algorithm>
#include <cmath>

namespace davy::core {
namespace {

using site::expression::Input;
using site::expression::InputKind;
using site::expression::Value;
using site::expression::ValueKind;

constexpr Duration kTickEvery = 1_s;
constexpr double kSecondsPerMinute = 60;

Evidence evidence_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::True: return Evidence::For;
    case Outcome::False: return Evidence::Against;
    case Outcome::Unknown:
    case Outcome::Failed: break;
  }
  return Evidence::None;
}

// Which alternative of the operators answers an input.
std::size_t operator_kind(InputKind kind) {
  if (kind == InputKind::Rate) return 1;
  return kind == InputKind::Forecast || kind == InputKind::TimeUp || kind == InputKind::TimeDown ? 2 : 0;
}

bool is_time_function(InputKind kind) {
  return kind != InputKind::Value && kind != InputKind::Quality && kind != InputKind::Known && kind != InputKind::Stale;
}

Value of_optional(const std::optional<double>& number) { return number ? site::expression::of_double(*number) : Value(); }

Value of_stats(const WindowStats& stats, InputKind kind) {
  switch (kind) {
    case InputKind::Average: return of_optional(stats.avg());
    case InputKind::Minimum: return of_optional(stats.min());
    case InputKind::Maximum: return of_optional(stats.max());
    case InputKind::Sum: return of_optional(stats.sum());
    case InputKind::StandardDeviation: return of_optional(stats.stddev());
    case InputKind::Count: {
      const std::optional<double> count = stats.count();
      return count ? site::expression::of_int(static_cast<std::int64_t>(*count)) : Value();
    }
    default: return {};
  }
}

Value of_rate(const Rate& rate) {
  const std::optional<double> per_second = rate.per_second();
  return per_second ? site::expression::of_double(*per_second * kSecondsPerMinute) : Value();
}

Value of_trend(const Trend& trend, const Input& input) {
  if (input.kind == InputKind::Forecast) return of_optional(trend.forecast(input.window));
  const auto left = trend.time_to(input.limit, input.kind == InputKind::TimeUp ? Crossing::Upward : Crossing::Downward);
  return left ? site::expression::of_duration(*left) : Value();
}

}  // namespace

Expressions::Expressions(const site::Site& site, const Rules& rules, Instant start)
    : rules_(rules), start_(start), readers_(site.points.size()), points_(site.points.size()) {
  std::size_t slots = 1;
  std::size_t inputs = 0;
  for (std::size_t i = 0; i < site.conditions.size(); ++i) {
    const site::Condition& condition = site.conditions[i];
    if (condition.kind != site::ConditionKind::Expression) continue;
    ensure(condition.program != nullptr, "an expression has its program");
    Watch watch{.condition = i, .own = condition.point, .program = condition.program};
    const auto number = static_cast<std::uint32_t>(watches_.size());
    for (const Input& input : condition.program->inputs) {
      const site::PointIndex point = input.point.value_or(condition.point);
      watch.sources.push_back({input, point, is_time_function(input.kind) ? operator_for(site, point, input) : 0});
      watch.asks_silence = watch.asks_silence || input.kind == InputKind::Stale;
      std::vector<std::uint32_t>& readers = readers_[point.get()];
      if (readers.empty() || readers.back() != number) readers.push_back(number);
    }
    slots = std::max(slots, condition.program->slots);
    inputs = std::max(inputs, watch.sources.size());
    watches_.push_back(std::move(watch));
  }
  values_.resize(inputs);
  machine_ = Machine(slots);
}

std::uint32_t Expressions::operator_for(const site::Site& site, site::PointIndex point, const Input& input) {
  const std::size_t which = operator_kind(input.kind);
  const Duration window = which == 2 ? input.lookback : input.window;
  const auto same = [&](const Shared& s) { return s.point == point && s.which == which && s.window == window; };
  const auto found = std::find_if(shared_.begin(), shared_.end(), same);
  if (found != shared_.end()) return static_cast<std::uint32_t>(found - shared_.begin());
  const Duration stale_after = site[point].stale_after;
  const auto number = static_cast<std::uint32_t>(operators_.size());
  if (which == 0) operators_.emplace_back(std::in_place_type<WindowStats>, WindowOptions{.window = window, .stale_after = stale_after});
  if (which == 1) operators_.emplace_back(std::in_place_type<Rate>, WindowOptions{.window = window, .stale_after = stale_after});
  if (which == 2) operators_.emplace_back(std::in_place_type<Trend>, TrendOptions{.lookback = window, .stale_after = stale_after});
  shared_.push_back({point, which, window});
  points_[point.get()].operators.push_back(number);
  return number;
}

void Expressions::take(const Sample& sample) {
  Watched& point = points_[sample.point.get()];
  const bool usable = sample.quality != Quality::Bad && rules_.points[sample.point.get()].working.contains(sample.value);
  if (sample.quality != Quality::Bad) point.usable = sample.value;
  point.last = sample;
  point.seen = true;
  Sample judged = sample;
  if (!usable) judged.quality = Quality::Bad;  // a failed sensor's value is no reading
  for (const std::uint32_t number : point.operators) std::visit([&](auto& operation) { operation.feed(judged); }, operators_[number]);
}

bool Expressions::silent(site::PointIndex point, Instant at, Duration for_longer_than) const {
  const Watched& watched = points_[point.get()];
  const Instant heard = watched.seen ? std::max(start_, std::min(watched.last.source, watched.last.arrival)) : start_;
  return at > heard + for_longer_than;
}

bool Expressions::known(site::PointIndex point, Instant at) const {
  const Watched& watched = points_[point.get()];
  const PointRule& rule = rules_.points[point.get()];
  return watched.seen && watched.last.quality != Quality::Bad && rule.working.contains(watched.last.value) &&
         !silent(point, at, rule.stale_after);
}

Value Expressions::answer_of(const Source& source, Instant at) {
  Operator& operation = operators_[source.operation];
  std::visit([&](auto& any) { any.advance(at); }, operation);
  if (const auto* stats = std::get_if<WindowStats>(&operation)) return of_stats(*stats, source.input.kind);
  if (const auto* rate = std::get_if<Rate>(&operation)) return of_rate(*rate);
  return of_trend(std::get<Trend>(operation), source.input);
}

Value Expressions::value_of(const Source& source, Instant at) {
  const Watched& watched = points_[source.point.get()];
  switch (source.input.kind) {
    case InputKind::Value: return known(source.point, at) ? site::expression::of_double(watched.last.value) : Value();
    case InputKind::Known: return site::expression::of_bool(known(source.point, at));
    case InputKind::Stale: return site::expression::of_bool(silent(source.point, at, source.input.window));
    case InputKind::Quality:
      if (!watched.seen || silent(source.point, at, rules_.points[source.point.get()].stale_after)) return {};
      return site::expression::of_text(name_of(watched.last.quality));
    default: return answer_of(source, at);
  }
}

Outcome Expressions::run(Watch& watch, Instant at) {
  watch.at = std::max(watch.at, at);
  for (std::size_t i = 0; i < watch.sources.size(); ++i) values_[i] = value_of(watch.sources[i], watch.at);
  const Outcome outcome = machine_.run(*watch.program, std::span(values_).first(watch.sources.size()));
  failures_ += outcome == Outcome::Failed ? 1 : 0;
  return outcome;
}

Expressions::Weighed Expressions::weighed(const Watch& watch) const {
  return {watch.condition, evidence_of(watch.outcome), watch.at, points_[watch.own.get()].usable};
}

Expressions::Weighed Expressions::weigh(std::uint32_t expression, Instant at) {
  Watch& watch = watches_[expression];
  watch.outcome = run(watch, at);
  watch.by_time = false;
  return weighed(watch);
}

std::optional<Expressions::Weighed> Expressions::weigh_on_tick(std::uint32_t expression, Instant now) {
  Watch& watch = watches_[expression];
  const Outcome outcome = run(watch, now);
  watch.by_time = watch.by_time || outcome != watch.outcome;
  watch.outcome = outcome;
  if (!watch.by_time && !watch.asks_silence) return std::nullopt;
  return weighed(watch);
}

bool Expressions::due(Instant now) {
  if (now < next_tick_) return false;
  next_tick_ = now + kTickEvery;
  return true;
}

std::size_t Expressions::bytes() const {
  std::size_t bytes = watches_.capacity() * sizeof(Watch) + readers_.capacity() * sizeof(readers_.front()) +
                      points_.capacity() * sizeof(Watched) + values_.capacity() * sizeof(Value) + machine_.bytes() +
                      (operators_.capacity()) * sizeof(Operator);
  for (const Watch& watch : watches_) bytes += watch.sources.capacity() * sizeof(Source);
  for (const Operator& operation : operators_) {
    if (const auto* stats = std::get_if<WindowStats>(&operation)) bytes += stats->bytes() - sizeof(*stats);
    if (const auto* rate = std::get_if<Rate>(&operation)) bytes += rate->bytes() - sizeof(*rate);
  }
  return bytes;
}

}  // namespace davy::core
