#include "core/hazard/hazard_book.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The report that came last.
HazardId newest_of(const PlantStory& plant) {
  HazardId id;
  for (const Event& event : plant.journal())
    if (holds<HazardReported>(event.body)) id = HazardId(event.seq);
  return id;
}

class HazardBookTest : public testing::Test {
 protected:
  std::string report(const std::string& login, Reporter reporter = Reporter::Named) {
    const std::string answer =
        plant.asks(login,
                   ReportHazard{"tank-farm", "handrail loose", {"before-1"}, HazardSource::Routine, HazardPlace{12, 30}, {}, reporter});
    if (answer == "done") id = newest_of(plant);
    return answer;
  }
  GradeHazard general() const {
    return {id, HazardGrade::General, HazardKind::Safety, HazardHandling::ByDeadline, "", plant.now() + days(5), {}};
  }
  GradeHazard major() const {
    return {id,
            HazardGrade::Major,
            HazardKind::Fire,
            HazardHandling::ByDeadline,
            "",
            plant.now() + days(30),
            {"the operator", "a new line", "80 000", "plan 3", "tank empty"}};
  }
  std::string accept(const std::string& login) { return plant.asks(login, AcceptHazard{id}); }
  std::string rectify(const std::string& login) { return plant.asks(login, RectifyHazard{id, "welded", {"after-1"}}); }
  std::string approve(const std::string& login) { return plant.asks(login, ReviewHazard{id, Verdict::Approved, ""}); }
  std::string give_back(const std::string& login) { return plant.asks(login, ReviewHazard{id, Verdict::Returned, "still loose"}); }
  std::string approve_again(const std::string& login) { return plant.asks(login, ReviewHazardAgain{id, Verdict::Approved, ""}); }
  const Hazard& hazard() { return *plant.state().hazards.find(id); }
  bool is_open() { return plant.state().hazards.find(id) != nullptr; }

  static Duration days(int n) { return 24_h * n; }

  PlantStory plant;
  HazardId id;
};

TEST_F(HazardBookTest, IsReportedGradedMendedReturnedMendedAgainApprovedAndClosed) {
  EXPECT_EQ(report("zhao"), "done");
  EXPECT_EQ(plant.asks("chen", general()), "done");
  EXPECT_EQ(accept("wang"), "done");
  EXPECT_EQ(rectify("wang"), "done");
  EXPECT_EQ(give_back("li"), "done");
  EXPECT_EQ(rectify("wang"), "done");
  EXPECT_EQ(approve("li"), "done");
  EXPECT_FALSE(is_open());
  EXPECT_THAT(plant.wrote("hazard."),
              ElementsAre("hazard.reported handrail loose operator", "hazard.graded handrail loose operator",
                          "hazard.accepted handrail loose", "hazard.rectified handrail loose", "hazard.reviewed handrail loose",
                          "hazard.rectified handrail loose", "hazard.reviewed handrail loose", "hazard.closed handrail loose"));
}

// Reporting.

TEST_F(HazardBookTest, AReportSaysWhereAndWhatAndGoesToTheDutyOfThePlace) {
  EXPECT_EQ(plant.asks("zhao", ReportHazard{"cellar", "wet", {}, {}, {}, {}, {}}), "there is no zone cellar");
  EXPECT_EQ(plant.asks("zhao", ReportHazard{"tank-farm", "　 ", {}, {}, {}, {}, {}}), "say in a line what is wrong, or add a photo");
  EXPECT_EQ(plant.asks("zhao", ReportHazard{"tank-farm", "wet", {}, {}, HazardPlace{std::nan(""), 1}, {}, {}}),
            "the place is two numbers of metres on the plan");
  EXPECT_EQ(plant.asks("zhao", ReportHazard{"tank-farm", "wet", {}, {}, {}, {"ch4-99", "", "", {}}, {}}), "there is no point ch4-99");
  EXPECT_EQ(plant.asks("zhao", ReportHazard{"tank-farm", "wet", {}, {}, {}, {"", "no-trip", "", {}}, {}}), "there is no row no-trip");
  EXPECT_EQ(report("zhao"), "done");
  EXPECT_EQ(hazard().reporter, "zhao");
  EXPECT_EQ(hazard().post, "operator");
  EXPECT_EQ(hazard().deadline, plant.now() + 24_h) << "to be graded";
}

