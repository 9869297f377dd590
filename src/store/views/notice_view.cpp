#include "store/views/notice_view.hpp"

#include "core/refuse.hpp"

namespace davy::store {

NoticeView::NoticeView(sql::Database& database)
    : issue_(database.prepare(
          "INSERT INTO notices (id, reason, alarm, order_id, condition, post, severity, urgency, issued, channel, dropped, failed) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', '')")),
      send_(database.prepare("UPDATE notices SET sent = $1, channel = $2 WHERE id = $3")),
      drop_(database.prepare("UPDATE notices SET dropped = $1 WHERE id = $2")),
      fail_(database.prepare("UPDATE notices SET failed = $1, channel = $2 WHERE id = $3")),
      see_(database.prepare("INSERT INTO notices_seen (notice, login, seen) VALUES ($1, $2, $3) ON CONFLICT (notice, login) DO NOTHING")) {}

void NoticeView::on(const core::Event& event, const core::NoticeIssued& body) {
  issue_.run(event.seq, body.reason, body.alarm, body.order, body.condition, body.post, static_cast<int>(body.severity), body.urgency,
             event.time);
}

void NoticeView::on(const core::Event& event, const core::NoticeSent& body) { send_.run(event.time, body.channel, body.notice); }

void NoticeView::on(const core::Event&, const core::NoticeDropped& body) { drop_.run(body.why, body.notice); }

void NoticeView::on(const core::Event&, const core::NoticeFailed& body) { fail_.run(body.why, body.channel, body.notice); }

void NoticeView::on(const core::Event& event, const core::NoticeSeen& body) {
  see_.run(body.notice, core::person_of(event.actor), event.time);
}

}  // namespace davy::store
