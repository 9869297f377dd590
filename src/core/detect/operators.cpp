#include "core/detect/operators.hpp"

#include "base/prefetch.hpp"

#include <functional>
#include <initializer_list>

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

const Operators::Made* Operators::made_for(const Asked& key, std::size_t hash) const {
  const auto [begin, end] = by_hash_.equal_range(hash);
  for (auto each = begin; each != end; ++each)
    if (made_[each->second].key == key) return &made_[each->second];
  return nullptr;
}

Operators::Number Operators::add(const Asked& input, const Rules& rules) {
  const Asked key = key_of(input);
  const std::size_t hash = hash_of(key);
  if (const Made* made = made_for(key, hash)) return made->number;
  const Number number{key.kind, static_cast<std::uint32_t>(make(key, rules))};
  by_hash_.emplace(hash, static_cast<std::uint32_t>(made_.size()));
  made_.push_back({key, number});
  return number;
}

// Where it stands among those of its kind.
std::size_t Operators::make(const Asked& key, const Rules& rules) {
  const Duration stale_after = rules.points[key.point->get()].stale_after;
  const auto last = [](const auto& of) { return of.size() - 1; };
  switch (key.kind) {
    case InputKind::Rate: rates_.emplace_back(WindowOptions{.window = key.window, .stale_after = stale_after}); return last(rates_);
    case InputKind::Forecast:
      trends_.emplace_back(TrendOptions{.lookback = key.lookback, .stale_after = stale_after});
      return last(trends_);
    case InputKind::Stuck:
      stillnesses_.emplace_back(StillnessOptions{.duration = key.window, .stale_after = stale_after, .resolution = key.limit});
      return last(stillnesses_);
    case InputKind::Spike:
      spikes_.emplace_back(SpikeOptions{.within = key.window, .hold = key.window, .stale_after = stale_after, .departure_min = key.limit});
      return last(spikes_);
    case InputKind::Deviation: {
      const Duration other = rules.points[key.other->get()].stale_after;
      compared_.push_back({Deviation({.stale_after_a = stale_after, .stale_after_b = other}), key.factor, key.offset});
      return last(compared_);
    }
    case InputKind::Anomaly: anomalies_.push_back(std::make_unique<Anomaly>()); return last(anomalies_);
    default: stats_.emplace_back(WindowOptions{.window = key.window, .stale_after = stale_after}); return last(stats_);
  }
}

void Operators::feed(Number number, Side side, const Sample& sample) {
  switch (number.function) {
    case InputKind::Rate: return rates_[number.place].feed(sample);
    case InputKind::Forecast: return trends_[number.place].feed(sample);
    case InputKind::Stuck: return stillnesses_[number.place].feed(sample);
    case InputKind::Spike: return spikes_[number.place].feed(sample);
    case InputKind::Deviation: {
      Compared& compared = compared_[number.place];
      if (side == Side::Point) return compared.deviation.feed_a(sample);
      Sample converted = sample;
      converted.value = sample.value * compared.factor + compared.offset;
      return compared.deviation.feed_b(converted);
    }
    case InputKind::Anomaly:
      if (reading_of(sample) == Reading::Usable) anomalies_[number.place]->feed(sample.value);
      return;
    default: return stats_[number.place].feed(sample);
  }
}

Value Operators::answer(Number number, const Asked& input, Instant at) {
  const auto as_of = [at](auto& operation) -> auto& {
    operation.advance(at);
    return operation;
  };
  switch (number.function) {
    case InputKind::Rate: return of_rate(as_of(rates_[number.place]));
    case InputKind::Forecast: return of_trend(as_of(trends_[number.place]), input);
    case InputKind::Stuck: {
      const Stillness& stillness = as_of(stillnesses_[number.place]);
      return value_of(input.kind == InputKind::Stuck ? stillness.stuck() : stillness.changed());
    }
    case InputKind::Spike: return value_of(as_of(spikes_[number.place]).is_spike());
    case InputKind::Deviation: return of_optional(as_of(compared_[number.place].deviation).difference());
    case InputKind::Anomaly: return of_anomaly(*anomalies_[number.place]);
    default: return of_stats(as_of(stats_[number.place]), input.kind);
  }
}

void Operators::expect(Number number) const {
  switch (number.function) {
    case InputKind::Rate: return rates_[number.place].expect();
    case InputKind::Forecast: return trends_[number.place].expect();
    case InputKind::Stuck: return prefetch(stillnesses_[number.place]);
    case InputKind::Spike: return prefetch(spikes_[number.place]);
    case InputKind::Deviation: return prefetch(compared_[number.place]);
    case InputKind::Anomaly: return;  // too much to be worth it
    default: return stats_[number.place].expect();
  }
}

void Operators::expect_cells(Number number) const {
  if (number.function == InputKind::Rate) return rates_[number.place].expect_cells();
  if (number.function == InputKind::Average) return stats_[number.place].expect_cells();
}

std::optional<double> Operators::known_share(Number number) const {
  switch (number.function) {
    case InputKind::Rate: return rates_[number.place].known_share();
    case InputKind::Forecast: return trends_[number.place].known_share();
    case InputKind::Average: return stats_[number.place].known_share();
    case InputKind::Stuck: return stillnesses_[number.place].known_share();
    default: return std::nullopt;
  }
}

std::size_t Operators::bytes() const {
  const auto held = [](const auto& of) { return of.capacity() * sizeof(of[0]); };
  std::size_t bytes = held(stats_) + held(trends_) + held(rates_) + held(stillnesses_) + held(spikes_) + held(compared_) +
                      held(anomalies_) + held(made_) + by_hash_.size() * (sizeof(decltype(by_hash_)::value_type) + 2 * sizeof(void*)) +
                      by_hash_.bucket_count() * sizeof(void*);
  for (const WindowStats& stats : stats_) bytes += stats.bytes() - sizeof(stats);
  for (const Rate& rate : rates_) bytes += rate.bytes() - sizeof(rate);
  return bytes + anomalies_.size() * sizeof(Anomaly);
}

}  // namespace davy::core