TEST_F(HazardBookTest, APhotoSaysItWithoutWords) {
  EXPECT_EQ(plant.asks("zhao", ReportHazard{"tank-farm", "　 ", {"photo-1"}, {}, {}, {}, {}}), "done");
  id = newest_of(plant);
  EXPECT_EQ(hazard().what, "");
  const auto& reported = get<HazardReported>(plant.journal()[id.get() - 1].body);
  EXPECT_EQ(reported.what, "");
  EXPECT_THAT(reported.photos, ElementsAre("photo-1"));
  EXPECT_EQ(hazard().post, "operator") << "it is graded and mended as any other";
}

TEST_F(HazardBookTest, NothingSaysWhoReportedAnonymously) {
  EXPECT_EQ(report("zhao", Reporter::Anonymous), "done");
  EXPECT_EQ(plant.journal()[id.get() - 1].actor, "anonymous");
  EXPECT_EQ(hazard().reporter, "");
  EXPECT_THAT(print(plant.state()), testing::Not(HasSubstr("zhao")));
  for (const Event& event : plant.journal()) EXPECT_THAT(print(event), testing::Not(HasSubstr("zhao")));
}

TEST_F(HazardBookTest, AnotherRoomsReportIsTheSystems) {
  const site::Site site = make_small_plant();
  const HazardReported found =
      hazard::reported(site::Directory(site),
                       {"tank-farm", "bypassed for a day", {}, HazardSource::MeasureFailed, {}, {"", "gas-trip", "", {}}, {}}, kEight);
  HazardBook book;
  hazard::evolve(book, {7, kEight, "system", found});
  EXPECT_EQ(book.find(HazardId(7))->reporter, "system");
  EXPECT_EQ(book.find(HazardId(7))->post, "operator");
}

// Grading.

TEST_F(HazardBookTest, OnlyASafetyOfficerGrades) {
  report("zhao");
  EXPECT_EQ(plant.asks("li", general()), "this takes a safety officer or an administrator");
  EXPECT_EQ(plant.asks("chen", general()), "done");
  EXPECT_EQ(hazard().state, HazardState::Graded);
}

TEST_F(HazardBookTest, AGradingNeedsADeadlineToComeAndAPostOfTheSite) {
  report("zhao");
  GradeHazard ask = general();
  ask.deadline = std::nullopt;
  EXPECT_EQ(plant.asks("chen", ask), "a deadline is missing");
  ask.deadline = plant.now();
  EXPECT_EQ(plant.asks("chen", ask), "the deadline has passed already");
  ask = general();
  ask.post = "king";
  EXPECT_EQ(plant.asks("chen", ask), "there is no post king");
  ask.post = "shift-lead";
  EXPECT_EQ(plant.asks("chen", ask), "done");
  EXPECT_EQ(hazard().post, "shift-lead");
}

TEST_F(HazardBookTest, WhatIsMendedAtOnceHasADayUnlessTheSiteSaysOtherwise) {
  report("zhao");
  GradeHazard ask{id, HazardGrade::General, HazardKind::Safety, HazardHandling::AtOnce, "", plant.now() + 25_h, {}};
  EXPECT_EQ(plant.asks("chen", ask), "what is mended at once has 1d at most");
  ask.deadline = std::nullopt;
  EXPECT_EQ(plant.asks("chen", ask), "done");
  EXPECT_EQ(hazard().deadline, plant.now() + 24_h);
}

