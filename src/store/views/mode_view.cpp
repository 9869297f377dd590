#include "store/views/mode_view.hpp"

#include "core/refuse.hpp"

namespace davy::store {

ModeView::ModeView(sql::Database& database)
    : set_(database.prepare("INSERT INTO modes (zone, mode, set_by, reason, since, until) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT "
                            "(zone) DO UPDATE SET mode = excluded.mode, set_by = excluded.set_by, reason = excluded.reason, since = "
                            "excluded.since, until = excluded.until")),
      end_(database.prepare("DELETE FROM modes WHERE zone = $1")),
      tell_(database.prepare("INSERT INTO facts (fact, zone, value, source, until, told_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT "
                             "(fact, zone) DO UPDATE SET value = excluded.value, source = excluded.source, until = excluded.until, "
                             "told_by = excluded.told_by")) {}

void ModeView::on(const core::Event& event, const core::ModeSet& body) {
  set_.run(body.zone, body.mode, core::person_of(event.actor), body.reason, event.time, body.until);
}

void ModeView::on(const core::Event&, const core::ModeEnded& body) { end_.run(body.zone); }

void ModeView::on(const core::Event& event, const core::FactTold& body) {
  tell_.run(body.fact, body.zone, body.value, body.source, body.until, core::person_of(event.actor));
}

}  // namespace davy::store
