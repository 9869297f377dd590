#include "core/detect/detector.hpp"

#include "core/detect/gas_story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace davy::core {
namespace {

using story::bad;
using story::high;
using story::low;
using story::range;
using story::stale;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Limits, BeginUnknownAndTheFirstReadingDecides) {
  GasStory gas({high(25), low(5)});
  EXPECT_EQ(gas.truth(0), Truth::Unknown);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.reads(1, 10);
  EXPECT_THAT(gas.told(), ElementsAre("1s high false since 1s at 10", "1s low false since 1s at 10"));
}

TEST(Limits, AValueOnTheLimitCounts) {
  GasStory gas({high(25), low(5)});
  gas.reads(1, 24.999);
  gas.told();
  gas.reads(2, 25);
  EXPECT_THAT(gas.told(), ElementsAre("2s high true since 2s at 25"));
  gas.reads(3, 5);
  EXPECT_THAT(gas.told(), ElementsAre("3s high false since 3s at 5", "3s low true since 3s at 5"));
}

TEST(Limits, TheDeadbandKeepsAnAlarmFromChattering) {
  GasStory gas({high(25, {.deadband = 2})});
  gas.reads(1, 26);
  gas.told();
  for (int s = 2; s < 8; ++s) gas.reads(s, s % 2 == 0 ? 23 : 25.5);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.reads(8, 22.999);
  EXPECT_THAT(gas.told(), ElementsAre("8s high false since 8s at 22.999"));
  gas.reads(9, 24);
  EXPECT_THAT(gas.told(), IsEmpty());
}

TEST(Limits, TwoLevelsAndBothSidesAreKeptApart) {
  GasStory gas({high(25), high(50), low(5), low(2)});
  gas.reads(1, 60);
  EXPECT_EQ(gas.told().size(), 4u);
  gas.reads(2, 40);
  EXPECT_THAT(gas.told(), ElementsAre("2s high false since 2s at 40"));
  gas.reads(3, 1);
  EXPECT_THAT(gas.told(), ElementsAre("3s high false since 3s at 1", "3s low true since 3s at 1", "3s low true since 3s at 1"));
}

TEST(OnDelay, CompletesOnTheSampleAtItsEndAndRemembersTheOnset) {
  GasStory gas({high(25, {.on_delay = 2_s})});
  gas.reads(1, 10);
  gas.told();
  gas.reads(2, 26);
  gas.reads(3, 27);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.reads(4, 28);
  EXPECT_THAT(gas.told(), ElementsAre("4s high true since 2s at 28"));
}

TEST(OnDelay, AShortExcursionIsNone) {
  GasStory gas({high(25, {.deadband = 2, .on_delay = 2_s})});
  gas.reads(1, 10);
  gas.told();
  gas.reads(2, 26);
  gas.reads(3, 24.5);
  gas.reads(4, 26);
  gas.reads(5, 26);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.reads(6, 26);
  EXPECT_THAT(gas.told(), ElementsAre("6s high true since 4s at 26"));
}

TEST(OnDelay, NeverCompletesOnSilence) {
  GasStory gas({high(25, {.on_delay = 2_s})});
  gas.reads(1, 10);
  gas.told();
  gas.reads(2, 26);
  gas.ticks(4);
  gas.ticks(5);
  EXPECT_THAT(gas.told(), IsEmpty());
}

TEST(OnDelay, ADataGapStartsItAnew) {
  GasStory gas({high(25, {.on_delay = 2_s})});
  gas.reads(1, 10);
  gas.told();
  gas.reads(2, 26);
  gas.reads(6, 26);  // 4 s of silence: nobody knows what was in between
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.reads(8, 26);
  EXPECT_THAT(gas.told(), ElementsAre("8s high true since 6s at 26"));
}

TEST(OnDelay, ABadSampleStartsItAnew) {
  GasStory gas({high(25, {.on_delay = 2_s})});
  gas.reads(1, 10);
  gas.reads(2, 26);
  gas.told();
  gas.reads_bad(3);
  EXPECT_THAT(gas.told(), ElementsAre("3s high unknown since 3s at 26"));
  gas.reads(4, 26);
  gas.reads(5, 26);
  EXPECT_THAT(gas.told(), IsEmpty()) << "still unknown: neither true nor false while the delay runs";
  gas.reads(6, 26);
  EXPECT_THAT(gas.told(), ElementsAre("6s high true since 4s at 26"));
}

TEST(OffDelay, HoldsTheAlarmUntilTheValueStaysAway) {
  GasStory gas({high(25, {.deadband = 2, .off_delay = 2_s})});
  gas.reads(1, 26);
  gas.told();
  gas.reads(2, 20);
  gas.reads(3, 24);
  gas.reads(4, 20);
  gas.reads(5, 20);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.reads(6, 20);
  EXPECT_THAT(gas.told(), ElementsAre("6s high false since 4s at 20"));
}