TEST_F(HazardBookTest, AMajorOneNeedsItsFivePointsAndIsUnderSupervisionFromTheStart) {
  report("zhao");
  GradeHazard ask = major();
  ask.handling = HazardHandling::AtOnce;
  EXPECT_EQ(plant.asks("chen", ask), "a major hazard is mended by a deadline, not at once");
  const std::vector<std::pair<std::string FivePoints::*, std::string>> parts{{&FivePoints::responsibility, "who is responsible"},
                                                                             {&FivePoints::measures, "the measures"},
                                                                             {&FivePoints::funds, "the funds"},
                                                                             {&FivePoints::contingency, "the contingency plan"},
                                                                             {&FivePoints::interim,
                                                                              "what keeps people safe until it is mended"}};
  for (const auto& [part, name] : parts) {
    ask = major();
    ask.plan.*part = " ";
    EXPECT_EQ(plant.asks("chen", ask), "a major hazard needs " + name);
  }
  plant.wrote();
  EXPECT_EQ(plant.asks("chen", major()), "done");
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.graded handrail loose operator", "hazard.supervised handrail loose shift-lead"));
}

TEST_F(HazardBookTest, AGradeIsRaisedNeverLowered) {
  report("zhao");
  plant.asks("chen", general());
  accept("wang");
  EXPECT_EQ(plant.asks("chen", general()), "the hazard has its grade, which can only be raised");
  EXPECT_EQ(plant.asks("chen", major()), "done");
  EXPECT_EQ(hazard().handler, "") << "it is another piece of work";
  EXPECT_EQ(plant.asks("chen", general()), "the hazard has its grade, which can only be raised");
  accept("wang");
  rectify("wang");
  EXPECT_EQ(plant.asks("chen", major()), "the hazard is being reviewed: return it before grading it again");
}

// What is no hazard of its own.

TEST_F(HazardBookTest, OnlyAnUngradedReportIsMergedOrDismissed) {
  report("zhao");
  const HazardId first = id;
  plant.asks("chen", general());
  report("wang");
  EXPECT_EQ(plant.asks("chen", MergeHazard{id, id}), "choose another hazard that is open");
  EXPECT_EQ(plant.asks("chen", MergeHazard{first, id}), "the hazard has been graded: only mending and review close it");
  EXPECT_EQ(plant.asks("chen", DismissHazard{first, "no"}), "the hazard has been graded: only mending and review close it");
  EXPECT_EQ(plant.asks("li", MergeHazard{id, first}), "this takes a safety officer or an administrator");
  EXPECT_EQ(plant.asks("chen", MergeHazard{id, first}), "done");
  EXPECT_FALSE(is_open());
  report("wang");
  EXPECT_EQ(plant.asks("chen", DismissHazard{id, " "}), "say why it is no hazard");
  EXPECT_EQ(plant.asks("chen", DismissHazard{id, "this is how it looks when it is new"}), "done");
  EXPECT_FALSE(is_open());
  EXPECT_NE(plant.state().hazards.find(first), nullptr);
}

// Mending.

TEST_F(HazardBookTest, WhatHasADeadlineIsAcceptedByItsPostThenMendedByWhoAcceptedIt) {
  report("zhao");
  EXPECT_EQ(accept("wang"), "the hazard has not been graded");
  EXPECT_EQ(rectify("wang"), "the hazard has not been graded");
  plant.asks("chen", general());
  EXPECT_EQ(rectify("wang"), "a hazard is accepted first, then mended");
  EXPECT_EQ(accept("zhao"), "this hazard is for the post Operator, which you do not hold");
  EXPECT_EQ(accept("wang"), "done");
  EXPECT_EQ(accept("wang"), "you have accepted it already");
  EXPECT_EQ(rectify("zhao"), "only its handler, wang, may submit it");
  EXPECT_EQ(plant.asks("wang", RectifyHazard{id, " ", {"after-1"}}), "say what was done");
  EXPECT_EQ(plant.asks("wang", RectifyHazard{id, "welded", {}}), "add at least one photo of the place as it is now");
  EXPECT_EQ(rectify("wang"), "done");
  EXPECT_EQ(rectify("wang"), "the hazard is being reviewed");
  EXPECT_EQ(accept("li"), "the hazard is being reviewed");
}

