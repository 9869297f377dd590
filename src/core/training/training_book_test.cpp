// Trainings: who is to learn what, reading before the exam, the exam, what follows from it, and what comes of it for permits.
#include "core/testing/training_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class TrainingOfPeople : public ::testing::Test {
 protected:
  TrainingStory story;
  PlantStory& plant = story.plant;
};

TEST_F(TrainingOfPeople, GoesFromThePlanToThePass) {
  story.course("gas", {{"hours", "4.5"}, {"valid-months", "12"}});
  story.plan("operators", "gas", {{"posts", "operator"}});
  const TrainingId id = story.open("wang", "gas");
  ASSERT_FALSE(id.none());
  EXPECT_EQ(story.training(id).what.because, TrainingBecause::Plan);
  EXPECT_EQ(story.training(id).what.due, plant.now() + 24_h * 10);
  EXPECT_TRUE(story.open("li", "gas").none());
  EXPECT_THAT(plant.sent(), ElementsAre("wang training-assigned gas"));
  EXPECT_EQ(story.passes("wang", id), "done");
  EXPECT_THAT(plant.wrote("training."),
              ElementsAre("training.assigned wang gas", "training.read wang gas", "training.read wang gas",
                          "training.exam_started wang gas", "training.exam_finished wang gas", "training.passed wang gas"));
  EXPECT_TRUE(story.open("wang", "gas").none());
  const auto& passed = get<TrainingPassed>(plant.journal()[plant.journal().size() - 1].body);
  EXPECT_EQ(passed.hours, 4.5);
  EXPECT_EQ(passed.valid_until, to_text(months_after(day_at(plant.now(), 8_h), 12) + -1));
}

TEST_F(TrainingOfPeople, AsksForEverySectionBeforeTheExam) {
  story.course("gas", {{"topics", "post:operator"}});
  const TrainingId id = story.open("wang", "gas");
  EXPECT_EQ(plant.asks("wang", StartExam{id}), "2 sections are not read yet");
  EXPECT_EQ(plant.asks("wang", ReadSection{id, "gas-1", 30}), "done");
  EXPECT_EQ(plant.asks("wang", ReadSection{id, "gas-1", 30}), "done");
  EXPECT_EQ(plant.asks("wang", StartExam{id}), "1 sections are not read yet");
  EXPECT_EQ(plant.asks("wang", ReadSection{id, "gas-9", 30}), "the course has no section gas-9");
  EXPECT_THAT(plant.wrote("training.read"), testing::SizeIs(1));
}

TEST_F(TrainingOfPeople, IsDoneByThePersonOnly) {
  story.course("gas", {{"topics", "post:operator"}});
  const TrainingId id = story.open("wang", "gas");
  EXPECT_THAT(plant.asks("li", ReadSection{id, "gas-1", 30}), HasSubstr("in person"));
  story.reads_all("wang", id);
  EXPECT_THAT(plant.asks("chen", StartExam{id}), HasSubstr("in person"));
  ASSERT_EQ(plant.asks("wang", StartExam{id}), "done");
  EXPECT_THAT(plant.asks("li", story.answers(id, 2)), HasSubstr("in person"));
}

TEST_F(TrainingOfPeople, IsReadAnewWhenTheAttemptsAreUsedUp) {
  story.course("gas", {{"topics", "post:operator"}});
  const TrainingId id = story.open("wang", "gas");
  story.reads_all("wang", id);
  EXPECT_EQ(story.sits("wang", id, 1), "done");
  EXPECT_EQ(plant.asks("wang", StartExam{id}), "done");
  plant.sent();
  EXPECT_EQ(plant.asks("wang", story.answers(id, 0)), "done");
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead training-failed gas"));
  EXPECT_EQ(plant.asks("wang", StartExam{id}), "2 sections are not read yet");
  EXPECT_EQ(story.passes("wang", id), "done");
}

