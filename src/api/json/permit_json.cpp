#include "api/json/permit_json.hpp"

#include "core/permit/gb30871.hpp"
#include "core/permit/permit_form.hpp"
#include "core/refuse.hpp"

#include <algorithm>

namespace davy::api {
namespace {

using store::PermitRow;
using store::PermitStage;

struct PermitText {
  Text text;
  std::optional<std::string> clause;  // none: of the permit's own
};

// What a measure asks to be measured, with what was.
void write_figures(JsonWriter& out, core::PermitKind kind, std::uint32_t measure, const std::vector<core::MeasuredFigure>& given) {
  out.key("figures").list();
  for (const core::gb30871::Figure& each : core::gb30871::figures(kind, measure)) {
    const auto said = std::ranges::find(given, each.field, &core::MeasuredFigure::field);
    out.object().field("field", each.field).field("text", Text{std::string(each.zh), std::string(each.en)}).field("unit", each.unit);
    out.field("least", each.least).field("most", each.most).field("needed", each.needed);
    out.field("value", said == given.end() ? std::nullopt : std::optional(said->value)).end();
  }
  out.end();
}

std::vector<PermitText> measures_of(core::PermitKind kind, const std::vector<std::string>& others) {
  std::vector<PermitText> all;
  for (const auto& each : core::gb30871::measures(kind))
    all.push_back({{std::string(each.zh), std::string(each.en)}, std::string(each.clause)});
  for (const std::string& each : others) all.push_back({{each, each}, std::nullopt});
  return all;
}

std::string post_of_step(const PermitRow& row, std::size_t index, core::PermitRole role, const site::Directory& directory) {
  const bool is_next = index == row.signatures && row.state == PermitStage::Preparing;
  return is_next && !row.post.empty() ? row.post : core::permit::post_for(directory, role);
}

void write_title(JsonWriter& out, const std::string& post, const site::Directory& directory) {
  out.key("title");
  if (post.empty())
    out.value(nullptr);
  else
    out.value(core::title_of_post(directory, post));
}

void write_place(JsonWriter& out, const core::PermitPlace& place) {
  out.key("place").object().field("x_m", place.x_m).field("y_m", place.y_m).field("radius_m", place.radius_m);
  out.field("bottom_m", place.bottom_m).field("top_m", place.top_m).end();
}

void write_state(JsonWriter& out, const PermitRow& row, const site::Directory& directory) {
  out.field("state", row.state).key("stopped");
  if (row.stopped)
    out.object().field("cause", row.stopped->cause).field("what", row.stopped->what).end();
  else
    out.value(nullptr);
  out.key("next");
  const auto steps = core::gb30871::signatures(row.what.kind, row.what.level);
  if (row.state != PermitStage::Preparing || row.signatures >= steps.size()) {
    out.value(nullptr);
    return;
  }
  const auto& step = steps[row.signatures];
  const std::string post = post_of_step(row, row.signatures, step.role, directory);
  out.object().field("step", row.signatures + 1).field("role", step.role).field("purpose", step.purpose).field("post", or_null(post)).end();
}

void write_who(JsonWriter& out, const PermitRow& row) {
  const core::PermitApplied& what = row.what;
  out.field("what", what.what).field("unit", what.unit).field("lead", what.lead).field("guardian", what.guardian);
  out.field("from", what.from).field("until", what.until).field("applied", row.applied).field("applied_by", row.by);
}

void write_applied(JsonWriter& out, const core::PermitApplied& what) {
  const core::PermitGrounds& grounds = what.grounds;
  out.field("upgraded", what.upgraded).key("grounds").object().field("hot_place", grounds.hot_place).field("height_m", grounds.height_m);
  out.field("factors", grounds.factors).field("load_t", grounds.load_t).field("depth_m", grounds.depth_m).end();
  out.field("outdoors", what.outdoors).field("workers", what.workers).field("coordinator", or_null(what.coordinator));
  out.field("related", what.related).field("activities", what.activities).key("analysis").list();
  for (const core::JobHazard& each : what.analysis)
    out.object()
        .field("step", each.step)
        .field("danger", each.danger)
        .field("measure", each.measure)
        .field("residual", each.residual)
        .end();
  out.end().field("no_isolation", or_null(what.no_isolation)).key("details").list();
  for (const core::PermitDetail& each : what.details) out.object().field("field", each.field).field("text", each.text).end();
  out.end().field("points", what.points).field("others", what.others).field("photos", what.photos);
}

void write_measures_done(JsonWriter& out, const PermitDetail& permit) {
  out.key("measures").list();
  std::uint32_t number = 0;
  for (const PermitText& each : measures_of(permit.row.what.kind, permit.row.what.others)) {
    const auto said = permit.story.measures.find(++number);
    const bool is_said = said != permit.story.measures.end();
    out.object().field("number", number).field("clause", each.clause).field("text", each.text);
    out.field("applies", is_said ? std::optional(said->second.what.applies) : std::nullopt);
    out.field("by", is_said ? or_null(said->second.by) : std::nullopt);
    out.field("at", is_said ? std::optional(said->second.at) : std::nullopt);
    out.field("remark", is_said ? said->second.what.remark : std::string());
    out.field("photos", is_said ? said->second.what.photos : std::vector<std::string>());
    write_figures(out, permit.row.what.kind, number, is_said ? said->second.what.figures : std::vector<core::MeasuredFigure>());
    out.end();
  }
  out.end();
}

void write_fix(JsonWriter& out, const std::optional<core::PlaceFix>& fix) {
  out.key("fix");
  if (!fix) {
    out.value(nullptr);
    return;
  }
  out.object().field("verdict", fix->verdict).field("away_m", fix->away_m).end();
}

void write_isolation_deed(JsonWriter& out, std::string_view name, const std::optional<store::Said<core::PermitIsolation>>& said) {
  out.key(name);
  if (!said) {
    out.value(nullptr);
    return;
  }
  out.object().field("by", said->by).field("at", said->at).field("on_site", said->what.on_site).field("note", said->what.note);
  out.field("for_permit", said->what.for_permit.none() ? std::nullopt : std::optional(said->what.for_permit));
  out.field("photos", said->what.photos);
  write_fix(out, said->what.fix);
  out.end();
}

void write_isolations(JsonWriter& out, const PermitDetail& permit) {
  out.key("isolations").list();
  for (std::uint32_t number = 1; number <= permit.row.what.isolations.size(); ++number) {
    const core::Isolation& asked = permit.row.what.isolations[number - 1];
    const auto found = permit.story.isolations.find(number);
    const store::PermitIsolationStory story = found == permit.story.isolations.end() ? store::PermitIsolationStory() : found->second;
    out.object().field("number", number).field("kind", asked.kind).field("place", asked.place);
    out.field("lock", story.set ? std::optional(story.set->what.lock) : std::nullopt);
    write_isolation_deed(out, "set", story.set);
    write_isolation_deed(out, "verified", story.verified);
    write_isolation_deed(out, "removed", story.removed);
    write_isolation_deed(out, "kept", story.kept);
    out.end();
  }
  out.end();
}

void write_tests(JsonWriter& out, const store::PermitStory& story) {
  out.key("tests").list();
  for (const auto& [test, by, at] : story.tests) {
    out.object().field("taken", test.taken).field("told", at).field("analyst", test.analyst).field("by", by).field("good", test.good);
    out.key("readings").list();
    for (const core::GasReading& each : test.readings) {
      out.object().field("what", each.what).field("gas", or_null(each.gas)).field("part", each.part).field("value", each.value);
      out.field("unit", each.unit).field("low", each.low).field("high", each.high).field("good", each.good).end();
    }
    out.end().field("photos", test.photos).end();
  }
  out.end().key("briefing").list();
  for (const auto& [briefed, by, at] : story.briefings) {
    out.object().field("by", by).field("at", at).field("receivers", briefed.receivers).field("note", briefed.note);
    out.key("receipts").list();
    for (const auto& [worker, signature] : briefed.receipts)
      out.object().field("worker", worker).field("signature", or_null(signature)).end();
    out.end().field("photos", briefed.photos).end();
  }
  out.end();
}

void write_signatures(JsonWriter& out, const PermitDetail& permit, const site::Directory& directory) {
  out.key("signatures").list();
  const auto steps = core::gb30871::signatures(permit.row.what.kind, permit.row.what.level);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto given = std::ranges::find_if(permit.story.signatures, [&](const auto& each) { return each.what.step == i + 1; });
    const bool is_given = given != permit.story.signatures.end();
    const std::string post = is_given ? given->what.post : post_of_step(permit.row, i, steps[i].role, directory);
    out.object().field("step", i + 1).field("role", steps[i].role).field("purpose", steps[i].purpose).field("post", or_null(post));
    write_title(out, post, directory);
    out.field("by", is_given ? or_null(given->by) : std::nullopt).field("at", is_given ? std::optional(given->at) : std::nullopt);
    out.field("opinion", is_given ? given->what.opinion : std::string());
    out.field("on_site", is_given ? std::optional(given->what.on_site) : std::nullopt);
    write_fix(out, is_given ? given->what.fix : std::nullopt);
    out.end();
  }
  out.end();
}

void write_happened(JsonWriter& out, const store::PermitStory& story) {
  out.key("stops").list();
  for (const store::PermitRest& rest : story.rests) {
    const bool is_gas = rest.cause == core::StopCause::Gas;
    out.object().field("at", rest.at).field("by", or_null(rest.by)).field("cause", rest.cause).field("what", rest.what);
    out.field("value", is_gas ? std::optional(rest.value) : std::nullopt).field("resumed", rest.resumed).end();
  }
  out.end().key("dues").list();
  for (const auto& due : story.dues) out.object().field("what", due.what.what).field("at", due.what.at).field("told", due.at).end();
  out.end().key("history").list();
  for (const store::PermitMoment& each : story.history)
    out.object().field("seq", each.seq).field("time", each.time).field("actor", each.actor).field("kind", each.kind).end();
  out.end();
}

void write_end(JsonWriter& out, const PermitDetail& permit) {
  const PermitRow& row = permit.row;
  out.field("over", row.ended.has_value()).field("started", row.started).field("guarded", row.guarded).field("ended", row.ended);
  out.field("ended_reason", row.ended_reason).key("completion");
  if (const auto& finished = permit.story.finished) {
    out.object().field("by", finished->by).field("at", finished->at).field("note", finished->what.note);
    out.field("photos", finished->what.photos).end();
  } else {
    out.value(nullptr);
  }
  out.field("accept_post", row.state == PermitStage::Finished ? or_null(row.post) : std::nullopt).key("acceptance");
  if (const auto& verdict = permit.story.verdict)
    out.object().field("by", verdict->by).field("at", verdict->at).field("verdict", verdict->verdict).field("note", verdict->note).end();
  else
    out.value(nullptr);
}

std::optional<double> limit_of(const site::Condition& condition) {
  const bool has_one = condition.kind == site::ConditionKind::High || condition.kind == site::ConditionKind::Low;
  return has_one ? std::optional(condition.limit) : std::nullopt;
}

std::optional<double> value_of(const DetectorNow& detector) {
  const bool is_usable =
      detector.live && detector.live->last.source != Instant::before_all() && detector.live->last.quality != core::Quality::Bad;
  return is_usable ? std::optional(detector.live->last.value) : std::nullopt;
}

void write_detector(JsonWriter& out, const DetectorNow& detector, const site::Directory& directory) {
  const auto index = directory.point(detector.point);
  const bool is_there = index && detector.live;
  const site::Site& site = directory.site();
  const bool is_heard = is_there && detector.live->last.source != Instant::before_all();
  out.object().field("point", detector.point);
  out.field("title", is_there ? std::optional(site[*index].title) : std::nullopt);
  out.field("zone", is_there ? std::optional(site[site[*index].zone].name) : std::nullopt);
  out.field("unit", is_there ? std::optional(std::string(site[*index].unit->symbol)) : std::nullopt);
  out.field("value", value_of(detector)).field("quality", is_heard ? std::optional(detector.live->last.quality) : std::nullopt);
  out.field("stale", !is_there || detector.live->stale).field("at", is_heard ? or_null(detector.live->last.source) : std::nullopt);
  out.field("calibration", is_there ? detector.live->calibration : core::CalibrationState::None).key("gates").list();
  for (const GateNow& gate : detector.gates) {
    out.object().field("condition", directory.name_of(gate.condition)).field("limit", limit_of(site[gate.condition]));
    out.field("truth", gate.truth).end();
  }
  out.end().end();
}

// Of gas: what the detector reads now, where the fault does not say.
std::optional<double> value_of(const core::Fault& fault, const PermitNow& now) {
  if (fault.cause != core::StopCause::Gas) return std::nullopt;
  if (fault.value != 0) return fault.value;
  const std::string point = fault.what.substr(0, fault.what.find(':'));
  const auto detector = std::ranges::find(now.detectors, point, &DetectorNow::point);
  return detector == now.detectors.end() ? std::nullopt : value_of(*detector);
}

void write_now(JsonWriter& out, const PermitNow& now, const site::Directory& directory) {
  out.field("live", now.known).field("at", now.at).key("faults").list();
  for (const core::Fault& fault : now.faults) {
    out.object().field("cause", fault.cause).field("what", fault.what).field("value", value_of(fault, now));
    out.field("words", core::permit::words(fault, directory)).end();
  }
  out.end().field("missing", now.missing).key("detectors").list();
  for (const DetectorNow& each : now.detectors) write_detector(out, each, directory);
  out.end().key("conflicts");
  write_list(out, now.conflicts);
  write_untrained(out, now.untrained);
  write_ending(out, now.ending);
}

}  // namespace

