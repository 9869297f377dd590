#include "api/resources/trial_json.hpp"

namespace davy::api {
namespace {

void write_load(JsonWriter& out, const analysis::DutyLoad& load) {
  out.object().field("alarms", load.alarms).field("per_hour", load.per_hour()).field("most_in_an_hour", load.most_in_an_hour);
  out.field("conditions", load.conditions).field("budget", load.budget).end();
}

}  // namespace

JsonWriter& open_finding(JsonWriter& out, const site::Finding& finding) {
  out.object().field("level", finding.level == site::FindingLevel::Error ? "error" : "warning").field("file", finding.file);
  out.field("line", finding.line)
      .field("column", finding.column)
      .field("found", finding.found.text())
      .field("expected", finding.expected.text());
  const Text whole{to_text(finding, Language::Zh), to_text(finding, Language::En)};
  return out.field("nearest", or_null(finding.nearest)).field("text", whole);
}

void write_duties(JsonWriter& out, const std::vector<analysis::DutyCheck>& duties) {
  out.list();
  for (const analysis::DutyCheck& duty : duties) {
    out.object().field("post", duty.after.post).field("zone", duty.after.zone).field("shift", duty.after.shift);
    out.field("hours", duty.after.hours).field("verdict", duty.verdict);
    if (duty.before)
      write_load(out.key("before"), *duty.before);
    else
      out.field("before", nullptr);
    write_load(out.key("after"), duty.after);
    out.end();
  }
  out.end();
}

void write_cell(JsonWriter& out, const analysis::SweepCell& cell) {
  out.object().field("limit", cell.limit).field("delay_s", cell.delay);
  out.field("deadband", cell.deadband);
  out.field("rang", cell.rang).field("aside", cell.aside).field("real", cell.real).field("missed", cell.missed).key("alarms").list();
  for (const analysis::SweepAlarm& alarm : cell.alarms)
    out.object().field("raised", alarm.raised).field("returned", alarm.returned).field("real", alarm.real).end();
  out.end().end();
}

void write_starts(JsonWriter& out, const std::vector<analysis::PlayedStart>& starts) {
  out.list();
  for (const analysis::PlayedStart& start : starts)
    out.object().field("at", start.at).field("last_alive", start.last_alive).field("site_version", start.site_version).end();
  out.end();
}

}  // namespace davy::api
