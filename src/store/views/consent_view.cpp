#include "store/views/consent_view.hpp"

#include "core/refuse.hpp"
#include "store/views/consent_rows.hpp"

namespace davy::store {

ConsentView::ConsentView(sql::Database& database)
    : ask_(database.prepare("INSERT INTO consents (id, deed, name, reason, until, lapses, asked, asked_by, answer, answered, answered_by, "
                            "answer_reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, '', '')")),
      answer_(database.prepare("UPDATE consents SET answer = $1, answered = $2, answered_by = $3, answer_reason = $4 WHERE id = $5")) {}

void ConsentView::on(const core::Event& event, const core::ConsentAsked& body) {
  ask_.run(event.seq, body.deed, body.name, body.reason, body.until, body.lapses, event.time, core::person_of(event.actor),
           ConsentAnswer::Open);
}

void ConsentView::on(const core::Event& event, const core::ConsentGiven& body) {
  answer_.run(ConsentAnswer::Given, event.time, core::person_of(event.actor), "", body.consent);
}

void ConsentView::on(const core::Event& event, const core::ConsentRefused& body) {
  answer_.run(ConsentAnswer::Refused, event.time, core::person_of(event.actor), body.reason, body.consent);
}

void ConsentView::on(const core::Event& event, const core::ConsentLapsed& body) {
  answer_.run(ConsentAnswer::Lapsed, event.time, "", "", body.consent);
}

}  // namespace davy::store
