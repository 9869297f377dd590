#include "runtime/forward_time.hpp"

#include <gtest/gtest.h>

namespace davy::runtime {
namespace {

const Instant kNoon = Instant::from_unix_ms(1'795'500'000'000);

TEST(ForwardTime, FollowsTheWallClockAndWhatItIsSetForward) {
  ForwardTime time;
  EXPECT_EQ(time.at(kNoon, 5_s), kNoon);
  EXPECT_EQ(time.at(kNoon + 1_s, 6_s), kNoon + 1_s);
  EXPECT_EQ(time.at(kNoon + 1_h, 7_s), kNoon + 1_h);
}

TEST(ForwardTime, GoesOnAtHalfSpeedWhereTheWallClockWasSetBackUntilItHasCaughtUp) {
  ForwardTime time;
  time.at(kNoon, 0_s);
  EXPECT_EQ(time.at(kNoon - 10_s, 0_s), kNoon);
  EXPECT_EQ(time.at(kNoon - 6_s, 4_s), kNoon + 2_s);
  EXPECT_EQ(time.at(kNoon - 2_s, 8_s), kNoon + 4_s);
  EXPECT_EQ(time.at(kNoon + 9_s, 19_s), kNoon + 9_s) << "it is later than what was shown last: followed again";
  EXPECT_EQ(time.at(kNoon + 12_s, 22_s), kNoon + 12_s);
}

TEST(ForwardTime, NeverGoesBackHoweverOftenTheWallClockIsSet) {
  ForwardTime time;
  Instant last = time.at(kNoon, 0_s);
  for (std::int64_t second = 1; second < 100; ++second) {
    const Instant now = time.at(kNoon + 1_s * second - 1_min * (second % 7), 1_s * second);
    EXPECT_GT(now, last);
    last = now;
  }
}

}  // namespace
}  // namespace davy::runtime
