// Checks that the register asks for: given out by cycle, recorded or missed, told late, disputed; hazards and readings that come of them; cards.
#include "core/check/check_book.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using CheckMarks = std::vector<RecordMark>;

RecordDraft draft_of(const std::string& kind, const std::string& id, CheckMarks live, std::uint64_t version = 0) {
  RecordDraft draft;
  draft.kind = kind;
  draft.id = id;
  draft.body = "{}";
  draft.live = std::move(live);
  draft.expected_version = version;
  return draft;
}

CheckMarks two_hourly(const std::string& name = "gauge", const std::string& post = "operator") {
  return {{"name", name},          {"event", "leak"}, {"check", "compare gauge"}, {"every", "2"},
          {"every-unit", "hours"}, {"post", post},    {"point", "pt-101"}};
}

class CheckBookTest : public ::testing::Test {
 protected:
  CheckBookTest() {
    for (const auto& [login, role, posts] : std::vector<std::tuple<std::string, Role, std::vector<std::string>>>{
             {"root", Role::Administrator, {}}, {"wang", Role::Worker, {"operator"}}, {"chen", Role::SafetyOfficer, {"safety-officer"}}})
      EXPECT_EQ(plant.asks("root", SaveAccount{login, login, role, posts}), "done");
    EXPECT_EQ(plant.asks("chen", SaveRecords{{draft_of("risk-object", "tanks", {{"zone", "tank-farm"}}),
                                              draft_of("risk-unit", "tank-1", {{"object", "tanks"}}),
                                              draft_of("risk-event", "leak", leak()), draft_of("risk-measure", "gauge", two_hourly())},
                                             "assessed"}),
              "done");
    plant.wrote();
    plant.sent();
  }
  static CheckMarks leak() {
    return {{"unit", "tank-1"},           {"method", "ls"}, {"likelihood", "4"}, {"consequence", "4"}, {"residual-likelihood", "1"},
            {"residual-consequence", "4"}};
  }

  const CheckBook& book() const { return plant.state().checks; }
  const Check& open() const { return *book().open_of("gauge"); }
  const Check& check(CheckId id) const { return *book().find(id); }
  RecordCheck normal(CheckId id) const {
    RecordCheck ask;
    ask.check = id;
    ask.done_at = plant.now();
    return ask;
  }
  RecordCheck hazard(CheckId id, const std::string& note) const {
    RecordCheck ask = normal(id);
    ask.result = CheckResult::Hazard;
    ask.note = note;
    return ask;
  }
  SaveRecords saved(CheckMarks live, std::uint64_t version) const {
    return {{draft_of("risk-measure", "gauge", std::move(live), version)}, "changed"};
  }
  PlantSeed card(const std::string& tag = "k7x2") const { return {"gauge", tag, plant.now() + 24_h, "behind the gauge"}; }
  void passes(Duration time) { plant.only_timers(time); }

  PlantStory plant;
};

// The cycle.

TEST_F(CheckBookTest, AMeasureWithACycleIsGivenOutAtOnceAndDueOneCycleLater) {
  const Check& first = open();
  EXPECT_EQ(first.asked.due, plant.now() + 2_h);
  EXPECT_EQ(first.asked.missed_at, plant.now() + 3_h);
  EXPECT_EQ(first.asked.zone, "tank-farm");
  EXPECT_EQ(first.asked.post, "operator");
  EXPECT_EQ(first.asked.point, "pt-101");
  EXPECT_EQ(first.asked.what, "compare gauge");
}

TEST_F(CheckBookTest, WhoseItIsSaysTheDutyWhereTheMeasureDoesNot) {
  EXPECT_EQ(plant.asks("chen", saved(two_hourly("gauge", ""), 1)), "done");
  EXPECT_EQ(open().asked.post, "operator") << "on duty in the tank farm";
}

