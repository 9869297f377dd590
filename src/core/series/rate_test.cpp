#include "core/series/rate.hpp"

#include "core/series/series_story.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

using story::reading;
using story::second;

TEST(Rate, OfARampIsItsSlopeHoweverUnevenTheReadingsCome) {
  Rate rate({.window = 60_s, .stale_after = 10_s});
  double s = 0;
  for (int i = 0; i < 200; ++i, s += 0.5 + i % 5) rate.feed(reading(s, 20 + 0.25 * s));
  EXPECT_NEAR(*rate.per_second(), 0.25, 1e-12);
}

TEST(Rate, StandsStillOnAConstant) {
  Rate rate({.window = 60_s, .stale_after = 10_s});
  for (int s = 0; s < 100; ++s) rate.feed(reading(s, 20));
  EXPECT_EQ(rate.per_second(), 0);
}

TEST(Rate, OneReadingHasNoSlope) {
  Rate rate({.window = 60_s, .stale_after = 600_s});
  rate.feed(reading(0, 20));
  rate.advance(second(40));
  EXPECT_FALSE(rate.per_second());
  rate.feed(reading(40, 30));
  EXPECT_NEAR(*rate.per_second(), 0.25, 1e-12);
}

TEST(Rate, IsUndecidedAfterTooLongASilence) {
  Rate rate({.window = 60_s, .stale_after = 10_s});
  for (int s = 0; s < 100; ++s) rate.feed(reading(s, s));
  rate.advance(second(138));
  EXPECT_TRUE(rate.per_second());
  rate.advance(second(140));
  EXPECT_FALSE(rate.per_second());
}

TEST(Rate, IsAsExactAfterThreeYears) {
  Rate rate({.window = 60_s, .stale_after = 30_s, .exact_samples = 8});
  double s = 0;
  for (int i = 0; i < 9'400'000; ++i, s += 10) rate.feed(reading(s, i % 100 == 0 ? 1e9 : 3));
  for (int i = 0; i < 6; ++i, s += 10) rate.feed(reading(s, 5 - 0.125 * i));
  EXPECT_NEAR(*rate.per_second(), -0.0125, 1e-9);
}

}  // namespace
}  // namespace davy::core