TEST_F(TrainingOfPeople, CountsWhatComesTooLateAsFailedAndWhatIsNotAnsweredAsWrong) {
  story.course("gas", {{"topics", "post:operator"}});
  const TrainingId id = story.open("wang", "gas");
  story.reads_all("wang", id);
  ASSERT_EQ(plant.asks("wang", StartExam{id}), "done");
  EXPECT_EQ(plant.asks("wang", FinishExam{id, {{story.training(id).exam->questions.front(), {"B"}}}}), "done");
  const auto finished = [&] {
    return get<TrainingExamFinished>(std::ranges::find_if(plant.journal().rbegin(), plant.journal().rend(), [](const Event& event) {
                                       return holds<TrainingExamFinished>(event.body);
                                     })->body);
  };
  EXPECT_EQ(finished().right, 1u);
  EXPECT_EQ(finished().percent, 50u);
  EXPECT_FALSE(finished().passed);
  ASSERT_EQ(plant.asks("wang", StartExam{id}), "done");
  const FinishExam answers = story.answers(id, 2);
  plant.only_timers(31_min);
  EXPECT_EQ(plant.asks("wang", answers), "no exam is running, or its time is over");
  EXPECT_TRUE(finished().late);
  EXPECT_FALSE(finished().passed);
}

// A question that is changed while somebody answers it is graded as it was asked.
TEST_F(TrainingOfPeople, IsGradedByTheQuestionsAsTheyWereAsked) {
  story.course("gas", {{"topics", "post:operator"}});
  const TrainingId id = story.open("wang", "gas");
  story.reads_all("wang", id);
  ASSERT_EQ(plant.asks("wang", StartExam{id}), "done");
  for (const char* question : {"gas-q1", "gas-q2", "gas-q3", "gas-q4"}) story.question("gas", question, "A");
  EXPECT_EQ(plant.asks("wang", story.answers(id, 2)), "done");
  EXPECT_TRUE(story.open("wang", "gas").none());
}

TEST_F(TrainingOfPeople, IsToldWhenItIsOverdue) {
  story.course("gas", {{"topics", "post:operator"}});
  plant.sent();
  plant.only_timers(24_h * 31);
  EXPECT_THAT(plant.sent(), ElementsAre("wang training-overdue gas", "shift-lead training-overdue gas"));
}

TEST_F(TrainingOfPeople, ComesAgainBeforeItRunsOut) {
  story.course("gas", {{"topics", "post:operator"}, {"valid-months", "12"}});
  ASSERT_EQ(story.passes("wang", story.open("wang", "gas")), "done");
  plant.only_timers(24_h * 300);
  EXPECT_TRUE(story.open("wang", "gas").none());
  plant.only_timers(24_h * 8);
  const TrainingId id = story.open("wang", "gas");
  ASSERT_FALSE(id.none());
  EXPECT_EQ(story.training(id).what.because, TrainingBecause::Renewal);
}

TEST_F(TrainingOfPeople, ComesAgainWithANewEdition) {
  story.course("gas", {{"topics", "post:operator"}});
  ASSERT_EQ(story.passes("wang", story.open("wang", "gas")), "done");
  EXPECT_EQ(story.save("course", "gas", TrainingStory::marks("gas", {{"topics", "post:operator"}, {"hours", "9"}})), "done");
  EXPECT_TRUE(story.open("wang", "gas").none());
  EXPECT_EQ(story.save("course", "gas", TrainingStory::marks("gas", {{"topics", "post:operator"}, {"edition", "2"}})), "done");
  EXPECT_EQ(story.training(story.open("wang", "gas")).what.because, TrainingBecause::NewEdition);
}

TEST_F(TrainingOfPeople, GoesWithThePost) {
  story.course("gas", {{"topics", "post:operator"}});
  EXPECT_EQ(plant.asks("root", SaveAccount{"zhao", "zhao", Role::Worker, {"operator"}}), "done");
  EXPECT_FALSE(story.open("zhao", "gas").none());
  EXPECT_EQ(plant.asks("root", SaveAccount{"zhao", "zhao", Role::Worker, {}}), "done");
  EXPECT_TRUE(story.open("zhao", "gas").none());
}

TEST_F(TrainingOfPeople, FollowsWhatIsMeasuredWhereThePostHasDuty) {
  story.course("gas", {{"topics", "gas:combustible-gas"}});
  EXPECT_FALSE(story.open("wang", "gas").none());  // by day
  EXPECT_FALSE(story.open("li", "gas").none());    // by night
  EXPECT_TRUE(story.open("chen", "gas").none());
  story.course("air", {{"topics", "gas:toxic-gas"}});
  EXPECT_TRUE(story.open("wang", "air").none());
}

