#include "store/views/permit_view.hpp"

#include "core/permit/gb30871.hpp"
#include "core/refuse.hpp"
#include "store/json/fields.hpp"

#include <set>

namespace davy::store {

PermitView::PermitView(sql::Database& database)
    : apply_(database.prepare("INSERT INTO permits (id, kind, level, zone, applied, applied_by, state, signatures, post, stop_what, "
                              "ended_reason, until, body) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, '', '', '', $8, $9)")),
      name_(database.prepare("INSERT INTO permit_people (login, permit) VALUES ($1, $2)")),
      form_(database.prepare("SELECT kind, level FROM permits WHERE id = $1")),
      sign_(database.prepare("UPDATE permits SET state = $1, signatures = $2, post = $3 WHERE id = $4")),
      set_state_(database.prepare("UPDATE permits SET state = $1, post = $2, stop_cause = NULL, stop_what = '' WHERE id = $3")),
      start_(database.prepare("UPDATE permits SET state = $1, started = $2 WHERE id = $3")),
      suspend_(database.prepare("UPDATE permits SET state = $1, stop_cause = $2, stop_what = $3 WHERE id = $4")),
      guard_(database.prepare("UPDATE permits SET guarded = $1 WHERE id = $2")),
      end_(database.prepare("UPDATE permits SET state = $1, post = '', stop_cause = NULL, stop_what = '', ended = $2, ended_reason = $3 "
                            "WHERE id = $4")) {}

void PermitView::on(const core::Event& event, const core::PermitApplied& body) {
  const std::string by = core::person_of(event.actor);
  apply_.run(event.seq, body.kind, body.level, body.zone, event.time, by, PermitStage::Preparing, body.until,
             canonical(FieldsWriter::write(body)));
  for (const std::string& login : std::set<std::string>{by, body.lead, body.guardian, body.coordinator})
    if (!login.empty()) name_.run(login, event.seq);
}

bool PermitView::is_last(const core::PermitSigned& body) {
  if (!form_.query(body.permit).next()) return false;
  return body.step == core::gb30871::signatures(form_.get<core::PermitKind>(0), form_.get<core::PermitLevel>(1)).size();
}

void PermitView::on(const core::Event&, const core::PermitSigned& body) {
  sign_.run(is_last(body) ? PermitStage::Signed : PermitStage::Preparing, body.step, body.next, body.permit);
}

void PermitView::on(const core::Event& event, const core::PermitRefused& body) {
  end_.run(PermitStage::Refused, event.time, body.reason, body.permit);
}

void PermitView::on(const core::Event& event, const core::PermitStarted& body) { start_.run(PermitStage::Open, event.time, body.permit); }

void PermitView::on(const core::Event&, const core::PermitInterrupted& body) { set_state_.run(PermitStage::Interrupted, "", body.permit); }

void PermitView::on(const core::Event&, const core::PermitSuspended& body) {
  suspend_.run(PermitStage::Suspended, body.cause, body.what, body.permit);
}

void PermitView::on(const core::Event&, const core::PermitResumed& body) { set_state_.run(PermitStage::Open, "", body.permit); }

void PermitView::on(const core::Event& event, const core::PermitGuarded& body) { guard_.run(event.time, body.permit); }

void PermitView::on(const core::Event&, const core::PermitFinished& body) { set_state_.run(PermitStage::Finished, body.post, body.permit); }

void PermitView::on(const core::Event&, const core::PermitAccepted& body) { set_state_.run(PermitStage::Accepted, "", body.permit); }

// The work rests until somebody goes on with it.
void PermitView::on(const core::Event&, const core::PermitReturned& body) { set_state_.run(PermitStage::Interrupted, "", body.permit); }

void PermitView::on(const core::Event& event, const core::PermitExpired& body) {
  end_.run(PermitStage::Expired, event.time, "", body.permit);
}

void PermitView::on(const core::Event& event, const core::PermitCancelled& body) {
  end_.run(PermitStage::Cancelled, event.time, body.reason, body.permit);
}

void PermitView::on(const core::Event& event, const core::PermitArchived& body) {
  end_.run(PermitStage::Archived, event.time, "", body.permit);
}

}  // namespace davy::store
