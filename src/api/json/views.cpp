#include "api/json/views.hpp"

#include "core/refuse.hpp"
#include "core/suspension.hpp"
#include "site/exercise.hpp"

#include <algorithm>

namespace davy::api {
namespace {

const site::Guidance* guidance_of(const site::Directory& directory, const std::string& condition) {
  const auto index = directory.condition(condition);
  if (!index) return nullptr;
  const site::Site& site = directory.site();
  return &site[site[*index].guidance];
}

// The condition's own name in both languages once the site no longer has it.
Text title_on_site(const site::Directory& directory, const std::string& condition) {
  const site::Guidance* guidance = guidance_of(directory, condition);
  return guidance != nullptr ? guidance->title : core::title_of_condition(directory, condition);
}

Text response_to(const site::Directory& directory, const std::string& condition) {
  if (core::suspension::subject_named(condition)) return core::suspension::response();
  const site::Guidance* guidance = guidance_of(directory, condition);
  return guidance != nullptr ? guidance->response : Text{};
}

std::optional<core::PermitId> permit_of(const std::string& condition) {
  const auto subject = core::suspension::subject_named(condition);
  return subject ? std::optional(subject->permit) : std::nullopt;
}

core::Exercise exercise_of(const std::string& condition) {
  return site::is_exercise(condition) ? core::Exercise::Drill : core::Exercise::Real;
}

bool is_about_drill(core::NoticeReason reason) {
  using enum core::NoticeReason;
  return reason == DrillStarted || reason == DrillEnded || reason == DrillCutShort || reason == SelfTestFailed;
}

// What somebody reported is in their own language, where they said it in words.
Text title_of_notice(const site::Directory& directory, const core::NoticeIssued& told) {
  if (is_about_drill(told.reason)) return {told.what, told.what};
  if (!told.hazard.none() && told.what.empty()) return {"照片上报", "Reported by photo"};
  const bool is_about_alarm =
      told.hazard.none() && told.care.none() && told.check.none() && told.permit.none() && told.incident.none() && told.training.none();
  return is_about_alarm ? title_on_site(directory, told.condition) : Text{told.what, told.what};
}

std::optional<site::Severity> severity_of(const site::Directory& directory, const std::string& condition) {
  const auto index = directory.condition(condition);
  return index ? std::optional(directory.site()[*index].severity) : std::nullopt;
}

std::string point_of(const std::string& condition) { return condition.substr(0, condition.find(':')); }

std::optional<std::string> unit_of(const site::Directory& directory, const std::string& condition) {
  const auto index = directory.point(point_of(condition));
  if (!index) return std::nullopt;
  return std::string(directory.site()[*index].unit->symbol);
}

void write_shelf(JsonWriter& out, std::string_view name, Instant until, const std::string& reason, const std::string& by) {
  out.key(name).object().field("until", until).field("reason", reason).field("by", by).end();
}

// What Alarm and ConditionStatus have in common.
void write_state(JsonWriter& out, const core::Alarm& alarm, site::Severity severity) {
  const core::AlarmState state = core::state_of(alarm);
  out.field("severity", severity).field("state", state).field("letter", std::string(1, core::letter(state)));
  out.field("active", alarm.active).field("blind", alarm.blind).field("acknowledged", alarm.acked).field("latched", alarm.latched);
  out.field("annunciates", core::annunciates(alarm));
  if (alarm.shelf) {
    write_shelf(out, "shelf", alarm.shelf->until, alarm.shelf->reason, alarm.shelf->by);
  } else {
    out.field("shelf", nullptr);
  }
  if (alarm.out_of_service) {
    const core::OutOfService& out_of_service = *alarm.out_of_service;
    out.key("out_of_service")
        .object()
        .field("since", out_of_service.since)
        .field("reason", out_of_service.reason)
        .field("by", out_of_service.by)
        .end();
  } else {
    out.field("out_of_service", nullptr);
  }
  out.field("suppressed", alarm.suppressed ? std::optional(alarm.suppressed->reason) : std::nullopt);
}

// By a rule of the site; what other logic set aside has a reason only.
void write_suppression(JsonWriter& out, const core::Alarm& alarm, const site::Directory& directory) {
  if (!alarm.suppressed || alarm.suppressed->rule.empty()) {
    out.field("suppression", nullptr);
    return;
  }
  const core::Suppression& by = *alarm.suppressed;
  const auto& rules = directory.site().inhibitions;
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const site::Inhibition& each) { return each.name == by.rule; });
  out.key("suppression").object().field("rule", by.rule).field("inhibitor", by.inhibitor);
  out.field("title", rule == rules.end() ? Text{by.reason, by.reason} : rule->reason).field("until", by.until).end();
}