TEST_F(CheckBookTest, RecordedInTimeItIsDoneAndTheNextIsDueOneCycleLater) {
  const CheckId first = open().id;
  const Instant due = open().asked.due;
  passes(90_min);
  EXPECT_EQ(plant.asks("wang", normal(first)), "done");
  EXPECT_EQ(check(first).state, CheckState::Done);
  EXPECT_EQ(open().asked.due, due + 2_h);
  EXPECT_THAT(plant.wrote("check."), ElementsAre("check.recorded compare gauge", "check.issued compare gauge operator"));
}

TEST_F(CheckBookTest, ToRecordOftenBuysNoTime) {
  const Instant due = open().asked.due;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(plant.asks("wang", normal(open().id)), "done");
  EXPECT_EQ(open().asked.due, due + 2_h);
}

TEST_F(CheckBookTest, OverdueItIsToldToItsPostAndMissedToThePostAboveAndTheNextIsGivenOut) {
  const CheckId first = open().id;
  passes(2_h);
  EXPECT_EQ(check(first).state, CheckState::Overdue);
  EXPECT_THAT(plant.sent(), ElementsAre("operator check-overdue gauge"));
  passes(1_h);
  EXPECT_EQ(check(first).state, CheckState::Missed);
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead check-missed gauge"));
  EXPECT_EQ(open().asked.due, check(first).asked.due + 2_h);
}

TEST_F(CheckBookTest, WhatWasMissedWhileDavyWasDownIsNotPiledUp) {
  const CheckId first = open().id;
  const Instant due = open().asked.due;
  plant.crashes(25_h);
  plant.after(2_s);
  EXPECT_EQ(check(first).state, CheckState::Missed);
  EXPECT_EQ(book().open.size(), 1U);
  EXPECT_EQ(open().asked.due, due + 24_h);
}

TEST_F(CheckBookTest, AnOverdueNoticeIsDroppedWhenTheCheckHasBeenMade) {
  plant.notices_wait();
  const CheckId first = open().id;
  passes(2_h);
  EXPECT_EQ(plant.asks("wang", normal(first)), "done");
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), IsEmpty());
}

// The register changes.

TEST_F(CheckBookTest, AChangedMeasureGivesItOutAnewWithItsDueTime) {
  const Check before = open();
  passes(30_min);
  EXPECT_EQ(plant.asks("chen", saved(two_hourly("gauge and valve"), 1)), "done");
  EXPECT_EQ(check(before.id).state, CheckState::Withdrawn);
  EXPECT_EQ(open().asked.name, "gauge and valve");
  EXPECT_EQ(open().asked.due, before.asked.due);
}

TEST_F(CheckBookTest, AnotherCycleCountsFromNow) {
  passes(30_min);
  CheckMarks daily = two_hourly();
  daily[3].value = "1";
  daily[4].value = "days";
  EXPECT_EQ(plant.asks("chen", saved(daily, 1)), "done");
  EXPECT_EQ(open().asked.due, plant.now() + 24_h);
}

TEST_F(CheckBookTest, AnUnchangedMeasureAndANewStartLeaveItAlone) {
  const CheckId first = open().id;
  EXPECT_EQ(plant.asks("chen", saved(two_hourly(), 1)), "done");
  plant.crashes(1_min);
  EXPECT_EQ(open().id, first);
}

TEST_F(CheckBookTest, ARemovedMeasureAndOneWithoutACycleAreNotChecked) {
  const CheckId first = open().id;
  EXPECT_EQ(plant.asks("chen", RemoveRecord{"risk-measure", "gauge", 1, "gone"}), "done");
  EXPECT_EQ(check(first).state, CheckState::Withdrawn);
  EXPECT_EQ(book().open_of("gauge"), nullptr);
  CheckMarks no_unit = two_hourly();
  no_unit.erase(no_unit.begin() + 4);
  EXPECT_EQ(plant.asks("chen", SaveRecords{{draft_of("risk-measure", "half", no_unit)}, "half"}), "done");
  EXPECT_EQ(book().open_of("half"), nullptr) << "half a cycle is none";
}