TEST_F(HazardBookTest, KeepsWhatTheExchangeTablesAskAndRefusesACostThatIsNone) {
  report("zhao");
  GradeHazard ask = general();
  ask.management = HazardManagement::Things;
  ask.arose_in = HazardLink::Upkeep;
  ask.reason = "the weld rusted";
  ask.hazard_code = "FX-01";
  plant.asks("chen", ask);
  const HazardGraded* graded = nullptr;
  for (const Event& event : plant.journal())
    if (const auto* body = get_if<HazardGraded>(&event.body)) graded = body;
  ASSERT_NE(graded, nullptr);
  EXPECT_EQ(graded->management, HazardManagement::Things);
  EXPECT_EQ(graded->arose_in, HazardLink::Upkeep);
  EXPECT_EQ(graded->reason, "the weld rusted");
  EXPECT_EQ(graded->hazard_code, "FX-01");
  accept("wang");
  const char* wrong = "the cost is from 0 to 10 000 million yuan";
  EXPECT_EQ(plant.asks("wang", RectifyHazard{id, "welded", {"after-1"}, -0.5}), wrong);
  EXPECT_EQ(plant.asks("wang", RectifyHazard{id, "welded", {"after-1"}, 2e10}), wrong);
  EXPECT_EQ(plant.asks("wang", RectifyHazard{id, "welded", {"after-1"}, 1800.5}), "done");
}

TEST_F(HazardBookTest, WhatIsMendedAtOnceItsReporterMendsOnTheSpotAndAnotherStillReviews) {
  report("li");
  GradeHazard ask{id, HazardGrade::General, HazardKind::Safety, HazardHandling::AtOnce, "safety-officer", std::nullopt, {}};
  plant.asks("chen", ask);
  EXPECT_EQ(rectify("zhao"), "this hazard is for the post Safety officer, which you do not hold");
  EXPECT_EQ(rectify("li"), "done");
  EXPECT_EQ(approve("li"), "whoever mended it may not review it");
  EXPECT_EQ(approve("chen"), "done");
  EXPECT_FALSE(is_open());
}

TEST_F(HazardBookTest, ATeamLeadTakesOverAndWhoMendedBeforeStillDoesNotReview) {
  report("zhao");
  plant.asks("chen", general());
  accept("li");
  rectify("li");
  give_back("chen");
  EXPECT_EQ(accept("wang"), "li has accepted it; only a team lead or above takes it over");
  EXPECT_EQ(accept("chen"), "done");
  EXPECT_EQ(hazard().state, HazardState::Returned);
  EXPECT_EQ(rectify("li"), "only its handler, chen, may submit it");
  EXPECT_EQ(rectify("chen"), "done");
  EXPECT_EQ(approve("li"), "whoever mended it may not review it");
  EXPECT_EQ(approve("chen"), "whoever mended it may not review it");
  EXPECT_EQ(approve("root"), "done");
}

// Reviews.

TEST_F(HazardBookTest, OnlyWhatIsMendedIsReviewedAndAReturnSaysWhy) {
  report("zhao");
  EXPECT_EQ(approve("li"), "nothing has been submitted that could be reviewed");
  plant.asks("chen", general());
  accept("wang");
  rectify("wang");
  EXPECT_EQ(approve("zhao"), "this takes a team lead, a safety officer, a manager or an administrator");
  EXPECT_EQ(plant.asks("li", ReviewHazard{id, Verdict::Returned, ""}), "say why it is returned");
  EXPECT_EQ(approve_again("chen"), "only a major hazard that a first review approved is reviewed again");
  EXPECT_EQ(approve("li"), "done");
}

