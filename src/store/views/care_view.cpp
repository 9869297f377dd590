#include "store/views/care_view.hpp"

#include "core/refuse.hpp"
#include "store/json/fields.hpp"
#include "store/views/order_view.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

CareView::CareView(sql::Database& database)
    : issue_(database.prepare(
          "INSERT INTO care (id, device, card, plan, work, what, post, zone, due, cause, reason, issued, state, started_by, "
          "conditions, ended_by, finished, abandoned) VALUES "
          "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '[]', '', '', '')")),
      set_state_(database.prepare("UPDATE care SET state = $1 WHERE id = $2")),
      start_(database.prepare("UPDATE care SET state = $1, started = $2, started_by = $3, conditions = $4 WHERE id = $5")),
      end_(database.prepare("UPDATE care SET state = $1, ended = $2, ended_by = $3, finished = $4, abandoned = $5 WHERE id = $6")),
      doubt_(database.prepare("INSERT INTO care_doubts (care, point, since, until) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")),
      use_(database.prepare("INSERT INTO care_parts (care, position, part, quantity, used) VALUES ($1, $2, $3, $4, $5)")),
      calibrate_(
          database.prepare("INSERT INTO calibrations (card, device, day, state) VALUES ($1, $2, $3, $4) ON CONFLICT (card) DO UPDATE "
                           "SET device = excluded.device, day = excluded.day, state = excluded.state")) {}

void CareView::on(const core::Event& event, const core::CareIssued& body) {
  issue_.run(event.seq, body.device, body.card, body.plan, body.work, body.what, body.post, body.zone, body.due, body.cause, body.reason,
             event.time, CareState::Open);
}

void CareView::on(const core::Event&, const core::CareOverdue& body) { set_state_.run(CareState::Overdue, body.care); }

void CareView::on(const core::Event& event, const core::CareStarted& body) {
  start_.run(CareState::Working, event.time, core::person_of(event.actor), list_json(body.conditions), body.care);
}

void CareView::on(const core::Event& event, const core::CareFinished& body) {
  end_.run(CareState::Done, event.time, core::person_of(event.actor), canonical(FieldsWriter::write(body)), "", body.care);
  if (body.doubtful_from)
    for (const std::string& point : body.doubtful_points) doubt_.run(body.care, point, *body.doubtful_from, event.time);
  for (std::size_t i = 0; i < body.parts.size(); ++i) use_.run(body.care, i, body.parts[i].part, body.parts[i].quantity, event.time);
}

void CareView::on(const core::Event& event, const core::CareAbandoned& body) {
  const bool by_person = body.end == core::CareEnd::ByPerson;
  end_.run(CareState::Abandoned, event.time, by_person ? core::person_of(event.actor) : std::string(), "", body.reason, body.care);
}

void CareView::on(const core::Event&, const core::DeviceCalibration& body) { calibrate_.run(body.card, body.device, body.by, body.state); }

}  // namespace davy::store
