// What modes, facts and open orders change of detection.
#include "core/detect/gas_story.hpp"
#include "site/expression/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// 25; in maintenance 40; in start-up nothing.
site::Condition high_by_mode(story::Delays delays = {}) {
  site::Condition made = story::high(25, delays);
  made.by_mode = {{site::ModeIndex(1), 40.0}, {site::ModeIndex(2), {}}};
  return made;
}

site::Condition by_mode(const std::string& text) {
  site::Site site = story::gas_site({});
  site.points[0].unit = find_unit("%LEL");
  const site::expression::Scope scope(site);
  auto made = site::expression::translate(text, scope, site::PointIndex(0));
  ensure(made.program.has_value(), "a sound text");
  site::Condition condition = story::condition("rule", site::ConditionKind::Expression, 0, {});
  condition.program = std::make_shared<const site::expression::Program>(std::move(*made.program));
  return condition;
}

// The site's mode from each second on.
ModeBook modes(const std::vector<std::pair<double, std::string>>& changes) {
  ModeBook book;
  for (const auto& [at, mode] : changes) {
    book.changes.push_back({story::second(at), "", mode});
    book.set[""] = {mode, "li", "work", story::second(at), {}};
  }
  return book;
}

TEST(ModesInDetection, AHigherLimitEndsTheAlarmAtTheNextSampleAndTheOldOneRingsAgain) {
  GasStory plant({high_by_mode({.deadband = 1})});
  plant.reads(1, 10);
  plant.reads(2, 30);
  EXPECT_THAT(plant.told(), ElementsAre("1s high false since 1s at 10", "2s high true since 2s at 30"));
  plant.knows(modes({{3, "maintenance"}}));
  EXPECT_THAT(plant.told(), IsEmpty()) << "a mode decides nothing by itself";
  plant.reads(4, 30);
  EXPECT_THAT(plant.told(), ElementsAre("4s high false since 4s at 30"));
  plant.reads(5, 41);
  plant.reads(6, 39.5);  // the deadband is that of the condition
  EXPECT_THAT(plant.told(), ElementsAre("5s high true since 5s at 41"));
  plant.reads(7, 38);
  EXPECT_THAT(plant.told(), ElementsAre("7s high false since 7s at 38"));
  plant.knows(modes({{3, "maintenance"}, {8, "running"}}));
  plant.reads(9, 38);
  EXPECT_THAT(plant.told(), ElementsAre("9s high true since 9s at 38"));
}

TEST(ModesInDetection, WhatIsDisabledIsFalseWhileItIsKnownAndUnknownWhenNot) {
  GasStory plant({high_by_mode()});
  plant.reads(1, 60);
  plant.knows(modes({{2, "start-up"}}));
  plant.reads(3, 90);
  EXPECT_THAT(plant.told(), ElementsAre("1s high true since 1s at 60", "3s high false since 3s at 90"));
  plant.reads_bad(4);
  EXPECT_EQ(plant.truth(0), Truth::Unknown);
}

TEST(ModesInDetection, LateSamplesAreJudgedByTheModeOfTheirTime) {
  GasStory plant({high_by_mode()});
  plant.knows(modes({{10, "maintenance"}, {20, "running"}}));
  plant.reads(100, 5);
  for (const double at : {5.0, 6.0, 12.0, 13.0, 25.0, 26.0}) plant.arrives(100, at, at == 6 || at == 26 ? 5 : 30);
  plant.reads(109, 5);
  plant.told();
  plant.ticks(111);
  EXPECT_THAT(plant.told(), ElementsAre("late high 5s..6s peak 30 known 100s", "late high 25s..26s peak 30 known 100s"));
}

TEST(ModesInDetection, WhatModeItWasBeforeWhatIsKeptIsUnknown) {
  GasStory plant({high_by_mode()});
  ModeBook book = modes({{10, "maintenance"}, {20, "running"}});
  book.known_since = story::second(8);
  plant.knows(book);
  plant.reads(100, 5);
  for (const double at : {5.0, 6.0, 9.0, 9.5}) plant.arrives(100, at, at == 6 || at == 9.5 ? 5 : 30);
  plant.reads(109, 5);
  plant.told();
  plant.ticks(111);
  EXPECT_THAT(plant.told(), ElementsAre("late high 9s..9.5s peak 30 known 100s"));
}

TEST(ModesInDetection, AnExpressionSeesTheModeOnTheNextTick) {
  GasStory plant({by_mode("mode != 'running' && value > 5")});
  plant.reads(1, 6);
  EXPECT_THAT(plant.told(), ElementsAre("1s rule false since 1s at 6"));
  plant.knows(modes({{2, "maintenance"}}));
  plant.ticks(3);
  EXPECT_THAT(plant.told(), ElementsAre("3s rule true since 3s at 6"));
}

TEST(ModesInDetection, ALateExpressionSeesTheModeOfItsTime) {
  GasStory plant({by_mode("mode == 'maintenance' && value > 5")});
  plant.knows(modes({{10, "maintenance"}, {20, "running"}}));
  plant.reads(100, 1);
  for (const double at : {5.0, 6.0, 12.0, 13.0, 25.0, 26.0}) plant.arrives(100, at, 30);
  plant.told();
  plant.ticks(200);
  EXPECT_THAT(plant.told(), ElementsAre("late rule 12s..25s peak 30 known 100s"));
}

