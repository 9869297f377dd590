// The clock by which samples arrive is set back while the plant goes on.

#include "core/detect/detector.hpp"
#include "core/detect/gas_story.hpp"
#include "site/expression/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ClockSetBack, TheNextReadingIsLiveAndDecides) {
  GasStory gas({story::high(25)});
  gas.reads(1, 10);
  gas.told();
  gas.clock_goes_back(3'600, -3'599);
  gas.reads(-3'598, 60);
  EXPECT_THAT(gas.told(), ElementsAre("-3598s high true since -3598s at 60"));
}

TEST(ClockSetBack, SilenceIsSeenAsSoonAsEver) {
  GasStory gas({story::stale()});
  gas.reads(1, 10);
  gas.told();
  gas.clock_goes_back(3'600, -3'599);
  gas.ticks(-3'596);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.ticks(-3'595.5);
  EXPECT_THAT(gas.told(), ElementsAre("-3595.5s stale true since -3596s at 10"));
}

TEST(ClockSetBack, ADeviceThatKeepsTheOldTimeIsRefusedAndSoonBlind) {
  GasStory gas({story::stale(), story::high(25)});
  gas.reads(1, 10);
  gas.told();
  gas.clock_goes_back(3'600, -3'599);
  gas.arrives(-3'598, 2, 60);
  EXPECT_EQ(gas.detector().fates().rejected[static_cast<std::size_t>(Rejection::ClockAhead)], 1u);
  gas.ticks(-3'595);
  EXPECT_EQ(gas.truth(0), Truth::True);
  EXPECT_EQ(gas.truth(1), Truth::Unknown);
}

TEST(ClockSetBack, ADelayThatRunsGoesOn) {
  GasStory gas({story::high(25, {.on_delay = 2_s})});
  gas.reads(0, 10);
  gas.reads(1, 26);
  gas.told();
  gas.clock_goes_back(3'600, -3'599);
  gas.reads(-3'598, 26);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.reads(-3'597, 26);
  EXPECT_THAT(gas.told(), ElementsAre("-3597s high true since -3599s at 26"));
}

site::Condition average_over(const std::string& text) {
  site::Site site = story::gas_site({});
  site.points[0].unit = find_unit("%LEL");
  site.points[0].zone = site::ZoneIndex(0);
  auto made = site::expression::translate(text, site::expression::Scope(site), site::PointIndex(0), 0);
  ensure(made.program.has_value(), "a sound text");
  site::Condition condition = story::condition("rule", site::ConditionKind::Expression, 0, {});
  condition.program = std::make_shared<const site::expression::Program>(std::move(*made.program));
  return condition;
}

TEST(ClockSetBack, AWindowFillsAnewAndDecides) {
  GasStory gas({average_over("avg(4s) > 25")});
  for (int s = 1; s <= 10; ++s) gas.reads(s, 5);
  EXPECT_EQ(gas.truth(0), Truth::False);
  gas.clock_goes_back(3'600, -3'589.5);
  for (int s = 11; s <= 20; ++s) gas.reads(s - 3'600, 60);
  EXPECT_EQ(gas.truth(0), Truth::True);
}

TEST(ClockSetBack, WhatWasLateIsJudgedBeforeItIsForgotten) {
  GasStory gas({story::high(25)});
  gas.reads(100, 10);
  gas.told();
  gas.arrives(101, 40, 60);
  gas.arrives(101, 41, 10);
  gas.clock_goes_back(3'600, -3'499);
  EXPECT_THAT(gas.told(), ElementsAre("late high 40s..41s peak 60 known 101s"));
}

}  // namespace
}  // namespace davy::core
