// Spike against a slow reading of its contract: a list of all that was usual, medians of sorted lists.

#include "core/series/spike.hpp"

#include "core/series/series_story.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace davy::core {
namespace {

constexpr Duration kSpikeWithin = 6_s, kSpikeHold = 4_s, kSpikeStaleAfter = 5_s;
constexpr double kDepartureMin = 2;

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

class SlowSpike {
 public:
  void hear(const Sample& sample) {
    now_ = sample.source;
    visible_ = sample.quality != Quality::Bad;
    if (!visible_) return;
    if (sample.source - heard_ > kSpikeStaleAfter) usual_.clear(), departed_.reset();
    heard_ = sample.source;
    const bool outside = usual_.size() >= 5 && std::abs(sample.value - median_of(last_15())) > band();
    if (!outside) {
      if (departed_ && sample.source - *departed_ <= kSpikeWithin) returned_ = sample.source;
      departed_.reset();
      usual_.push_back(sample.value);
      return;
    }
    if (!departed_) departed_ = sample.source;
    if (sample.source - *departed_ > kSpikeWithin) usual_ = {sample.value}, departed_.reset();
  }
  void wait(Instant now) { now_ = now; }

  Truth says() const {
    if (!visible_ || now_ - heard_ > kSpikeStaleAfter) return Truth::Unknown;
    if (returned_ && now_ - *returned_ < kSpikeHold) return Truth::True;
    return usual_.size() < 5 ? Truth::Unknown : Truth::False;
  }

 private:
  std::vector<double> last_15() const {
    return {usual_.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(15, usual_.size())), usual_.end()};
  }
  double band() const {
    std::vector<double> distances = last_15();
    const double middle = median_of(distances);
    for (double& d : distances) d = std::abs(d - middle);
    return std::max(kDepartureMin, 6 * 1.4826 * median_of(distances));
  }

  std::vector<double> usual_;
  Instant now_, heard_ = Instant::before_all();
  std::optional<Instant> departed_, returned_;
  bool visible_ = false;
};

RC_GTEST_PROP(SpikeProperty, IsDepartureAndReturnAsItsContractSays, ()) {
  Spike spike({.within = kSpikeWithin, .hold = kSpikeHold, .stale_after = kSpikeStaleAfter, .departure_min = kDepartureMin});
  SlowSpike slow;
  Instant now = story::second(0);
  for (int i = 0; i < 120; ++i) {
    now = now + Duration::from_ms(*rc::gen::weightedElement<std::int64_t>({{20, 1'000}, {5, 500}, {2, 2'500}, {1, 8'000}}));
    const int kind = *rc::gen::weightedElement<int>({{16, 0}, {4, 1}, {1, 2}, {1, 3}});
    const double value = kind == 1 ? 60 : *rc::gen::inRange(0, 8) / 10.0;
    if (kind == 3) {
      spike.advance(now), slow.wait(now);
    } else {
      const Sample sample{site::PointIndex(0), kind == 2 ? Quality::Bad : Quality::Good, value, now, now};
      spike.feed(sample), slow.hear(sample);
    }
    RC_ASSERT(spike.is_spike() == slow.says());
  }
}

}  // namespace
}  // namespace davy::core