void write_group(JsonWriter& out, const store::AlarmRow& row) {
  if (!row.alarm.group || !row.first_out) {
    out.field("group", nullptr);
    return;
  }
  out.key("group").object().field("id", row.alarm.group->group).field("because", row.alarm.group->because);
  out.field("first_out", row.first_out->alarm).field("first_condition", row.first_out->condition);
  out.field("first_onset", row.first_out->onset).end();
}

// Why the alarm is graded higher than its own rule says, and whom and what that concerns.
void write_related(JsonWriter& out, const core::Alarm& alarm, const site::Directory& directory) {
  out.field("own_severity", alarm.own_severity);
  if (!alarm.related) {
    out.field("related", nullptr);
    return;
  }
  const core::Related& related = *alarm.related;
  const auto& rules = directory.site().risks;
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const site::Risk& each) { return each.name == related.rule; });
  out.key("related").object().field("rule", related.rule).field("since", related.since);
  out.field("title", rule == rules.end() ? Text{related.rule, related.rule} : rule->reason).field("others", related.others);
  out.field("zones", related.impact.zones).field("posts", related.impact.posts).field("people", related.impact.people);
  out.field("equipment", related.impact.equipment).end();
}

// The alarms themselves are asked for by the number of the notice: there may be thousands.
void write_bundle(JsonWriter& out, const std::optional<core::Bundle>& bundle, const site::Directory& directory) {
  if (!bundle) {
    out.field("bundle", nullptr);
    return;
  }
  out.key("bundle").object().field("alarms", bundle->alarms.size()).field("orders", bundle->orders.size());
  out.field("serious", bundle->serious).field("moderate", bundle->moderate).field("low", bundle->low).field("gone", bundle->gone);
  out.field("causes_in_all", bundle->causes_in_all).key("causes").list();
  for (const core::BundledCause& cause : bundle->causes)
    out.object()
        .field("condition", cause.condition)
        .field("title", title_on_site(directory, cause.condition))
        .field("alarms", cause.alarms)
        .end();
  out.end().end();
}

}  // namespace

void write(JsonWriter& out, const core::Account& account) {
  out.object()
      .field("login", account.login)
      .field("name", account.name)
      .field("role", account.role)
      .field("posts", account.posts)
      .field("zones", account.zones)
      .end();
}

std::size_t seal(std::vector<store::JournalRow>& records, const std::vector<std::uint64_t>& hidden) {
  std::size_t sealed = 0;
  for (store::JournalRow& record : records) {
    if (std::find(hidden.begin(), hidden.end(), record.event.seq) == hidden.end()) continue;
    record.event.actor = "system";
    record.kind = "sealed";
    record.subject = "sealed";
    record.body_json = "{}";
    ++sealed;
  }
  return sealed;
}

namespace {

// Without the answers: whoever is still to sit the exam would learn from those of one who passed.
void write_result(JsonWriter& out, const core::TrainingExamFinished& exam) {
  out.object().field("training", exam.training).field("attempt", exam.attempt).field("right", exam.right).field("of", exam.of);
  out.field("percent", exam.percent).field("late", exam.late).field("passed", exam.passed).end();
}

}  // namespace

void write(JsonWriter& out, const store::JournalRow& row) {
  out.object()
      .field("seq", row.event.seq)
      .field("time", row.event.time)
      .field("actor", row.event.actor)
      .field("kind", row.kind)
      .field("subject", row.subject);
  out.key("body");
  // What a record says is read where those who may not see all of it are known.
  if (row.body_json == "{}")  // sealed or withheld
    out.raw(row.body_json);
  else if (const auto* saved = get_if<core::RecordSaved>(&row.event.body))
    out.object().field("kind", saved->kind).field("id", saved->id).field("version", saved->version).field("reason", saved->reason).end();
  else if (const auto* exam = get_if<core::TrainingExamFinished>(&row.event.body))
    write_result(out, *exam);
  else
    out.raw(row.body_json);
  out.field("hash", row.hash).end();
}