TEST_F(CheckBookTest, AChainThatMovesToAnotherZoneMovesTheCheck) {
  EXPECT_EQ(plant.asks("chen", SaveRecords{{draft_of("risk-object", "tanks", {{"zone", "site"}}, 1)}, "moved"}), "done");
  const std::string outer = plant.engine().directory().site().zones[0].name;
  EXPECT_EQ(plant.asks("chen", SaveRecords{{draft_of("risk-object", "tanks", {{"zone", outer}}, 2)}, "moved"}), "done");
  EXPECT_EQ(open().asked.zone, outer);
}

TEST_F(CheckBookTest, RecordsThatAreSavedTogetherGiveItOutOnce) {
  const CheckId first = open().id;
  const std::string outer = plant.engine().directory().site().zones[0].name;
  plant.wrote();
  EXPECT_EQ(plant.asks("chen", SaveRecords{{draft_of("risk-object", "tanks", {{"zone", outer}}, 1),
                                            draft_of("risk-unit", "tank-1", {{"object", "tanks"}}, 1),
                                            draft_of("risk-measure", "gauge", two_hourly("renamed"), 1)},
                                           "moved and renamed"}),
            "done");
  EXPECT_THAT(plant.wrote("check."), ElementsAre("check.withdrawn compare gauge", "check.issued compare gauge operator"));
  EXPECT_EQ(check(first).state, CheckState::Withdrawn);
  EXPECT_EQ(open().asked.zone, outer);
  EXPECT_EQ(open().asked.name, "renamed");
}

// Emergency supplies.

CheckMarks breathing_apparatus(const std::string& quantity = "2") {
  return {{"name", "breathing apparatus"},     {"zone", "tank-farm"}, {"quantity", quantity}, {"least", "2"},
          {"check", "count, pressure, seals"}, {"every", "2"},        {"every-unit", "hours"}};
}

TEST_F(CheckBookTest, ASupplyIsLookedAtByCycleAsAMeasureIs) {
  EXPECT_EQ(plant.asks("chen", SaveRecords{{draft_of("supply", "scba", breathing_apparatus())}, "bought"}), "done");
  const Check* given = book().open_of("supply/scba");
  ASSERT_NE(given, nullptr);
  EXPECT_EQ(given->asked.name, "breathing apparatus");
  EXPECT_EQ(given->asked.zone, "tank-farm");
  EXPECT_EQ(given->asked.post, "operator") << "on duty for inspections in the tank farm";
  EXPECT_EQ(given->asked.due, plant.now() + 2_h);
  plant.sent();
  passes(2_h);
  EXPECT_THAT(plant.sent(), Contains("operator check-overdue breathing apparatus"));
}

TEST_F(CheckBookTest, AFailingSupplyIsAHazardAboutItsRecordOnce) {
  EXPECT_EQ(plant.asks("chen", SaveRecords{{draft_of("supply", "scba", breathing_apparatus())}, "bought"}), "done");
  plant.wrote();
  EXPECT_EQ(plant.asks("wang", hazard(book().open_of("supply/scba")->id, "one has lost its pressure")), "done");
  EXPECT_THAT(plant.wrote("hazard.reported"), SizeIs(1));
  EXPECT_TRUE(plant.state().hazards.is_open_about("supply/scba"));
  EXPECT_EQ(plant.asks("wang", hazard(book().open_of("supply/scba")->id, "both have")), "done");
  EXPECT_THAT(plant.wrote("hazard.reported"), IsEmpty());
}

TEST_F(CheckBookTest, ASupplyBelowItsLeastStockIsAHazardAtOnce) {
  EXPECT_EQ(plant.asks("chen", SaveRecords{{draft_of("supply", "scba", breathing_apparatus("1"))}, "one was used"}), "done");
  EXPECT_TRUE(plant.state().hazards.is_open_about("supply/scba"));
}

