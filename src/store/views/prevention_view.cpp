#include "store/views/prevention_view.hpp"

namespace davy::store {

PreventionView::PreventionView(sql::Database& database)
    : add_(database.prepare("INSERT INTO record_live (kind, id, position, field, value) VALUES ($1, $2, $3, $4, $5)")),
      remove_(database.prepare("DELETE FROM record_live WHERE kind = $1 AND id = $2")),
      fail_(database.prepare("INSERT INTO failed_measures (measure, cause, watch, since) VALUES ($1, $2, $3, $4) ON CONFLICT (measure) DO "
                             "UPDATE SET cause = excluded.cause, watch = excluded.watch, since = excluded.since")),
      restore_(database.prepare("DELETE FROM failed_measures WHERE measure = $1")) {}

void PreventionView::on(const core::Event&, const core::RecordSaved& body) {
  remove_.run(body.kind, body.id);
  for (std::size_t i = 0; i < body.live.size(); ++i) add_.run(body.kind, body.id, i, body.live[i].field, body.live[i].value);
}

void PreventionView::on(const core::Event&, const core::RecordRemoved& body) { remove_.run(body.kind, body.id); }

void PreventionView::on(const core::Event& event, const core::MeasureFailed& body) {
  fail_.run(body.measure, name_of(body.cause), body.watch, event.time);
}

void PreventionView::on(const core::Event&, const core::MeasureRestored& body) { restore_.run(body.measure); }

}  // namespace davy::store