void write(JsonWriter& out, const core::Command& command) {
  out.object()
      .field("command", command.command)
      .field("row", command.row)
      .field("actuator", command.actuator)
      .field("state", command.state);
  out.field("effect", command.effect).field("attempt", command.attempt).field("stage", command.stage);
  out.field("requested", command.requested).field("sent", or_null(command.sent)).end();
}

void write(JsonWriter& out, const store::RowView& row) {
  const core::RowState& state = row.state;
  out.object().field("row", row.row).field("tripped", state.tripped).field("undecided", state.undecided).field("blocked", state.blocked);
  out.field("tripped_at", state.tripped ? or_null(state.tripped_at) : std::nullopt);
  if (state.bypass) {
    write_shelf(out, "bypass", state.bypass->until, state.bypass->reason, state.bypass->by);
  } else {
    out.field("bypass", nullptr);
  }
  out.key("commands");
  write_list(out, row.commands);
  out.end();
}

void write(JsonWriter& out, const store::AlarmRow& row, const site::Directory& directory) {
  const core::Alarm& alarm = row.alarm;
  out.object()
      .field("id", alarm.id)
      .field("exercise", exercise_of(alarm.condition))
      .field("condition", alarm.condition)
      .field("point", point_of(alarm.condition));
  out.field("title", title_on_site(directory, alarm.condition)).field("zone", row.zone);
  write_state(out, alarm, alarm.severity);
  out.field("onset", alarm.onset).field("raised", alarm.raised).field("returned", row.returned).field("ended", row.ended);
  out.field("value", row.raised_value).field("unit", unit_of(directory, alarm.condition));
  const bool acknowledged = alarm.acked && !alarm.acked_by.empty();
  out.field("acknowledged_at", acknowledged ? or_null(alarm.acked_at) : std::nullopt);
  out.field("acknowledged_by", acknowledged ? or_null(alarm.acked_by) : std::nullopt);
  write_suppression(out, alarm, directory);
  write_group(out, row);
  write_related(out, alarm, directory);
  out.field("duty", or_null(alarm.duty)).field("order", row.order).field("rule_version", row.rule_version).end();
}

void write(JsonWriter& out, const core::Alarm& alarm, const site::Directory& directory) {
  out.object().field("condition", alarm.condition).field("title", title_on_site(directory, alarm.condition));
  write_state(out, alarm, alarm.id.none() ? severity_of(directory, alarm.condition).value_or(alarm.severity) : alarm.severity);
  write_suppression(out, alarm, directory);
  out.field("alarm", alarm.id).end();
}

void write(JsonWriter& out, const store::HazardRow& row) {
  out.object().field("id", row.id).field("zone", row.zone).field("what", row.what).field("source", row.source).key("place");
  if (row.place)
    out.object().field("x_m", row.place->x_m).field("y_m", row.place->y_m).end();
  else
    out.value(nullptr);
  out.field("point", or_null(row.about.point)).field("row", or_null(row.about.row)).field("measure", or_null(row.about.measure));
  out.field("record", or_null(row.about.record))
      .field("order", row.about.order)
      .field("reporter", or_null(row.reporter))
      .field("anonymous", row.reporter.empty());
  out.field("reported", row.reported).field("state", row.state).field("outcome", row.outcome).field("grade", row.grade);
  out.field("danger", row.danger).field("handling", row.handling).field("post", row.post).field("deadline", row.deadline).key("plan");
  if (row.grade == core::HazardGrade::Major)
    out.object()
        .field("responsibility", row.plan.responsibility)
        .field("measures", row.plan.measures)
        .field("funds", row.plan.funds)
        .field("contingency", row.plan.contingency)
        .field("interim", row.plan.interim)
        .end();
  else
    out.value(nullptr);
  out.field("handler", or_null(row.handler)).field("reviewer", or_null(row.reviewer)).field("last_call", or_null(row.last_call));
  out.field("reminders", row.reminders).field("supervision", row.supervision).field("supervised_by", or_null(row.supervised_by));
  out.field("returns", row.returns).field("extensions", row.extensions).field("photos_before", row.photos_before);
  out.field("photos_after", row.photos_after).field("rectified", row.rectified).field("ended", row.ended);
  out.field("merged_into", row.merged_into).field("asked", row.asked).field("found", row.found).field("management", row.management);
  out.field("arose_in", row.arose_in).field("reason", or_null(row.reason)).field("hazard_code", or_null(row.hazard_code));
  out.field("cost_yuan", row.cost_yuan).end();
}