TEST_F(TrainingOfPeople, IsTaughtByAReturnedOrder) {
  story.course("lesson", {{"kind", "lesson"}, {"topics", "mistake:order-returned"}});
  plant.gas("ch4-01", 30_lel);
  plant.after(12_s);
  const OrderId order = plant.order("ch4-01:high");
  ASSERT_EQ(plant.asks("wang", AcceptOrder{order}), "done");
  ASSERT_EQ(plant.asks("wang", SubmitOrder{order, "tightened", {"photo-1"}}), "done");
  ASSERT_EQ(plant.asks("li", RejectOrder{order, "it still leaks"}), "done");
  const TrainingId id = story.open("wang", "lesson");
  ASSERT_FALSE(id.none());
  EXPECT_EQ(story.training(id).what.about, "order:" + std::to_string(order.get()));
  EXPECT_EQ(story.training(id).what.due, plant.now() + kLessonWithin);
}

TEST_F(TrainingOfPeople, IsTaughtByANewRule) {
  story.course("rules", {{"kind", "lesson"}, {"topics", "rule-change"}, {"exam-questions", "0"}});
  plant.crashes(1_min);
  EXPECT_TRUE(story.open("wang", "rules").none());
  site::Site changed = make_permit_plant();
  changed.version = "rules-2";
  plant.changes(std::move(changed));
  plant.crashes(1_min);
  const TrainingId id = story.open("wang", "rules");
  ASSERT_FALSE(id.none());
  EXPECT_TRUE(story.open("chen", "rules").none());  // has no duty
  story.reads_all("wang", id);                      // nothing is asked
  EXPECT_TRUE(story.open("wang", "rules").none());
}

TEST_F(TrainingOfPeople, EndsWithItsCourseOrByAPersonButNotAgainstAPlan) {
  story.course("gas", {{"topics", "post:operator"}});
  EXPECT_THAT(plant.asks("chen", WithdrawTraining{story.open("wang", "gas"), "no time"}), HasSubstr("change the plan or the posts"));
  ASSERT_EQ(plant.asks("li", AssignTraining{"zhao", "gas", {}, "comes to the tank farm"}), "done");
  EXPECT_THAT(plant.asks("li", AssignTraining{"zhao", "gas", {}, ""}), HasSubstr("has this course open already"));
  EXPECT_EQ(plant.asks("chen", WithdrawTraining{story.open("zhao", "gas"), "stays away"}), "done");
  EXPECT_EQ(story.remove("course", "gas"), "done");
  EXPECT_TRUE(story.open("wang", "gas").none());
}

TEST_F(TrainingOfPeople, RefusesAQuestionThatNobodyCouldAnswerAndATopicThatThereIsNot) {
  const auto question = [&](const CourseMarks& live) { return story.save("question", "q", live); };
  EXPECT_THAT(question({{"course", "gas"}, {"kind", "single"}, {"options", "one"}, {"options", "two"}, {"right", "A"}, {"right", "B"}}),
              HasSubstr("one letter"));
  EXPECT_THAT(question({{"course", "gas"}, {"kind", "single"}, {"options", "one"}, {"options", "two"}, {"right", "C"}}),
              HasSubstr("no option C"));
  EXPECT_THAT(question({{"course", "gas"}, {"kind", "judge"}, {"right", "C"}}), HasSubstr("no option C"));
  EXPECT_THAT(story.save("course", "gas", TrainingStory::marks("gas", {{"topics", "post:king"}})), HasSubstr("no topic post:king"));
}

