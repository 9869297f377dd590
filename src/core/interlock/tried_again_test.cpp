// An effect whose measures have all failed: what is tried again, and when.

#include "core/interlock/row_story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace davy::core {
namespace {

using story::Ch4_1;
using story::effect;
using story::row;
using story::V1;
using testing::ElementsAre;

class TriedAgain : public testing::Test {
 protected:
  TriedAgain() {
    plant.gas(Ch4_1, Truth::True);
    plant.told();
  }
  RowStory plant{{row("trip", {Ch4_1}, {effect(V1, "closed", {effect(story::V2, "closed")})})}};
};

TEST_F(TriedAgain, WhatIsExhaustedIsTriedAgainLessAndLessOften) {
  plant.reports("c1", CommandStage::NotSent, "no connection");
  plant.reports("c2", CommandStage::NotSent, "no connection");
  plant.told();
  plant.passes(11);
  EXPECT_THAT(plant.told(), ElementsAre("c3 v1 closed for trip", "c3 failed: not-sent", "c4 v2 closed for trip"));
  EXPECT_TRUE(plant.table().rows.at("trip").effects[0].exhausted) << "until one of them is proved";
  EXPECT_TRUE(interlock::in_fault(plant.table(), "v1"));
  EXPECT_TRUE(interlock::in_fault(plant.table(), "v2")) << "its fault does not go with each try";
  plant.passes(15);
  EXPECT_THAT(plant.told(), ElementsAre("c4 failed: not-sent")) << "and it is not said again that people must act";
  plant.passes(3600);
  const std::vector<std::string> hour = plant.told();
  EXPECT_EQ(std::ranges::count_if(hour, [](const std::string& line) { return line.ends_with("v1 closed for trip"); }), 15)
      << "after 20, 40, 80, 160 s, then every 5 min";
}

TEST_F(TriedAgain, AProofOfALaterTryEndsTheFault) {
  plant.reports("c1", CommandStage::NotSent, "no connection");
  plant.reports("c2", CommandStage::NotSent, "no connection");
  plant.passes(10);
  plant.told();
  plant.works("c3");
  EXPECT_THAT(plant.told(), ElementsAre("c3 sent", "c3 accepted", "c3 observed"));
  EXPECT_FALSE(plant.table().rows.at("trip").effects[0].exhausted);
  EXPECT_FALSE(interlock::in_fault(plant.table(), "v1"));
}

TEST_F(TriedAgain, ADeviceThatComesBackIsCommandedAtOnce) {
  plant.reports("c1", CommandStage::NotSent, "no connection");
  plant.reports("c2", CommandStage::NotSent, "no connection");
  plant.after(2);
  plant.told();
  plant.comes_back("plc-2");
  EXPECT_THAT(plant.told(), ElementsAre("device.presence")) << "that of the fan";
  plant.comes_back("plc-1");
  EXPECT_THAT(plant.told(), ElementsAre("device.presence", "c3 v1 closed for trip"));
}

}  // namespace
}  // namespace davy::core
