#include "api/json/obligation_json.hpp"

#include "analysis/review/review.hpp"

#include <algorithm>
#include <iterator>

namespace davy::api {

void write(JsonWriter& out, const core::MatterRef& matter, const ObligationWords& words) {
  const NamedMatter named = words.matter(matter);
  out.object().field("kind", matter.kind).field("id", matter.id).field("title", named.title).field("zone", named.zone).end();
}

void write(JsonWriter& out, const core::Obligation& obligation, const ObligationWords& words) {
  out.object().field("asked_by", obligation.asked_by).field("step", obligation.step).field("part", obligation.part);
  out.field("verb", core::verb_of(obligation.step)).key("matter");
  write(out, obligation.matter, words);
  out.field("zone", obligation.zone).field("post", obligation.post).field("people", obligation.people).field("asked", obligation.asked);
  const Instant due = core::due_of(obligation, words.standards);
  out.field("due", due == Instant::never() ? std::nullopt : std::optional(due)).field("standard", !obligation.due.has_value());
  out.field("standing", core::standing_of(obligation, words.standards, words.as_of));
  out.field("late_s", analysis::late_by(obligation, words.standards, words.as_of)).key("done");
  if (obligation.done)
    out.object().field("seq", obligation.done->seq).field("at", obligation.done->at).field("by", obligation.done->by).end();
  else
    out.value(nullptr);
  out.field("judgement", obligation.judgement).field("judged", obligation.judged).field("round", obligation.round).end();
}

void write(JsonWriter& out, const core::Share& share) { out.object().field("good", share.good).field("of", share.of).end(); }

void write(JsonWriter& out, const store::MatterStory& story, const ObligationWords& words) {
  out.object().key("matters");
  write_list(out, story.matters, words);
  out.key("records");
  write_list(out, story.records);
  out.key("chain");
  write_list(out, story.chain, words);
  out.field("at", words.as_of).end();
}

void write(JsonWriter& out, const KpiSheet& sheet) {
  out.object().field("month", sheet.month).field("by", sheet.by).field("as_of", sheet.as_of).key("metrics").list();
  for (const auto& each : kEnumNames<core::Metric>) out.value(each.name);
  const site::AppraisalStandards& standards = sheet.standards;
  out.end().key("standards").object().field("acknowledge", standards.acknowledge).field("accept", standards.accept);
  out.field("review", standards.review).field("decide", standards.decide).field("sign", standards.sign);
  out.field("take_over", standards.take_over).field("report", standards.report).field("see", standards.see);
  out.field("restore", standards.restore).end().key("rows").list();
  for (const KpiLine& line : sheet.lines) {
    out.object().field("name", line.row.name).field("title", line.title).key("shares").list();
    for (const core::Share& share : line.row.shares) write(out, share);
    out.end().key("use");
    if (line.use)
      write(out, *line.use);
    else
      out.value(nullptr);
    out.field("merits", line.merits).field("pending", line.row.pending).field("longest_late_s", line.row.longest_late).end();
  }
  out.end().end();
}

namespace {

void write_point(JsonWriter& out, const core::RiskPointRef& point, const Text& title, const std::string& zone) {
  out.field("kind", point.kind).field("id", point.id).field("title", title).field("zone", or_null(zone));
}

void write_one(JsonWriter& out, const core::ExpectedRisk& expected) {
  out.object();
  write_point(out, expected.point, expected.title, expected.zone);
  out.field("seq", expected.seq == 0 ? std::nullopt : std::optional(expected.seq)).key("identified_by").list();
  for (const core::IdentifiedBy& by : expected.by)
    out.object().field("object", by.object).field("unit", by.unit).field("event", by.event).field("seq", by.seq).end();
  out.end().end();
}

void write_one(JsonWriter& out, const core::RiskChange& change, Instant as_of) {
  out.object();
  write_point(out, change.point, change.title, change.zone);
  out.field("seq", change.seq).field("at", change.at).field("due", change.at + core::kRiskUpdate);
  out.field("standing", core::standing_of(change, as_of)).key("updated");
  if (change.updated_at)
    out.object().field("seq", change.updated).field("at", *change.updated_at).end();
  else
    out.value(nullptr);
  out.end();
}

}  // namespace

void write(JsonWriter& out, const RiskSheet& sheet) {
  const auto is_of_zone = [&](const auto& each) { return sheet.zone.empty() || each.zone == sheet.zone; };
  core::RiskFigures shown;
  std::ranges::copy_if(sheet.figures.points, std::back_inserter(shown.points), is_of_zone);
  std::ranges::copy_if(sheet.figures.changes, std::back_inserter(shown.changes), is_of_zone);
  core::Share identified;
  core::Share updated;
  for (const core::Counted& each : core::counted(shown, sheet.as_of)) {
    core::Share& share = each.metric == core::Metric::RiskIdentified ? identified : updated;
    ++share.of;
    if (each.good) ++share.good;
  }
  out.object().field("month", sheet.month).field("as_of", sheet.as_of).field("at", sheet.at).key("identified");
  write(out, identified);
  out.key("updated");
  write(out, updated);
  out.key("points").list();
  for (const core::ExpectedRisk& each : shown.points) write_one(out, each);
  out.end().key("changes").list();
  for (const core::RiskChange& each : shown.changes) write_one(out, each, sheet.as_of);
  out.end().end();
}

}  // namespace davy::api
