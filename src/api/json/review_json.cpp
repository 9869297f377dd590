#include "api/json/review_json.hpp"

#include "analysis/review/proposals.hpp"

namespace davy::api {
namespace {

constexpr double kSecondsAnHour = 3'600;

void write_alarms(JsonWriter& out, const analysis::AlarmReview& alarms) {
  out.key("alarms").object().field("per_day", alarms.per_day).field("busiest_hour", alarms.busiest_hour);
  out.field("busiest_count", alarms.busiest_count).field("floods", alarms.floods).key("chattering");
  write_list(out, alarms.chattering);
  out.field("stale", alarms.stale).field("acknowledged_within_s", alarms.acknowledged_within).end();
}

void write_places(JsonWriter& out, const analysis::Review& review, const site::Directory& directory) {
  out.key("weak_zones").list();
  for (const analysis::WeakZone& each : review.weak_zones) {
    out.object().field("zone", each.zone).field("title", analysis::title_of_zone(directory, each.zone)).field("late", each.late);
    out.field("repeated", each.repeated).field("hazards", each.hazards).field("blind_h", each.blind_h).field("score", each.score).end();
  }
  out.end().key("blind").list();
  for (const analysis::BlindPoint& each : review.blind) {
    out.object().field("point", each.point).field("zone", each.zone).field("hours", each.blind.seconds() / kSecondsAnHour);
    out.field("share", each.share).field("evidence", each.evidence).end();
  }
  out.end();
}

}  // namespace

void write(JsonWriter& out, const analysis::ReviewCount& count) {
  out.object().field("name", count.name).field("title", count.title).field("count", count.count).field("evidence", count.evidence).end();
}

void write(JsonWriter& out, const analysis::Review& review, const ObligationWords& words, const site::Directory& directory) {
  out.object().field("month", review.month.name).field("from", review.month.from).field("until", review.month.until);
  out.field("as_of", review.as_of).field("complete", review.complete).key("happened");
  write_list(out, review.happened);
  out.key("by_severity");
  write_list(out, review.by_severity);
  write_alarms(out, review.alarms);
  out.key("late");
  write_list(out, review.late, words);
  out.field("late_in_all", review.late_in_all);
  write_places(out, review, directory);
  out.key("causes");
  write_list(out, review.causes);
  out.key("hazards");
  write_list(out, review.hazards);
  out.key("proposals").list();
  for (const analysis::Proposal& each : review.proposals)
    out.object().field("kind", each.kind).field("text", each.text).field("about", each.about).field("evidence", each.evidence).end();
  out.end().key("kpi").list();
  for (std::size_t i = 0; i < review.kpi.size(); ++i) {
    out.object().field("metric", static_cast<core::Metric>(i)).key("share");
    write(out, review.kpi[i]);
    out.end();
  }
  out.end().end();
}

}  // namespace davy::api
