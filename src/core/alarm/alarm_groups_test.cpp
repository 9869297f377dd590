#include "core/alarm/alarm_groups.hpp"

#include "core/testing/plant_story.hpp"

namespace davy::core {
namespace {

AlarmId group_of(const PlantStory& plant, std::string_view condition) {
  const Alarm* alarm = plant.alarm(condition);
  return alarm == nullptr || !alarm->group ? AlarmId() : alarm->group->group;
}

site::Site grouped_by_rules_only() {
  site::Site site = make_related_plant();
  site.group_within.reset();
  site.inhibitions.clear();
  return site;
}

TEST(AlarmGroups, AConsequenceJoinsItsCauseMinutesLater) {
  PlantStory plant(grouped_by_rules_only());
  plant.reads("pt-101", 95);
  plant.after(5_min);
  plant.reads("tt-101", 85);
  plant.after(2_s);
  const AlarmId cause = plant.alarm("pt-101:high-high")->id;
  EXPECT_EQ(group_of(plant, "tt-101:high"), cause);
  EXPECT_EQ(group_of(plant, "pt-101:high-high"), cause);
  EXPECT_EQ(plant.alarm("tt-101:high")->group->because, GroupedBy::Declared);
}

TEST(AlarmGroups, AfterTheTimeThatWasDeclaredItIsATroubleOfItsOwn) {
  PlantStory plant(grouped_by_rules_only());
  plant.reads("pt-101", 95);
  plant.after(11_min);
  plant.reads("tt-101", 85);
  plant.after(2_s);
  EXPECT_TRUE(group_of(plant, "tt-101:high").none());
}

TEST(AlarmGroups, TheCausesOfARowAndAValveThatDoesNotMoveAreOneTrouble) {
  PlantStory plant(grouped_by_rules_only());
  plant.sticks("xv-101");
  plant.gas("ch4-01", 60_lel);
  plant.after(2_s);
  plant.gas("ch4-02", 60_lel);
  plant.after(15_s);
  const AlarmId first = plant.alarm("ch4-01:high-high")->id;
  EXPECT_EQ(group_of(plant, "ch4-02:high-high"), first);
  EXPECT_EQ(group_of(plant, "xv-101-fb:not-proved"), first);
  EXPECT_EQ(plant.alarm("xv-101-fb:not-proved")->group->because, GroupedBy::Row);
}

TEST(AlarmGroups, WhatBeginsTogetherInOnePlaceIsOneGroupAndWhatBeginsLaterIsNot) {
  PlantStory plant(make_related_plant());
  plant.gas("ch4-01", 30_lel);
  plant.after(10_s);
  plant.gas("ch4-02", 30_lel);
  plant.after(60_s);
  plant.reads("tt-101", 85);
  plant.after(2_s);
  const AlarmId first = plant.alarm("ch4-01:high")->id;
  EXPECT_EQ(group_of(plant, "ch4-02:high"), first);
  EXPECT_EQ(plant.alarm("ch4-02:high")->group->because, GroupedBy::Equipment);
  EXPECT_TRUE(group_of(plant, "tt-101:high").none());
}

TEST(AlarmGroups, FirstOutIsTheEarliestOfSourceTimeAndStaysWhenItIsOver) {
  PlantStory plant(make_related_plant());
  plant.gas("ch4-01", 30_lel);
  plant.after(5_s);
  plant.gas("ch4-02", 30_lel);
  plant.after(2_s);
  const AlarmId first = plant.alarm("ch4-01:high")->id;
  plant.gas("ch4-01", 0_lel);
  plant.after(2_s);
  ASSERT_EQ(plant.asks("wang", AcknowledgeAlarm{first, ""}), "done");
  ASSERT_EQ(plant.alarm("ch4-01:high"), nullptr);
  EXPECT_EQ(plant.state().alarms.groups.at(first).first_condition, "ch4-01:high");
  plant.gas("ch4-02", 0_lel);
  plant.after(2_s);
  ASSERT_EQ(plant.asks("wang", AcknowledgeAlarm{plant.alarm("ch4-02:high")->id, ""}), "done");
  EXPECT_TRUE(plant.state().alarms.groups.empty()) << "over with its last alarm";
}

}  // namespace
}  // namespace davy::core
