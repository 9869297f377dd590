// The care of devices in JSON.

#include "api/json/views.hpp"
#include "core/care/care_book.hpp"

#include <set>

namespace davy::api {
namespace {

// Interlocks go on while conditions are out of service: whoever works on the device is to know which.
std::vector<std::string> rows_that_vote(const site::Directory& directory, const std::string& device) {
  std::set<std::size_t> rows;
  for (const site::ConditionIndex condition : core::care::conditions_of(directory, device))
    for (const site::RowIndex row : directory.rows_of(condition)) rows.insert(row.get());
  std::vector<std::string> names;
  for (const std::size_t row : rows) names.push_back(directory.site().rows[row].name);
  return names;
}

void write_started(JsonWriter& out, const store::CareRow& row) {
  out.key("started");
  if (row.started)
    out.object().field("by", row.started_by).field("at", *row.started).end();
  else
    out.value(nullptr);
}

void write_finished(JsonWriter& out, const store::CareRow& row) {
  out.key("finished");
  if (!row.finished) {
    out.value(nullptr);
    return;
  }
  const core::CareFinished& what = *row.finished;
  const bool judged = what.drift_state != core::DriftState::Unknown;
  out.object().field("by", row.ended_by).field("at", row.ended).field("result", what.result).field("point", or_null(what.point));
  out.field("as_found", what.as_found).field("as_left", what.as_left).field("reference", what.reference).field("drift", what.drift);
  out.field("drift_state", judged ? std::optional(what.drift_state) : std::nullopt).field("note", what.note);
  out.field("photos", what.photos).key("parts").list();
  for (const core::UsedPart& each : what.parts) out.object().field("part", each.part).field("quantity", each.quantity).end();
  out.end().field("replaced", or_null(what.replaced)).end();
}

void write_abandoned(JsonWriter& out, const store::CareRow& row) {
  out.key("abandoned");
  if (row.state == store::CareState::Abandoned)
    out.object().field("by", or_null(row.ended_by)).field("at", row.ended).field("reason", row.abandoned).end();
  else
    out.value(nullptr);
}

}  // namespace

void write(JsonWriter& out, const store::CareRow& row, const site::Directory& directory) {
  const core::CareIssued& what = row.what;
  out.object().field("id", row.id).field("device", or_null(what.device)).field("card", or_null(what.card));
  out.field("plan", or_null(what.plan)).field("work", what.work).field("what", what.what).field("cause", what.cause);
  out.field("reason", what.reason).field("zone", or_null(what.zone)).field("post", what.post).field("issued", row.issued);
  out.field("due", what.due).field("state", row.state);
  write_started(out, row);
  write_finished(out, row);
  write_abandoned(out, row);
  out.field("out_of_service", row.conditions).field("rows", rows_that_vote(directory, what.device)).end();
}

void write(JsonWriter& out, const store::DoubtRow& row) {
  out.object().field("point", row.point).field("from", row.from).field("until", row.until).field("care", row.care).end();
}

std::optional<std::string> uncertain_because(core::CalibrationState state) {
  if (!core::is_doubted(state)) return std::nullopt;
  return "calibration-" + std::string(name_of(state));
}

}  // namespace davy::api
