#pragma once
// TrainingBook: courses and plans as the records say, who is to learn what, and until when what was passed holds.
//
// assigned → read, section by section → an exam, with questions of the course drawn by the sequence → passed, or tried again; when the attempts are used up
// it is read anew. A person has at most one open training of a course. Time never passes one: an exam that is not handed in has failed.
//
// A pass holds through its last day: that of the course's own validity, or of the cycle of the person's plan, whichever is nearer. 60 days before, or half
// its time if that is shorter, the course is assigned again. A new edition of a course is assigned to whoever passed an older one.

#include "core/account.hpp"
#include "core/alarm/alarm_book.hpp"
#include "core/check/check_book.hpp"
#include "core/duty/qualification_book.hpp"
#include "core/hazard/hazard_book.hpp"
#include "core/order/order_book.hpp"
#include "core/training/training_events.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace davy::core {

inline constexpr Duration kTrainingWithin = 24_h * 30;  // where no plan says another time
inline constexpr Duration kLessonWithin = 24_h * 7;     // what a mistake teaches
inline constexpr std::int64_t kRenewedBeforeDays = 60;  // FACTS §H.1

struct Course {
  std::string name;
  CourseKind kind = CourseKind::Daily;
  double hours = 0;
  std::uint32_t edition = 1;
  std::uint32_t exam_questions = 0;  // of one exam; 0: there is none
  std::uint32_t pass_percent = 100;
  std::uint32_t minutes = 1;
  std::uint32_t attempts = 1;
  std::uint32_t valid_months = 0;  // 0: for good
  std::set<std::string>
      topics;         // "post:operator", "gas:toxic-gas", "zone:wastewater", "permit:hot-work", "mistake:order-returned", "rule-change"
  std::string gives;  // a category of certificates; empty: none
  DAVY_FIELDS(name, kind, hours, edition, exam_questions, pass_percent, minutes, attempts, valid_months, topics, gives)
};

struct CourseQuestion {
  std::string course;
  std::vector<std::string> right;  // letters, in order, each once
  DAVY_FIELDS(course, right)
};

struct TrainingPlan {
  std::string course;
  std::set<std::string> posts;  // empty: everybody
  std::uint32_t within_days = 30;
  std::uint32_t every_months = 0;  // 0: once
  bool required = false;           // nobody is named without on a permit of a kind that the course is about
  DAVY_FIELDS(course, posts, within_days, every_months, required)
};

struct RunningExam {
  std::vector<std::string> questions;
  std::vector<std::vector<std::string>> right;  // of each, as it was when the exam began
  std::uint32_t pass_percent = 100;
  Instant until;
  DAVY_FIELDS(questions, right, pass_percent, until)
};

struct Training {
  TrainingId id;
  TrainingAssigned what;
  bool overdue = false;        // it was told
  std::set<std::string> read;  // sections
  std::uint32_t attempt = 0;   // exams begun since it was (again) read
  std::uint32_t exams = 0;     // in all
  std::optional<RunningExam> exam;
  DAVY_FIELDS(id, what, overdue, read, attempt, exams, exam)
};

struct CoursePass {
  std::uint32_t edition = 1;
  std::string day;          // by the clock of the site
  std::string valid_until;  // by the course alone: the last day; empty: for good
  bool let_go = false;      // somebody withdrew its renewal: it is not assigned again
  DAVY_FIELDS(edition, day, valid_until, let_go)
};

struct TrainingBook {
  std::map<std::string, Course, std::less<>> courses;        // by id of the record, like the next three
  std::map<std::string, std::string, std::less<>> sections;  // the course of each
  std::map<std::string, CourseQuestion, std::less<>> questions;
  std::map<std::string, TrainingPlan, std::less<>> plans;
  std::map<TrainingId, Training> open;
  std::map<std::string, std::map<std::string, TrainingId, std::less<>>, std::less<>> open_by;  // the same, by login and course
  std::map<std::string, std::map<std::string, CoursePass, std::less<>>, std::less<>> passes;   // the latest, by login and course
  std::string site_version;                                                                    // of the latest start
  std::string site_before;                                                                     // of the start before it
  DAVY_FIELDS(courses, sections, questions, plans, open, open_by, passes, site_version, site_before)

  const Course* course(std::string_view id) const;
  const Training* find(TrainingId id) const;
  const Training* open_of(std::string_view person, std::string_view course) const;
  const CoursePass* pass_of(std::string_view person, std::string_view course) const;
};

namespace training {

// What trainings are judged by.
struct Sources {
  const TrainingBook& book;
  const Accounts& accounts;
  const OrderBook& orders;
  const QualificationBook& qualifications;
  const site::Directory& directory;
};

Decided decide(const Sources& sources, const PersonRequest& request, Instant now);  // training requests only
// Questions that nobody could answer rightly, topics that there are not.
std::optional<Refusal> refuse_wrong(const site::Directory& directory, const SaveRecords& ask);
// Hours outside Davy are entered by somebody else than who had them.
std::optional<Refusal> refuse_own(const QualificationBook& known, const Actor& actor, const SaveRecords& ask);
// `before`: the hazard that the event happened to, as it was; null: none.
Bodies react(const Sources& sources, const Event& event, const Hazard* before, check::Batch batch = check::Batch::One);
Bodies on_time(const Sources& sources, Instant now);
Instant next_due(const Sources& sources);
// `directory` says by which clock a day is meant.
void evolve(TrainingBook& book, const site::Directory& directory, const Event& event);
bool concerns(const EventBody& body);  // evolve(), or who needs what, may change

}  // namespace training

}  // namespace davy::core
