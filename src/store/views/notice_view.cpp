#include "store/views/notice_view.hpp"

#include "core/refuse.hpp"
#include "store/json/fields.hpp"

namespace davy::store {

NoticeView::NoticeView(sql::Database& database)
    : issue_(database.prepare(
          "INSERT INTO notices (id, reason, alarm, order_id, condition, post, severity, urgency, issued, bundle, hazard, what, person, "
          "care, check_id, permit, incident, training, channel, dropped, failed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
          "$12, $13, "
          "$14, $15, $16, $17, $18, '', '', '')")),
      tell_person_(database.prepare(
          "INSERT INTO notices_people (login, notice, told_severity) VALUES ($1, $2, $3) ON CONFLICT (login, notice) DO NOTHING")),
      bundle_(database.prepare("INSERT INTO notices_bundled (id, post, alarm, order_id) VALUES ($1, $2, $3, $4)")),
      tell_alarm_(
          database.prepare("UPDATE notices_bundled SET notice = $1 WHERE post = $2 AND alarm = $3 AND order_id = 0 AND notice IS NULL")),
      tell_order_(database.prepare("UPDATE notices_bundled SET notice = $1 WHERE post = $2 AND order_id = $3 AND notice IS NULL")),
      send_(database.prepare("UPDATE notices SET sent = $1, channel = $2 WHERE id = $3")),
      drop_(database.prepare("UPDATE notices SET dropped = $1 WHERE id = $2")),
      fail_(database.prepare("UPDATE notices SET failed = $1, channel = $2 WHERE id = $3")),
      see_(database.prepare("INSERT INTO notices_seen (notice, login, seen) VALUES ($1, $2, $3) ON CONFLICT (notice, login) DO NOTHING")) {}

void NoticeView::on(const core::Event& event, const core::NoticeIssued& body) {
  std::optional<std::string> bundle;
  if (body.bundle) bundle = bundle_json(*body.bundle);
  issue_.run(event.seq, body.reason, body.alarm, body.order, body.condition, body.post, static_cast<int>(body.severity), body.urgency,
             event.time, bundle, body.hazard, body.what, body.person, body.care, body.check, body.permit, body.incident, body.training);
  for (const std::string& login : body.people) tell_person_.run(login, event.seq, static_cast<int>(body.severity));
  if (!body.bundle) return;
  for (const core::AlarmId alarm : body.bundle->alarms) tell_alarm_.run(event.seq, body.post, alarm);
  for (const core::OrderId order : body.bundle->orders) tell_order_.run(event.seq, body.post, order);
}

void NoticeView::on(const core::Event& event, const core::NoticeBundled& body) {
  bundle_.run(event.seq, body.post, body.alarm, body.order);
}

void NoticeView::on(const core::Event& event, const core::NoticeSent& body) { send_.run(event.time, body.channel, body.notice); }

void NoticeView::on(const core::Event&, const core::NoticeDropped& body) { drop_.run(body.why, body.notice); }

void NoticeView::on(const core::Event&, const core::NoticeFailed& body) { fail_.run(body.why, body.channel, body.notice); }

void NoticeView::on(const core::Event& event, const core::NoticeSeen& body) {
  see_.run(body.notice, core::person_of(event.actor), event.time);
}

std::string bundle_json(const core::Bundle& bundle) { return canonical(FieldsWriter::write(bundle)); }

std::optional<core::Bundle> bundle_from_json(std::string_view json) {
  core::Bundle bundle;
  if (!FieldsReader(MissingField::IsRefused).read(Json::parse(json, nullptr, false), bundle)) return std::nullopt;
  return bundle;
}

}  // namespace davy::store
