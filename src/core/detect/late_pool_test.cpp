#include "core/detect/late_pool.hpp"

#include "core/detect/gas_story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::core {
namespace {

using story::bad;
using story::high;
using story::low;
using story::range;
using story::stale;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Late, AGatewayReturnsWithABacklogAndNothingLiveMoves) {
  GasStory gas({high(25), stale()});
  gas.reads(1, 10);
  gas.reads(600, 10);
  gas.told();
  for (int s = 2; s < 9; ++s) gas.arrives(600, s, s == 4 || s == 5 ? 30 + s : 10);
  EXPECT_EQ(gas.truth(0), Truth::False);
  gas.ticks(609);
  EXPECT_THAT(gas.told(), ElementsAre("609s high unknown since 603s at 10", "609s stale true since 603s at 10"));
  gas.ticks(610);
  EXPECT_THAT(gas.told(), ElementsAre("late high 4s..6s peak 35 known 600s"));
  gas.ticks(700);
  EXPECT_THAT(gas.told(), IsEmpty()) << "told once";
}

TEST(Late, WaitsUntilThePointHasBeenQuiet) {
  GasStory gas({high(25)});
  gas.reads(100, 10);
  gas.told();
  gas.arrives(101, 2, 30);
  gas.ticks(110);
  gas.arrives(110, 3, 31);
  gas.ticks(119);
  EXPECT_THAT(gas.told(), ElementsAre("110s high unknown since 103s at 10"));
  gas.ticks(120);
  EXPECT_THAT(gas.told(), ElementsAre("late high 2s.. peak 31 known 110s"));
}

TEST(Late, DelaysRunOnSourceTimeInWhateverOrderTheSamplesCome) {
  const auto tell = [](std::vector<int> order) {
    GasStory gas({high(25, {.on_delay = 2_s, .off_delay = 2_s})});
    gas.reads(100, 10);
    gas.told();
    for (const int s : order) gas.arrives(100, s, s >= 3 && s <= 6 ? 20 + 2 * s : 10);
    gas.ticks(110);
    auto told = gas.told();
    return std::vector(told.begin() + 1, told.end());
  };
  EXPECT_THAT(tell({1, 2, 3, 4, 5, 6, 7, 8, 9}), ElementsAre("late high 3s..7s peak 32 known 100s"));
  EXPECT_EQ(tell({9, 1, 8, 2, 7, 3, 6, 4, 5}), tell({1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(Late, AHoleInTheBacklogBreaksAnOnDelayButEndsNothing) {
  GasStory gas({high(25, {.on_delay = 2_s})});
  gas.reads(100, 10);
  gas.told();
  gas.arrives(100, 1, 90);
  gas.arrives(100, 6, 40);  // 1 s and 6 s are no proof of what was between
  gas.arrives(100, 8, 41);
  gas.arrives(100, 20, 42);
  gas.arrives(100, 21, 10);
  gas.ticks(110);
  EXPECT_THAT(gas.told(), ElementsAre("110s high unknown since 103s at 10", "late high 6s..21s peak 42 known 100s"));
}

TEST(Late, ThePeakIsTheValueFurthestBeyond) {
  GasStory gas({low(5), range()});
  gas.reads(100, 10);
  gas.told();
  for (const auto& [s, value] : {std::pair(1, 4.0), {2, 1.0}, {3, -2.0}, {4, 3.0}, {5, 10.0}, {6, 103.0}, {7, 102.0}})
    gas.arrives(100, s, value);
  gas.ticks(102);
  gas.ticks(110);
  EXPECT_THAT(gas.told(),
              ElementsAre("110s low unknown since 103s at 10", "110s range unknown since 103s at 10", "late low 1s..5s peak -2 known 100s",
                          "late range 3s..4s peak -2 known 100s", "late range 6s.. peak 103 known 100s"));
}

TEST(Late, BadQualityInTheBacklogIsFoundAndDecidesNoLimit) {
  GasStory gas({high(25), bad()});
  gas.reads(100, 10);
  gas.told();
  gas.arrives(100, 1, 30, Quality::Bad);
  gas.arrives(100, 2, 30, Quality::Bad);
  gas.arrives(100, 3, 10);
  gas.ticks(103);
  gas.ticks(110);
  EXPECT_THAT(gas.told(),
              ElementsAre("110s high unknown since 103s at 10", "110s bad unknown since 103s at 10", "late bad 1s..3s peak 0 known 100s"));
}

TEST(Late, ARepeatInTheBacklogIsNoReading) {
  GasStory gas({high(25)});
  gas.reads(100, 10);
  gas.told();
  gas.arrives(100, 1, 10);
  gas.arrives(101, 1, 90);
  gas.ticks(102);
  gas.ticks(111);
  EXPECT_THAT(gas.told(), ElementsAre("111s high unknown since 103s at 10"));
}

TEST(Late, AFullPoolJudgesEarlyAndGoesOn) {
  GasStory gas({high(25)}, {.late_capacity = 3});
  gas.reads(100, 10);
  gas.told();
  for (int s = 1; s <= 3; ++s) gas.arrives(100, s, 30);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.arrives(101, 4, 31);
  EXPECT_THAT(gas.told(), ElementsAre("late high 1s.. peak 30 known 100s"));
  gas.ticks(102);
  gas.ticks(111);
  EXPECT_THAT(gas.told(), ElementsAre("111s high unknown since 103s at 10", "late high 4s.. peak 31 known 101s"));
  EXPECT_EQ(gas.detector().fates().late, 4u);
}

}  // namespace
}  // namespace davy::core
