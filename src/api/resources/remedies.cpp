// Remedies: what would end the chatter of each condition, computed beside everything else when somebody asks.

#include "api/history_remedies.hpp"
#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

void write_rule(JsonWriter& out, const std::string& name, const site::Directory& directory) {
  const auto index = directory.condition(name);
  if (!index) {
    out.field("unit", nullptr).field("deadband", nullptr).field("delay_s", nullptr);
    return;
  }
  const site::Condition& rule = directory.site()[*index];
  out.field("unit", directory.site()[rule.point].unit->symbol).field("deadband", rule.deadband).field("delay_s", rule.on_delay);
}

void write(JsonWriter& out, const analysis::Remedy& remedy) {
  out.object().field("kind", remedy.kind).field("deadband", remedy.deadband).field("delay_s", remedy.delay);
  out.field("rang_then", remedy.rang_then).field("kept", remedy.kept).field("longest_kept_s", remedy.longest_kept);
  out.field("added_s", remedy.added).end();
}

void write(JsonWriter& out, const ConditionRemedy& about, const site::Directory& directory) {
  out.object().field("condition", about.condition).field("post", about.post).field("alarms", about.alarms);
  out.field("most_in_a_minute", about.most_in_a_minute == 0 ? std::nullopt : std::optional(about.most_in_a_minute));
  out.field("fleeting", about.fleeting);
  write_rule(out, about.condition, directory);
  out.field("rang_now", about.tried.rang);
  if (const auto* remedy = std::get_if<analysis::Remedy>(&about.tried.found)) {
    write(out.key("proposal"), *remedy);
    out.field("why_none", nullptr);
  } else {
    out.field("proposal", nullptr).field("why_none", std::get<analysis::NoRemedy>(about.tried.found));
  }
  out.field("missing", about.missing).end();
}

std::string to_json(const RemedyJob& job, const site::Directory& directory) {
  JsonWriter out;
  out.object().field("from", job.wish.range.from).field("until", job.wish.range.until).field("state", job.state);
  out.field("progress", job.progress).key("items").list();
  if (job.report)
    for (const ConditionRemedy& each : job.report->conditions) write(out, each, directory);
  out.end().field("left_out", job.report ? job.report->left_out : 0);
  out.field("error", job.error);
  return out.end().take();
}

// The first who asks for a span has it computed; whoever asks again is told how far it is.
Outcome get_proposals(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const auto span = load_span(query, desk);
  if (!span) return to_problem(span.error());
  if (auto wrong = query.problem()) return *wrong;
  const store::Range range{span->from, span->until};
  const auto same = [&](const RemedyJob& job) {
    return job.wish.range.from == range.from && job.wish.range.until == range.until && job.state != JobState::Cancelled;
  };
  Remedies& remedies = desk.services.remedies;
  if (const auto known = remedies.newest(same)) return json_reply(to_json(*known, desk.services.directory));
  const auto job = remedies.start({desk.services.options.data_folder, range}, desk.person->login);
  if (!job) return to_problem(job.error());
  return json_reply(to_json(*job, desk.services.directory));
}

}  // namespace

void add_remedies(Router& router) { router.add({Method::Get, "/alarm-load/proposals", get_proposals}); }

}  // namespace davy::api
