#include "core/series/trend.hpp"

#include "core/series/series_story.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace davy::core {
namespace {

using story::Noise;
using story::reading;
using story::second;

Trend ten_minutes() { return Trend({.lookback = 10_min, .stale_after = 10_s}); }

TEST(Trend, OfARampReachesItsLimitWithinFivePerCent) {
  Trend trend = ten_minutes();
  for (int s = 0; s <= 900; ++s) trend.feed(reading(s, 5 + 0.02 * s));
  EXPECT_NEAR(*trend.per_second(), 0.02, 1e-9);
  EXPECT_NEAR(*trend.forecast(10_min), 5 + 0.02 * 1'500, 1e-6);
  EXPECT_NEAR(*trend.forecast(Duration()), 5 + 0.02 * 900, 1e-6);
  EXPECT_NEAR(trend.time_to(25, Crossing::Upward)->seconds(), 100, 1e-3);
  EXPECT_EQ(trend.time_to(22, Crossing::Upward), Duration());
  EXPECT_EQ(trend.time_to(2, Crossing::Downward), Trend::kNotInSight);
  EXPECT_GT(trend.confidence(), 0.99);
}

TEST(Trend, OfANoisyRampReachesItsLimitWithinFivePerCent) {
  // Twelve units in ten minutes, through noise that swings by two.
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Trend trend = ten_minutes();
    Noise noise(seed);
    for (int s = 0; s <= 900; ++s) trend.feed(reading(s, 40 - 0.02 * s + 0.4 * noise.next()));
    ASSERT_TRUE(trend.believed());
    ASSERT_NEAR(*trend.forecast(10_min), 10, 0.6) << seed;
    ASSERT_NEAR(trend.time_to(10, Crossing::Downward)->seconds(), 600, 30) << seed;
  }
}

TEST(Trend, OfFlatNoiseGoesNowhere) {
  int believed = 0, looked = 0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    Trend trend = ten_minutes();
    Noise noise(seed);
    for (int s = 0; s <= 20'000; ++s) {
      trend.feed(reading(s, 10 + noise.next()));
      if (s < 600 || s % 50 != 0) continue;
      ++looked, believed += trend.believed();
      ASSERT_LT(*trend.forecast(10_min), 13) << seed << " at " << s;
      ASSERT_EQ(trend.time_to(15, Crossing::Upward), Trend::kNotInSight) << seed << " at " << s;
    }
  }
  EXPECT_LT(believed, looked / 100);
}

TEST(Trend, IsNotBentByASpike) {
  Trend trend = ten_minutes(), calm = ten_minutes();
  for (int s = 0; s <= 900; ++s) {
    trend.feed(reading(s, s == 700 ? 100 : 5 + 0.01 * s));
    calm.feed(reading(s, 5 + 0.01 * s));
  }
  EXPECT_NEAR(*trend.per_second(), 0.01, 1e-5);
  EXPECT_NEAR(*trend.forecast(10_min), *calm.forecast(10_min), 0.01);
}

TEST(Trend, OfARarePointHasItsPartsFromSingleReadings) {
  Trend trend({.lookback = 12_min, .stale_after = 3_min});
  for (int minute = 0; minute <= 20; ++minute) trend.feed(reading(60.0 * minute, minute == 15 ? 500 : 2.0 * minute));
  EXPECT_NEAR(*trend.per_second() * 60, 2, 0.1);
}

TEST(Trend, IsUndecidedWhileLittleIsKnown) {
  Trend trend = ten_minutes();
  for (int s = 0; s <= 250; ++s) trend.feed(reading(s, 0.1 * s));
  EXPECT_FALSE(trend.forecast(1_min));
  EXPECT_FALSE(trend.per_second());
  EXPECT_FALSE(trend.time_to(50, Crossing::Upward));
  EXPECT_EQ(trend.confidence(), 0);
  for (int s = 251; s <= 400; ++s) trend.feed(reading(s, 0.1 * s));
  EXPECT_NEAR(*trend.forecast(1_min), 46, 0.1);
  EXPECT_FALSE(trend.forecast(41_min));
  trend.advance(second(730));
  EXPECT_FALSE(trend.forecast(1_min));
}

TEST(Trend, FollowsALeakThatHasJustBegun) {
  Trend trend = ten_minutes();
  Noise noise(7);
  for (int s = 0; s <= 3'300; ++s) trend.feed(reading(s, 2 + 0.2 * noise.next() + (s < 3'000 ? 0 : 0.02 * (s - 3'000))));
  // Half the lookback after its beginning the newer half of the parts says where it is heading.
  EXPECT_NEAR(*trend.per_second(), 0.02, 0.002);
  EXPECT_NEAR(trend.time_to(20, Crossing::Upward)->seconds(), 600, 60);
}

}  // namespace
}  // namespace davy::core