// What an emergency uses lowers the stock until somebody counts anew; what a drill uses does not.
TEST_F(CheckBookTest, ASupplyThatAnEmergencyUsedUpIsAHazard) {
  const auto opened = [&](Exercise exercise) {
    OpenIncident opens;
    opens.exercise = exercise;
    opens.zone = "tank-farm";
    opens.what = "a leak";
    EXPECT_EQ(plant.asks("chen", opens), "done");
    return plant.state().incidents.incidents.rbegin()->first;
  };
  const auto left = [&] { return plant.state().prevention.known.supplies.at("supply/scba").left(); };
  EXPECT_EQ(plant.asks("chen", SaveRecords{{draft_of("supply", "scba", breathing_apparatus("3"))}, "bought"}), "done");
  EXPECT_EQ(plant.asks("chen", UseResource{opened(Exercise::Drill), "scba", "breathing apparatus", 2, ""}), "done");
  EXPECT_EQ(left(), 3);
  const IncidentId leak = opened(Exercise::Real);
  EXPECT_EQ(plant.asks("chen", UseResource{leak, "scba", "breathing apparatus", 1, ""}), "done");
  EXPECT_EQ(left(), 2);
  EXPECT_FALSE(plant.state().hazards.is_open_about("supply/scba")) << "as much as there is to be";
  EXPECT_EQ(plant.asks("chen", UseResource{leak, "scba", "breathing apparatus", 1, "boxes"}), "done");
  EXPECT_EQ(left(), 2) << "nobody knows how many are in a box";
  EXPECT_EQ(plant.asks("chen", UseResource{leak, "scba", "breathing apparatus", 1, ""}), "done");
  EXPECT_EQ(left(), 1);
  EXPECT_TRUE(plant.state().hazards.is_open_about("supply/scba"));
  EXPECT_EQ(plant.asks("chen", SaveRecords{{draft_of("supply", "scba", breathing_apparatus("4"), 1)}, "counted"}), "done");
  EXPECT_EQ(left(), 4);
}

TEST_F(CheckBookTest, ARemovedSupplyIsNotCheckedAndNoCardHangsAtOne) {
  EXPECT_EQ(plant.asks("chen", SaveRecords{{draft_of("supply", "scba", breathing_apparatus())}, "bought"}), "done");
  EXPECT_EQ(plant.asks("chen", PlantSeed{"supply/scba", "k7x2", plant.now() + 24_h, ""}), "there is no such measure");
  EXPECT_EQ(plant.asks("chen", RemoveRecord{"supply", "scba", 1, "sold"}), "done");
  EXPECT_EQ(book().open_of("supply/scba"), nullptr);
}

// Who, and what.

TEST_F(CheckBookTest, WhoeverHoldsThePostOrStandsAboveRecords) {
  EXPECT_EQ(plant.asks("zhao", normal(open().id)), "this check is for the post Operator, which you do not hold");
  EXPECT_EQ(plant.asks("li", normal(open().id)), "done");
  EXPECT_EQ(plant.asks("chen", normal(open().id)), "done");
}

TEST_F(CheckBookTest, ARecordSaysWhatItMust) {
  RecordCheck other = normal(open().id);
  other.result = CheckResult::Other;
  EXPECT_EQ(plant.asks("wang", other), "say in a line what was the matter");
  EXPECT_EQ(plant.asks("wang", hazard(open().id, " ")), "say in a line what is wrong");
  RecordCheck tomorrow = normal(open().id);
  tomorrow.done_at = plant.now() + 6_min;
  EXPECT_EQ(plant.asks("wang", tomorrow), "it was done later than now: set the clock of this device, then send it again");
  tomorrow.done_at = plant.now() + 5_min;
  EXPECT_EQ(plant.asks("wang", tomorrow), "done") << "clocks differ a little";
  EXPECT_EQ(plant.asks("wang", normal(CheckId(3))), "there is no such check, or it has been over for 14 days");
}