TEST(Silence, IsFoundByATickAndMakesLimitsUnknown) {
  GasStory gas({high(25), stale()});
  gas.reads(1, 26);
  EXPECT_THAT(gas.told(), ElementsAre("1s high true since 1s at 26", "1s stale false since 1s at 26"));
  gas.ticks(4);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.ticks(4.1);
  EXPECT_THAT(gas.told(), ElementsAre("4.1s high unknown since 4s at 26", "4.1s stale true since 4s at 26"));
  EXPECT_TRUE(gas.detector().stale(site::PointIndex(0)));
  gas.ticks(100);
  EXPECT_THAT(gas.told(), IsEmpty());
}

TEST(Silence, MayHaveToLastToBeFound) {
  GasStory gas({high(25), stale()}, {.silence_lasts = Duration::from_ms(250)});
  gas.reads(1, 26);
  gas.told();
  gas.ticks(4.2);
  gas.reads(4.2, 27);
  gas.ticks(7.4);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.ticks(7.5);
  EXPECT_THAT(gas.told(), ElementsAre("7.5s high unknown since 7.2s at 27", "7.5s stale true since 7.2s at 27"));
}

TEST(Silence, EndsWithAFreshSampleAndTheAlarmIsStillTheSame) {
  GasStory gas({high(25, {.deadband = 2}), stale()});
  gas.reads(1, 26);
  gas.ticks(5);
  gas.told();
  gas.reads(9, 24);
  EXPECT_THAT(gas.told(), ElementsAre("9s high true since 1s at 24", "9s stale false since 9s at 24"));
  EXPECT_FALSE(gas.detector().stale(site::PointIndex(0)));
  gas.ticks(12);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.ticks(12.5);
  EXPECT_EQ(gas.told().size(), 2u);
}

TEST(Silence, OwnRestartIsNoSilence) {
  GasStory gas({stale()});
  gas.arrives(-60, -60, 10);  // from the historian
  gas.told();
  gas.ticks(3);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.ticks(3.5);
  EXPECT_THAT(gas.told(), ElementsAre("3.5s stale true since 3s at 10"));
}

TEST(Silence, APointNeverHeardOfIsSilentToo) {
  GasStory gas({high(25), stale()});
  gas.ticks(3.5);
  EXPECT_THAT(gas.told(), ElementsAre("3.5s stale true since 3s at 0")) << "its limits were unknown before";
}

TEST(Silence, MayHaveADelayOfItsOwn) {
  GasStory gas({high(25), stale({.on_delay = 5_s})});
  gas.reads(1, 10);
  gas.told();
  gas.ticks(5);
  EXPECT_THAT(gas.told(), ElementsAre("5s high unknown since 4s at 10"));
  gas.ticks(8.9);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.ticks(9);
  EXPECT_THAT(gas.told(), ElementsAre("9s stale true since 4s at 10"));
}

TEST(Silence, IsNotHiddenByARepeat) {
  GasStory gas({stale()});
  gas.reads(1, 10);
  gas.told();
  for (int s = 2; s < 8; ++s) gas.arrives(s, 1, 10);  // the gateway repeats the last value it had
  gas.ticks(4.5);
  EXPECT_THAT(gas.told(), ElementsAre("4.5s stale true since 4s at 10"));
}

TEST(Silence, IsNotHiddenByAClockThatRunsAhead) {
  GasStory gas({stale()});
  gas.arrives(1, 50, 10);
  gas.told();
  gas.ticks(4.5);
  EXPECT_THAT(gas.told(), ElementsAre("4.5s stale true since 4s at 10"));
}

TEST(Quality, BadIsNeverUsedAndIsAConditionOfItsOwn) {
  GasStory gas({high(25), bad()});
  gas.reads(1, 10);
  gas.told();
  gas.reads(2, 99, Quality::Bad);
  EXPECT_THAT(gas.told(), ElementsAre("2s high unknown since 2s at 10", "2s bad true since 2s at 10"));
  EXPECT_EQ(gas.detector().last(site::PointIndex(0)).value, 10);
  EXPECT_EQ(gas.detector().last(site::PointIndex(0)).quality, Quality::Bad);
  gas.reads(3, 11);
  EXPECT_THAT(gas.told(), ElementsAre("3s high false since 3s at 11", "3s bad false since 3s at 11"));
}

TEST(Quality, BadMayHaveDelaysOfItsOwn) {
  GasStory gas({bad({.on_delay = 2_s, .off_delay = 1_s})});
  gas.reads(1, 10);
  gas.told();
  gas.reads_bad(2);
  gas.reads_bad(3);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.reads_bad(4);
  EXPECT_THAT(gas.told(), ElementsAre("4s bad true since 2s at 10"));
  gas.reads(5, 10);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.reads(6, 10);
  EXPECT_THAT(gas.told(), ElementsAre("6s bad false since 5s at 10"));
}

