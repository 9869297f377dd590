#include "core/testing/flood_gauge.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

const Instant kShift = Instant::from_unix_ms(1'795'500'000'000);

Instant minute(double m) { return kShift + Duration::from_seconds(60 * m); }

TEST(FloodGauge, TenAlarmsInTenMinutesAreNoFloodAndTheEleventhIs) {
  FloodGauge gauge;
  for (int i = 0; i < 10; ++i) gauge.rang(minute(i * 0.5));
  EXPECT_FALSE(gauge.flooded());
  gauge.rang(minute(9));
  EXPECT_TRUE(gauge.flooded());
  EXPECT_EQ(gauge.since(), minute(9));
}

TEST(FloodGauge, AlarmsFartherApartNeverFlood) {
  FloodGauge gauge;
  for (int i = 0; i < 200; ++i) {
    gauge.rang(minute(i));
    EXPECT_FALSE(gauge.flooded());
    EXPECT_LE(gauge.recent(), 10U);
  }
}

TEST(FloodGauge, ItEndsWhenFewerThanFiveAreLeftAndSaysWhenThatWas) {
  FloodGauge gauge;
  for (int i = 0; i < 12; ++i) gauge.rang(minute(i * 0.1));
  ASSERT_TRUE(gauge.flooded());
  gauge.pass(minute(10.65));
  EXPECT_TRUE(gauge.flooded()) << "five are left";
  gauge.pass(minute(30));
  EXPECT_FALSE(gauge.flooded());
  EXPECT_EQ(gauge.ended(), minute(0.7) + kFloodWindow) << "the eighth of twelve left";
}

TEST(FloodGauge, BetweenItsEndAndItsStartNothingChanges) {
  FloodGauge gauge;
  for (int i = 0; i < 11; ++i) gauge.rang(minute(i * 0.1));
  for (int i = 0; i < 60; ++i) gauge.rang(minute(2 + i * 1.5));  // six or seven in any ten minutes
  EXPECT_TRUE(gauge.flooded());
  EXPECT_EQ(gauge.since(), minute(1));
}

}  // namespace
}  // namespace davy::core
