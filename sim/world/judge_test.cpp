#include "sim/world/judge.hpp"

#include "sim/world/schedule.hpp"
#include "sim/world/world_site.hpp"

#include <gtest/gtest.h>

namespace davy::sim {
namespace {

using core::Truth;

const Instant kStart = Instant::from_unix_ms(1'795'500'000'000);
constexpr site::ConditionIndex kHigh(0);   // of ch4-01, 25
constexpr site::ConditionIndex kStale(2);  // likewise

class JudgeTest : public testing::Test {
 protected:
  static site::Site plain_site() {
    Chance chance(1);
    site::Site site = make_world_site(chance);
    for (site::Condition& condition : site.conditions) condition.on_delay = condition.off_delay = Duration();
    for (site::Point& point : site.points) point.stale_after = 3_s;
    site.conditions[0].deadband = 2;
    site.conditions[0].on_delay = 2_s;
    return site;
  }

  JudgeTest() { judge_.start({}, kStart); }

  void reads(Duration at, double value, core::Quality quality = core::Quality::Good) { brings(at, at, value, quality); }
  void brings(Duration source, Duration arrival, double value, core::Quality quality = core::Quality::Good) {
    const core::Sample sample{site::PointIndex(0), quality, value, kStart + source, kStart + arrival};
    judge_.take({&sample, 1});
  }

  const site::Site site_ = plain_site();
  const site::Directory directory_{site_};
  Judge judge_{directory_, 100_ms};
};

TEST_F(JudgeTest, ALimitIsTrueOnceItHasBeenSoForItsDelay) {
  reads(1_s, 30);
  EXPECT_EQ(judge_.truth(kHigh), Truth::Unknown) << "nothing was decided before";
  reads(2_s, 30);
  reads(3_s, 30);
  EXPECT_EQ(judge_.truth(kHigh), Truth::True);
  EXPECT_EQ(judge_.onset(kHigh), kStart + 1_s);
  reads(4_s, 24);
  EXPECT_EQ(judge_.truth(kHigh), Truth::True) << "inside the deadband";
  reads(5_s, 22);
  EXPECT_EQ(judge_.truth(kHigh), Truth::False);
}

TEST_F(JudgeTest, AGapOrABadReadingBeginsTheDelayAnew) {
  reads(1_s, 1);
  reads(2_s, 30);
  reads(6_s, 30);
  EXPECT_EQ(judge_.truth(kHigh), Truth::False) << "nobody knows what was between";
  reads(7_s, 30, core::Quality::Bad);
  EXPECT_EQ(judge_.truth(kHigh), Truth::Unknown);
  reads(8_s, 30);
  reads(9_s, 30);
  EXPECT_NE(judge_.truth(kHigh), Truth::True);
  reads(10_s, 30);
  EXPECT_EQ(judge_.truth(kHigh), Truth::True);
}

TEST_F(JudgeTest, SilenceIsSeenByATickAndNotBefore) {
  reads(1_s, 1);
  judge_.end_turn(kStart + 4_s);
  EXPECT_EQ(judge_.truth(kStale), Truth::False);
  judge_.end_turn(kStart + 4_s + 100_ms);
  EXPECT_EQ(judge_.truth(kStale), Truth::True);
  EXPECT_EQ(judge_.truth(kHigh), Truth::Unknown);
}

TEST_F(JudgeTest, ALimitIsThatOfTheModeOfItsZone) {
  for (int second = 1; second < 4; ++second) reads(1_s * second, 20);
  EXPECT_EQ(judge_.truth(kHigh), Truth::False);
  judge_.know({{"plant", "maintenance"}});
  EXPECT_EQ(judge_.truth(kHigh), Truth::False) << "a mode decides nothing by itself";
  for (int second = 4; second < 7; ++second) reads(1_s * second, 20);
  EXPECT_EQ(judge_.truth(kHigh), Truth::True);
  judge_.know({{"plant", "maintenance"}, {"tank-farm", "running"}});
  reads(7_s, 20);
  EXPECT_EQ(judge_.truth(kHigh), Truth::False) << "what is set for the zone goes before what it lies in";
}

TEST(WindowJudge, HoldsEveryReadingOfTheWindowAgainstTheLimit) {
  auto judge = WindowJudge::read("mode == 'maintenance' && min(4s) >= 20");
  ASSERT_TRUE(judge.has_value());
  const auto read = [&](Duration at, double value, WindowJudge::Reading reading = WindowJudge::Reading::Usable) {
    judge->take({site::PointIndex(0), core::Quality::Good, value, kStart + at, kStart + at}, reading);
  };
  const auto says = [&](Duration at, const std::string& mode = "maintenance") { return judge->says(kStart + at, 3_s, mode); };
  read(0_s, 30);
  EXPECT_EQ(says(1_s), Truth::Unknown) << "less than half of the window is known";
  EXPECT_EQ(says(1_s, "running"), Truth::False) << "whatever the window says";
  EXPECT_EQ(says(2_s), Truth::True);
  read(2_s, 10);
  EXPECT_EQ(says(2_s), Truth::False);
  read(4_s, 30);
  EXPECT_EQ(says(5_s), Truth::False);
  EXPECT_EQ(says(6_s), Truth::True) << "a reading as old as the window is out of it";
  read(6_s, 0, WindowJudge::Reading::Unusable);
  EXPECT_EQ(says(7_s), Truth::True);
  EXPECT_EQ(says(8_s), Truth::Unknown) << "no usable reading lies in it";
  EXPECT_FALSE(WindowJudge::read("avg(4s) >= 20").has_value());
}

TEST_F(JudgeTest, EverySampleHasAFateAndOnlyLiveOnesCount) {
  reads(10_s, 1);
  reads(10_s, 60);          // a repeat
  reads(9_s, 60);           // older than the last
  brings(11_s, 20_s, 60);   // too late
  brings(120_s, 21_s, 60);  // a clock that runs ahead
  reads(22_s, std::nan(""));
  EXPECT_EQ(judge_.fates(), (core::Fates{6, 1, 2, {1, 1, 1}}));
  EXPECT_EQ(judge_.last(site::PointIndex(0))->source, kStart + 10_s);
  EXPECT_EQ(judge_.truth(kHigh), Truth::False);
}

TEST(Schedule, WhatWasPlannedFirstComesFirstAtTheSameTime) {
  Schedule schedule;
  std::string order;
  schedule.at(kStart + 2_s, [&] { order += "c"; });
  schedule.at(kStart + 1_s, [&] { order += "a"; });
  schedule.at(kStart + 1_s, [&] { order += "b"; });
  while (schedule.next() != Instant::never()) schedule.take()();
  EXPECT_EQ(order, "abc");
}

}  // namespace
}  // namespace davy::sim
