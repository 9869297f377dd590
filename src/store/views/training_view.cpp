#include "store/views/training_view.hpp"

#include "core/refuse.hpp"
#include "store/json/fields.hpp"
#include "store/views/training_rows.hpp"

#include <algorithm>

namespace davy::store {
namespace {

std::string login_or_none(const core::Event& event) {
  const std::string person = core::person_of(event.actor);
  return core::is_login(person) ? person : std::string();
}

}  // namespace

TrainingView::TrainingView(sql::Database& database)
    : assign_(
          database.prepare("INSERT INTO trainings (id, person, course, name, kind, edition, because, about, assigned, assigned_by, due, "
                           "state, overdue, attempt, attempts, valid_until, hours, ended_by, ended_as, ended_reason) VALUES ($1, $2, "
                           "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0, 0, '', 0, '', '', '')")),
      read_(database.prepare("INSERT INTO training_reads (training, section, seconds, at) VALUES ($1, $2, $3, $4) ON CONFLICT (training, "
                             "section) DO NOTHING")),
      be_ready_(database.prepare("UPDATE trainings SET state = $1 WHERE id = $2 AND ended IS NULL")),
      right_(database.prepare("SELECT value FROM record_live WHERE kind = 'question' AND id = $1 AND field = 'right' ORDER BY value")),
      start_(database.prepare("INSERT INTO training_exams (id, training, attempt, started, until, questions, asked, late, passed) VALUES "
                              "($1, $2, $3, $4, $5, $6, $7, 0, 0)")),
      sit_(database.prepare("UPDATE trainings SET state = $1, attempt = $2, attempts = attempts + 1 WHERE id = $3")),
      asked_(database.prepare("SELECT id, questions FROM training_exams WHERE training = $1 AND finished IS NULL")),
      finish_(database.prepare("UPDATE training_exams SET finished = $1, questions = $2, right_answers = $3, percent = $4, late = $5, "
                               "passed = $6 WHERE id = $7")),
      stand_up_(database.prepare("UPDATE trainings SET state = $1, best_percent = MAX(COALESCE(best_percent, 0), $2) WHERE id = $3")),
      pass_(database.prepare("UPDATE trainings SET state = $1, passed = $2, ended = $2, edition = $3, valid_until = $4, hours = $5 WHERE "
                             "id = $6")),
      fail_(database.prepare("UPDATE trainings SET state = $1, attempt = 0 WHERE id = $2")),
      forget_(database.prepare("DELETE FROM training_reads WHERE training = $1")),
      overdue_(database.prepare("UPDATE trainings SET overdue = 1 WHERE id = $1")),
      withdraw_(database.prepare("UPDATE trainings SET state = $1, ended = $2, ended_by = $3, ended_as = $4, ended_reason = $5 WHERE id = "
                                 "$6")) {}

void TrainingView::on(const core::Event& event, const core::TrainingAssigned& body) {
  assign_.run(event.seq, body.person, body.course, body.name, body.kind, body.edition, body.because, body.about, event.time,
              login_or_none(event), body.due, TrainingState::Reading);
}

void TrainingView::on(const core::Event& event, const core::TrainingRead& body) {
  read_.run(body.training, body.section, body.seconds, event.time);
  if (body.all) be_ready_.run(TrainingState::Ready, body.training);
}

// With what is right at that moment: a question that is changed later is not graded anew.
void TrainingView::on(const core::Event& event, const core::TrainingExamStarted& body) {
  std::vector<ExamQuestion> questions;
  for (const std::string& question : body.questions) {
    ExamQuestion asked{question, {}, {}};
    for (right_.query(question); right_.next();) asked.right.push_back(right_.get<std::string>(0));
    questions.push_back(std::move(asked));
  }
  start_.run(event.seq, body.training, body.attempt, event.time, body.until, canonical(FieldsWriter::write(questions)),
             body.questions.size());
  sit_.run(TrainingState::Sitting, body.attempt, body.training);
}

void TrainingView::on(const core::Event& event, const core::TrainingExamFinished& body) {
  std::uint64_t exam = 0;
  std::string written;
  for (asked_.query(body.training); asked_.next();) asked_.read(exam, written);
  std::vector<ExamQuestion> questions;
  FieldsReader(MissingField::KeepsDefault).read(Json::parse(written, nullptr, false), questions);
  for (ExamQuestion& asked : questions) {
    const auto answer = std::ranges::find(body.answers, asked.question, &core::ExamAnswer::question);
    if (answer != body.answers.end()) asked.chosen = answer->chosen;
  }
  finish_.run(event.time, canonical(FieldsWriter::write(questions)), body.right, body.percent, body.late ? 1 : 0, body.passed ? 1 : 0,
              exam);
  stand_up_.run(TrainingState::Ready, body.percent, body.training);
}

void TrainingView::on(const core::Event& event, const core::TrainingPassed& body) {
  pass_.run(TrainingState::Passed, event.time, body.edition, body.valid_until, body.hours, body.training);
}

void TrainingView::on(const core::Event&, const core::TrainingFailed& body) {
  fail_.run(TrainingState::Reading, body.training);
  forget_.run(body.training);
}

void TrainingView::on(const core::Event&, const core::TrainingOverdue& body) { overdue_.run(body.training); }

void TrainingView::on(const core::Event& event, const core::TrainingWithdrawn& body) {
  withdraw_.run(TrainingState::Withdrawn, event.time, login_or_none(event), body.end, body.reason, body.training);
}

}  // namespace davy::store