TEST_F(HazardBookTest, AMajorOneTakesASecondReviewByAThirdPerson) {
  report("zhao");
  plant.asks("chen", major());
  accept("wang");
  rectify("wang");
  EXPECT_EQ(approve("chen"), "done");
  EXPECT_TRUE(is_open());
  EXPECT_EQ(approve_again("chen"), "the second review is for another person than the first");
  EXPECT_EQ(approve_again("li"), "this takes a safety officer, a manager or an administrator");
  EXPECT_EQ(approve_again("root"), "done");
  EXPECT_FALSE(is_open());
}

TEST_F(HazardBookTest, TheSecondReviewMayReturnItAndThenBothBeginAnew) {
  report("zhao");
  plant.asks("chen", major());
  accept("chen");
  rectify("chen");
  approve("li");
  EXPECT_EQ(approve_again("chen"), "whoever mended it may not review it");
  EXPECT_EQ(plant.asks("root", ReviewHazardAgain{id, Verdict::Returned, " "}), "say why it is returned");
  EXPECT_EQ(plant.asks("root", ReviewHazardAgain{id, Verdict::Returned, "no pressure test"}), "done");
  EXPECT_EQ(hazard().state, HazardState::Returned);
  EXPECT_EQ(hazard().reviewer, "");
  rectify("chen");
  EXPECT_EQ(approve_again("root"), "only a major hazard that a first review approved is reviewed again");
  EXPECT_EQ(approve("li"), "done");
  EXPECT_EQ(approve_again("root"), "done");
  EXPECT_FALSE(is_open());
}

TEST_F(HazardBookTest, WhatIsReturnedHasADayMoreUnlessItHasLongerAnyway) {
  report("zhao");
  plant.asks("chen", general());
  const Instant deadline = hazard().deadline;
  accept("wang");
  rectify("wang");
  give_back("li");
  EXPECT_EQ(hazard().deadline, deadline);
  plant.only_timers(days(5));
  rectify("wang");
  give_back("li");
  EXPECT_EQ(hazard().deadline, plant.now() + 24_h);
  EXPECT_EQ(hazard().returns, 2u);
}

// More time.

TEST_F(HazardBookTest, OnlySomebodyAboveTheResponsiblePostGivesMoreTimeAndSaysWhy) {
  report("zhao");
  const auto extend = [&](const std::string& login, Duration more, const std::string& reason = "the part comes on Friday") {
    return plant.asks(login, ExtendHazard{id, plant.now() + more, reason});
  };
  EXPECT_EQ(extend("li", days(9)), "only what is being mended can be extended");
  plant.asks("chen", general());
  EXPECT_EQ(extend("wang", days(9)), "this takes a team lead, a safety officer, a manager or an administrator");
  EXPECT_EQ(extend("li", days(9), " "), "say why it is extended");
  EXPECT_EQ(extend("li", days(5)), "the new deadline is to be later than now and than the old one");
  EXPECT_EQ(extend("li", days(9)), "done");
  EXPECT_EQ(hazard().deadline, plant.now() + days(9));
  accept("li");
  EXPECT_EQ(extend("li", days(12)), "it takes somebody above the responsible post to extend it") << "not for oneself";
  EXPECT_EQ(extend("chen", days(12)), "done");
  EXPECT_EQ(hazard().extensions, 2u);
}

TEST_F(HazardBookTest, TheResponsiblePostItselfDoesNotGiveItselfMoreTime) {
  report("zhao");
  GradeHazard ask = general();
  ask.post = "shift-lead";
  plant.asks("chen", ask);
  EXPECT_EQ(plant.asks("li", ExtendHazard{id, plant.now() + days(9), "busy"}), "it takes somebody above the responsible post to extend it");
}