// A passed course is a certificate: zhao guards by that alone once his record's certificate has run out.
TEST_F(TrainingOfPeople, GivesACertificateThatPermitsTake) {
  story.permits.certificate("c-1", "p-zhao", "guardian", "2020-01-01");
  EXPECT_THAT(plant.asks("wang", ApplyForPermit{story.permits.hot_work()}), HasSubstr("zhao holds no valid certificate as a guardian"));
  story.course("guarding", {{"gives", "guardian"}, {"valid-months", "36"}});
  ASSERT_EQ(plant.asks("li", AssignTraining{"zhao", "guarding", {}, ""}), "done");
  ASSERT_EQ(story.passes("zhao", story.open("zhao", "guarding")), "done");
  EXPECT_EQ(plant.asks("wang", ApplyForPermit{story.permits.hot_work()}), "done");
  plant.only_timers(24_h * 366 * 3);
  EXPECT_THAT(plant.asks("wang", ApplyForPermit{story.permits.hot_work()}), Not(testing::Eq("done")));
}

// The permit names the record of a person, the pass their account: sun, whose record is w-3, works at height by it for as long as it holds.
TEST_F(TrainingOfPeople, GivesAWorkerACertificateThatPermitsTake) {
  PermitStory& permits = story.permits;
  const auto climb = [&] {
    PermitApplied what = permits.work(PermitKind::Height);
    what.workers = {"w-3"};
    return what;
  };
  ASSERT_EQ(plant.asks("root", SaveAccount{"sun", "sun", Role::Worker, {}}), "done");
  permits.person("w-3", "sun");
  EXPECT_THAT(plant.asks("wang", ApplyForPermit{climb()}), HasSubstr("w-3 holds no certificate"));
  story.course("climbing", {{"gives", "work-at-height"}, {"valid-months", "1"}});
  ASSERT_EQ(plant.asks("li", AssignTraining{"sun", "climbing", {}, ""}), "done");
  ASSERT_EQ(story.passes("sun", story.open("sun", "climbing")), "done");
  const PermitId id = permits.open(climb());
  permits.guarded_for(id, 1_h);
  EXPECT_EQ(permits.state(id), PermitState::Open);
  plant.only_timers(24_h * 32);
  EXPECT_THAT(plant.asks("wang", ApplyForPermit{climb()}), HasSubstr("w-3 holds no certificate"));
}

TEST_F(TrainingOfPeople, IsRequiredOfWhoIsNamedOnAPermit) {
  story.course("fire", {{"topics", "permit:hot-work"}});
  story.plan("fire-crew", "fire", {{"posts", "operator"}, {"required", "true"}, {"every-months", "12"}});
  EXPECT_EQ(plant.asks("wang", ApplyForPermit{story.permits.hot_work()}), "wang has not passed the course fire, or it ran out");
  ASSERT_EQ(story.passes("wang", story.open("wang", "fire")), "done");
  EXPECT_EQ(plant.asks("wang", ApplyForPermit{story.permits.hot_work()}), "done");
  // Who is not of the plan is given the course to learn.
  const TrainingId zhao = story.open("zhao", "fire");
  ASSERT_FALSE(zhao.none());
  EXPECT_EQ(story.training(zhao).what.because, TrainingBecause::Permit);
  plant.only_timers(24_h * 367);
  EXPECT_EQ(plant.asks("wang", ApplyForPermit{story.permits.hot_work()}), "wang has not passed the course fire, or it ran out");
}

TEST_F(TrainingOfPeople, OfEverybodyKeepsOutWhoHasNoAccountToo) {
  story.course("fire", {{"topics", "permit:hot-work"}});
  story.plan("all", "fire", {{"required", "true"}});
  for (const char* person : {"wang", "zhao"}) ASSERT_EQ(story.passes(person, story.open(person, "fire")), "done");
  EXPECT_EQ(plant.asks("wang", ApplyForPermit{story.permits.hot_work()}), "w-1 has not passed the course fire, or it ran out");
}

TEST_F(TrainingOfPeople, TeachesAGuardianWhoWasNotHeardOf) {
  story.course("guarding", {{"kind", "lesson"}, {"topics", "mistake:guardian-absent"}});
  const PermitId id = story.permits.open(story.permits.hot_work());
  plant.after(35_min);
  ASSERT_EQ(story.permits.state(id), PermitState::Suspended);
  ASSERT_FALSE(story.open("zhao", "guarding").none());
  EXPECT_EQ(story.training(story.open("zhao", "guarding")).what.about, "permit:" + std::to_string(id.get()));
}

}  // namespace
}  // namespace davy::core
