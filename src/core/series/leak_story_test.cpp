// Leaks as they look in a plant: a background that drifts with the day, noise, drop-outs, knocks; and how long before the fixed limit the
// forecast speaks.

#include "core/series/series_story.hpp"
#include "core/series/trend.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace davy::core {
namespace {

using story::Noise;
using story::reading;

constexpr double kLimit = 25;  // %LEL, the usual high alarm

// A catalytic detector in a hall: one reading a second, resolution 0.1 %LEL.
struct Hall {
  double begins_s = 4 * 3'600;    // of the leak
  double rise_per_second = 0.02;  // and how it grows
  double noise = 0.3;
  double day_swing = 2;     // of the background, once in 24 h
  int dropout_every_s = 0;  // a silence of 20 s each
  int knock_every_s = 0;    // one reading of 40 %LEL each

  double true_value(double s) const {
    const double background = 3 + day_swing * std::sin(2 * std::numbers::pi * s / 86'400);
    return background + rise_per_second * std::max(0.0, s - begins_s);
  }
  double value(double s, Noise& random) const { return std::round((true_value(s) + noise * random.next()) * 10) / 10; }
  bool silent(int s) const { return dropout_every_s > 0 && s % dropout_every_s < 20; }
  bool knocked(int s) const { return knock_every_s > 0 && s % knock_every_s == 77; }
};

struct Warning {
  double false_s = 0;        // first word of the forecast before the leak had begun; 0: none
  double forecast_s = 0;     // first word of `forecast(lookback) >= 25` after
  double expected_in_s = 0;  // what time_to said then
  double limit_s = 0;        // first reading at the limit that is no knock
};

Warning watch(const Hall& hall, Duration lookback, std::uint64_t seed) {
  Trend trend({.lookback = lookback, .stale_after = 10_s});
  Noise random(seed);
  Warning warning;
  for (int s = 0; warning.limit_s == 0 && s < 12 * 3'600; ++s) {
    const double value = hall.value(s, random);
    if (hall.silent(s)) {
      trend.advance(story::second(s));
    } else {
      trend.feed(reading(s, hall.knocked(s) ? 40 : value));
      if (value >= kLimit) warning.limit_s = s;
    }
    const auto ahead = trend.forecast(lookback);
    if (!ahead || *ahead < kLimit || warning.forecast_s > 0) continue;
    if (s < hall.begins_s) {
      if (warning.false_s == 0) warning.false_s = s;
      continue;
    }
    warning.forecast_s = s;
    const auto in = trend.time_to(kLimit, Crossing::Upward);
    warning.expected_in_s = in && *in != Trend::kNotInSight ? in->seconds() : -1;
  }
  return warning;
}

// Of many plants of that kind: the shortest lead in seconds. None may speak before its leak.
double shortest_lead(const Hall& hall, Duration lookback = 10_min) {
  double lead = 1e9;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Warning warning = watch(hall, lookback, seed);
    EXPECT_EQ(warning.false_s, 0) << "a false word, seed " << seed;
    EXPECT_GT(warning.forecast_s, 0) << "never a word, seed " << seed;
    EXPECT_GT(warning.limit_s, 0) << seed;
    double crossing_s = warning.forecast_s;
    while (hall.true_value(crossing_s) < kLimit) ++crossing_s;
    const double in_s = crossing_s - warning.forecast_s;
    EXPECT_NEAR(warning.expected_in_s, in_s, std::max(0.2 * in_s, lookback.seconds() / 12)) << seed;
    lead = std::min(lead, warning.limit_s - warning.forecast_s);
  }
  return lead;
}

// A fifth of a %LEL every ten seconds: 17 minutes from nothing to the limit.
TEST(LeakStory, ASlowLeakIsForetoldEightMinutesBeforeTheLimit) { EXPECT_GE(shortest_lead({}), 480); }

TEST(LeakStory, DropOutsCostLittle) { EXPECT_GE(shortest_lead({.dropout_every_s = 60}), 480); }

TEST(LeakStory, KnocksNeitherRaiseNorDelayTheForecast) { EXPECT_GE(shortest_lead({.knock_every_s = 120}), 480); }

// The highest of the noise meets the limit two minutes before the gas does.
TEST(LeakStory, ThroughThreeTimesTheNoise) { EXPECT_GE(shortest_lead({.noise = 1.0}), 360); }

TEST(LeakStory, OnASteepBackground) { EXPECT_GE(shortest_lead({.begins_s = 1'800, .day_swing = 8}), 500); }

// Six minutes from nothing to the limit: half the lookback must have seen it.
TEST(LeakStory, AQuickLeakIsForetoldLater) { EXPECT_GE(shortest_lead({.rise_per_second = 0.06}), 60); }

TEST(LeakStory, AShorterLookbackForetellsAQuickLeakSooner) { EXPECT_GE(shortest_lead({.rise_per_second = 0.06}, 4_min), 150); }

// A day and a half of nothing but weather.
TEST(LeakStory, WithoutALeakThereIsNotAWordAllDay) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Trend trend({.lookback = 10_min, .stale_after = 10_s});
    Noise random(seed);
    const Hall hall{.begins_s = 1e9, .noise = 1.0, .day_swing = 8, .dropout_every_s = 900, .knock_every_s = 300};
    for (int s = 0; s < 36 * 3'600; ++s) {
      const double value = hall.value(s, random);
      if (!hall.silent(s)) trend.feed(reading(s, hall.knocked(s) ? 40 : value));
      const auto ahead = trend.forecast(10_min);
      ASSERT_TRUE(!ahead || *ahead < kLimit) << seed << " at " << s;
    }
  }
}

}  // namespace
}  // namespace davy::core