TEST_F(HazardBookTest, WhoeverMendsItAsksForMoreTimeAndSomebodyAboveDecides) {
  report("zhao");
  const auto ask = [&](const std::string& login, Duration more, const std::string& reason = "the part comes on Friday") {
    return plant.asks(login, AskExtension{id, plant.now() + more, reason});
  };
  const auto refuse = [&](const std::string& login, const std::string& reason = "weld it") {
    return plant.asks(login, RefuseExtension{id, reason});
  };
  EXPECT_EQ(ask("wang", days(9)), "only what is being mended can be extended");
  plant.asks("chen", general());
  EXPECT_EQ(ask("wang", days(9)), "only its handler may ask for more time");
  accept("wang");
  EXPECT_EQ(refuse("li"), "nobody has asked for more time");
  EXPECT_EQ(ask("wang", days(5)), "the new deadline is to be later than now and than the old one");
  EXPECT_EQ(ask("wang", days(9), " "), "say why it is extended");
  const Instant deadline = hazard().deadline;
  EXPECT_EQ(ask("wang", days(9)), "done");
  EXPECT_EQ(hazard().deadline, deadline) << "nothing changes by asking";
  EXPECT_EQ(hazard().asked, plant.now() + days(9));
  EXPECT_EQ(refuse("wang"), "this takes a team lead, a safety officer, a manager or an administrator");
  EXPECT_EQ(refuse("li", " "), "say why it is refused");
  EXPECT_EQ(refuse("li"), "done");
  EXPECT_EQ(hazard().asked, std::nullopt);
  EXPECT_EQ(ask("wang", days(8)), "done");
  EXPECT_EQ(plant.asks("li", ExtendHazard{id, plant.now() + days(7), "no later"}), "done");
  EXPECT_EQ(hazard().asked, std::nullopt);
  ask("wang", days(9));
  accept("chen");
  EXPECT_EQ(hazard().asked, std::nullopt) << "who asked has it no longer in hand";
}

// What is overdue.

TEST_F(HazardBookTest, RemindsADayBeforeAndAtTheDeadlineThenClimbsTheChainOfDutyAndNeverCloses) {
  report("zhao");
  plant.asks("chen", general());
  plant.wrote();
  plant.only_timers(days(4) - 1_s);
  EXPECT_THAT(plant.wrote("hazard."), IsEmpty());
  plant.only_timers(1_s);
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.reminded handrail loose"));
  plant.only_timers(days(1));
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.reminded handrail loose"));
  plant.only_timers(days(3));
  EXPECT_THAT(plant.wrote("hazard."),
              ElementsAre("hazard.supervised handrail loose shift-lead", "hazard.supervised handrail loose safety-officer",
                          "hazard.supervised handrail loose safety-officer"));
  plant.only_timers(days(365));
  EXPECT_EQ(hazard().state, HazardState::Graded);
  EXPECT_EQ(hazard().supervision, 368u);
  EXPECT_EQ(hazard().reminders, 2u);
}

TEST_F(HazardBookTest, AReportThatNobodyGradesClimbsToo) {
  report("zhao");
  plant.wrote();
  plant.only_timers(days(2));
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.reminded handrail loose", "hazard.supervised handrail loose shift-lead"));
}

TEST_F(HazardBookTest, AReviewThatNobodyDoesClimbsToo) {
  report("zhao");
  plant.asks("chen", general());
  accept("wang");
  rectify("wang");
  plant.wrote();
  plant.only_timers(days(6));
  EXPECT_EQ(hazard().state, HazardState::Rectified);
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.reminded handrail loose", "hazard.reminded handrail loose",
                                                  "hazard.supervised handrail loose shift-lead"));
}

TEST_F(HazardBookTest, AMajorOneThatIsLateClimbsOnFromWhoWatchesOverIt) {
  report("zhao");
  plant.asks("chen", major());
  plant.only_timers(days(30));
  plant.wrote();
  plant.only_timers(days(1));
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.supervised handrail loose safety-officer"));
  EXPECT_EQ(hazard().supervision, 2u);
}

