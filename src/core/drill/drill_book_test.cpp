// Drills as a story: the twins speak, people answer, the plant is judged as ever.
#include "core/drill/drill_book.hpp"

#include "core/obligation/obligation_book.hpp"
#include "core/testing/plant_story.hpp"
#include "site/exercise.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

site::Site practising_plant() {
  site::Site site = make_small_plant();
  site.group_within = 30_s;
  site::DrillScenario& leak = site.drill_scenarios.emplace_back();
  leak.name = "leak";
  leak.title = {"泄漏演练", "Leak drill"};
  leak.zone = site::ZoneIndex(1);
  leak.plan = "gas-leak";
  leak.lasts = 10_min;
  leak.series = {{site::PointIndex(0), {{0_s, 60}}, {}}, {site::PointIndex(1), {{0_s, 10}}, {}}};
  leak.expect = {{site::DrillAsks::Acknowledge, site::PostIndex(2), 1_min, 20},
                 {site::DrillAsks::Accept, site::PostIndex(2), 2_min, 30},
                 {site::DrillAsks::Call, {}, 3_min, 50}};
  return site::with_exercises(std::move(site));
}

class DrillStory : public testing::Test {
 protected:
  DrillStory() {
    plant.asks("root", SaveAccount{"wang", "Wang", Role::Worker, {"operator"}});
    plant.asks("root", SaveAccount{"li", "Li", Role::TeamLead, {"shift-lead"}});
    plant.after(2_s);
    plant.wrote();
  }
  // The runtime's part: what the twins of the scenario read.
  void begins() {
    ASSERT_EQ(plant.asks("chen", StartDrill{"leak"}), "done");
    plant.gas("drill/ch4-01", 60_lel);
    plant.after(1_s);
  }
  const DrillEnded* ended() const {
    const DrillEnded* last = nullptr;
    for (const Event& event : plant.journal())
      if (const auto* found = get_if<DrillEnded>(&event.body)) last = found;
    return last;
  }
  std::vector<std::string> standing() const {
    std::vector<std::string> names;
    for (const auto& [condition, alarm] : plant.state().alarms.alarms) names.push_back(condition);
    return names;
  }

  PlantStory plant{practising_plant()};
};

TEST_F(DrillStory, TwinsSayNothingOutsideOfADrill) {
  plant.gas("drill/ch4-01", 90_lel);
  plant.after(10_s);
  EXPECT_THAT(plant.wrote("alarm"), IsEmpty());
  EXPECT_THAT(plant.wrote("row"), IsEmpty());
  EXPECT_THAT(standing(), IsEmpty());
}

TEST_F(DrillStory, GoesTheWholeWayOnStandIns) {
  begins();
  EXPECT_EQ(plant.letter("drill/ch4-01:high-high"), 'B');
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'A');
  EXPECT_FALSE(plant.order("drill/ch4-01:high-high").none());
  plant.after(5_s);
  bool moved = false;
  for (const Event& event : plant.journal()) {
    if (const auto* command = get_if<CommandRequested>(&event.body)) {
      EXPECT_THAT(command->actuator, StartsWith("drill/"));
    }
    moved = moved || holds<CommandObserved>(event.body);
    if (const auto* notice = get_if<NoticeIssued>(&event.body)) {
      EXPECT_THAT(notice->what, StartsWith(std::string(kDrillMark)));
    }
  }
  EXPECT_TRUE(moved) << "the twin valve is read back";
}

