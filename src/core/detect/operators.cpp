#include "core/detect/operators.hpp"

#include <functional>
#include <initializer_list>
#include <type_traits>

namespace davy::core {
namespace {

using Asked = site::expression::Input;
using site::expression::InputKind;
using site::expression::Value;

constexpr double kSecondsPerMinute = 60;

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

Value of_trend(const Trend& trend, const Asked& input) {
  if (input.kind == InputKind::Forecast) return of_optional(trend.forecast(input.window));
  if (input.kind == InputKind::Confidence) return trend.per_second() ? site::expression::of_double(trend.confidence()) : Value();
  const auto left = trend.time_to(input.limit, input.kind == InputKind::TimeUp ? Crossing::Upward : Crossing::Downward);
  return left ? site::expression::of_duration(*left) : Value();
}

Value of_anomaly(const Anomaly& anomaly) { return anomaly.knows() ? site::expression::of_bool(anomaly.present()) : Value(); }

// What two inputs that one operator answers have in common.
Asked key_of(const Asked& input) {
  Asked key{.kind = input.kind, .point = input.point};
  switch (input.kind) {
    case InputKind::Average:
    case InputKind::Minimum:
    case InputKind::Maximum:
    case InputKind::Sum:
    case InputKind::StandardDeviation:
    case InputKind::Count: key.kind = InputKind::Average, key.window = input.window; break;
    case InputKind::Forecast:
    case InputKind::TimeUp:
    case InputKind::TimeDown:
    case InputKind::Confidence: key.kind = InputKind::Forecast, key.lookback = input.lookback; break;
    case InputKind::Stuck:
    case InputKind::Changed: key.kind = InputKind::Stuck, key.window = input.window, key.limit = input.limit; break;
    case InputKind::Rate:
    case InputKind::Spike:
    case InputKind::Deviation:
    case InputKind::Anomaly:
    case InputKind::Value:
    case InputKind::Quality:
    case InputKind::Known:
    case InputKind::Stale:
    case InputKind::Mode:
    case InputKind::Fact:
    case InputKind::OpenOrders:
    case InputKind::OpenHazards:
    case InputKind::Sequence: return input;
  }
  return key;
}

// Of what tells keys apart; the rest is the same wherever these are.
std::size_t hash_of(const Asked& key) {
  std::size_t hash = 0;
  const std::size_t other = key.other ? key.other->get() + 1 : 0;
  for (const std::size_t part :
       {static_cast<std::size_t>(key.kind), static_cast<std::size_t>(key.point->get()), other, static_cast<std::size_t>(key.window.ns()),
        static_cast<std::size_t>(key.lookback.ns()), std::hash<double>()(key.limit)})
    hash = (hash ^ part) * 0x9E3779B97F4A7C15U + (hash >> 29);
  return hash;
}

}  // namespace

bool is_time_function(InputKind kind) {
  switch (kind) {
    case InputKind::Value:
    case InputKind::Quality:
    case InputKind::Known:
    case InputKind::Stale:
    case InputKind::Mode:
    case InputKind::Fact:
    case InputKind::OpenOrders:
    case InputKind::OpenHazards:
    case InputKind::Sequence: return false;
    default: return true;
  }
}

Value value_of(Truth truth) { return truth == Truth::Unknown ? Value() : site::expression::of_bool(truth == Truth::True); }

std::optional<std::uint32_t> Operators::made_for(const Asked& key, std::size_t hash) const {
  const auto [begin, end] = by_hash_.equal_range(hash);
  for (auto each = begin; each != end; ++each)
    if (keys_[each->second] == key) return each->second;
  return std::nullopt;
}

std::uint32_t Operators::add(const Asked& input, const Rules& rules) {
  const Asked key = key_of(input);
  const std::size_t hash = hash_of(key);
  if (const auto made = made_for(key, hash)) return *made;
  const Duration stale_after = rules.points[key.point->get()].stale_after;
  switch (key.kind) {
    case InputKind::Rate:
      operators_.emplace_back(std::in_place_type<Rate>, WindowOptions{.window = key.window, .stale_after = stale_after});
      break;
    case InputKind::Forecast:
      operators_.emplace_back(std::in_place_type<Trend>, TrendOptions{.lookback = key.lookback, .stale_after = stale_after});
      break;
    case InputKind::Stuck:
      operators_.emplace_back(std::in_place_type<Stillness>,
                              StillnessOptions{.duration = key.window, .stale_after = stale_after, .resolution = key.limit});
      break;
    case InputKind::Spike:
      operators_.emplace_back(std::in_place_type<Spike>, SpikeOptions{.within = key.window,
                                                                      .hold = key.window,
                                                                      .stale_after = stale_after,
                                                                      .departure_min = key.limit});
      break;
    case InputKind::Deviation:
      operators_.emplace_back(std::in_place_type<Deviation>,
                              DeviationOptions{.stale_after_a = stale_after, .stale_after_b = rules.points[key.other->get()].stale_after});
      break;
    case InputKind::Anomaly: operators_.emplace_back(std::make_unique<Anomaly>()); break;
    default: operators_.emplace_back(std::in_place_type<WindowStats>, WindowOptions{.window = key.window, .stale_after = stale_after});
  }
  const auto number = static_cast<std::uint32_t>(keys_.size());
  keys_.push_back(key);
  by_hash_.emplace(hash, number);
  return number;
}

void Operators::feed(std::uint32_t number, Side side, const Sample& sample) {
  std::visit(
      [&](auto& any) {
        using Kind = std::decay_t<decltype(any)>;
        if constexpr (std::is_same_v<Kind, Unlike>) {
          if (reading_of(sample) == Reading::Usable) any->feed(sample.value);
        } else if constexpr (std::is_same_v<Kind, Deviation>) {
          if (side == Side::Point) return any.feed_a(sample);
          Sample converted = sample;
          converted.value = sample.value * keys_[number].factor + keys_[number].offset;
          any.feed_b(converted);
        } else {
          any.feed(sample);
        }
      },
      operators_[number]);
}

Value Operators::answer(std::uint32_t number, const Asked& input, Instant at) {
  Operator& operation = operators_[number];
  if (const auto* unlike = std::get_if<Unlike>(&operation)) return of_anomaly(**unlike);
  std::visit(
      [&](auto& any) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(any)>, Unlike>) any.advance(at);
      },
      operation);
  if (const auto* stats = std::get_if<WindowStats>(&operation)) return of_stats(*stats, input.kind);
  if (const auto* rate = std::get_if<Rate>(&operation)) return of_rate(*rate);
  if (const auto* trend = std::get_if<Trend>(&operation)) return of_trend(*trend, input);
  if (const auto* spike = std::get_if<Spike>(&operation)) return value_of(spike->is_spike());
  if (const auto* deviation = std::get_if<Deviation>(&operation)) return of_optional(deviation->difference());
  const Stillness& stillness = std::get<Stillness>(operation);
  return value_of(input.kind == InputKind::Stuck ? stillness.stuck() : stillness.changed());
}

std::optional<double> Operators::known_share(std::uint32_t number) const {
  return std::visit(
      [](const auto& any) -> std::optional<double> {
        if constexpr (requires { any.known_share(); }) return any.known_share();
        return std::nullopt;
      },
      operators_[number]);
}

std::size_t Operators::bytes() const {
  std::size_t bytes = operators_.capacity() * sizeof(Operator) + keys_.capacity() * sizeof(decltype(keys_)::value_type) +
                      by_hash_.size() * (sizeof(decltype(by_hash_)::value_type) + 2 * sizeof(void*)) +
                      by_hash_.bucket_count() * sizeof(void*);
  for (const Operator& operation : operators_) {
    if (const auto* stats = std::get_if<WindowStats>(&operation)) bytes += stats->bytes() - sizeof(*stats);
    if (const auto* rate = std::get_if<Rate>(&operation)) bytes += rate->bytes() - sizeof(*rate);
    if (std::holds_alternative<Unlike>(operation)) bytes += sizeof(Anomaly);
  }
  return bytes;
}

}  // namespace davy::core
