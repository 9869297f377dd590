#include "store/views/personal_read_view.hpp"

namespace davy::store {

PersonalReadView::PersonalReadView(sql::Database& database)
    : add_(database.prepare("INSERT INTO personal_reads (seq, at, by, what, about, person) VALUES ($1, $2, $3, $4, $5, $6)")) {}

void PersonalReadView::on(const core::Event& event, const core::PersonalRead& body) {
  add_.run(event.seq, event.time, event.actor, body.what, body.about, body.person);
}

}  // namespace davy::store
