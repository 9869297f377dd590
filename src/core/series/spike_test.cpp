#include "core/series/spike.hpp"

#include "core/series/series_story.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace davy::core {
namespace {

using story::Noise;
using story::reading;
using story::second;

Spike five_seconds() { return Spike({.within = 5_s, .hold = 10_s, .stale_after = 4_s, .departure_min = 1}); }

TEST(Spike, LeavesAndComesBack) {
  Spike spike = five_seconds();
  for (int s = 0; s < 20; ++s) {
    spike.feed(reading(s, 10 + 0.1 * (s % 3)));
    ASSERT_EQ(spike.is_spike(), s < 4 ? Truth::Unknown : Truth::False) << s;
  }
  spike.feed(reading(20, 30));
  spike.feed(reading(21, 42));
  EXPECT_EQ(spike.is_spike(), Truth::False);  // not back yet
  for (int s = 22; s < 40; ++s) {
    spike.feed(reading(s, 10));
    ASSERT_EQ(spike.is_spike(), s < 32 ? Truth::True : Truth::False) << s;
  }
  EXPECT_EQ(spike.peak(), 42);
}

TEST(Spike, AStepIsNone) {
  Spike spike = five_seconds();
  for (int s = 0; s < 100; ++s) {
    spike.feed(reading(s, s < 50 ? 10 : 30));
    ASSERT_NE(spike.is_spike(), Truth::True) << s;
  }
  EXPECT_EQ(spike.is_spike(), Truth::False);
  spike.feed(reading(100, 10));  // the old level is now the departure
  spike.feed(reading(101, 30));
  EXPECT_EQ(spike.is_spike(), Truth::True);
  EXPECT_EQ(spike.peak(), 10);
}

TEST(Spike, NoiseIsNone) {
  Spike spike = five_seconds();
  Noise noise(3);
  for (int s = 0; s < 20'000; ++s) {
    spike.feed(reading(s, 10 + 0.15 * noise.next()));
    ASSERT_NE(spike.is_spike(), Truth::True) << s;
  }
}

TEST(Spike, IsUnknownWhileThePointCannotBeSeen) {
  Spike spike = five_seconds();
  for (int s = 0; s < 20; ++s) spike.feed(reading(s, 10));
  spike.feed(reading(20, 10, Quality::Bad));
  EXPECT_EQ(spike.is_spike(), Truth::Unknown);
  spike.feed(reading(21, 10));
  EXPECT_EQ(spike.is_spike(), Truth::False);
  spike.advance(second(26));
  EXPECT_EQ(spike.is_spike(), Truth::Unknown);
  spike.feed(reading(26, 500));  // what was usual before the silence says nothing of it
  spike.feed(reading(27, 10));
  EXPECT_EQ(spike.is_spike(), Truth::Unknown);
}

}  // namespace
}  // namespace davy::core
