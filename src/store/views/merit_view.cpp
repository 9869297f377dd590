#include "store/views/merit_view.hpp"

namespace davy::store {

MeritView::MeritView(sql::Database& database)
    : give_(database.prepare("INSERT INTO merits (id, month, person, reason, hazard, worth, points, given) VALUES ($1, $2, $3, $4, $5, $6, "
                             "$7, $8)")) {}

void MeritView::on(const core::Event& event, const core::MeritGiven& body) {
  give_.run(event.seq, body.month, body.person, body.reason, body.hazard, body.worth, body.points, event.time);
}

}  // namespace davy::store
