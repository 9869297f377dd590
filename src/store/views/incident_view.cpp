#include "store/views/incident_view.hpp"

#include "core/refuse.hpp"
#include "store/json/fields.hpp"

namespace davy::store {

IncidentView::IncidentView(sql::Database& database)
    : open_(database.prepare(
          "INSERT INTO incidents (id, exercise, state, level, commander, opened, opened_by, report_due, body, cards, cards_done, "
          "people, accounted, reports, report_called, waived) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, 0, 0, 0, 0)")),
      issue_card_(database.prepare("UPDATE incidents SET cards = cards + 1 WHERE id = $1")),
      finish_card_(database.prepare("UPDATE incidents SET cards_done = cards_done + 1 WHERE id = $1")),
      set_level_(database.prepare("UPDATE incidents SET level = $1 WHERE id = $2")),
      set_commander_(database.prepare("UPDATE incidents SET commander = $1 WHERE id = $2")),
      set_evacuating_(database.prepare("UPDATE incidents SET evacuating = $1 WHERE id = $2")),
      forget_people_(
          database.prepare("DELETE FROM incident_people WHERE incident = (SELECT id FROM incidents WHERE id = $1 AND evacuating = 0)")),
      expect_(
          database.prepare("INSERT INTO incident_people (incident, person, state) VALUES ($1, $2, $3) ON CONFLICT (incident, person) DO "
                           "NOTHING")),
      set_person_(database.prepare(
          "INSERT INTO incident_people (incident, person, state) SELECT $1, $2, $3 WHERE EXISTS (SELECT 1 FROM incidents "
          "WHERE id = $1 AND evacuating IS NOT NULL) ON CONFLICT (incident, person) DO UPDATE SET state = excluded.state")),
      count_(database.prepare("UPDATE incidents SET people = (SELECT COUNT(*) FROM incident_people WHERE incident = $1), accounted = "
                              "(SELECT COUNT(*) FROM incident_people WHERE incident = $1 AND state <> $2 AND state <> $3) WHERE id = $1")),
      report_(database.prepare("UPDATE incidents SET reports = reports + 1, report_due = $1, report_called = 0 WHERE id = $2")),
      call_for_report_(database.prepare("UPDATE incidents SET report_due = $1, report_called = 1 WHERE id = $2")),
      waive_(database.prepare("UPDATE incidents SET waived = 1, report_due = NULL, report_called = 0 WHERE id = $1")),
      end_(database.prepare("UPDATE incidents SET state = $1, ended = $2, report_due = CASE WHEN reports = 0 OR report_called = 1 THEN "
                            "report_due END WHERE id = $3")),
      close_(database.prepare("UPDATE incidents SET state = $1, closed = $2, report_due = NULL WHERE id = $3")) {}

void IncidentView::on(const core::Event& event, const core::IncidentOpened& body) {
  open_.run(event.seq, body.exercise, IncidentStage::Open, body.level, body.commander, event.time, core::person_of(event.actor),
            body.exercise == core::Exercise::Real ? std::optional(body.report_due) : std::nullopt, canonical(FieldsWriter::write(body)));
}

void IncidentView::on(const core::Event&, const core::IncidentCardIssued& body) { issue_card_.run(body.incident); }

void IncidentView::on(const core::Event&, const core::IncidentCardDone& body) { finish_card_.run(body.incident); }

void IncidentView::on(const core::Event&, const core::IncidentLevelSet& body) { set_level_.run(body.level, body.incident); }

void IncidentView::on(const core::Event& event, const core::IncidentCommandTaken& body) {
  set_commander_.run(core::person_of(event.actor), body.incident);
}

// Of an evacuation that is widened, what is known of people stands.
void IncidentView::on(const core::Event&, const core::EvacuationOrdered& body) {
  forget_people_.run(body.incident);
  for (const core::ExpectedPerson& each : body.people) expect_.run(body.incident, each.person, core::Whereabouts::Unknown);
  set_evacuating_.run(1, body.incident);
  count(body.incident);
}

void IncidentView::on(const core::Event&, const core::PersonAccounted& body) {
  set_person_.run(body.incident, body.person, body.state);
  count(body.incident);
}

void IncidentView::on(const core::Event&, const core::EvacuationEnded& body) { set_evacuating_.run(0, body.incident); }

void IncidentView::on(const core::Event&, const core::IncidentReportDue& body) { call_for_report_.run(body.due, body.incident); }

void IncidentView::on(const core::Event&, const core::IncidentReported& body) { report_.run(body.next_due, body.incident); }

void IncidentView::on(const core::Event&, const core::IncidentReportWaived& body) { waive_.run(body.incident); }

// A first report stays due, and what has been asked for.
void IncidentView::on(const core::Event& event, const core::IncidentEnded& body) {
  end_.run(IncidentStage::Ended, event.time, body.incident);
}

void IncidentView::on(const core::Event& event, const core::IncidentClosed& body) {
  close_.run(IncidentStage::Closed, event.time, body.incident);
}

// As core::incident::is_accounted: who is missing is looked for.
void IncidentView::count(core::IncidentId incident) { count_.run(incident, core::Whereabouts::Unknown, core::Whereabouts::Missing); }

}  // namespace davy::store
