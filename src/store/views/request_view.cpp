#include "store/views/request_view.hpp"

namespace davy::store {

RequestView::RequestView(sql::Database& database)
    : done_(
          database.prepare("INSERT INTO requests_done (request, fingerprint, first, done) VALUES ($1, $2, $3, $4) ON CONFLICT (request) DO "
                           "UPDATE SET fingerprint = excluded.fingerprint, first = excluded.first, done = excluded.done")) {}

void RequestView::on(const core::Event& event, const core::RequestDone& body) {
  done_.run(body.request, body.fingerprint, body.first, event.seq);
}

}  // namespace davy::store
