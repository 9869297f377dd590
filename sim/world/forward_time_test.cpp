#include "sim/world/forward_time.hpp"

#include <gtest/gtest.h>

namespace davy::sim {
namespace {

const Instant kMidday = Instant::from_unix_ms(1'795'500'000'000);

TEST(ForwardTime, FollowsTheWallClockAndWhatItIsSetForward) {
  ForwardTime time;
  EXPECT_EQ(time.at(kMidday, 5_s), kMidday);
  EXPECT_EQ(time.at(kMidday + 1_s, 6_s), kMidday + 1_s);
  EXPECT_EQ(time.at(kMidday + 1_h, 7_s), kMidday + 1_h);
}

TEST(ForwardTime, GoesOnAtHalfSpeedWhereTheWallClockWasSetBackUntilItHasCaughtUp) {
  ForwardTime time;
  time.at(kMidday, 0_s);
  EXPECT_EQ(time.at(kMidday - 10_s, 0_s), kMidday);
  EXPECT_EQ(time.at(kMidday - 6_s, 4_s), kMidday + 2_s);
  EXPECT_EQ(time.at(kMidday - 2_s, 8_s), kMidday + 4_s);
  EXPECT_EQ(time.at(kMidday + 9_s, 19_s), kMidday + 9_s) << "it is later than what was shown last: followed again";
  EXPECT_EQ(time.at(kMidday + 12_s, 22_s), kMidday + 12_s);
}

TEST(ForwardTime, NeverGoesBackHoweverOftenTheWallClockIsSet) {
  ForwardTime time;
  Instant last = time.at(kMidday, 0_s);
  for (std::int64_t second = 1; second < 100; ++second) {
    const Instant now = time.at(kMidday + 1_s * second - 1_min * (second % 7), 1_s * second);
    EXPECT_GT(now, last);
    last = now;
  }
}

}  // namespace
}  // namespace davy::sim