TEST_F(CheckBookTest, AReadingLiesWithinTheRangeOfItsPoint) {
  RecordCheck read = normal(open().id);
  read.reading = 100.5;
  EXPECT_THAT(plant.asks("wang", read), HasSubstr("a reading of pt-101 lies within its range, 0 ~ 100"));
  read.reading = std::nan("");
  EXPECT_THAT(plant.asks("wang", read), HasSubstr("within its range"));
  read.reading = 100;
  EXPECT_EQ(plant.asks("wang", read), "done");
  CheckMarks no_point = two_hourly();
  no_point.pop_back();
  EXPECT_EQ(plant.asks("chen", saved(no_point, 1)), "done");
  read = normal(open().id);
  read.reading = 50;
  EXPECT_EQ(plant.asks("wang", read), "this check has no point that a reading could go to");
}

// Offline.

TEST_F(CheckBookTest, ToldAfterItWasMissedButDoneBeforeItIsKeptAsLateAndStaysMissed) {
  const CheckId first = open().id;
  RecordCheck record = normal(first);
  record.done_at = plant.now() + 1_h;
  passes(4_h);
  const CheckId next = open().id;
  EXPECT_EQ(plant.asks("wang", record), "done");
  EXPECT_TRUE(get<CheckRecorded>(plant.journal().back().body).late);
  EXPECT_EQ(check(first).state, CheckState::Missed);
  EXPECT_EQ(check(first).made.size(), 1U);
  EXPECT_EQ(open().id, next) << "the one that is open is not touched";
}

TEST_F(CheckBookTest, DoneAfterItWasMissedItIsARecordOfTheOneThatIsOpen) {
  const CheckId first = open().id;
  passes(3_h + 10_min);
  const CheckId next = open().id;
  EXPECT_EQ(plant.asks("wang", normal(first)), "done");
  EXPECT_THAT(check(first).made, IsEmpty());
  EXPECT_EQ(check(next).state, CheckState::Done);
}

TEST_F(CheckBookTest, ARecordOfOneThatWasGivenOutAnewCountsWhereTheWordsAreTheSame) {
  const CheckId first = open().id;
  EXPECT_EQ(plant.asks("chen", saved(two_hourly("gauge of the tank"), 1)), "done");
  const CheckId second = open().id;
  EXPECT_EQ(plant.asks("wang", normal(first)), "done");
  EXPECT_EQ(check(second).state, CheckState::Done);

  const CheckId third = open().id;
  CheckMarks other = two_hourly();
  other[2].value = "open the drain";
  EXPECT_EQ(plant.asks("chen", saved(other, 2)), "done");
  EXPECT_EQ(plant.asks("wang", normal(third)), "done");
  EXPECT_EQ(check(third).state, CheckState::Withdrawn);
  EXPECT_EQ(check(third).made.size(), 1U) << "of something else, and kept";
  EXPECT_EQ(open().asked.what, "open the drain");
}

TEST_F(CheckBookTest, ASecondRecordIsKeptBesideTheFirstAndTheSameOneIsNot) {
  const CheckId first = open().id;
  const RecordCheck by_wang = normal(first);
  EXPECT_EQ(plant.asks("wang", by_wang), "done");
  EXPECT_EQ(plant.asks("li", hazard(first, "glass is broken")), "done");
  EXPECT_EQ(check(first).made.size(), 2U);
  const std::size_t written = plant.journal().size();
  EXPECT_EQ(plant.asks("wang", by_wang), "done") << "sent again";
  EXPECT_EQ(plant.journal().size(), written);
  EXPECT_EQ(check(first).made.size(), 2U);
}

TEST_F(CheckBookTest, ARecordIsTakenForFourteenDaysAfterTheEnd) {
  const CheckId first = open().id;
  RecordCheck record = normal(first);
  record.done_at = plant.now() + 1_h;
  passes(3_h + 24_h * 14 - 1_min);
  EXPECT_EQ(plant.asks("wang", record), "done");
  passes(4_h);
  EXPECT_EQ(book().find(first), nullptr);
}

// Hazards.

