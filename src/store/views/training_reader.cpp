#include "store/views/training_reader.hpp"

#include "core/drill/drill_events.hpp"
#include "store/json/fields.hpp"
#include "store/sql/selection.hpp"
#include "store/views/page.hpp"

#include <set>

namespace davy::store {
namespace {

constexpr const char* kTrainings =
    "SELECT id, person, course, name, kind, edition, because, about, assigned, assigned_by, due, state, overdue, (SELECT COUNT(*) FROM "
    "training_reads WHERE training = trainings.id), attempt, attempts, best_percent, passed, valid_until, hours, ended, ended_by, "
    "ended_as, "
    "ended_reason FROM trainings";
constexpr const char* kExams =
    "SELECT attempt, started, until, finished, questions, right_answers, asked, percent, late, passed FROM training_exams";

TrainingRow training_row(sql::Statement& row) {
  TrainingRow read;
  core::TrainingAssigned& what = read.what;
  std::string end;
  row.read(read.id, what.person, what.course, what.name, what.kind, what.edition, what.because, what.about, read.assigned, read.assigned_by,
           what.due, read.state, read.overdue, read.sections_read, read.attempt, read.attempts, read.best_percent, read.passed,
           read.valid_until, read.hours, read.ended, read.ended_by, end, read.ended_reason);
  read.end = value_named<core::TrainingEnd>(end);
  return read;
}

ExamRow exam_row(sql::Statement& row) {
  ExamRow read;
  std::string questions;
  row.read(read.attempt, read.started, read.until, read.finished, questions, read.right, read.of, read.percent, read.late, read.passed);
  FieldsReader(MissingField::KeepsDefault).read(Json::parse(questions, nullptr, false), read.questions);
  return read;
}

// A person's are few, and so are the open ones of a course, which are sorted; of the others the index has the order.
std::string trainings_by(const TrainingFilter& filter) {
  const std::string whose = !filter.person.empty() ? "_person" : !filter.course.empty() ? "_course" : "";
  const bool by_deadline = filter.order.by == ListOrder::By::Deadline;
  if (filter.which == TrainingFilter::Which::Open && filter.person.empty())
    return std::string(kTrainings) + " INDEXED BY trainings_open" + (whose.empty() && by_deadline ? "_due" : whose);
  if (by_deadline) return std::string(kTrainings) + " INDEXED BY trainings" + whose + "_due";
  return std::string(kTrainings) + (whose.empty() ? "" : " INDEXED BY trainings" + whose);
}

template <class Body>
Body drill_body(const std::string& json) {
  Body body;
  FieldsReader(MissingField::KeepsDefault).read(Json::parse(json, nullptr, false), body);
  return body;
}

// Who answered for a post of it, and whoever did something.
std::set<std::string> people_of(const core::DrillStarted& what, const core::DrillEnded& ended) {
  std::set<std::string> people;
  for (const core::DrillParticipants& each : what.participants) people.insert(each.people.begin(), each.people.end());
  for (const core::DrillResult& each : ended.results) people.insert(each.person);
  for (const core::DrillStep& each : ended.steps) people.insert(each.person);
  people.erase("");
  return people;
}

}  // namespace

ListPlace place_of(const TrainingRow& row, ListOrder::By by) {
  return {by == ListOrder::By::Id ? 0 : row.what.due.unix_ns(), static_cast<std::int64_t>(row.id.get())};
}

Result<Page<TrainingRow>> TrainingReader::list(const TrainingFilter& filter) {
  const auto select = [&] {
    sql::Selection trainings(trainings_by(filter));
    if (filter.which == TrainingFilter::Which::Open) trainings.where("ended IS NULL");
    if (filter.which == TrainingFilter::Which::Over) trainings.where("ended IS NOT NULL");
    if (!filter.person.empty()) trainings.where("person = ?", filter.person);
    if (!filter.course.empty()) trainings.where("course = ?", filter.course);
    return trainings;
  };
  return page_in_order<TrainingRow>(database_, {filter.order, "due", "id", filter.after, filter.limit}, select, training_row);
}

std::optional<TrainingFile> TrainingReader::one(core::TrainingId id) {
  TrainingFile file;
  {
    sql::Statement row = sql::Selection(kTrainings).where("id = ?", id).open(database_);
    if (!row.next()) return std::nullopt;
    file.row = training_row(row);
  }
  sql::Selection reads("SELECT section FROM training_reads");
  for (sql::Statement row = reads.where("training = ?", id).then(" ORDER BY section").open(database_); row.next();)
    file.read.push_back(row.get<std::string>(0));
  sql::Selection exams(kExams);
  for (sql::Statement row = exams.where("training = ?", id).then(" ORDER BY id").open(database_); row.next();)
    file.exams.push_back(exam_row(row));
  return file;
}

std::map<std::string, TrainingHours> TrainingReader::hours(Instant from, Instant until) {
  std::map<std::string, TrainingHours> people;
  sql::Selection passed("SELECT person, kind, SUM(hours) FROM trainings");
  passed.where("passed >= ?", from).where("passed < ?", until).then(" GROUP BY person, kind");
  for (sql::Statement row = passed.open(database_); row.next();) {
    std::string person;
    core::CourseKind kind = core::CourseKind::Daily;
    double hours = 0;
    row.read(person, kind, hours);
    people[person].passed[kind] = hours;
  }
  sql::Selection began("SELECT DISTINCT person FROM trainings");
  began.where("kind = ?", core::CourseKind::Entry).where("assigned >= ?", from).where("assigned < ?", until);
  for (sql::Statement row = began.open(database_); row.next();) people[row.get<std::string>(0)].began = true;
  sql::Selection open("SELECT person, COUNT(*), SUM(overdue) FROM trainings");
  for (sql::Statement row = open.where("ended IS NULL").then(" GROUP BY person").open(database_); row.next();) {
    std::string person;
    std::uint32_t count = 0, overdue = 0;
    row.read(person, count, overdue);
    people[person].open = count;
    people[person].overdue = overdue;
  }
  add_drills(people, from, until);
  return people;
}

// How long one lasted that was broken off with the program nobody knows.
void TrainingReader::add_drills(std::map<std::string, TrainingHours>& people, Instant from, Instant until) {
  sql::Selection drills("SELECT started, ended, what, result FROM drills");
  drills.where("kind = ?", core::DrillKind::Practice).where("ended >= ?", from).where("ended < ?", until).then(" ORDER BY id");
  for (sql::Statement row = drills.open(database_); row.next();) {
    Instant started, ended;
    std::string what, result;
    row.read(started, ended, what, result);
    const auto how = drill_body<core::DrillEnded>(result);
    if (how.end == core::DrillEnd::BrokenOff) continue;
    const double hours = (ended - started).seconds() / 3'600;
    for (const std::string& person : people_of(drill_body<core::DrillStarted>(what), how)) people[person].drills += hours;
  }
}

}  // namespace davy::store
