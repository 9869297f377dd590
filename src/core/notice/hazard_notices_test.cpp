#include "core/notice/hazard_notices.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class HazardNoticesTest : public testing::Test {
 protected:
  void report(const std::string& login, Reporter reporter = Reporter::Named) {
    plant.sent();
    ASSERT_EQ(plant.asks(login, ReportHazard{"tank-farm", "handrail loose", {}, {}, {}, {}, reporter}), "done");
    for (const Event& event : plant.journal())
      if (holds<HazardReported>(event.body)) id = HazardId(event.seq);
  }
  std::string grade(HazardGrade grade = HazardGrade::General) {
    return plant.asks(
        "chen",
        GradeHazard{id, grade, HazardKind::Safety, HazardHandling::ByDeadline, "", plant.now() + days(5), {"a", "b", "c", "d", "e"}});
  }
  std::string accept(const std::string& login) { return plant.asks(login, AcceptHazard{id}); }
  std::string rectify(const std::string& login) { return plant.asks(login, RectifyHazard{id, "welded", {"after-1"}}); }
  std::string review(const std::string& login, Verdict verdict) { return plant.asks(login, ReviewHazard{id, verdict, "seen"}); }
  std::string review_again(const std::string& login, Verdict verdict) { return plant.asks(login, ReviewHazardAgain{id, verdict, "seen"}); }
  // The newest notice, whole.
  NoticeIssued newest() const {
    for (auto event = plant.journal().rbegin(); event != plant.journal().rend(); ++event)
      if (const auto* issued = get_if<NoticeIssued>(&event->body)) return *issued;
    return {};
  }
  std::vector<std::string> dropped() {
    std::vector<std::string> reasons;
    for (; read_ < plant.journal().size(); ++read_)
      if (const auto* drop = get_if<NoticeDropped>(&plant.journal()[read_].body)) reasons.push_back(drop->why);
    return reasons;
  }
  static Duration days(int n) { return 24_h * n; }

  PlantStory plant;
  HazardId id;

 private:
  std::size_t read_ = 0;
};

// Who is told what.

TEST_F(HazardNoticesTest, EveryStepCallsWhoeverItWaitsFor) {
  report("zhao");
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-reported handrail loose", "safety-officer hazard-reported handrail loose"));
  grade();
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-graded handrail loose"));
  accept("wang");
  EXPECT_THAT(plant.sent(), IsEmpty());
  rectify("wang");
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead hazard-rectified handrail loose"));
  review("li", Verdict::Returned);
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-returned handrail loose"));
  EXPECT_EQ(newest().person, "wang") << "who has it in hand";
  rectify("wang");
  plant.sent();
  review("li", Verdict::Approved);
  EXPECT_THAT(plant.sent(), ElementsAre("zhao hazard-closed handrail loose"));
}

TEST_F(HazardNoticesTest, TheNearestPostThatASafetyOfficerHoldsIsAskedToGrade) {
  plant.asks("root", SaveAccount{"sun", "Sun", Role::SafetyOfficer, {"shift-lead"}});
  report("zhao");
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-reported handrail loose", "shift-lead hazard-reported handrail loose"));
  plant.asks("root", SaveAccount{"sun", "Sun", Role::SafetyOfficer, {"operator"}});
  report("zhao");
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-reported handrail loose"));
}

TEST_F(HazardNoticesTest, AMajorOneIsToldToWhoWatchesOverItAndIsReviewedTwice) {
  report("zhao");
  plant.sent();
  grade(HazardGrade::Major);
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-graded handrail loose", "shift-lead hazard-supervised handrail loose"));
  EXPECT_EQ(newest().severity, site::Severity::Major);
  accept("wang");
  rectify("wang");
  plant.sent();
  review("li", Verdict::Approved);
  EXPECT_THAT(plant.sent(), ElementsAre("safety-officer hazard-reviewed handrail loose"));
  review_again("chen", Verdict::Returned);
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-returned handrail loose"));
}

TEST_F(HazardNoticesTest, OverdueItRemindsThenClimbsLouder) {
  report("zhao");
  grade();
  accept("wang");
  plant.sent();
  plant.only_timers(days(4));
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-due-soon handrail loose"));
  plant.only_timers(days(1));
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-overdue handrail loose"));
  EXPECT_EQ(newest().person, "wang");
  plant.only_timers(days(2));
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead hazard-supervised handrail loose", "safety-officer hazard-supervised handrail loose"));
  EXPECT_EQ(newest().urgency, 3u);
}

TEST_F(HazardNoticesTest, AReminderGoesToWhoseTurnItIs) {
  report("zhao");
  plant.sent();
  plant.only_timers(days(1));
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-reported handrail loose", "safety-officer hazard-reported handrail loose"));
  grade(HazardGrade::Major);
  accept("wang");
  rectify("wang");
  plant.sent();
  plant.only_timers(days(4));
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead hazard-rectified handrail loose"));
  review("li", Verdict::Approved);
  plant.sent();
  plant.only_timers(days(1));
  EXPECT_THAT(plant.sent(), ElementsAre("safety-officer hazard-reviewed handrail loose"));
}

