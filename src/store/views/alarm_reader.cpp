#include "store/views/alarm_reader.hpp"

#include "store/sql/selection.hpp"
#include "store/views/alarm_view.hpp"
#include "store/views/page.hpp"

namespace davy::store {
namespace {

constexpr const char* kAlarmColumns =
    "SELECT a.id, a.condition, a.zone, a.severity, a.rule_version, a.onset, a.raised, a.raised_value, a.value, a.active, a.blind, a.acked, "
    "a.latched, "
    "a.acked_at, a.acked_by, a.returned, a.ended, a.order_id, s.shelf_until, s.shelf_reason, s.shelf_by, s.out_reason, s.out_by, "
    "s.out_since, s.suppressed, s.suppressed_rule, s.suppressed_by, s.suppressed_until, a.duty, a.group_id, a.grouped_by, g.first_out, "
    "g.first_condition, g.first_onset, a.own_severity, a.related FROM alarms a";

// What is set aside is the condition: it shows on the occurrence that has not ended.
constexpr const char* kAlarmJoins =
    " LEFT JOIN set_aside s ON s.condition = a.condition AND a.ended IS NULL LEFT JOIN alarm_groups g ON g.id = a.group_id";

sql::Selection alarms_by(std::string_view index) {
  return sql::Selection(kAlarmColumns + (index.empty() ? "" : " INDEXED BY " + std::string(index)) + kAlarmJoins);
}

constexpr const char* kSetAside =
    "SELECT a.id, s.condition, a.zone, a.severity, a.rule_version, a.onset, a.raised, a.raised_value, a.value, a.active, a.blind, a.acked, "
    "a.latched, "
    "a.acked_at, a.acked_by, a.returned, a.ended, a.order_id, s.shelf_until, s.shelf_reason, s.shelf_by, s.out_reason, s.out_by, "
    "s.out_since, s.suppressed, s.suppressed_rule, s.suppressed_by, s.suppressed_until, a.duty, a.group_id, a.grouped_by, g.first_out, "
    "g.first_condition, g.first_onset, a.own_severity, a.related FROM set_aside s LEFT JOIN alarms a ON a.id = (SELECT max(id) FROM alarms "
    "l WHERE l.condition = "
    "s.condition) LEFT JOIN alarm_groups g ON g.id = a.group_id "
    "ORDER BY s.condition";

// What alarms ask of people is counted without those of drills.
constexpr const char* kRang =
    "SELECT condition, raised, acked_at, returned, aside, told, duty, zone FROM alarms WHERE raised >= $1 AND raised < $2 "
    "AND condition NOT LIKE 'drill/%' "
    "UNION ALL SELECT condition, raised, acked_at, returned, aside, told, duty, zone FROM alarms WHERE raised < $1 AND told >= $1 "
    "AND condition NOT LIKE 'drill/%' "
    "UNION ALL SELECT condition, raised, acked_at, returned, aside, told, duty, zone FROM alarms WHERE ended IS NULL AND active = 1 AND "
    "raised < "
    "$1 AND (told IS NULL OR told < $1) AND condition NOT LIKE 'drill/%' ORDER BY raised, condition";

constexpr const char* kStood =
    "SELECT id FROM alarms WHERE raised < $1 AND condition NOT LIKE 'drill/%' AND (returned >= $1 OR (returned IS NULL AND (ended IS NULL "
    "OR ended >= $1))) ORDER BY id";

constexpr const char* kFloods =
    "SELECT post, started, ended FROM floods WHERE (ended IS NULL OR ended > $1) AND started < $2 ORDER BY started, post";

void read_set_aside(sql::Statement& row, core::Alarm& alarm) {
  if (const auto until = row.get<std::optional<Instant>>(18))
    alarm.shelf = core::Shelf{*until, row.get<std::string>(19), row.get<std::string>(20)};
  if (const auto since = row.get<std::optional<Instant>>(23))
    alarm.out_of_service = core::OutOfService{row.get<std::string>(21), row.get<std::string>(22), *since};
  if (!row.is_null(24))
    alarm.suppressed = core::Suppression{row.get<std::string>(24), row.get<std::optional<std::string>>(25).value_or(""),
                                         row.get<std::optional<std::string>>(26).value_or(""), row.get<std::optional<Instant>>(27)};
}

void read_group(sql::Statement& row, AlarmRow& read) {
  read.alarm.duty = row.get<std::string>(28);
  if (row.is_null(29)) return;
  read.alarm.group = core::Membership{row.get<core::AlarmId>(29), row.get<core::GroupedBy>(30)};
  read.first_out = FirstOut{row.get<core::AlarmId>(31), row.get<std::string>(32), row.get<Instant>(33)};
}

void read_related(sql::Statement& row, core::Alarm& alarm) {
  alarm.own_severity = static_cast<site::Severity>(row.get<std::optional<int>>(34).value_or(static_cast<int>(alarm.severity)));
  if (!row.is_null(35)) alarm.related = related_from_json(row.get<std::string>(35));
}

AlarmRow alarm_row(sql::Statement& row) {
  AlarmRow read;
  core::Alarm& alarm = read.alarm;
  int severity = 0;
  row.read(alarm.id, alarm.condition, read.zone, severity, read.rule_version, alarm.onset, alarm.raised, read.raised_value, alarm.value,
           alarm.active, alarm.blind, alarm.acked, alarm.latched, alarm.acked_at, alarm.acked_by, read.returned, read.ended, read.order);
  alarm.severity = static_cast<site::Severity>(severity);
  read_set_aside(row, alarm);
  read_group(row, read);
  read_related(row, alarm);
  return read;
}

ListOrder order_of(const AlarmFilter& filter) {
  const bool open = filter.which == AlarmFilter::Which::Open;
  return filter.order.value_or(ListOrder{open ? ListOrder::By::Severity : ListOrder::By::Id, ListOrder::Way::Down});
}

// Those of one trouble are few; else the index that has the list's order, or that of the open ones, which are never more than there are conditions: what the
// database guesses may be a walk through all that ever rang.
std::string_view alarms_index(const AlarmFilter& filter, ListOrder::By by) {
  if (filter.group || filter.notice) return "";
  if (filter.which == AlarmFilter::Which::Open) return "alarms_open";
  if (by == ListOrder::By::Id) return "";
  if (!filter.condition.empty()) return "alarms_condition_severity";
  return filter.zone.empty() ? "alarms_severity" : "alarms_zone_severity";
}

}  // namespace

ListPlace place_of(const AlarmRow& row, ListOrder::By by) {
  const std::int64_t rank = by == ListOrder::By::Id ? 0 : static_cast<std::int64_t>(row.alarm.severity);
  return {rank, static_cast<std::int64_t>(row.alarm.id.get())};
}

Result<Page<AlarmRow>> AlarmReader::list(const AlarmFilter& filter) {
  const ListOrder order = order_of(filter);
  const auto select = [&] {
    sql::Selection alarms = alarms_by(alarms_index(filter, order.by));
    if (filter.which == AlarmFilter::Which::Open) alarms.where("a.ended IS NULL");
    if (!filter.zone.empty()) alarms.where("a.zone = ?", filter.zone);
    if (filter.group) alarms.where("a.group_id = ?", *filter.group);
    if (filter.notice) alarms.where("a.id IN (SELECT alarm FROM notices_bundled WHERE notice = ?)", *filter.notice);
    if (!filter.condition.empty()) alarms.where("a.condition = ?", filter.condition);
    if (filter.condition.empty()) alarms.where("a.condition NOT LIKE 'drill/golden/%'");  // Davy trying itself is no news
    return alarms;
  };
  return page_in_order<AlarmRow>(database_, {order, "a.severity", "a.id", filter.after, filter.limit}, select, alarm_row);
}

std::optional<AlarmRow> AlarmReader::one(core::AlarmId id) {
  sql::Statement row = alarms_by("").where("a.id = ?", id).open(database_);
  return row.next() ? std::optional(alarm_row(row)) : std::nullopt;
}

std::vector<core::RangAlarm> AlarmReader::rang(Instant from, Instant until) {
  std::vector<core::RangAlarm> alarms;
  sql::Statement row = database_.prepare(kRang);
  row.query(from, until);
  while (row.next()) {
    core::RangAlarm alarm;
    Instant acknowledged;
    row.read(alarm.condition, alarm.raised, acknowledged, alarm.returned, alarm.aside, alarm.told, alarm.duty, alarm.zone);
    if (acknowledged >= alarm.raised) alarm.acknowledged = acknowledged;
    alarms.push_back(std::move(alarm));
  }
  return alarms;
}

std::vector<core::AlarmId> AlarmReader::stood_at(Instant at) {
  std::vector<core::AlarmId> stood;
  sql::Statement row = database_.prepare(kStood);
  row.query(at);
  while (row.next()) stood.push_back(row.get<core::AlarmId>(0));
  return stood;
}

std::vector<core::RangFlood> AlarmReader::floods(Instant from, Instant until) {
  std::vector<core::RangFlood> floods;
  sql::Statement row = database_.prepare(kFloods);
  row.query(from, until);
  while (row.next()) {
    core::RangFlood& flood = floods.emplace_back();
    row.read(flood.post, flood.started, flood.ended);
  }
  return floods;
}

std::vector<core::Alarm> AlarmReader::set_aside() {
  std::vector<core::Alarm> alarms;
  sql::Statement row = database_.prepare(kSetAside);
  row.query();
  while (row.next()) {
    core::Alarm alarm;
    if (!row.is_null(0)) {
      alarm = alarm_row(row).alarm;
    } else {
      alarm.condition = row.get<std::string>(1);
      read_set_aside(row, alarm);
    }
    alarms.push_back(std::move(alarm));
  }
  return alarms;
}

}  // namespace davy::store