void write(JsonWriter& out, const store::CheckRecordRow& row) {
  const core::CheckRecorded& record = row.record;
  out.object().field("by", row.by).field("done_at", record.done_at).field("told", row.told).field("result", record.result);
  out.field("reading", record.reading).field("note", record.note).field("photos", record.photos).field("voice", or_null(record.voice));
  out.field("signature", or_null(record.signature)).field("place", record.place).field("late", record.late);
  out.field("seed", row.seed).field("hazard", row.raised).end();
}

void write(JsonWriter& out, const store::CheckRow& row) {
  out.object().field("id", row.id).field("measure", row.measure).field("name", row.name).field("what", row.what);
  out.field("zone", row.zone).field("post", row.post).field("point", or_null(row.point)).field("issued", row.issued);
  out.field("due", row.due).field("state", row.state).field("disputed", store::is_disputed(row)).key("records");
  write_list(out, row.records);
  out.end();
}

void write(JsonWriter& out, const store::SeedRow& row) {
  out.object().field("id", row.id).field("measure", row.measure).field("name", row.name).field("zone", row.zone);
  out.field("tag", row.tag).field("planted", row.planted).field("by", row.by).field("until", row.until).field("remark", row.remark);
  out.field("outcome", row.outcome).field("ended", row.ended).field("check", row.check).field("judged", or_null(row.judged)).end();
}

void write(JsonWriter& out, const store::OrderRow& row, const site::Directory& directory) {
  const core::Order& order = row.order;
  out.object()
      .field("id", order.id)
      .field("exercise", exercise_of(order.condition))
      .field("alarm", order.alarm)
      .field("permit", permit_of(order.condition))
      .field("condition", order.condition)
      .field("title", title_on_site(directory, order.condition));
  out.field("response", response_to(directory, order.condition)).field("zone", order.zone).field("severity", order.severity);
  out.field("post", order.post).field("state", order.state).field("handler", or_null(order.handler));
  out.field("issued", order.issued).field("deadline", order.deadline).field("last_call", or_null(order.last_call));
  out.field("reminders", order.reminders).field("escalation", order.escalation).field("escalated_to", or_null(order.escalated_to));
  out.field("rejections", order.rejections).field("submitted", row.submitted).field("closed", row.closed).field("photos", row.photos).end();
}

void write(JsonWriter& out, const store::NoticeRow& row, const site::Directory& directory) {
  const core::NoticeIssued& what = row.notice.what;
  out.object().field("id", row.notice.id).field("reason", what.reason).field("alarm", what.alarm).field("order", what.order);
  out.field("hazard", what.hazard)
      .field("care", what.care)
      .field("check", what.check)
      .field("permit", what.permit)
      .field("incident", what.incident)
      .field("training", what.training)
      .field("condition", what.condition)
      .field("title", title_of_notice(directory, what));
  out.field("what", or_null(what.what)).field("post", or_null(what.post)).field("person", or_null(what.person));
  out.field("severity", what.severity).field("urgency", what.urgency).field("issued", row.notice.issued).field("sent", row.sent);
  write_bundle(out, what.bundle, directory);
  out.field("channel", or_null(row.channel)).field("dropped", or_null(row.dropped)).field("failed", or_null(row.failed));
  out.field("seen_by", row.seen_by).end();
}

void write(JsonWriter& out, const PointStatus& status, const site::Directory& directory) {
  const core::Sample& last = status.live.last;
  const bool heard_of = last.source != Instant::before_all();
  const core::Quality quality = heard_of ? last.quality : core::Quality::Bad;
  out.object().field("point", directory.site()[status.point].name);
  out.field("value", quality == core::Quality::Bad ? std::nullopt : std::optional(last.value)).field("quality", quality);
  out.field("source", or_null(last.source)).field("arrival", heard_of ? or_null(last.arrival) : std::nullopt);
  out.field("stale", status.live.stale)
      .field("worst", status.worst)
      .field("uncertain_because", uncertain_because(status.live.calibration))
      .end();
}

void write(JsonWriter& out, const ZoneStatus& status, const site::Directory& directory) {
  const site::Zone& zone = directory.site()[status.zone];
  out.object()
      .field("zone", zone.name)
      .field("level", status.level ? name_of(*status.level) : "none")
      .field("inherent", zone.inherent_risk);
  out.field("blind", status.blind).field("unacknowledged", status.unacknowledged).field("active", status.active);
  out.field("open_orders", status.open_orders).end();
}

}  // namespace davy::api