TEST_F(HazardBookTest, MoreTimeIsRemindedOfAnew) {
  report("zhao");
  plant.asks("chen", general());
  plant.only_timers(days(6));
  EXPECT_EQ(plant.asks("chen", ExtendHazard{id, plant.now() + days(3), "the part comes on Friday"}), "done");
  plant.wrote();
  plant.only_timers(days(3));
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.reminded handrail loose", "hazard.reminded handrail loose"));
  plant.only_timers(days(1));
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.supervised handrail loose safety-officer"));
}

TEST_F(HazardBookTest, TimersGoOnThroughACrashAndRepeatNothing) {
  report("zhao");
  plant.asks("chen", general());
  plant.only_timers(days(5));
  plant.wrote();
  plant.crashes(1_h);
  plant.only_timers(22_h);
  EXPECT_THAT(plant.wrote("hazard."), IsEmpty());
  plant.only_timers(1_h);
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.supervised handrail loose shift-lead"));
  plant.crashes(days(9));
  plant.only_timers(1_s);
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.supervised handrail loose safety-officer")) << "once, however long Davy was down";
}

TEST(HazardDeadlines, AreTheSitesByGrade) {
  site::Site site = make_small_plant();
  site.hazard_deadlines.general = 24_h * 30;
  site.hazard_deadlines.major = 24_h * 7;
  PlantStory plant(std::move(site));
  plant.asks("zhao", ReportHazard{"tank-farm", "wet", {}, {}, {}, {}, {}});
  const HazardId id = newest_of(plant);
  GradeHazard ask{id, HazardGrade::General, {}, HazardHandling::ByDeadline, "", plant.now() + 24_h * 31, {}};
  EXPECT_EQ(plant.asks("chen", ask), "a hazard of this grade has 30d at most");
  ask.deadline.reset();
  EXPECT_EQ(plant.asks("chen", ask), "done");
  EXPECT_EQ(plant.state().hazards.find(id)->deadline, plant.now() + 24_h * 30);
  ask.grade = HazardGrade::Serious;
  EXPECT_EQ(plant.asks("chen", ask), "a deadline is missing") << "nothing is said of that grade";
  ask.grade = HazardGrade::Major;
  ask.plan = {"who", "how", "money", "if it fails", "until then"};
  EXPECT_EQ(plant.asks("chen", ask), "done");
  EXPECT_EQ(plant.state().hazards.find(id)->deadline, plant.now() + 24_h * 7);
  EXPECT_EQ(plant.asks("chen", ExtendHazard{id, plant.now() + 24_h * 9, "rain"}), "done") << "more time is given with a reason";
}

TEST(HazardTerms, AreTheSites) {
  site::Site site = make_small_plant();
  site.hazards = {2_h, 3_h, 4_h, 5_h, 6_h};
  PlantStory plant(std::move(site));
  plant.asks("zhao", ReportHazard{"tank-farm", "wet", {}, {}, {}, {}, {}});
  const HazardId id = newest_of(plant);
  EXPECT_EQ(plant.state().hazards.find(id)->deadline, plant.now() + 2_h);
  plant.asks("chen", GradeHazard{id, {}, {}, HazardHandling::AtOnce, "", {}, {}});
  EXPECT_EQ(plant.state().hazards.find(id)->deadline, plant.now() + 3_h);
  plant.wrote();
  plant.only_timers(9_h);
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.reminded wet", "hazard.supervised wet shift-lead"));
  plant.asks("wang", RectifyHazard{id, "dried", {"after-1"}});
  plant.asks("li", ReviewHazard{id, Verdict::Returned, "still wet"});
  EXPECT_EQ(plant.state().hazards.find(id)->deadline, plant.now() + 4_h);
  plant.asks("chen", ExtendHazard{id, plant.now() + 24_h, "rain"});
  plant.wrote();
  plant.only_timers(19_h);
  EXPECT_THAT(plant.wrote("hazard."), ElementsAre("hazard.reminded wet")) << "five hours before";
}

}  // namespace
}  // namespace davy::core
