#include "core/series/spike.hpp"

#include "base/ensure.hpp"
#include "core/series/known_time.hpp"
#include "core/series/median.hpp"

#include <algorithm>
#include <cmath>

namespace davy::core {

namespace {
constexpr double kBandInDeviations = 6;
}

Spike::Spike(const SpikeOptions& options) : options_(options) {
  ensure(options.within > Duration() && options.hold > Duration() && options.stale_after > Duration() && options.departure_min >= 0,
         "durations longer than zero, a departure that is not negative");
}

void Spike::feed(const Sample& sample) {
  if (sample.source <= last_) return;
  last_ = sample.source;
  advance(sample.source);
  quality_ = reading_of(sample) == Reading::Usable ? sample.quality : Quality::Bad;
  if (quality_ == Quality::Bad) return;
  if (sample.source - last_usable_ > options_.stale_after) learn_anew();
  last_usable_ = sample.source;
  if (count_ < kUsualMin)
    learn(sample.value);
  else
    judge(sample);
}

void Spike::advance(Instant now) { now_ = std::max(now_, now); }

void Spike::judge(const Sample& sample) {
  const double distance = sample.value - median_;
  const bool outside = std::abs(distance) > band_;
  if (outside && place_ == Place::Inside) {
    place_ = Place::Outside;
    departed_ = sample.source;
    furthest_ = 0;
  }
  const bool in_time = place_ == Place::Inside || sample.source - departed_ <= options_.within;
  if (outside && in_time) {
    if (std::abs(distance) > std::abs(furthest_)) furthest_ = distance;
    return;
  }
  if (place_ == Place::Outside && in_time) {
    returned_ = sample.source;
    peak_ = median_ + furthest_;
  }
  if (outside) learn_anew();
  place_ = Place::Inside;
  learn(sample.value);
}

void Spike::learn(double value) {
  usual_[next_] = value;
  next_ = (next_ + 1) % kUsual;
  count_ = std::min(count_ + 1, kUsual);
  std::array<double, kUsual> values = usual_;
  median_ = median({values.data(), count_});
  for (std::uint32_t i = 0; i < count_; ++i) values[i] = std::abs(values[i] - median_);
  band_ = std::max(options_.departure_min, kBandInDeviations * kDeviationsAMad * median({values.data(), count_}));
}

void Spike::learn_anew() {
  count_ = next_ = 0;
  place_ = Place::Inside;
}

Truth Spike::is_spike() const {
  if (quality_ == Quality::Bad || now_ - last_usable_ > options_.stale_after) return Truth::Unknown;
  if (now_ < returned_ + options_.hold) return Truth::True;
  return count_ < kUsualMin ? Truth::Unknown : Truth::False;
}

}  // namespace davy::core