TEST(Quality, UncertainIsUsed) {
  GasStory gas({high(25), bad()});
  gas.reads(1, 30, Quality::Uncertain);
  EXPECT_THAT(gas.told(), ElementsAre("1s high true since 1s at 30", "1s bad false since 1s at 30"));
}

TEST(Range, BetweenRangeAndOverRangeTheLimitsAreStillDecided) {
  GasStory gas({high(50), low(5), range()});
  gas.reads(1, 100);
  EXPECT_THAT(gas.told(), ElementsAre("1s high true since 1s at 100", "1s low false since 1s at 100", "1s range false since 1s at 100"));
  gas.reads(2, 106.25);
  EXPECT_THAT(gas.told(), ElementsAre("2s range true since 2s at 106.25"));
  gas.reads(3, -2.5);
  EXPECT_THAT(gas.told(), ElementsAre("3s high false since 3s at -2.5", "3s low true since 3s at -2.5"));
  gas.reads(4, 0);
  EXPECT_THAT(gas.told(), ElementsAre("4s range false since 4s at 0"));
}

TEST(Range, BeyondTheOverRangeTheSensorHasFailed) {
  GasStory gas({high(50), low(5), bad(), range()});
  gas.reads(1, 20);
  gas.told();
  gas.reads(2, 106.3);
  EXPECT_THAT(gas.told(),
              ElementsAre("2s high unknown since 2s at 106.3", "2s low unknown since 2s at 106.3", "2s range true since 2s at 106.3"));
  gas.reads(3, 20);
  EXPECT_EQ(gas.told().size(), 3u);
  gas.reads(4, -2.6);
  EXPECT_THAT(gas.told(),
              ElementsAre("4s high unknown since 4s at -2.6", "4s low unknown since 4s at -2.6", "4s range true since 4s at -2.6"));
}

TEST(ActuatorFault, IsTheInterlocksAffair) {
  GasStory gas({story::condition("fault", site::ConditionKind::ActuatorFault, 0, {}), high(25)});
  gas.reads(1, 30);
  gas.reads_bad(2);
  gas.reads(3, 10);
  gas.ticks(60);
  for (const std::string& line : gas.told()) EXPECT_EQ(line.find("fault"), std::string::npos) << line;
  EXPECT_EQ(gas.truth(0), Truth::Unknown);
}

TEST(Fates, EverySampleHasOne) {
  GasStory gas({high(25)});
  gas.reads(10, 1);
  gas.reads(10, 30);                                                      // repeat
  gas.reads(11, std::numeric_limits<double>::quiet_NaN());                // not a number
  gas.reads(11, std::numeric_limits<double>::infinity());                 // nor that
  gas.reads(11, std::numeric_limits<double>::quiet_NaN(), Quality::Bad);  // a bad sample has no value to look at
  gas.arrives(12, 73, 1);                                                 // its clock is 61 s ahead
  gas.arrives(13, 9, 1);                                                  // older than the last
  gas.arrives(60, 50, 1);                                                 // 10 s on its way
  gas.reads(61, 2);
  const Fates& fates = gas.detector().fates();
  EXPECT_EQ(fates.received, 9u);
  EXPECT_EQ(fates.evaluated, 3u);
  EXPECT_EQ(fates.late, 2u);
  EXPECT_EQ(fates.rejected[static_cast<std::size_t>(Rejection::Repeat)], 1u);
  EXPECT_EQ(fates.rejected[static_cast<std::size_t>(Rejection::NotANumber)], 2u);
  EXPECT_EQ(fates.rejected[static_cast<std::size_t>(Rejection::ClockAhead)], 1u);

  Fates both = fates;
  both += fates;
  EXPECT_EQ(both.received, 18u);
  EXPECT_EQ(both.rejected[static_cast<std::size_t>(Rejection::NotANumber)], 4u);
  both -= fates;
  EXPECT_EQ(both, fates);
}

TEST(Last, IsWhatWasLastLive) {
  GasStory gas({high(25)});
  EXPECT_EQ(gas.detector().last(site::PointIndex(0)).source, Instant::before_all());
  EXPECT_EQ(gas.detector().last(site::PointIndex(0)).quality, Quality::Bad);
  gas.reads(10, 7, Quality::Uncertain);
  gas.arrives(11, 9, 8);
  const Sample last = gas.detector().last(site::PointIndex(0));
  EXPECT_EQ(last.value, 7);
  EXPECT_EQ(last.source, story::second(10));
  EXPECT_EQ(last.quality, Quality::Uncertain);
}

}  // namespace
}  // namespace davy::core
