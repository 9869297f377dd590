#include "api/json/obligation_json.hpp"

#include "analysis/review/review.hpp"

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

}  // namespace davy::api
