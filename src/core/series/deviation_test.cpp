#include "core/series/deviation.hpp"

#include "core/series/series_story.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

using story::reading;
using story::second;

TEST(Deviation, ARampReadAtDifferentTimesIsNone) {
  Deviation pair({.stale_after_a = 3_s, .stale_after_b = 90_s});
  for (int tenths = 0; tenths <= 6'000; ++tenths) {
    const double s = tenths / 10.0;
    if (tenths % 10 == 3) pair.feed_a(reading(s, 5 + 0.2 * s));
    if (tenths % 300 == 0) pair.feed_b(reading(s, 5 + 0.2 * s));
    if (tenths > 310) {
      ASSERT_TRUE(pair.difference()) << s;
      ASSERT_NEAR(*pair.difference(), 0, 1e-9) << s;
    }
  }
}

TEST(Deviation, IsALessB) {
  Deviation pair({.stale_after_a = 3_s, .stale_after_b = 3_s});
  for (int s = 0; s <= 10; ++s) pair.feed_a(reading(s, 20)), pair.feed_b(reading(s + 0.5, 23));
  EXPECT_EQ(pair.difference(), -3);
  EXPECT_EQ(pair.compared(), second(10));
}

TEST(Deviation, IsUndecidedWhileOneCannotBeSeen) {
  Deviation pair({.stale_after_a = 3_s, .stale_after_b = 3_s});
  pair.feed_a(reading(0, 20));
  EXPECT_FALSE(pair.difference());
  pair.feed_b(reading(0, 21));
  EXPECT_EQ(pair.difference(), -1);
  pair.feed_b(reading(1, 21, Quality::Bad));
  EXPECT_FALSE(pair.difference());
  pair.feed_a(reading(2, 20)), pair.feed_b(reading(2, 22));
  EXPECT_EQ(pair.difference(), -2);
  pair.advance(second(5.5));
  EXPECT_FALSE(pair.difference());
}

TEST(Deviation, TheOneBehindMayComeLate) {
  Deviation pair({.stale_after_a = 10_s, .stale_after_b = 10_s});
  for (int s = 0; s <= 7; ++s) pair.feed_a(reading(s, s));
  pair.feed_b(reading(4.5, 4));
  EXPECT_EQ(pair.difference(), 0.5);
  for (int s = 8; s <= 15; ++s) pair.feed_a(reading(s, s));
  pair.feed_b(reading(5.5, 0));  // what a said then is no longer kept
  EXPECT_FALSE(pair.difference());
}

}  // namespace
}  // namespace davy::core