void write(JsonWriter& out, const PermitRow& row, const site::Directory& directory) {
  const core::PermitApplied& what = row.what;
  out.object().field("id", row.id).field("kind", what.kind).field("level", what.level).field("zone", what.zone);
  write_place(out, what.place);
  write_who(out, row);
  write_state(out, row, directory);
  if (row.waits_for_receipt) out.field("waits_for_receipt", true);
  if (row.taken_back) out.field("taken_back", true);
  out.end();
}

void write(JsonWriter& out, const PermitDetail& permit, const site::Directory& directory) {
  const core::PermitApplied& what = permit.row.what;
  out.object().field("id", permit.row.id).field("kind", what.kind).field("level", what.level).field("zone", what.zone);
  write_place(out, what.place);
  write_who(out, permit.row);
  write_state(out, permit.row, directory);
  write_applied(out, what);
  write_end(out, permit);
  write_measures_done(out, permit);
  write_isolations(out, permit);
  write_tests(out, permit.story);
  write_signatures(out, permit, directory);
  write_happened(out, permit.story);
  write_now(out, permit.now, directory);
  out.end();
}

void write(JsonWriter& out, const core::Conflict& conflict) {
  out.object().field("with", conflict.with).field("rule", conflict.rule->name).field("clause", conflict.rule->clause);
  out.field("clash", conflict.rule->clash).field("distance_m", conflict.distance_m);
  out.field("needed_m", conflict.needed_m > 0 ? std::optional(conflict.needed_m) : std::nullopt).end();
}

