#include "store/views/duty_view.hpp"

#include "core/duty/qualification_book.hpp"
#include "core/refuse.hpp"
#include "store/json/fields.hpp"
#include "store/views/order_view.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

DutyView::DutyView(sql::Database& database)
    : set_roster_(database.prepare("INSERT INTO rosters (post, first_day, last_day, cycle, crews, told, told_by) VALUES ($1, $2, $3, $4, "
                                   "$5, $6, $7) ON CONFLICT (post, first_day) DO UPDATE SET last_day = excluded.last_day, cycle = "
                                   "excluded.cycle, crews = excluded.crews, told = excluded.told, told_by = excluded.told_by")),
      remove_roster_(database.prepare("DELETE FROM rosters WHERE post = $1 AND first_day = $2")),
      set_day_(database.prepare("INSERT INTO roster_days (post, day, person, shifts) VALUES ($1, $2, $3, $4) ON CONFLICT (post, day, "
                                "person) DO UPDATE SET shifts = excluded.shifts")),
      clear_day_(database.prepare("DELETE FROM roster_days WHERE post = $1 AND day = $2 AND person = $3")),
      tell_absence_(database.prepare("INSERT INTO absences (id, person, since, until, reason, told_by) VALUES ($1, $2, $3, $4, $5, $6)")),
      end_absence_(database.prepare("UPDATE absences SET until = $1 WHERE id = $2")),
      appoint_(database.prepare("INSERT INTO stand_ins (id, person, instead_of, held_post, since, until, reason, told_by) VALUES ($1, $2, "
                                "$3, $4, $5, $6, $7, $8)")),
      end_stand_in_(database.prepare("UPDATE stand_ins SET until = $1 WHERE id = $2")),
      save_login_(database.prepare(
          "INSERT INTO person_logins (person, login) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET login = excluded.login")),
      remove_login_(database.prepare("DELETE FROM person_logins WHERE person = $1")),
      save_certificate_(
          database.prepare("INSERT INTO certificates (id, person, category, valid_until, review_by, login) VALUES ($1, $2, $3, "
                           "$4, $5, $6) ON CONFLICT (id) DO UPDATE SET person = excluded.person, category = "
                           "excluded.category, valid_until = excluded.valid_until, review_by = excluded.review_by, login = "
                           "excluded.login")),
      remove_certificate_(database.prepare("DELETE FROM certificates WHERE id = $1")),
      offer_(database.prepare("INSERT INTO handovers (id, post, offered_by, offered_to, change, offered, matters, outcome, ended_by, "
                              "acknowledged, remark) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '[]', '')")),
      end_(database.prepare("UPDATE handovers SET outcome = $1, ended = $2, ended_by = $3, acknowledged = $4, remark = $5 WHERE id = $6")),
      overdue_(database.prepare("INSERT INTO handovers_overdue (post, change) VALUES ($1, $2) ON CONFLICT (post) DO UPDATE SET change = "
                                "excluded.change")) {}

void DutyView::on(const core::Event& event, const core::RosterSet& body) {
  set_roster_.run(body.post, body.first_day, body.last_day, list_json(body.cycle), canonical(FieldsWriter::write(body.crews)), event.time,
                  core::person_of(event.actor));
}

void DutyView::on(const core::Event&, const core::RosterRemoved& body) { remove_roster_.run(body.post, body.first_day); }

void DutyView::on(const core::Event&, const core::RosterDaySet& body) {
  set_day_.run(body.post, body.day, body.person, list_json(body.shifts));
}

void DutyView::on(const core::Event&, const core::RosterDayCleared& body) { clear_day_.run(body.post, body.day, body.person); }

void DutyView::on(const core::Event& event, const core::AbsenceTold& body) {
  tell_absence_.run(event.seq, body.person, body.from, body.until, body.reason, core::person_of(event.actor));
}

void DutyView::on(const core::Event& event, const core::AbsenceEnded& body) { end_absence_.run(event.time, body.absence); }

void DutyView::on(const core::Event& event, const core::StandInAppointed& body) {
  appoint_.run(event.seq, body.person, body.instead_of, body.held_post, body.from, body.until, body.reason, core::person_of(event.actor));
}

void DutyView::on(const core::Event& event, const core::StandInEnded& body) { end_stand_in_.run(event.time, body.stand_in); }

// As the core's book takes it.
void DutyView::on(const core::Event& event, const core::RecordSaved& body) {
  if (body.kind != "person" && body.kind != "qualification") return;
  core::QualificationBook book;
  core::qualification::evolve(book, event);
  if (body.kind == "person") remove_login_.run(body.id);
  for (const auto& [person, login] : book.logins) save_login_.run(person, login);
  save(book);
}

void DutyView::on(const core::Event& event, const core::TrainingPassed&) {
  core::QualificationBook book;
  core::qualification::evolve(book, event);
  save(book);
}

void DutyView::save(const core::QualificationBook& book) {
  for (const auto& [id, held] : book.certificates)
    save_certificate_.run(id, held.person, held.category, held.valid_until, held.review_by, held.login);
}

void DutyView::on(const core::Event&, const core::RecordRemoved& body) {
  if (body.kind == "person") remove_login_.run(body.id);
  if (body.kind == "qualification") remove_certificate_.run(body.id);
}

void DutyView::on(const core::Event& event, const core::HandoverOffered& body) {
  offer_.run(event.seq, body.post, core::person_of(event.actor), body.to, body.change, event.time,
             canonical(FieldsWriter::write(body.matters)), HandoverOutcome::Open);
}

void DutyView::end(const core::Event& event, core::HandoverId id, HandoverOutcome outcome, const std::string& acknowledged,
                   const std::string& remark) {
  end_.run(outcome, event.time, core::person_of(event.actor), acknowledged, remark, id);
}

void DutyView::on(const core::Event& event, const core::HandoverAccepted& body) {
  end(event, body.handover, HandoverOutcome::Accepted, canonical(FieldsWriter::write(body.matters)), body.remark);
}

void DutyView::on(const core::Event& event, const core::HandoverRefused& body) {
  end(event, body.handover, HandoverOutcome::Refused, "[]", body.reason);
}

void DutyView::on(const core::Event& event, const core::HandoverWithdrawn& body) {
  end(event, body.handover, HandoverOutcome::Withdrawn, "[]", body.reason);
}

void DutyView::on(const core::Event&, const core::HandoverOverdue& body) { overdue_.run(body.post, body.change); }

}  // namespace davy::store