TEST_F(DrillStory, SeenIsNotDone) {
  begins();
  plant.after(9_s);
  ASSERT_EQ(plant.asks("wang", AcknowledgeAlarm{plant.alarm_id("drill/ch4-01:high-high"), ""}), "done");
  plant.after(5_min);
  ASSERT_EQ(plant.asks("wang", AcceptOrder{plant.order("drill/ch4-01:high-high")}), "done");
  ASSERT_EQ(ended(), nullptr) << "nobody has called yet";
  plant.after(10_min);
  ASSERT_NE(ended(), nullptr);
  EXPECT_EQ(ended()->end, DrillEnd::TimeUp);
  ASSERT_EQ(ended()->results.size(), 3u);
  EXPECT_EQ(ended()->results[0].mark, DrillMark::Met);
  EXPECT_EQ(ended()->results[0].person, "wang");
  EXPECT_EQ(ended()->results[0].after_ms, 9'000u);
  EXPECT_EQ(ended()->results[1].mark, DrillMark::Late);
  EXPECT_EQ(ended()->results[1].points, 15u);
  EXPECT_EQ(ended()->results[2].mark, DrillMark::Missed);
  EXPECT_EQ(ended()->acknowledged_ms, 9'000u);
  EXPECT_EQ(ended()->acted_ms, 309'000u);
  EXPECT_EQ(ended()->score, 35u);
  EXPECT_EQ(ended()->of, 100u);
  EXPECT_EQ(ended()->verdict, DrillVerdict::Failed);
}

TEST_F(DrillStory, EndsWithAllThatItOpenedWhenEverythingIsDone) {
  begins();
  ASSERT_EQ(plant.asks("wang", AcknowledgeAlarm{plant.alarm_id("drill/ch4-01:high-high"), ""}), "done");
  ASSERT_EQ(plant.asks("wang", AcceptOrder{plant.order("drill/ch4-01:high-high")}), "done");
  OpenIncident call;
  call.exercise = Exercise::Drill;
  call.plan = "gas-leak";
  ASSERT_EQ(plant.asks("wang", call), "done");
  ASSERT_NE(ended(), nullptr);
  EXPECT_EQ(ended()->end, DrillEnd::Completed);
  EXPECT_EQ(ended()->verdict, DrillVerdict::Passed);
  EXPECT_THAT(standing(), IsEmpty());
  EXPECT_TRUE(plant.state().orders.orders.empty());
  EXPECT_TRUE(plant.state().incidents.incidents.empty());
  EXPECT_FALSE(plant.state().interlocks.rows.at("drill/gas-trip").tripped);
  plant.wrote();
  plant.after(1_min);
  EXPECT_THAT(plant.wrote("alarm"), IsEmpty()) << "what the twin still reads is nothing to anybody";
}

TEST_F(DrillStory, AnEmergencyThatIsCalledInItEndsWithIt) {
  begins();
  const DrillId drill = plant.state().drills.running->id;
  OpenIncident call;
  call.exercise = Exercise::Drill;
  call.plan = "gas-leak";
  ASSERT_EQ(plant.asks("li", call), "done");
  const IncidentId id = plant.state().incidents.incidents.rbegin()->first;
  EXPECT_EQ(plant.state().incidents.find(id)->what.drill, drill);
  ASSERT_EQ(plant.asks("wang", TakeCard{id, "shut"}), "done");
  ASSERT_EQ(plant.asks("wang", FinishCard{id, "shut", "closed", {}}), "done");
  ASSERT_EQ(plant.asks("li", OrderEvacuation{id, {}, "", {}}), "done");
  ASSERT_EQ(plant.asks("chen", AbortDrill{drill, "enough"}), "done");
  EXPECT_TRUE(plant.state().incidents.incidents.empty());
  const IncidentEnded* over = nullptr;
  for (const Event& event : plant.journal())
    if (const auto* found = get_if<IncidentEnded>(&event.body)) over = found;
  ASSERT_NE(over, nullptr);
  EXPECT_EQ(over->drill, drill);
  EXPECT_THAT(over->open_cards, testing::ElementsAre("count"));
  ObligationBook book;
  for (const Event& event : plant.journal()) book.evolve(event, [](const Obligation&) {});
  EXPECT_TRUE(book.open().empty()) << "what it cut off nobody is judged by";
}

TEST_F(DrillStory, AnExerciseOfItsOwnIsNotTheDrills) {
  OpenIncident call;
  call.exercise = Exercise::Drill;
  call.zone = "tank-farm";
  call.what = "round the table";
  ASSERT_EQ(plant.asks("li", call), "done");
  begins();
  ASSERT_EQ(plant.asks("chen", AbortDrill{plant.state().drills.running->id, "enough"}), "done");
  EXPECT_EQ(plant.state().incidents.incidents.size(), 1u);
}

TEST_F(DrillStory, AnswersOfOthersAreNotThoseOfThePost) {
  begins();
  ASSERT_EQ(plant.asks("li", AcknowledgeAlarm{plant.alarm_id("drill/ch4-01:high-high"), ""}), "done");
  EXPECT_EQ(drill::results_of(*plant.state().drills.running)[0].mark, DrillMark::Missed);
}

TEST_F(DrillStory, ARealAlarmEndsItAtOnceAndSaysThatItIsReal) {
  begins();
  plant.sent();
  plant.gas("ch4-02", 60_lel);
  plant.after(1_s);
  ASSERT_NE(ended(), nullptr);
  EXPECT_EQ(ended()->end, DrillEnd::RealAlarm);
  EXPECT_EQ(ended()->because, "ch4-02:high-high");
  EXPECT_EQ(ended()->verdict, DrillVerdict::NotJudged);
  EXPECT_EQ(plant.letter("ch4-02:high-high"), 'B');
  EXPECT_EQ(plant.letter("drill/ch4-01:high-high"), 'A');
  bool told = false;
  for (const Event& event : plant.journal())
    if (const auto* notice = get_if<NoticeIssued>(&event.body); notice != nullptr && notice->reason == NoticeReason::DrillCutShort) {
      told = true;
      EXPECT_THAT(notice->what, testing::HasSubstr("REAL"));
      EXPECT_EQ(notice->severity, site::Severity::Major);
    }
  EXPECT_TRUE(told);
}

TEST_F(DrillStory, ARealEmergencyEndsIt) {
  begins();
  OpenIncident call;
  call.zone = "tank-farm";
  call.what = "it burns";
  ASSERT_EQ(plant.asks("li", call), "done");
  ASSERT_NE(ended(), nullptr);
  EXPECT_EQ(ended()->end, DrillEnd::RealIncident);
}

TEST_F(DrillStory, AMilderAlarmDoesNot) {
  begins();
  plant.gas("ch4-02", 30_lel);
  plant.after(1_s);
  EXPECT_EQ(ended(), nullptr);
  EXPECT_EQ(plant.letter("ch4-02:high"), 'B') << "the plant is judged as ever";
}

TEST_F(DrillStory, NeverBeginsWhereSomethingRealStands) {
  plant.gas("ch4-02", 60_lel);
  plant.after(1_s);
  EXPECT_THAT(plant.asks("chen", StartDrill{"leak"}), StartsWith("a real alarm stands there"));
  EXPECT_EQ(plant.state().drills.running, std::nullopt);
}

TEST_F(DrillStory, OneAtATimeByAnOfficer) {
  EXPECT_EQ(plant.asks("li", StartDrill{"leak"}), "this takes a safety officer or an administrator");
  EXPECT_EQ(plant.asks("chen", StartDrill{"flood"}), "there is no such drill scenario");
  begins();
  EXPECT_EQ(plant.asks("chen", StartDrill{"leak"}), "another drill is running: Leak drill");
  EXPECT_EQ(plant.asks("chen", AbortDrill{plant.state().drills.running->id, " "}), "say why it is broken off");
  EXPECT_EQ(plant.asks("chen", AbortDrill{plant.state().drills.running->id, "a visitor is there"}), "done");
  EXPECT_EQ(ended()->end, DrillEnd::Aborted);
  EXPECT_EQ(ended()->because, "a visitor is there");
}

TEST_F(DrillStory, IsBrokenOffByACrash) {
  begins();
  plant.crashes(5_s);
  ASSERT_NE(ended(), nullptr);
  EXPECT_EQ(ended()->end, DrillEnd::BrokenOff);
  EXPECT_THAT(standing(), Not(Contains(StartsWith("drill/"))));
  EXPECT_TRUE(plant.state().orders.orders.empty());
  EXPECT_FALSE(plant.state().interlocks.rows.at("drill/gas-trip").tripped);
}

TEST_F(DrillStory, TwinsAreNotSetAside) {
  begins();
  EXPECT_THAT(plant.asks("chen", TakeOutOfService{"drill/ch4-01:high-high", "it is loud"}), StartsWith("this is a stand-in of a drill"));
  EXPECT_THAT(plant.asks("chen", BypassRow{"drill/gas-trip", 1_h, "no"}), StartsWith("this is a stand-in of a drill"));
}

TEST_F(DrillStory, CountsNowhereBesideWhatIsReal) {
  begins();
  plant.after(1_min);
  ObligationBook book;
  std::size_t asked = 0;
  for (const Event& event : plant.journal()) book.evolve(event, [&](const Obligation&) { ++asked; });
  EXPECT_EQ(asked, 0u) << "nobody is asked for anything that figures count";
  EXPECT_TRUE(book.open().empty());
  EXPECT_TRUE(plant.state().floods.posts.empty());
  plant.gas("ch4-02", 30_lel);
  plant.after(1_s);
  EXPECT_EQ(plant.alarm("ch4-02:high")->group, std::nullopt) << "a real alarm is no part of the drill's trouble";
}

TEST_F(DrillStory, IsAssessedByAnOfficerAndItsWeakPlacesBecomeHazards) {
  begins();
  const DrillId id = plant.state().drills.running->id;
  EXPECT_EQ(plant.asks("chen", AssessDrill{id, "slow", {}, WeakPlaces::Noted}), "there is no such drill that is over");
  ASSERT_EQ(plant.asks("chen", AbortDrill{id, "enough"}), "done");
  ASSERT_EQ(plant.asks("chen", AssessDrill{id, "slow", {"the radio was flat"}, WeakPlaces::AsHazards}), "done");
  ASSERT_EQ(plant.state().hazards.hazards.size(), 1u);
  EXPECT_EQ(plant.state().hazards.hazards.begin()->second.zone, "tank-farm");
}

TEST_F(DrillStory, DavyTriesItselfAndCallsNobody) {
  plant.sent();
  ASSERT_EQ(plant.asks("chen", StartDrill{"golden"}), "done");
  plant.reads("drill/golden/probe", 50);
  plant.after(3_s);
  plant.reads("drill/golden/probe", 0);
  plant.after(1_s);
  ASSERT_NE(ended(), nullptr);
  EXPECT_EQ(ended()->verdict, DrillVerdict::Passed);
  EXPECT_EQ(ended()->score, 6u);
  EXPECT_TRUE(plant.state().orders.orders.empty());
  for (const Event& event : plant.journal())
    if (const auto* notice = get_if<NoticeIssued>(&event.body)) {
      EXPECT_EQ(notice->post, "");
      EXPECT_THAT(notice->people, IsEmpty());
    }
}

TEST_F(DrillStory, ASelfTestThatMissesAStepHasFailedAndIsTold) {
  ASSERT_EQ(plant.asks("chen", StartDrill{"golden"}), "done");
  plant.sticks("drill/golden/valve");
  plant.reads("drill/golden/probe", 50);
  plant.after(30_s);
  ASSERT_NE(ended(), nullptr);
  EXPECT_EQ(ended()->end, DrillEnd::TimeUp);
  EXPECT_EQ(ended()->verdict, DrillVerdict::Failed);
  EXPECT_THAT(plant.sent(), Contains(StartsWith("safety-officer self-test-failed")));
}

}  // namespace
}  // namespace davy::core
