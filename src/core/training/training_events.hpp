#pragma once
// Events of training (培训): what people are to learn, what they read, how their exams went. A TrainingId is the journal sequence of its TrainingAssigned.
//
// A course, its sections and its questions are records. The right choices are in no event but the record of the question, which the journal shows to nobody.
// Kinds: the types of the training exchange tables (入职 entry, 转岗 transfer, 复岗 return, 取证 certificate, 日常 daily), and lesson: what a mistake teaches.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

using TrainingId = SeqId<struct TrainingTag>;

enum class CourseKind { Entry, Transfer, Return, Certificate, Daily, Lesson };
// Why somebody is to learn it. `about` of TrainingAssigned: the plan's id, the post, the kind of point or the zone, the kind of work, the mistake ("order:17",
// "hazard:12", "check:9", "permit:31"), the version of the site, the edition that was passed, the last day of the pass, or the asker's reason.
enum class TrainingBecause { Plan, Post, Gas, Permit, Mistake, RuleChange, NewEdition, Renewal, Asked };

// One open training for a person and a course.
struct TrainingAssigned {
  static constexpr std::string_view kKind = "training.assigned";
  std::string person;  // login
  std::string course;  // id of the record
  std::string name;    // of the course
  CourseKind kind = CourseKind::Daily;
  std::uint32_t edition = 1;
  TrainingBecause because = TrainingBecause::Plan;
  std::string about;
  Instant due;
  DAVY_FIELDS(person, course, name, kind, edition, because, about, due)
};

struct TrainingRead {  // a section, once; by the person
  static constexpr std::string_view kKind = "training.read";
  TrainingId training;
  std::string section;        // id of the record
  std::uint32_t seconds = 0;  // in front of it, as the reader's device says
  bool all = false;           // that the course has are read now: an exam may begin
  DAVY_FIELDS(training, section, seconds, all)
};

struct TrainingExamStarted {
  static constexpr std::string_view kKind = "training.exam_started";
  TrainingId training;
  std::uint32_t attempt = 1;
  std::vector<std::string> questions;  // ids of records, in the order in which they are asked
  Instant until;
  DAVY_FIELDS(training, attempt, questions, until)
};

struct ExamAnswer {
  std::string question;
  std::vector<std::string> chosen;  // letters, in order, each once; empty: not answered
  DAVY_FIELDS(question, chosen)
};

// Graded by the questions as they were when the exam began: exactly the right letters are right, half of them is wrong.
struct TrainingExamFinished {
  static constexpr std::string_view kKind = "training.exam_finished";
  TrainingId training;
  std::uint32_t attempt = 1;
  std::vector<ExamAnswer> answers;  // of every question that was asked
  std::uint32_t right = 0;
  std::uint32_t of = 0;
  std::uint32_t percent = 0;  // rounded down
  bool late = false;          // after its time, or never: then it is not passed
  bool passed = false;
  DAVY_FIELDS(training, attempt, answers, right, of, percent, late, passed)
};

// The end of a training: the course is known. With `gives` it is a certificate of that category.
struct TrainingPassed {
  static constexpr std::string_view kKind = "training.passed";
  TrainingId training;
  std::string person;
  std::string course;
  std::string name;
  CourseKind kind = CourseKind::Daily;
  std::uint32_t edition = 1;
  double hours = 0;
  std::string valid_until;  // the last day; empty: for good
  std::string gives;        // a category of certificates; empty: none
  DAVY_FIELDS(training, person, course, name, kind, edition, hours, valid_until, gives)
};

struct TrainingFailed {  // all attempts are used up: it is read anew, and may be tried again then
  static constexpr std::string_view kKind = "training.failed";
  TrainingId training;
  std::uint32_t attempts = 0;
  std::string post;  // that is told, above the person's own; empty: the site has none
  DAVY_FIELDS(training, attempts, post)
};

struct TrainingOverdue {
  static constexpr std::string_view kKind = "training.overdue";
  TrainingId training;
  std::string post;  // that is told, as of TrainingFailed
  DAVY_FIELDS(training, post)
};

enum class TrainingEnd { ByPerson, CourseRemoved, NotNeeded };

struct TrainingWithdrawn {
  static constexpr std::string_view kKind = "training.withdrawn";
  TrainingId training;
  TrainingEnd end = TrainingEnd::ByPerson;
  std::string reason;
  DAVY_FIELDS(training, end, reason)
};

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::CourseKind> = std::to_array<EnumName<core::CourseKind>>({{core::CourseKind::Entry, "entry"},
                                                                                                {core::CourseKind::Transfer, "transfer"},
                                                                                                {core::CourseKind::Return, "return"},
                                                                                                {core::CourseKind::Certificate,
                                                                                                 "certificate"},
                                                                                                {core::CourseKind::Daily, "daily"},
                                                                                                {core::CourseKind::Lesson, "lesson"}});

template <>
inline constexpr auto kEnumNames<core::TrainingBecause> =
    std::to_array<EnumName<core::TrainingBecause>>({{core::TrainingBecause::Plan, "plan"},
                                                    {core::TrainingBecause::Post, "post"},
                                                    {core::TrainingBecause::Gas, "gas"},
                                                    {core::TrainingBecause::Permit, "permit"},
                                                    {core::TrainingBecause::Mistake, "mistake"},
                                                    {core::TrainingBecause::RuleChange, "rule-change"},
                                                    {core::TrainingBecause::NewEdition, "new-edition"},
                                                    {core::TrainingBecause::Renewal, "renewal"},
                                                    {core::TrainingBecause::Asked, "asked"}});

template <>
inline constexpr auto kEnumNames<core::TrainingEnd> =
    std::to_array<EnumName<core::TrainingEnd>>({{core::TrainingEnd::ByPerson, "by-person"},
                                                {core::TrainingEnd::CourseRemoved, "course-removed"},
                                                {core::TrainingEnd::NotNeeded, "not-needed"}});

}  // namespace davy
