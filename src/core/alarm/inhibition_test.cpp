#include "core/alarm/inhibition.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Inhibition, NobodyIsToldOfWhatARuleSetsAsideAndItIsSeenWhy) {
  PlantStory plant(make_related_plant());
  plant.reads("pt-101", 95);
  plant.after(2_s);
  plant.wrote("");
  plant.gas("ch4-01", 30_lel);
  plant.after(2_s);
  EXPECT_THAT(plant.wrote("alarm."), ElementsAre("alarm.suppressed ch4-01:high", "alarm.raised ch4-01:high"));
  EXPECT_EQ(plant.letter("ch4-01:high"), 'H');
  const Suppression& by = *plant.alarm("ch4-01:high")->suppressed;
  EXPECT_EQ(by.rule, "over-pressure");
  EXPECT_EQ(by.inhibitor, "pt-101:high-high");
  EXPECT_EQ(by.until, plant.alarm("pt-101:high-high")->raised + 2_h);
  EXPECT_THAT(plant.wrote("notice.issued"), IsEmpty());
}

TEST(Inhibition, AnAlarmThatRangBeforeIsSetAsideAndComesBackWhenTheInhibitorGoes) {
  PlantStory plant(make_related_plant());
  plant.gas("ch4-01", 30_lel);
  plant.after(2_s);
  plant.reads("pt-101", 95);
  plant.after(2_s);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'H');
  plant.wrote("");
  plant.reads("pt-101", 20);
  plant.after(2_s);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'B');
  EXPECT_THAT(plant.wrote("alarm.un"), ElementsAre("alarm.unsuppressed ch4-01:high"));
}

TEST(Inhibition, ABlindInhibitorDoesNotInhibit) {
  PlantStory plant(make_related_plant());
  plant.reads("pt-101", 95);
  plant.gas("ch4-01", 30_lel);
  plant.after(2_s);
  ASSERT_EQ(plant.letter("ch4-01:high"), 'H');
  plant.falls_silent("pt-101");
  plant.after(6_s);
  ASSERT_TRUE(plant.alarm("pt-101:high-high")->blind);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'B');
}

TEST(Inhibition, ItEndsByItselfAfterTheTimeThatTheRuleAllows) {
  PlantStory plant(make_related_plant());
  plant.reads("pt-101", 95);
  plant.gas("ch4-01", 30_lel);
  plant.after(2_s);
  plant.only_timers(119_min);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'H');
  plant.only_timers(2_min);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'B');
}

TEST(Inhibition, InterlocksDoNotCare) {
  site::Site site = make_related_plant();
  site.inhibitions[0].targets = {site.rows[0].causes[0]};  // ch4-01:high-high
  PlantStory plant(std::move(site));
  plant.reads("pt-101", 95);
  plant.after(2_s);
  plant.gas("ch4-01", 60_lel);
  plant.after(2_s);
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'H');
  EXPECT_THAT(plant.wrote("row.tripped"), ElementsAre("row.tripped gas-trip"));
}

}  // namespace
}  // namespace davy::core
