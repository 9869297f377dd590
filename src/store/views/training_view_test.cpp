// What is read of trainings: as it happened, page by page, and the same when the journal is folded anew.
#include "store/json/fields.hpp"
#include "store/testing/view_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::store {
namespace {

using core::CourseKind;
using core::TrainingBecause;
using core::TrainingId;
using ::testing::ElementsAre;

class TrainingViewTest : public fixture::ViewStage {
 protected:
  TrainingId assign(const std::string& person, const std::string& course, CourseKind kind = CourseKind::Daily) {
    return TrainingId(add(core::TrainingAssigned{person, course, "the " + course, kind, 1, TrainingBecause::Plan, "plan", hour(500)}));
  }
  void question(const std::string& id, const std::vector<std::string>& right) {
    core::RecordSaved saved;
    saved.kind = "question";
    saved.id = id;
    saved.version = 1;
    saved.body = "{}";
    for (const std::string& letter : right) saved.live.push_back({"right", letter});
    add(saved);
  }
  void pass(TrainingId id, const std::string& person, const std::string& course, double hours, CourseKind kind = CourseKind::Daily,
            const std::string& gives = "") {
    add(core::TrainingPassed{id, person, course, "the " + course, kind, 1, hours, "2028-01-01", gives});
  }
  std::vector<std::uint64_t> ids(const TrainingFilter& filter) { return paged(filter, 1, &Queries::trainings); }
};

TEST_F(TrainingViewTest, ShowsWhatWasReadAndEveryExamAsItWasAsked) {
  question("q1", {"B"});
  question("q2", {"A", "C"});
  const TrainingId id = assign("wang", "gas");
  add(core::TrainingRead{id, "s1", 30, false}, "user:wang");
  add(core::TrainingRead{id, "s2", 40, true}, "user:wang");
  add(core::TrainingExamStarted{id, 1, {"q2", "q1"}, hour(20)}, "user:wang");
  question("q1", {"A"});
  add(core::TrainingExamFinished{id, 1, {{"q2", {"A"}}, {"q1", {"B"}}}, 1, 2, 50, false, false}, "user:wang");
  add(core::TrainingOverdue{id, "lead"});
  commit();
  for (const char* folded : {"as it came", "anew"}) {
    SCOPED_TRACE(folded);
    const TrainingFile file = *queries_->training(id).value();
    EXPECT_EQ(file.row.state, TrainingState::Ready);
    EXPECT_TRUE(file.row.overdue);
    EXPECT_EQ(file.row.sections_read, 2U);
    EXPECT_EQ(file.row.best_percent, 50U);
    EXPECT_THAT(file.read, ElementsAre("s1", "s2"));
    ASSERT_EQ(file.exams.size(), 1U);
    const ExamRow& exam = file.exams.front();
    EXPECT_EQ(exam.right, 1U);
    EXPECT_EQ(exam.of, 2U);
    ASSERT_EQ(exam.questions.size(), 2U);
    EXPECT_THAT(exam.questions[0].right, ElementsAre("A", "C"));
    EXPECT_THAT(exam.questions[0].chosen, ElementsAre("A"));
    EXPECT_THAT(exam.questions[1].right, ElementsAre("B")) << "as it was when the exam began";
    ASSERT_TRUE(rebuild_views(folder_.path()).has_value());
  }
}

TEST_F(TrainingViewTest, ForgetsWhatWasReadOfOneThatFailed) {
  const TrainingId id = assign("wang", "gas");
  add(core::TrainingRead{id, "s1", 30, true}, "user:wang");
  add(core::TrainingExamStarted{id, 1, {"q1"}, hour(20)}, "user:wang");
  add(core::TrainingExamFinished{id, 1, {{"q1", {}}}, 0, 1, 0, true, false});
  add(core::TrainingFailed{id, 1, "lead"});
  commit();
  const TrainingFile file = *queries_->training(id).value();
  EXPECT_EQ(file.row.state, TrainingState::Reading);
  EXPECT_EQ(file.row.attempt, 0U);
  EXPECT_EQ(file.row.attempts, 1U);
  EXPECT_TRUE(file.read.empty());
  EXPECT_TRUE(file.exams.front().late);
}

TEST_F(TrainingViewTest, ListsTheNewestFirstAndCountsTheHoursOfATime) {
  const TrainingId gas = assign("wang", "gas");
  const TrainingId entry = assign("wang", "entry", CourseKind::Entry);
  const TrainingId other = assign("li", "gas");
  const TrainingId asked = assign("li", "fire");
  pass(gas, "wang", "gas", 4.5);
  pass(entry, "wang", "entry", 72, CourseKind::Entry, "guardian");
  add(core::TrainingWithdrawn{asked, core::TrainingEnd::ByPerson, "no"}, "user:chen");
  commit();
  EXPECT_THAT(ids({}), ElementsAre(other.get()));
  TrainingFilter filter;
  filter.which = TrainingFilter::Which::All;
  EXPECT_THAT(ids(filter), ElementsAre(asked.get(), other.get(), entry.get(), gas.get()));
  filter.person = "wang";
  EXPECT_THAT(ids(filter), ElementsAre(entry.get(), gas.get()));
  filter.course = "gas";
  EXPECT_THAT(ids(filter), ElementsAre(gas.get()));
  const auto hours = queries_->training_hours(hour(0), hour(6)).value();
  EXPECT_EQ(hours.at("wang").passed.at(CourseKind::Daily), 4.5);
  EXPECT_FALSE(hours.at("wang").passed.contains(CourseKind::Entry)) << "passed later";
  EXPECT_TRUE(hours.at("wang").began);
  EXPECT_EQ(hours.at("li").open, 1U);
  const TrainingRow withdrawn = queries_->training(asked).value()->row;
  EXPECT_EQ(withdrawn.ended_by, "chen");
  EXPECT_EQ(withdrawn.end, core::TrainingEnd::ByPerson);
  const auto held = queries_->duty_sources().value().qualifications;
  ASSERT_EQ(held.certificates.size(), 1U);
  EXPECT_EQ(held.login_of(held.certificates.begin()->second), "wang");
}

// The book goes through a snapshot unchanged.
TEST(TrainingSnapshot, ChangesNothing) {
  core::TrainingBook book;
  book.courses["gas"].topics = {"post:operator"};
  book.sections["s1"] = "gas";
  book.questions["q1"] = {"gas", {"A", "C"}};
  book.plans["p"].every_months = 12;
  core::Training& open = book.open[TrainingId(7)];
  open.id = TrainingId(7);
  open.read = {"s1"};
  open.exam = core::RunningExam{{"q1"}, {{"A", "C"}}, 80, Instant::from_unix_ms(5)};
  book.open_by["wang"]["gas"] = TrainingId(7);
  book.passes["wang"]["gas"] = {2, "2026-11-30", "2027-11-29", true};
  const Json written = FieldsWriter::write(book);
  core::TrainingBook read;
  ASSERT_TRUE(FieldsReader(MissingField::IsRefused).read(written, read));
  EXPECT_EQ(canonical(FieldsWriter::write(read)), canonical(written));
  EXPECT_EQ(read.open.at(TrainingId(7)).exam->right, open.exam->right);
}

}  // namespace
}  // namespace davy::store
