// The operators against a slow reading of their contracts: every sample is kept, and each answer is computed from the whole list.

#include "core/series/deviation.hpp"
#include "core/series/rate.hpp"
#include "core/series/series_story.hpp"
#include "core/series/stillness.hpp"
#include "core/series/window_stats.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace davy::core {
namespace {

constexpr Duration kWindow = 10_s;
constexpr Duration kStaleAfter = 3_s;

// One thing that happens: a sample, one that comes when time has gone on already, a repeat of an old one, or only time.
struct Happening {
  enum class Kind { Sample, Belated, Repeat, Time } kind;
  std::int64_t after_ms;  // the one before
  Quality quality;
  double value;
};

rc::Gen<std::vector<Happening>> any_history() {
  // Periods, bursts and silences; some longer than the window.
  const auto step =
      rc::gen::weightedOneOf<std::int64_t>({{3, rc::gen::inRange<std::int64_t>(1, 2'000)},
                                            {5, rc::gen::element<std::int64_t>(500, 1'000, 2'000, 3'000)},  // edges of windows are met
                                            {3, rc::gen::inRange<std::int64_t>(1, 20)},
                                            {1, rc::gen::inRange<std::int64_t>(2'500, 6'000)},
                                            {1, rc::gen::element<std::int64_t>(10'000, 12'999, 30'000)}});
  const auto kind = rc::gen::weightedElement<Happening::Kind>(
      {{12, Happening::Kind::Sample}, {2, Happening::Kind::Belated}, {1, Happening::Kind::Repeat}, {3, Happening::Kind::Time}});
  const auto quality = rc::gen::weightedElement<Quality>({{10, Quality::Good}, {1, Quality::Uncertain}, {2, Quality::Bad}});
  const auto value =
      rc::gen::weightedOneOf<double>({{12, rc::gen::map(rc::gen::inRange(-500, 500), [](int tenths) { return tenths / 10.0; })},
                                      {1, rc::gen::element(1e9, -1e9, 1e101, std::nan(""), std::numeric_limits<double>::infinity())}});
  const auto happening = rc::gen::apply(
      [](Happening::Kind k, std::int64_t ms, Quality q, double v) {
        return Happening{k, ms, q, v};
      },
      kind, step, quality, value);
  return rc::gen::scale(3, rc::gen::container<std::vector<Happening>>(happening));
}

// What has come so far, whole.
struct Memory {
  std::vector<Sample> samples;
  Instant now = story::second(0);

  // Feeds the operator as well, with the same.
  template <class Operator>
  void take(const Happening& happening, Operator& op) {
    if (happening.kind == Happening::Kind::Repeat) {
      if (!samples.empty()) op.feed({site::PointIndex(0), Quality::Good, 77, samples.back().source, now});
      return;
    }
    now = now + Duration::from_ms(happening.after_ms);
    if (happening.kind == Happening::Kind::Time) return op.advance(now);
    const bool belated = happening.kind == Happening::Kind::Belated;
    if (belated) op.advance(now);
    const Instant source = belated ? now - Duration::from_ms(happening.after_ms) / 2 : now;
    samples.push_back({site::PointIndex(0), happening.quality, happening.value, source, now});
    op.feed(samples.back());
  }

  std::vector<Sample> usable_in(Duration window) const {
    std::vector<Sample> inside;
    for (const Sample& s : samples)
      if (reading_of(s) == Reading::Usable && s.source > now - window && s.source <= now) inside.push_back(s);
    return inside;
  }

  double known_share(Duration window) const {
    Duration covered;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      if (reading_of(samples[i]) != Reading::Usable) continue;
      const Instant end = std::min({samples[i].source + kStaleAfter, i + 1 < samples.size() ? samples[i + 1].source : now, now});
      covered = covered + std::max(Duration(), end - std::max(samples[i].source, now - window));
    }
    return static_cast<double>(covered.ns()) / static_cast<double>(window.ns());
  }
};

void expect_near(std::optional<double> is, double should, double tolerance) {
  RC_ASSERT(is.has_value());
  RC_ASSERT(std::abs(*is - should) <= tolerance);
}

RC_GTEST_PROP(Series, StatsAreThoseOfTheSamplesInTheWindow, ()) {
  WindowStats stats({.window = kWindow, .stale_after = kStaleAfter, .exact_samples = 400});
  Memory memory;
  for (const Happening& happening : *any_history()) {
    memory.take(happening, stats);
    RC_ASSERT(stats.known_share() == memory.known_share(kWindow));
    const auto inside = memory.usable_in(kWindow);
    if (memory.known_share(kWindow) < 0.5) {
      RC_ASSERT(!stats.avg() && !stats.count() && !stats.max());
      continue;
    }
    RC_ASSERT(stats.count() == static_cast<double>(inside.size()));
    if (inside.empty()) {
      RC_ASSERT(!stats.avg() && !stats.min() && !stats.stddev());
      continue;
    }
    long double sum = 0, squares = 0;
    double low = inside[0].value, high = low, size = 0;
    for (const Sample& s : inside) sum += s.value, low = std::min(low, s.value), high = std::max(high, s.value), size += std::abs(s.value);
    const auto mean = sum / static_cast<long double>(inside.size());
    for (const Sample& s : inside) squares += (s.value - mean) * (s.value - mean);
    RC_ASSERT(stats.min() == low);
    RC_ASSERT(stats.max() == high);
    expect_near(stats.sum(), static_cast<double>(sum), 1e-14 * size);
    expect_near(stats.avg(), static_cast<double>(mean), 1e-14 * size);
    expect_near(stats.stddev(), static_cast<double>(std::sqrt(squares / static_cast<long double>(inside.size()))), 1e-12 + 1e-13 * size);
  }
}

RC_GTEST_PROP(Series, SharedCellsHoldAtLeastTheWindowAndAtMostTheirResolutionMore, ()) {
  WindowStats stats({.window = kWindow, .stale_after = kStaleAfter, .exact_samples = 4});
  Memory memory;
  for (const Happening& happening : *any_history()) {
    memory.take(happening, stats);
    if (!stats.count()) continue;
    const auto inside = memory.usable_in(kWindow), more = memory.usable_in(kWindow + stats.resolution());
    RC_ASSERT(stats.resolution() <= kWindow / 4 + 1_ns);
    RC_ASSERT(*stats.count() >= static_cast<double>(inside.size()));
    RC_ASSERT(*stats.count() <= static_cast<double>(more.size()));
    for (const Sample& s : inside) RC_ASSERT(*stats.min() <= s.value && s.value <= *stats.max());
  }
}

RC_GTEST_PROP(Series, RateIsTheSlopeOfTheLeastSquaresLine, ()) {
  Rate rate({.window = kWindow, .stale_after = kStaleAfter, .exact_samples = 400});
  Memory memory;
  for (const Happening& happening : *any_history()) {
    memory.take(happening, rate);
    const auto inside = memory.usable_in(kWindow);
    if (memory.known_share(kWindow) < 0.5 || inside.size() < 2) {
      RC_ASSERT(!rate.per_second());
      continue;
    }
    long double mean_s = 0, mean = 0, squares_s = 0, products = 0, largest = 1;
    const auto n = static_cast<long double>(inside.size());
    const auto s_of = [&](const Sample& s) { return static_cast<long double>((s.source - inside[0].source).ns()) / 1e9L; };
    for (const Sample& s : inside)
      mean_s += s_of(s) / n, mean += s.value / n, largest = std::max(largest, std::abs(static_cast<long double>(s.value)));
    for (const Sample& s : inside) {
      squares_s += (s_of(s) - mean_s) * (s_of(s) - mean_s);
      products += (s_of(s) - mean_s) * (s.value - mean);
    }
    // Readings a millisecond apart amplify their rounding.
    const auto slope = products / squares_s;
    expect_near(rate.per_second(), static_cast<double>(slope),
                static_cast<double>(1e-9L * std::abs(slope) + 1e-11L * largest / std::sqrt(squares_s)));
  }
}

RC_GTEST_PROP(Series, StuckAndChangedAreWhatTheRunsSay, ()) {
  constexpr double kResolution = 20;
  Stillness still({.duration = kWindow, .stale_after = kStaleAfter, .resolution = kResolution});
  Memory memory;
  for (Happening happening : *any_history()) {
    if (std::isfinite(happening.value)) happening.value = std::clamp(happening.value / 2, -12.0, 12.0);
    memory.take(happening, still);
    Instant change = Instant::before_all();
    Duration seen;
    std::vector<double> run;
    const Sample* before = nullptr;
    for (const Sample& s : memory.samples) {
      if (reading_of(s) == Reading::Usable) {
        const bool moved = std::any_of(run.begin(), run.end(), [&](double v) { return std::abs(v - s.value) > kResolution; });
        if (moved) change = s.source, run.clear(), seen = Duration();
        if (!run.empty() && reading_of(*before) == Reading::Usable && s.source - before->source <= kStaleAfter)
          seen = seen + (s.source - before->source);
        run.push_back(s.value);
      }
      before = &s;
    }
    const bool lately = change > memory.now - kWindow;
    const bool visible = before && reading_of(*before) == Reading::Usable && memory.now - before->source <= kStaleAfter;
    const Truth stuck = !visible ? Truth::Unknown : seen >= kWindow ? Truth::True : lately ? Truth::False : Truth::Unknown;
    RC_ASSERT(still.stuck() == stuck);
    RC_ASSERT(still.changed() == (lately ? Truth::True : memory.known_share(kWindow) >= 0.5 ? Truth::False : Truth::Unknown));
  }
}

RC_GTEST_PROP(Series, TwoRampsThatAreOneDeviateNowhere, (bool a_is_late)) {
  Deviation pair({.stale_after_a = kStaleAfter, .stale_after_b = kStaleAfter});
  Instant now = story::second(0);
  for (const Happening& happening : *any_history()) {
    now = now + Duration::from_ms(happening.after_ms);
    const double value = 3 + 0.5 * (now - story::second(0)).seconds();
    const Sample sample{site::PointIndex(0), happening.quality, value, now, now};
    if ((happening.kind == Happening::Kind::Sample) == a_is_late)
      pair.feed_a(sample);
    else
      pair.feed_b(sample);
    if (pair.difference()) RC_ASSERT(std::abs(*pair.difference()) < 1e-9 * (1 + std::abs(value)));
  }
}

}  // namespace
}  // namespace davy::core
