#include "core/series/window_stats.hpp"

#include "core/series/series_story.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace davy::core {
namespace {

using story::reading;
using story::second;

// Ten seconds of a point that speaks every second and is believed for three.
WindowOptions ten_seconds() { return {.window = 10_s, .stale_after = 3_s}; }

TEST(WindowStats, SayNothingUntilHalfTheWindowWasSeen) {
  WindowStats stats(ten_seconds());
  EXPECT_FALSE(stats.avg());
  for (int s = 0; s <= 4; ++s) stats.feed(reading(s, 20));
  EXPECT_FALSE(stats.avg());
  EXPECT_DOUBLE_EQ(stats.known_share(), 0.4);
  stats.feed(reading(5, 20));
  EXPECT_EQ(stats.avg(), 20);
  EXPECT_EQ(stats.count(), 6);
}

TEST(WindowStats, TheOldEdgeIsOutTheNewOneIsIn) {
  WindowStats stats(ten_seconds());
  for (int s = 0; s <= 10; ++s) stats.feed(reading(s, s));
  EXPECT_EQ(stats.count(), 10);
  EXPECT_EQ(stats.min(), 1);
  EXPECT_EQ(stats.max(), 10);
  EXPECT_EQ(stats.sum(), 55);
  EXPECT_EQ(stats.avg(), 5.5);
  EXPECT_DOUBLE_EQ(*stats.stddev(), std::sqrt(8.25));
  stats.advance(second(10.5));
  EXPECT_EQ(stats.min(), 1);
  stats.advance(second(11));
  EXPECT_EQ(stats.min(), 2);
}

TEST(WindowStats, BadReadingsAreNoValuesAndLeaveTheTimeUnknown) {
  WindowStats stats(ten_seconds());
  for (int s = 0; s <= 10; ++s) stats.feed(reading(s, s % 2 == 0 ? 10 : 1'000, s % 2 == 0 ? Quality::Good : Quality::Bad));
  EXPECT_DOUBLE_EQ(stats.known_share(), 0.5);
  EXPECT_EQ(stats.max(), 10);
  stats.feed(reading(11, std::nan("")));
  stats.feed(reading(12, 1'000, Quality::Bad));
  EXPECT_EQ(stats.max(), 10);
  stats.advance(second(13));
  EXPECT_FALSE(stats.max());
  stats.feed(reading(13, 7, Quality::Uncertain));
  stats.advance(second(15));
  EXPECT_EQ(stats.min(), 7);
}

TEST(WindowStats, SilenceIsUnknownAfterStaleAfter) {
  WindowStats stats(ten_seconds());
  for (int s = 0; s <= 20; ++s) stats.feed(reading(s, 5));
  stats.advance(second(28));
  EXPECT_DOUBLE_EQ(stats.known_share(), 0.5);
  EXPECT_EQ(stats.avg(), 5);
  EXPECT_EQ(stats.count(), 2);
  stats.advance(second(28.1));
  EXPECT_FALSE(stats.avg());
}

TEST(WindowStats, ARepeatIsNotAReading) {
  WindowStats stats(ten_seconds());
  for (int s = 0; s <= 9; ++s) stats.feed(reading(s, 5));
  stats.feed(reading(9, 500));
  stats.feed(reading(3, 500));
  EXPECT_EQ(stats.max(), 5);
  EXPECT_EQ(stats.count(), 10);
}

TEST(WindowStats, MoreReadingsThanCellsShareThemAndNoneIsMissing) {
  WindowStats stats({.window = 10_s, .stale_after = 3_s, .exact_samples = 8});
  for (int i = 0; i < 100'000; ++i) {
    stats.feed(reading(i / 1'000.0, i % 5'000 == 0 ? 99 : 1));
    if (i < 10'000) continue;
    ASSERT_EQ(stats.max(), 99);  // one of the last 10,000 readings is a peak
    ASSERT_GE(stats.count(), 10'000);
    ASSERT_LE(stats.count(), 10'000 + 1'250 + 1);
    ASSERT_GT(stats.resolution(), Duration());
    ASSERT_LE(stats.resolution(), Duration::from_ms(1'251));
  }
  stats.advance(second(109.99));
  EXPECT_FALSE(stats.max());
}

TEST(WindowStats, ResolutionIsExactAgainWhenTheBurstHasLeft) {
  WindowStats stats({.window = 10_s, .stale_after = 3_s, .exact_samples = 16});
  for (int i = 0; i < 1'000; ++i) stats.feed(reading(i / 100.0, 1));
  EXPECT_GT(stats.resolution(), Duration());
  for (int s = 10; s <= 30; ++s) stats.feed(reading(s, s));
  EXPECT_EQ(stats.resolution(), Duration());
  EXPECT_EQ(stats.min(), 21);
}

TEST(WindowStats, YearsOfRunningLeaveNoError) {
  WindowStats stats({.window = 60_s, .stale_after = 30_s, .exact_samples = 8});
  double s = 0;
  // Two years of a reading every ten seconds, values of every size among them.
  for (int i = 0; i < 6'300'000; ++i, s += 10) stats.feed(reading(s, i % 1'000 == 0 ? 1e12 : 0.1 * (i % 7)));
  for (int i = 0; i < 6; ++i, s += 10) stats.feed(reading(s, 0.1 * i));
  EXPECT_NEAR(*stats.sum(), 1.5, 1e-15);
  EXPECT_NEAR(*stats.stddev(), 0.1 * std::sqrt(35.0 / 12.0), 1e-15);
  EXPECT_EQ(stats.max(), 0.1 * 5);
}

}  // namespace
}  // namespace davy::core
