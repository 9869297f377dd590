#include "store/views/hazard_view.hpp"

#include "core/hazard/hazard_book.hpp"
#include "core/refuse.hpp"
#include "store/json/fields.hpp"
#include "store/views/order_view.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

using core::HazardState;

HazardView::HazardView(sql::Database& database)
    : report_(database.prepare(
          "INSERT INTO hazards (id, zone, what, source, place, about, reporter, reported, state, outcome, post, deadline, plan, "
          "handler, reviewer, last_call, reminders, supervision, supervised_by, returns, extensions, photos_before, photos_after, found) "
          "VALUES "
          "($1, $2, $3, "
          "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '', 0, 0, 0, '', 0, 0, $14, '[]', $15)")),
      grade_(
          database.prepare("UPDATE hazards SET state = $1, grade = $2, danger = $3, handling = $4, post = $5, deadline = $6, plan = $7, "
                           "management = $8, arose_in = $9, reason = $10, hazard_code = $11, handler = '', asked = NULL WHERE id = $12")),
      accept_(database.prepare(
          "UPDATE hazards SET state = CASE state WHEN $1 THEN $2 ELSE state END, handler = $3, asked = NULL WHERE id = $4")),
      rectify_(database.prepare("UPDATE hazards SET state = $1, handler = $2, rectified = $3, photos_after = $4, cost_yuan = $5, "
                                "asked = NULL WHERE id = $6")),
      approve_(database.prepare("UPDATE hazards SET state = $1, reviewer = $2 WHERE id = $3")),
      return_(database.prepare("UPDATE hazards SET state = $1, reviewer = '', returns = returns + 1, deadline = $2 WHERE id = $3")),
      extend_(database.prepare("UPDATE hazards SET deadline = $1, extensions = extensions + 1, asked = NULL WHERE id = $2")),
      ask_(database.prepare("UPDATE hazards SET asked = $1 WHERE id = $2")),
      remind_(database.prepare("UPDATE hazards SET reminders = $1, last_call = $2 WHERE id = $3")),
      supervise_(database.prepare("UPDATE hazards SET supervision = $1, supervised_by = $2, last_call = $3 WHERE id = $4")),
      end_(database.prepare("UPDATE hazards SET outcome = $1, ended = $2, merged_into = $3 WHERE id = $4")) {}

void HazardView::on(const core::Event& event, const core::HazardReported& body) {
  const std::string reporter = event.actor == core::kAnonymous ? "" : core::person_of(event.actor);
  report_.run(event.seq, body.zone, body.what, body.source, canonical(FieldsWriter::write(body.place)),
              canonical(FieldsWriter::write(body.about)), reporter, event.time, HazardState::Reported, HazardOutcome::Open, body.post,
              body.deadline, canonical(FieldsWriter::write(core::FivePoints())), list_json(body.photos), body.found);
}

void HazardView::on(const core::Event&, const core::HazardGraded& body) {
  grade_.run(HazardState::Graded, body.grade, body.danger, body.handling, body.post, body.deadline,
             canonical(FieldsWriter::write(body.plan)), body.management, body.arose_in, body.reason, body.hazard_code, body.hazard);
}

void HazardView::on(const core::Event& event, const core::HazardMerged& body) {
  end_.run(HazardOutcome::Merged, event.time, body.into, body.hazard);
}

void HazardView::on(const core::Event& event, const core::HazardDismissed& body) {
  end_.run(HazardOutcome::Dismissed, event.time, nullptr, body.hazard);
}

void HazardView::on(const core::Event& event, const core::HazardAccepted& body) {
  accept_.run(HazardState::Graded, HazardState::Accepted, core::person_of(event.actor), body.hazard);
}

void HazardView::on(const core::Event& event, const core::HazardRectified& body) {
  rectify_.run(HazardState::Rectified, core::person_of(event.actor), event.time, list_json(body.photos), body.cost_yuan, body.hazard);
}

void HazardView::on(const core::Event& event, const core::HazardReviewed& body) {
  if (body.verdict == core::Verdict::Returned)
    return_.run(HazardState::Returned, body.deadline, body.hazard);
  else
    approve_.run(HazardState::Reviewed, core::person_of(event.actor), body.hazard);
}

void HazardView::on(const core::Event&, const core::HazardReviewedAgain& body) {
  if (body.verdict == core::Verdict::Returned) return_.run(HazardState::Returned, body.deadline, body.hazard);
}

void HazardView::on(const core::Event&, const core::HazardExtended& body) { extend_.run(body.deadline, body.hazard); }

void HazardView::on(const core::Event&, const core::HazardExtensionAsked& body) { ask_.run(body.deadline, body.hazard); }

void HazardView::on(const core::Event&, const core::HazardExtensionRefused& body) { ask_.run(nullptr, body.hazard); }

void HazardView::on(const core::Event& event, const core::HazardReminded& body) { remind_.run(body.times, event.time, body.hazard); }

void HazardView::on(const core::Event& event, const core::HazardSupervised& body) {
  supervise_.run(body.level, body.post, event.time, body.hazard);
}

void HazardView::on(const core::Event& event, const core::HazardClosed& body) {
  end_.run(HazardOutcome::Closed, event.time, nullptr, body.hazard);
}

}  // namespace davy::store
