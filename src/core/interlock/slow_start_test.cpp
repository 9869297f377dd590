#include "core/interlock/row_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using story::Ch4_1;
using story::effect;
using story::row;
using story::V1;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Start, ACommandIsAsYoungAsItsSendingHoweverLongTheStartTookToBeDurable) {
  RowStory plant({row("trip", {Ch4_1}, {effect(V1, "closed")})});
  plant.gas(Ch4_1, Truth::True);
  plant.told();
  plant.starts(60);
  EXPECT_THAT(plant.told(), ElementsAre("start", "c2 v1 closed for trip"));
  const Command& again = plant.table().commands.at("c2");
  EXPECT_EQ(again.requested, plant.now());
  plant.ticks();
  EXPECT_THAT(plant.told(), IsEmpty()) << "nothing has run out";
  plant.reads_back_at(V1, 0, plant.now() - 1_s);
  EXPECT_THAT(plant.told(), IsEmpty()) << "measured before it left";
  plant.reports("c2", CommandStage::Sent);
  plant.reads_back_at(V1, 0, plant.now() + 1_s);
  EXPECT_THAT(plant.told(), ElementsAre("c2 sent", "c2 observed"));
}

}  // namespace
}  // namespace davy::core