TEST_F(CheckBookTest, WhatIsFoundIsAHazardOnceWithItsWordsAndPictures) {
  RecordCheck found = hazard(open().id, "glass is broken");
  found.photos = {"photo-1"};
  const CheckId first = found.check;
  EXPECT_EQ(plant.asks("wang", found), "done");
  const auto& hazards = plant.state().hazards.hazards;
  ASSERT_EQ(hazards.size(), 1U);
  EXPECT_EQ(hazards.begin()->second.what, "glass is broken");
  EXPECT_EQ(hazards.begin()->second.reporter, "wang");
  EXPECT_EQ(hazards.begin()->second.measure, "gauge");
  const auto& reported = get<HazardReported>(plant.journal()[hazards.begin()->first.get() - 1].body);
  EXPECT_EQ(reported.about.check, first);
  EXPECT_THAT(reported.photos, ElementsAre("photo-1"));
  EXPECT_EQ(plant.asks("wang", hazard(open().id, "still broken")), "done");
  EXPECT_EQ(plant.state().hazards.hazards.size(), 1U) << "one open hazard of one measure";
}

TEST_F(CheckBookTest, WhatIsFoundAgainNamesTheOpenHazardAndIsNotApprovedOverIt) {
  EXPECT_EQ(plant.asks("wang", hazard(open().id, "glass is broken")), "done");
  const HazardId id = plant.state().hazards.hazards.begin()->first;
  EXPECT_EQ(plant.asks("chen",
                       GradeHazard{id, HazardGrade::General, HazardKind::Safety, HazardHandling::ByDeadline, "", plant.now() + 24_h, {}}),
            "done");
  EXPECT_EQ(plant.asks("wang", AcceptHazard{id}), "done");
  EXPECT_EQ(plant.asks("wang", RectifyHazard{id, "new glass", {"after-1"}}), "done");
  plant.after(1_min);
  const CheckId again = open().id;
  EXPECT_EQ(plant.asks("chen", hazard(again, "the new one is broken, too")), "done");
  const auto recorded = std::ranges::find_if(plant.journal().rbegin(), plant.journal().rend(),
                                             [](const Event& event) { return holds<CheckRecorded>(event.body); });
  EXPECT_EQ(get<CheckRecorded>(recorded->body).open_hazard, id);
  EXPECT_EQ(plant.asks("li", ReviewHazard{id, Verdict::Approved, ""}),
            "check #" + std::to_string(again.get()) + " found it again after it was mended: return it");
  EXPECT_EQ(plant.asks("li", ReviewHazard{id, Verdict::Returned, "broken again"}), "done");
  EXPECT_EQ(plant.asks("wang", RectifyHazard{id, "a guard", {"after-2"}}), "done");
  EXPECT_EQ(plant.asks("li", ReviewHazard{id, Verdict::Approved, ""}), "done");
  EXPECT_THAT(plant.state().hazards.hazards, IsEmpty());
}

TEST_F(CheckBookTest, WhatWasFoundBeforeItWasMendedAndToldAfterwardsSaysNothingAgainstTheMending) {
  EXPECT_EQ(plant.asks("wang", hazard(open().id, "glass is broken")), "done");
  const HazardId id = plant.state().hazards.hazards.begin()->first;
  plant.after(1_min);
  const RecordCheck before = hazard(open().id, "broken");
  plant.after(1_min);
  EXPECT_EQ(plant.asks("chen", GradeHazard{id, HazardGrade::General, HazardKind::Safety, HazardHandling::AtOnce, "", {}, {}}), "done");
  EXPECT_EQ(plant.asks("wang", RectifyHazard{id, "new glass", {"after-1"}}), "done");
  EXPECT_EQ(plant.asks("chen", before), "done");
  EXPECT_EQ(plant.asks("li", ReviewHazard{id, Verdict::Approved, ""}), "done");
}

// Cards.