// The hall, in maintenance from 10 s to 20 s after the start each day: that is the shift that this mode follows.
site::Site shifted(site::Condition condition) {
  site::Site site = story::gas_site({std::move(condition)});
  const Duration start = time_of_day(story::kStart, site.utc_offset);
  site.shifts = {{"cleaning", {}, start + 10_s, start + 20_s}};
  site.modes[1].shift = site::ShiftIndex(0);
  return site;
}

TEST(ModesThatFollowShifts, ChangeTheLimitByTheTimeOfTheSampleWithoutAnyTick) {
  GasStory plant({}, shifted(high_by_mode()));
  for (const double at : {8.0, 9.0, 9.9, 10.0, 19.0, 20.0}) plant.reads(at, 30);
  EXPECT_THAT(plant.told(), ElementsAre("8s high true since 8s at 30", "10s high false since 10s at 30", "20s high true since 20s at 30"));
}

TEST(ModesThatFollowShifts, EndTheCalmOfAPointToo) {
  GasStory plant({}, shifted(high_by_mode()));
  for (const double at : {11.0, 13.0, 15.0, 17.0}) plant.reads(at, 30);  // under the 40 of the shift
  EXPECT_THAT(plant.told(), ElementsAre("11s high false since 11s at 30"));
  plant.reads(19.9, 30);
  plant.reads(20.1, 30);
  EXPECT_THAT(plant.told(), ElementsAre("20.1s high true since 20.1s at 30"));
}

TEST(ModesThatFollowShifts, WhatAPersonSetsGoesFirstAsLongAsItIsSet) {
  GasStory plant({}, shifted(high_by_mode()));
  ModeBook book;
  book.set["hall"] = {"running", "li", "work", story::second(9), {}};
  book.changes = {{story::second(9), "hall", "running"}};
  plant.knows(book);
  plant.reads(11, 30);
  EXPECT_THAT(plant.told(), ElementsAre("11s high true since 11s at 30")) << "running, though the shift is on";
  book.set.clear();
  book.changes.push_back({story::second(12), "hall", ""});
  plant.knows(book);
  plant.reads(13, 30);
  EXPECT_THAT(plant.told(), ElementsAre("13s high false since 13s at 30"));
}

TEST(ModesThatFollowShifts, JudgeLateSamplesByTheShiftOfTheirTime) {
  GasStory plant({}, shifted(high_by_mode()));
  plant.reads(100, 5);
  for (const double at : {5.0, 6.0, 12.0, 13.0, 25.0, 26.0}) plant.arrives(100, at, at == 6 || at == 26 ? 5 : 30);
  plant.reads(109, 5);
  plant.told();
  plant.ticks(111);
  EXPECT_THAT(plant.told(), ElementsAre("late high 5s..6s peak 30 known 100s", "late high 25s..26s peak 30 known 100s"));
}

TEST(ModesThatFollowShifts, AreThoseOfAClockThatWasSetBack) {
  GasStory plant({}, shifted(high_by_mode()));
  plant.reads(20.5, 30);
  EXPECT_THAT(plant.told(), ElementsAre("20.5s high true since 20.5s at 30"));
  plant.clock_goes_back(8, 12.6);
  plant.reads(13, 30);
  EXPECT_THAT(plant.told(), ElementsAre("13s high false since 13s at 30")) << "the shift is on again";
}

TEST(ModesThatFollowShifts, AreSeenByExpressionsOnSamplesAndTicks) {
  GasStory plant({}, shifted(by_mode("mode == 'maintenance' && value > 5")));
  plant.reads(8, 6);
  EXPECT_THAT(plant.told(), ElementsAre("8s rule false since 8s at 6"));
  plant.ticks(10.5);
  EXPECT_THAT(plant.told(), ElementsAre("10.5s rule true since 10.5s at 6"));
  plant.reads(20, 6);
  EXPECT_THAT(plant.told(), ElementsAre("20s rule false since 20s at 6"));
}

TEST(FactsInDetection, AreUnknownUntilToldAndOnceTheyHaveRunOut) {
  GasStory plant({by_mode("permit.hot_work")});
  plant.reads(1, 6);
  EXPECT_EQ(plant.truth(0), Truth::Unknown);
  FactBook book;
  book.facts["permit-hot-work"]["hall"] = {1, story::second(2), story::second(10), "li"};
  plant.knows(book);
  plant.ticks(3);
  EXPECT_EQ(plant.truth(0), Truth::True);
  plant.ticks(10);
  EXPECT_EQ(plant.truth(0), Truth::Unknown);
}

TEST(OpenOrdersInDetection, AreCounted) {
  GasStory plant({by_mode("open_orders(zone) >= 2")});
  plant.reads(1, 6);
  plant.ticks(2);
  EXPECT_EQ(plant.truth(0), Truth::False);
  plant.has_open_orders(2);
  plant.ticks(4);
  EXPECT_EQ(plant.truth(0), Truth::True);
}

TEST(OpenHazardsInDetection, AreCountedAndAreNoOrders) {
  GasStory plant({by_mode("open_hazards(zone) >= 2")});
  plant.reads(1, 6);
  plant.has_open_orders(2);
  plant.ticks(2);
  EXPECT_EQ(plant.truth(0), Truth::False);
  plant.has_open_hazards(2);
  plant.ticks(4);
  EXPECT_EQ(plant.truth(0), Truth::True);
}

}  // namespace
}  // namespace davy::core
