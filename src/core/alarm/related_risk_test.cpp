// Two alarms that are worse together than each alone.
#include "core/testing/plant_story.hpp"
#include "site/small_site.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RelatedRisk : public ::testing::Test {
 protected:
  PlantStory plant{make_risky_plant()};
  site::Severity grade(std::string_view condition) const { return plant.alarm(condition)->severity; }
  void gas_beside_a_hot_pump() {
    plant.gas("ch4-02", 30_lel);
    plant.reads("tt-201", 75);
    plant.after(2_s);
  }
};

TEST_F(RelatedRisk, GasWeighsMoreWhileThePumpBesideItIsHot) {
  plant.asks("root", SaveAccount{"wang", "Wang", Role::Worker, {"operator"}});
  plant.gas("ch4-01", 30_lel);
  plant.after(2_s);
  EXPECT_EQ(grade("ch4-01:high"), site::Severity::Moderate);
  plant.reads("tt-201", 75);
  plant.after(1_s);
  EXPECT_EQ(grade("ch4-01:high"), site::Severity::Serious);
  const Related& related = plant.alarm("ch4-01:high")->related.value();
  EXPECT_EQ(related.rule, "gas-beside-heat");
  EXPECT_THAT(related.others, ElementsAre("tt-201:high"));
  EXPECT_THAT(related.impact.zones, ElementsAre("plant", "tank-farm", "pump-house"));
  EXPECT_THAT(related.impact.posts, Contains("operator"));
  EXPECT_THAT(related.impact.people, ElementsAre("wang"));
  EXPECT_THAT(related.impact.equipment, ElementsAre("rtu-01", "rtu-02", "xv-101", "xv-102", "siren-101"));
  plant.reads("tt-201", 20);
  plant.after(1_s);
  EXPECT_EQ(grade("ch4-01:high"), site::Severity::Moderate);
  EXPECT_FALSE(plant.alarm("ch4-01:high")->related.has_value());
}

TEST_F(RelatedRisk, ARiseIsToldAndMustBeAcknowledgedAgain) {
  plant.gas("ch4-02", 30_lel);
  plant.after(2_s);
  plant.asks("wang", AcknowledgeAlarm{plant.alarm_id("ch4-02:high"), ""});
  EXPECT_EQ(plant.letter("ch4-02:high"), 'C');
  plant.sent();
  plant.reads("tt-201", 75);
  plant.after(1_s);
  EXPECT_EQ(plant.letter("ch4-02:high"), 'B');
  EXPECT_THAT(plant.sent(), Contains("operator alarm-regraded ch4-02:high"));
  plant.asks("wang", AcknowledgeAlarm{plant.alarm_id("ch4-02:high"), ""});
  plant.sent();
  plant.reads("tt-201", 20);
  plant.after(1_s);
  EXPECT_EQ(plant.letter("ch4-02:high"), 'C') << "a fall needs nobody";
  EXPECT_THAT(plant.sent(), IsEmpty());
}

TEST_F(RelatedRisk, TheWorstRuleCountsAndWhatIsLeftOfItThen) {
  plant.reads("tt-201", 75);
  plant.gas("ch4-01", 30_lel);
  plant.gas("ch4-02", 30_lel);
  plant.after(2_s);
  EXPECT_EQ(grade("ch4-01:high"), site::Severity::Major);
  EXPECT_EQ(plant.alarm("ch4-01:high")->related->rule, "gas-and-pressure");
  EXPECT_EQ(grade("ch4-02:high"), site::Severity::Serious);
  plant.gas("ch4-02", 0_lel);
  plant.after(1_s);
  EXPECT_EQ(grade("ch4-01:high"), site::Severity::Serious);
  EXPECT_EQ(plant.alarm("ch4-01:high")->related->rule, "gas-beside-heat");
}

TEST_F(RelatedRisk, ACompanionThatCannotBeSeenIsNotOver) {
  gas_beside_a_hot_pump();
  plant.falls_silent("tt-201");
  plant.after(10_s);
  EXPECT_TRUE(plant.alarm("tt-201:high")->blind);
  EXPECT_EQ(grade("ch4-02:high"), site::Severity::Serious);
  plant.crashes(1_min);
  EXPECT_EQ(grade("ch4-02:high"), site::Severity::Serious);
}

TEST_F(RelatedRisk, ARuleThatTheSiteNoLongerHasLetsGo) {
  gas_beside_a_hot_pump();
  site::Site without = make_risky_plant();
  without.risks.clear();
  plant.changes(std::move(without));
  plant.crashes(1_s);
  EXPECT_EQ(grade("ch4-02:high"), site::Severity::Moderate);
}

// Where a risk asks the plant itself: gas at ch4-01 weighs more while ch4-02 has some, whether that rings or not.
site::Site make_asking_plant() {
  site::SourceFiles sources = site::small_site();
  sources.site.push_back(
      {"risks.yaml",
       "risks:\n  - {id: spread, raise: [\"*:high\"], when: 'any(zone.combustible_gas, value > 10 %LEL) && "
       "point(\"ch4-02\").value > 10 %LEL', within: zone, to: major, reason: {zh: 扩散, en: It spreads}, basis: test}\n"});
  site::Loaded loaded = site::load_site(sources);
  ensure(loaded.site.has_value(), "the site is sound");
  return std::move(*loaded.site);
}

class RelatedRiskAsked : public ::testing::Test {
 protected:
  PlantStory plant{make_asking_plant()};
  site::Severity grade() const { return plant.alarm("ch4-01:high")->severity; }
  void reads(Lel first, Lel second) {
    plant.gas("ch4-01", first);
    plant.gas("ch4-02", second);
    plant.after(3_s);
  }
};

TEST_F(RelatedRiskAsked, AnExpressionRaisesAndLowersTheGradeAndRingsForNobody) {
  reads(30_lel, 0_lel);
  EXPECT_EQ(grade(), site::Severity::Moderate);
  plant.gas("ch4-02", 12_lel);
  plant.after(3_s);
  EXPECT_EQ(grade(), site::Severity::Major);
  EXPECT_THAT(plant.alarm("ch4-01:high")->related->others, ElementsAre("ch4-01:spread"));
  EXPECT_EQ(plant.alarm("ch4-01:spread"), nullptr);
  EXPECT_EQ(plant.alarm("ch4-02:high"), nullptr);
  plant.gas("ch4-02", 0_lel);
  plant.after(3_s);
  EXPECT_EQ(grade(), site::Severity::Moderate);
  EXPECT_FALSE(plant.alarm("ch4-01:high")->related.has_value());
}

TEST_F(RelatedRiskAsked, WhatIsNotKnownAnyMoreIsNotOver) {
  reads(30_lel, 12_lel);
  ASSERT_EQ(grade(), site::Severity::Major);
  plant.falls_silent("ch4-02");
  plant.after(20_s);
  EXPECT_EQ(grade(), site::Severity::Major);
  plant.crashes(1_min);
  EXPECT_EQ(grade(), site::Severity::Major) << "after a start nothing is known of it yet";
}

TEST_F(RelatedRiskAsked, AnAlarmThatBeginsWhileItIsTrueBeginsAsItStands) {
  plant.gas("ch4-02", 12_lel);
  plant.after(3_s);
  plant.gas("ch4-01", 30_lel);
  plant.after(3_s);
  EXPECT_EQ(grade(), site::Severity::Major);
}

}  // namespace
}  // namespace davy::core
