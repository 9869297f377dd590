#include "store/views/drill_view.hpp"

#include "core/refuse.hpp"
#include "store/json/fields.hpp"

namespace davy::store {

DrillView::DrillView(sql::Database& database)
    : start_(database.prepare("INSERT INTO drills (id, scenario, kind, zone, started, started_by, what, result, assessed_by, assessment) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, '', '', '')")),
      end_(database.prepare("UPDATE drills SET ended = $1, result = $2 WHERE id = $3")),
      assess_(database.prepare("UPDATE drills SET assessed = $1, assessed_by = $2, assessment = $3 WHERE id = $4")) {}

void DrillView::on(const core::Event& event, const core::DrillStarted& body) {
  start_.run(event.seq, body.scenario, body.kind, body.zone, event.time, core::person_of(event.actor),
             canonical(FieldsWriter::write(body)));
}

void DrillView::on(const core::Event& event, const core::DrillEnded& body) {
  end_.run(event.time, canonical(FieldsWriter::write(body)), body.drill);
}

void DrillView::on(const core::Event& event, const core::DrillAssessed& body) {
  assess_.run(event.time, core::person_of(event.actor), canonical(FieldsWriter::write(body)), body.drill);
}

}  // namespace davy::store
