#include "core/series/stillness.hpp"

#include "core/series/series_story.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

using story::reading;
using story::second;

Stillness one_minute() { return Stillness({.duration = 60_s, .stale_after = 5_s, .resolution = 0.1}); }

TEST(Stillness, APointThatGoesOnSayingTheSameIsStuck) {
  Stillness still = one_minute();
  for (int s = 0; s < 60; ++s) {
    still.feed(reading(s, s % 2 == 0 ? 20.0 : 20.05));
    ASSERT_EQ(still.stuck(), Truth::Unknown) << s;
  }
  still.feed(reading(60, 20));
  EXPECT_EQ(still.stuck(), Truth::True);
  EXPECT_EQ(still.changed(), Truth::False);
  still.feed(reading(61, 20.2));
  EXPECT_EQ(still.stuck(), Truth::False);
  EXPECT_EQ(still.changed(), Truth::True);
}

TEST(Stillness, NothingHasChangedBeforeAnythingWasHeard) {
  const Stillness still = one_minute();
  EXPECT_EQ(still.changed(), Truth::Unknown);
  EXPECT_EQ(still.stuck(), Truth::Unknown);
}

TEST(Stillness, SilenceIsNotStuckButUnknown) {
  Stillness still = one_minute();
  for (int s = 0; s <= 50; ++s) still.feed(reading(s, 20));
  still.advance(second(54));
  EXPECT_EQ(still.stuck(), Truth::Unknown);
  still.advance(second(200));
  EXPECT_EQ(still.stuck(), Truth::Unknown);
  EXPECT_EQ(still.changed(), Truth::Unknown);
  still.feed(reading(200, 20));
  EXPECT_EQ(still.stuck(), Truth::Unknown);
  for (int s = 201; s <= 210; ++s) still.feed(reading(s, 20));
  EXPECT_EQ(still.stuck(), Truth::True);  // fifty seconds before the silence and ten after it
}

TEST(Stillness, ABadReadingHidesTheTimeAroundIt) {
  Stillness still = one_minute();
  for (int s = 0; s <= 61; ++s) still.feed(reading(s, 20, s == 30 ? Quality::Bad : Quality::Good));
  EXPECT_EQ(still.stuck(), Truth::Unknown);  // 29 to 31 does not count
  still.feed(reading(62, 20));
  EXPECT_EQ(still.stuck(), Truth::True);
  still.feed(reading(63, 20, Quality::Bad));
  EXPECT_EQ(still.stuck(), Truth::Unknown);
  EXPECT_EQ(still.changed(), Truth::False);
}

TEST(Stillness, ASlowDriftIsNotStuck) {
  Stillness still = one_minute();
  for (int s = 0; s <= 600; ++s) {
    still.feed(reading(s, 20 + 0.005 * s));  // a change every 21 seconds
    if (s > 60) {
      ASSERT_EQ(still.stuck(), Truth::False) << s;
    }
  }
}

TEST(Stillness, ChangedLastsForTheDuration) {
  Stillness still = one_minute();
  for (int s = 0; s <= 200; ++s) {
    still.feed(reading(s, s < 100 ? 0 : 1));
    if (s < 30) continue;
    ASSERT_EQ(still.changed(), s >= 100 && s < 160 ? Truth::True : Truth::False) << s;
  }
}

}  // namespace
}  // namespace davy::core