TEST_F(HazardNoticesTest, MoreTimeIsAskedForDecidedAndTold) {
  report("zhao");
  grade();
  accept("wang");
  plant.sent();
  plant.asks("wang", AskExtension{id, plant.now() + days(9), "the part comes on Friday"});
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead hazard-extension-asked handrail loose"));
  plant.asks("li", RefuseExtension{id, "weld it"});
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-extension-refused handrail loose"));
  plant.asks("chen", ExtendHazard{id, plant.now() + days(9), "rain"});
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-extended handrail loose"));
}

TEST_F(HazardNoticesTest, WhoHadItInHandLearnsThatItIsWorse) {
  report("zhao");
  grade();
  accept("li");
  grade(HazardGrade::Major);
  plant.sent();
  std::vector<std::string> by_name;
  for (const Event& event : plant.journal())
    if (const auto* told = get_if<NoticeIssued>(&event.body); told && told->reason == NoticeReason::HazardGraded)
      by_name.push_back(told->person);
  EXPECT_THAT(by_name, ElementsAre("", "li"));
}

TEST_F(HazardNoticesTest, AReporterLearnsHowItEndedUnlessNobodyKnowsWhoItWas) {
  report("zhao");
  const HazardId first = id;
  report("zhao");
  plant.sent();
  plant.asks("chen", MergeHazard{id, first});
  EXPECT_THAT(plant.sent(), ElementsAre("zhao hazard-merged handrail loose"));
  plant.asks("chen", DismissHazard{first, "it is meant to move"});
  EXPECT_THAT(plant.sent(), ElementsAre("zhao hazard-dismissed handrail loose"));
  report("zhao", Reporter::Anonymous);
  plant.sent();
  plant.asks("chen", DismissHazard{id, "it is meant to move"});
  EXPECT_THAT(plant.sent(), IsEmpty());
}

// Whether it is still true when its turn comes.

TEST_F(HazardNoticesTest, ACallIsDroppedOnceTheHazardHasMovedOn) {
  plant.notices_wait();
  report("zhao");
  grade();
  accept("wang");
  rectify("wang");
  review("li", Verdict::Returned);
  rectify("wang");
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead hazard-rectified handrail loose", "shift-lead hazard-rectified handrail loose"));
  EXPECT_THAT(dropped(), ElementsAre("the hazard has been graded", "the hazard has been graded", "the hazard has been accepted",
                                     "the hazard has been mended again"));
  plant.notices_wait();
  plant.only_timers(days(6));
  review("li", Verdict::Approved);
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), ElementsAre("zhao hazard-closed handrail loose"));
  EXPECT_THAT(dropped(), ElementsAre("the hazard is over", "the hazard is over", "the hazard is over"));
}

TEST_F(HazardNoticesTest, AReminderIsDroppedOnceItIsMendedOrHasMoreTime) {
  report("zhao");
  grade();
  accept("wang");
  dropped();
  plant.notices_wait();
  plant.only_timers(days(6) + 1_h);
  plant.asks("wang", AskExtension{id, plant.now() + days(1), "rain"});
  plant.asks("chen", ExtendHazard{id, plant.now() + days(1), "rain"});
  plant.sent();
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-extended handrail loose"));
  EXPECT_THAT(dropped(), ElementsAre("the hazard has a new deadline", "the hazard has a new deadline", "the hazard has a new deadline",
                                     "somebody has decided about it"));
  plant.notices_wait();
  plant.only_timers(days(1) + 1_h);
  rectify("wang");
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead hazard-rectified handrail loose"));
  EXPECT_THAT(dropped(), ElementsAre("the hazard has been mended"));
}

TEST_F(HazardNoticesTest, AHazardHandedToAnotherPostIsNoLongerTheFirstOnes) {
  report("zhao");
  plant.notices_wait();
  grade();
  plant.asks("chen", GradeHazard{id, HazardGrade::Serious, {}, HazardHandling::ByDeadline, "shift-lead", plant.now() + days(5), {}});
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), ElementsAre("operator hazard-reported handrail loose", "safety-officer hazard-reported handrail loose",
                                        "shift-lead hazard-graded handrail loose"));
  EXPECT_THAT(dropped(), ElementsAre("the hazard is another post's by now"));
}

TEST_F(HazardNoticesTest, AMajorOneIsWatchedOverAlsoWhenItHasMoreTime) {
  report("zhao");
  plant.notices_wait();
  grade(HazardGrade::Major);
  plant.after(1_s);
  plant.asks("chen", ExtendHazard{id, plant.now() + days(20), "rain"});
  plant.sent();
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), testing::Contains("shift-lead hazard-supervised handrail loose"));
}

}  // namespace
}  // namespace davy::core
