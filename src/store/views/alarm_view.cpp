#include "store/views/alarm_view.hpp"

#include "core/refuse.hpp"
#include "store/json/fields.hpp"

namespace davy::store {

namespace {

// How a condition is set aside when its alarm is raised: out of service covers suppressed covers shelved.
constexpr const char* kRaise =
    "INSERT INTO alarms (id, condition, zone, severity, rule_version, onset, raised, annunciated, raised_value, value, active, blind, "
    "acked, "
    "latched, acked_at, acked_by, duty, own_severity, aside, told) SELECT $1, $2, $3, $4, $5, $6, $7, $7, $8, $8, 1, 0, 0, 0, 0, '', $9, "
    "$4, a.how, CASE "
    "WHEN "
    "a.how = 'no' THEN $7 END FROM (SELECT coalesce((SELECT CASE WHEN out_since IS NOT NULL THEN 'out-of-service' WHEN suppressed IS NOT "
    "NULL THEN 'suppressed' WHEN shelf_until IS NOT NULL THEN 'shelved' END FROM set_aside WHERE condition = $2), 'no') AS how) a";

}  // namespace

AlarmView::AlarmView(sql::Database& database)
    : raise_(database.prepare(kRaise)),
      end_earlier_(database.prepare("UPDATE alarms SET ended = $1 WHERE condition = $2 AND ended IS NULL")),
      tell_(
          database.prepare("UPDATE alarms SET told = $1, aside = 'no' WHERE condition = $2 AND ended IS NULL AND active = 1 AND acked = 0 "
                           "AND told IS NULL AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.condition = $2)")),
      return_(database.prepare("UPDATE alarms SET active = 0, blind = 0, returned = $1, latched = $2, value = $3 WHERE id = $4")),
      acknowledge_(database.prepare("UPDATE alarms SET acked = 1, acked_at = $1, acked_by = $2 WHERE id = $3")),
      reset_(database.prepare("UPDATE alarms SET latched = 0 WHERE id = $1")),
      reannunciate_(database.prepare("UPDATE alarms SET acked = 0, annunciated = $1 WHERE id = $2")),
      regrade_(database.prepare("UPDATE alarms SET severity = $1, related = $2, acked = CASE WHEN $3 THEN 0 ELSE acked END, annunciated = "
                                "CASE WHEN $3 THEN $4 ELSE annunciated END WHERE id = $5")),
      set_blind_(database.prepare("UPDATE alarms SET blind = $1 WHERE id = $2")),
      end_if_normal_(
          database.prepare("UPDATE alarms SET ended = $1 WHERE id = $2 AND ended IS NULL AND active = 0 AND acked = 1 AND latched = 0")),
      withdraw_(
          database.prepare("UPDATE alarms SET active = 0, blind = 0, latched = 0, ended = $1 WHERE condition = $2 AND ended IS NULL")),
      lead_group_(database.prepare("UPDATE alarms SET group_id = $1, grouped_by = $2 WHERE id = $1 AND group_id IS NULL")),
      form_group_(database.prepare("INSERT INTO alarm_groups (id, first_out, first_condition, first_onset) SELECT id, id, condition, onset "
                                   "FROM alarms WHERE id = $1 AND group_id = $1 ON CONFLICT (id) DO NOTHING")),
      join_group_(database.prepare("UPDATE alarms SET group_id = (SELECT h.group_id FROM alarms h WHERE h.id = $1), grouped_by = $2 WHERE "
                                   "id = $3 AND group_id IS NULL")),
      move_first_out_(
          database.prepare("UPDATE alarm_groups SET first_out = a.id, first_condition = a.condition, first_onset = a.onset FROM "
                           "alarms a WHERE a.id = $1 AND alarm_groups.id = a.group_id AND a.onset < alarm_groups.first_onset")),
      set_order_(database.prepare("UPDATE alarms SET order_id = $1 WHERE id = $2")),
      shelve_(database.prepare(
          "INSERT INTO set_aside (condition, shelf_until, shelf_reason, shelf_by) VALUES ($1, $2, $3, $4) ON CONFLICT (condition) DO "
          "UPDATE SET shelf_until = excluded.shelf_until, shelf_reason = excluded.shelf_reason, shelf_by = excluded.shelf_by")),
      unshelve_(database.prepare("UPDATE set_aside SET shelf_until = NULL, shelf_reason = NULL, shelf_by = NULL WHERE condition = $1")),
      suppress_(database.prepare("INSERT INTO set_aside (condition, suppressed, suppressed_rule, suppressed_by, suppressed_until) VALUES "
                                 "($1, $2, $3, $4, $5) ON CONFLICT (condition) DO UPDATE SET suppressed = excluded.suppressed, "
                                 "suppressed_rule = excluded.suppressed_rule, suppressed_by = excluded.suppressed_by, suppressed_until = "
                                 "excluded.suppressed_until")),
      unsuppress_(database.prepare("UPDATE set_aside SET suppressed = NULL, suppressed_rule = NULL, suppressed_by = NULL, suppressed_until "
                                   "= NULL WHERE condition = $1")),
      take_out_(database.prepare(
          "INSERT INTO set_aside (condition, out_reason, out_by, out_since) VALUES ($1, $2, $3, $4) ON CONFLICT (condition) DO "
          "UPDATE SET out_reason = excluded.out_reason, out_by = excluded.out_by, out_since = excluded.out_since")),
      return_to_service_(database.prepare("UPDATE set_aside SET out_reason = NULL, out_by = NULL, out_since = NULL WHERE condition = $1")),
      forget_set_aside_(database.prepare(
          "DELETE FROM set_aside WHERE condition = $1 AND shelf_until IS NULL AND out_since IS NULL AND suppressed IS NULL")),
      withdraw_set_aside_(database.prepare("DELETE FROM set_aside WHERE condition = $1")),
      start_flood_(database.prepare("INSERT INTO floods (id, post, started) VALUES ($1, $2, $3)")),
      end_flood_(database.prepare("UPDATE floods SET ended = $1 WHERE post = $2 AND ended IS NULL")) {}

void AlarmView::on(const core::Event& event, const core::AlarmRaised& body) {
  end_earlier_.run(event.time, body.condition);
  raise_.run(event.seq, body.condition, body.zone, static_cast<int>(body.severity), body.rule_version, body.onset, event.time, body.value,
             body.duty);
}

void AlarmView::on(const core::Event& event, const core::AlarmReturned& body) {
  return_.run(body.at, body.latched, body.value, body.alarm);
  end_if_normal(event.time, body.alarm);
}

void AlarmView::on(const core::Event& event, const core::AlarmAcknowledged& body) {
  acknowledge_.run(event.time, core::person_of(event.actor), body.alarm);
  end_if_normal(event.time, body.alarm);
}

void AlarmView::on(const core::Event& event, const core::AlarmReset& body) {
  reset_.run(body.alarm);
  end_if_normal(event.time, body.alarm);
}

void AlarmView::on(const core::Event& event, const core::AlarmReannunciated& body) { reannunciate_.run(event.time, body.alarm); }

void AlarmView::on(const core::Event& event, const core::AlarmRegraded& body) {
  std::optional<std::string> related;
  if (!body.rule.empty()) related = related_json({body.rule, body.others, body.impact, event.time});
  regrade_.run(static_cast<int>(body.severity), related, body.severity > body.before, event.time, body.alarm);
}

void AlarmView::on(const core::Event&, const core::AlarmBlinded& body) { set_blind_.run(true, body.alarm); }

void AlarmView::on(const core::Event&, const core::AlarmSighted& body) { set_blind_.run(false, body.alarm); }

void AlarmView::on(const core::Event& event, const core::AlarmWithdrawn& body) {
  withdraw_.run(event.time, body.condition);
  withdraw_set_aside_.run(body.condition);
}

void AlarmView::on(const core::Event& event, const core::AlarmShelved& body) {
  shelve_.run(body.condition, body.until, body.reason, body.asked_by.empty() ? core::person_of(event.actor) : body.asked_by);
}

void AlarmView::on(const core::Event& event, const core::AlarmUnshelved& body) {
  unshelve_.run(body.condition);
  forget_set_aside_.run(body.condition);
  ring_if_told(event.time, body.condition);
}

void AlarmView::on(const core::Event&, const core::AlarmGrouped& body) {
  lead_group_.run(body.group, body.because);
  form_group_.run(body.group);
  join_group_.run(body.group, body.because, body.alarm);
  move_first_out_.run(body.alarm);
}

void AlarmView::on(const core::Event&, const core::AlarmSuppressed& body) {
  suppress_.run(body.condition, body.reason, body.rule, body.inhibitor, body.until);
}

void AlarmView::on(const core::Event& event, const core::AlarmUnsuppressed& body) {
  unsuppress_.run(body.condition);
  forget_set_aside_.run(body.condition);
  ring_if_told(event.time, body.condition);
}

void AlarmView::on(const core::Event& event, const core::AlarmTakenOutOfService& body) {
  take_out_.run(body.condition, body.reason, body.asked_by.empty() ? core::person_of(event.actor) : body.asked_by, event.time);
}

void AlarmView::on(const core::Event& event, const core::AlarmReturnedToService& body) {
  return_to_service_.run(body.condition);
  forget_set_aside_.run(body.condition);
  ring_if_told(event.time, body.condition);
}

void AlarmView::on(const core::Event& event, const core::FloodStarted& body) { start_flood_.run(event.seq, body.post, event.time); }

void AlarmView::on(const core::Event& event, const core::FloodEnded& body) { end_flood_.run(event.time, body.post); }

void AlarmView::on(const core::Event& event, const core::OrderIssued& body) { set_order_.run(event.seq, body.alarm); }

void AlarmView::on(const core::Event&, const core::OrderRecurred& body) { set_order_.run(body.order, body.alarm); }

std::string related_json(const core::Related& related) { return canonical(FieldsWriter::write(related)); }

std::optional<core::Related> related_from_json(std::string_view json) {
  core::Related related;
  if (!FieldsReader(MissingField::IsRefused).read(Json::parse(json, nullptr, false), related)) return std::nullopt;
  return related;
}

void AlarmView::ring_if_told(Instant time, const std::string& condition) { tell_.run(time, condition); }

void AlarmView::end_if_normal(Instant time, core::AlarmId alarm) { end_if_normal_.run(time, alarm); }

}  // namespace davy::store