void write_ending(JsonWriter& out, const std::vector<core::permit::EndingCertificate>& ending) {
  out.key("ending").list();
  for (const auto& each : ending) out.object().field("person", each.who).field("last_day", to_text(each.last)).end();
  out.end();
}

void write_untrained(JsonWriter& out, const std::vector<core::training::Untrained>& untrained) {
  out.key("untrained").list();
  for (const auto& each : untrained) out.object().field("person", each.who).field("course", each.course).end();
  out.end();
}

void write_steps(JsonWriter& out, core::PermitKind kind, core::PermitLevel level, const site::Directory& directory) {
  out.key("signatures").list();
  std::size_t number = 0;
  for (const auto& step : core::gb30871::signatures(kind, level)) {
    const std::string post = core::permit::post_for(directory, step.role);
    out.object().field("step", ++number).field("role", step.role).field("purpose", step.purpose).field("post", or_null(post));
    write_title(out, post, directory);
    out.end();
  }
  out.end();
}

void write_measures(JsonWriter& out, core::PermitKind kind, const std::vector<std::string>& others) {
  out.key("measures").list();
  std::uint32_t number = 0;
  for (const PermitText& each : measures_of(kind, others)) {
    out.object().field("number", ++number).field("clause", each.clause).field("text", each.text);
    write_figures(out, kind, number, {});
    out.end();
  }
  out.end();
}

void write_details(JsonWriter& out, core::PermitKind kind) {
  out.key("details").list();
  for (const auto& each : core::gb30871::details(kind)) {
    out.object().field("field", each.field).field("text", Text{std::string(each.zh), std::string(each.en)});
    out.field("needed", each.needed).end();
  }
  out.end();
}

void write_texts(JsonWriter& out, std::span<const std::string_view> texts) {
  out.list();
  for (const std::string_view each : texts) out.value(each);
  out.end();
}

}  // namespace davy::api