TEST_F(CheckBookTest, WhoReadsTheCardHasFoundItAndRaisesNoHazard) {
  EXPECT_EQ(plant.asks("chen", card("k7x2")), "done");
  RecordCheck found = hazard(open().id, "");
  found.tag = " K7X2 ";
  plant.wrote();
  EXPECT_EQ(plant.asks("wang", found), "done");
  EXPECT_THAT(plant.wrote("seed."), ElementsAre("seed.found compare gauge"));
  EXPECT_THAT(plant.state().hazards.hazards, IsEmpty());
  EXPECT_THAT(book().seeds, IsEmpty());
  EXPECT_THAT(plant.sent(), IsEmpty());
}

TEST_F(CheckBookTest, WhoDoesNotHasOverlookedItWhichWhoeverHungItIsTold) {
  EXPECT_EQ(plant.asks("chen", card()), "done");
  plant.wrote();
  EXPECT_EQ(plant.asks("wang", normal(open().id)), "done");
  EXPECT_THAT(plant.wrote("seed."), ElementsAre("seed.overlooked compare gauge"));
  EXPECT_THAT(plant.sent(), ElementsAre("safety-officer seed-overlooked gauge"));
  EXPECT_THAT(book().seeds, IsEmpty());
}

TEST_F(CheckBookTest, OnlyWhatIsForSafetyOfficersIsToldToAPost) {
  EXPECT_EQ(plant.asks("root", SaveAccount{"chen", "chen", Role::SafetyOfficer, {"operator"}}), "done");
  EXPECT_EQ(plant.asks("chen", card()), "done");
  EXPECT_EQ(plant.asks("wang", normal(open().id)), "done");
  EXPECT_THAT(plant.sent(), ElementsAre("chen seed-overlooked gauge"));
}

TEST_F(CheckBookTest, AWrongCodeIsKeptAndJudgedTheSameAsNone) {
  RecordCheck record = normal(open().id);
  record.tag = "ABC";
  EXPECT_EQ(plant.asks("wang", record), "done") << "nothing hangs, and nobody is told so";
  EXPECT_EQ(plant.asks("chen", card()), "done");
  record = normal(open().id);
  record.tag = "ABC";
  plant.wrote();
  EXPECT_EQ(plant.asks("wang", record), "done");
  EXPECT_THAT(plant.wrote("seed."), ElementsAre("seed.overlooked compare gauge"));
}

TEST_F(CheckBookTest, WhatWasDoneBeforeTheCardHungSaysNothingOfIt) {
  const RecordCheck before = normal(open().id);
  passes(10_min);
  EXPECT_EQ(plant.asks("chen", card()), "done");
  passes(10_min);
  EXPECT_EQ(plant.asks("wang", before), "done");
  EXPECT_EQ(book().seeds.size(), 1U) << "it still hangs";
}

TEST_F(CheckBookTest, ACardIsTakenAwayByAPersonOrByTime) {
  EXPECT_EQ(plant.asks("chen", card()), "done");
  EXPECT_EQ(plant.asks("chen", RemoveSeed{book().seeds.begin()->first}), "done");
  EXPECT_THAT(book().seeds, IsEmpty());
  EXPECT_EQ(plant.asks("chen", RemoveSeed{SeedId(7)}), "there is no such card, or it is over");
  EXPECT_EQ(plant.asks("chen", card()), "done");
  passes(25_h);
  EXPECT_THAT(book().seeds, IsEmpty());
}

TEST_F(CheckBookTest, RefusesCardsThatJudgeNobody) {
  EXPECT_EQ(plant.asks("wang", card()), "this takes a safety officer or an administrator");
  EXPECT_EQ(plant.asks("chen", card("a!")), "a code is 3 to 8 letters or digits");
  EXPECT_EQ(plant.asks("chen", (PlantSeed{"gauge", "K7X2", plant.now(), ""})), "it hangs until a time to come");
  EXPECT_EQ(plant.asks("chen", (PlantSeed{"nothing", "K7X2", plant.now() + 1_h, ""})), "there is no such measure");
  EXPECT_EQ(plant.asks("chen", card()), "done");
  EXPECT_EQ(plant.asks("chen", card()), "a card hangs there already: take that one away first");
}

}  // namespace
}  // namespace davy::core
