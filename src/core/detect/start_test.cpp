// A start that takes long: nobody listened meanwhile.

#include "core/detect/detector.hpp"
#include "core/detect/gas_story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LongStart, SilenceCountsFromTheGoingOn) {
  GasStory gas({story::stale(), story::high(25)});
  gas.reads(-1, 10);
  gas.past_ends();
  gas.told();
  gas.lives_from(60);
  gas.ticks(60);
  gas.ticks(63);
  EXPECT_THAT(gas.told(), IsEmpty());
  gas.ticks(63.5);
  EXPECT_THAT(gas.told(), ElementsAre("63.5s stale true since 63s at 10", "63.5s high unknown since 63s at 10"));
}

TEST(LongStart, WhatCameBeforeItIsOfThePastUntilANewReadingComes) {
  GasStory gas({story::high(25)});
  const site::PointIndex point(0);
  EXPECT_FALSE(gas.detector().past(point)) << "nothing was ever read there";
  gas.reads(-1, 10);
  gas.past_ends();
  gas.lives_from(60);
  EXPECT_TRUE(gas.detector().past(point));
  gas.arrives(61, 50, 12);
  EXPECT_TRUE(gas.detector().past(point)) << "late data tell of the past only";
  gas.reads(61, 12);
  EXPECT_FALSE(gas.detector().past(point));
}

}  // namespace
}  // namespace davy::core
