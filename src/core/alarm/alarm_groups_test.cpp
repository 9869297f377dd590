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

std::vector<std::string> acknowledged(PlantStory& plant) { return plant.wrote("alarm.acknowledged"); }

TEST(AlarmGroups, AGroupIsAcknowledgedByAnEventForEachAlarmOfItThatIsNot) {
  PlantStory plant(make_related_plant());
  plant.gas("ch4-01", 30_lel);
  plant.after(5_s);
  plant.gas("ch4-02", 30_lel);
  plant.after(2_s);
  plant.reads("tt-101", 85);
  plant.after(60_s);
  const AlarmId group = plant.alarm("ch4-01:high")->id;
  ASSERT_EQ(plant.asks("wang", AcknowledgeAlarm{group, ""}), "done");
  acknowledged(plant);
  EXPECT_EQ(plant.asks("zhao", AcknowledgeGroup{group, "one leak"}), "done");
  for (const AlarmId id : plant.state().alarms.groups.at(group).open) EXPECT_TRUE(plant.state().alarms.find(id)->acked);
  EXPECT_EQ(plant.alarm("ch4-01:high")->acked_by, "wang") << "what was acknowledged stays as it was";
  EXPECT_EQ(plant.alarm("ch4-02:high")->acked_by, "zhao");
  EXPECT_FALSE(acknowledged(plant).empty());
  EXPECT_EQ(plant.asks("zhao", AcknowledgeGroup{group, ""}), "done");
  EXPECT_TRUE(acknowledged(plant).empty()) << "again, nothing is left to be done";
}

TEST(AlarmGroups, OfAGroupIsResetWhatIsLatchedAcknowledgedAndOver) {
  PlantStory plant(grouped_by_rules_only());
  plant.gas("ch4-01", 60_lel);
  plant.after(2_s);
  plant.gas("ch4-02", 60_lel);
  plant.after(15_s);
  const AlarmId group = plant.alarm("ch4-01:high-high")->id;
  ASSERT_EQ(group_of(plant, "ch4-02:high-high"), group);
  plant.gas("ch4-01", 0_lel);
  plant.after(2_s);
  EXPECT_EQ(plant.asks("wang", ResetGroup{group}), "this takes a team lead, a safety officer or an administrator");
  EXPECT_EQ(plant.asks("li", ResetGroup{group}), "done");
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'E') << "nobody has acknowledged it";
  ASSERT_EQ(plant.asks("li", AcknowledgeGroup{group, ""}), "done");
  EXPECT_EQ(plant.asks("li", ResetGroup{group}), "done");
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'A');
  EXPECT_EQ(plant.letter("ch4-02:high-high"), 'C') << "it stands";
}

TEST(AlarmGroups, WhatIsNoGroupHasNothingToBeDone) {
  PlantStory plant(make_related_plant());
  EXPECT_EQ(plant.asks("wang", AcknowledgeGroup{AlarmId(999), ""}), "done");
  EXPECT_TRUE(acknowledged(plant).empty());
}

}  // namespace
}  // namespace davy::core
