// Drills: the scenarios of the site, the drill that runs as it stands at this moment, records of those that are over, and Davy's own self-test.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/list_order.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/drill/drill_book.hpp"
#include "site/exercise.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr std::size_t kWeakPlacesMost = 20;

Text title_of_drill(const core::DrillStarted& what) { return {what.title.zh, what.title.en}; }

std::optional<std::string> posted(const std::string& post) { return post.empty() ? std::nullopt : std::optional(post); }

void write_drill(JsonWriter& out, const store::DrillRow& row) {
  const core::DrillStarted& what = row.what;
  out.field("id", row.id).field("scenario", what.scenario).field("title", title_of_drill(what)).field("kind", what.kind);
  out.field("zone", what.zone).field("plan", posted(what.plan)).field("started", row.started).field("started_by", row.by);
  out.field("until", what.until).field("pass_percent", what.pass_percent).field("ended", row.ended);
  if (row.result) {
    const core::DrillEnded& result = *row.result;
    out.key("result").object().field("end", result.end).field("because", posted(result.because)).field("verdict", result.verdict);
    out.field("score", result.score).field("of", result.of).field("acknowledged_ms", result.acknowledged_ms);
    out.field("acted_ms", result.acted_ms).end();
  } else {
    out.field("result", nullptr);
  }
  if (row.assessment)
    out.key("assessment")
        .object()
        .field("at", row.assessed)
        .field("by", row.assessed_by)
        .field("remark", row.assessment->remark)
        .field("weak", row.assessment->weak)
        .end();
  else
    out.field("assessment", nullptr);
}

enum class Standing { Running, Over };

void write_asked(JsonWriter& out, const core::DrillStarted& what, const std::vector<core::DrillResult>& results, Standing standing) {
  out.key("asked").list();
  for (std::size_t i = 0; i < what.asked.size(); ++i) {
    const core::DrillAsked& asked = what.asked[i];
    const core::DrillResult result = i < results.size() ? results[i] : core::DrillResult();
    const bool waits = standing == Standing::Running && result.mark == core::DrillMark::Missed;
    out.object().field("what", asked.what).field("post", posted(asked.post)).field("within_ms", asked.within_ms);
    out.field("points", asked.points).field("mark", waits ? std::nullopt : std::optional(result.mark));
    out.field("person", posted(result.person)).field("after_ms", result.after_ms).field("scored", result.points).end();
  }
  out.end();
}

void write_steps(JsonWriter& out, const std::vector<core::DrillStep>& steps) {
  out.key("steps").list();
  for (const core::DrillStep& step : steps)
    out.object()
        .field("did", step.did)
        .field("about", step.about)
        .field("person", posted(step.person))
        .field("after_ms", step.after_ms)
        .end();
  out.end();
}

void write_responses(JsonWriter& out, const std::vector<core::drill::DrillResponse>& responses) {
  out.key("responses").list();
  for (const core::drill::DrillResponse& each : responses) {
    out.object().field("person", each.person).field("posts", each.posts).field("acknowledged_ms", each.acknowledged_ms);
    out.field("acted_ms", each.acted_ms).field("acts", each.acts).field("met", each.met).field("late", each.late);
    out.field("points", each.points).end();
  }
  out.end();
}

// Of the one that runs the engine knows more than the journal has in a record.
struct DrillNow {
  std::vector<core::DrillResult> results;
  std::vector<core::DrillStep> steps;
  std::optional<Instant> first_alarm;
};

Result<DrillNow> drill_now(const store::DrillRow& row, const Desk& desk) {
  if (row.result) return DrillNow{row.result->results, row.result->steps, {}};
  DrillNow now;
  const Result<void> seen = desk.services.runtime.look([&](const core::State& state, Instant) {
    if (!state.drills.running || state.drills.running->id != row.id) return;
    now = {core::drill::results_of(*state.drills.running), state.drills.running->steps, state.drills.running->first_alarm};
  });
  if (!seen) return seen.error();
  return now;
}

Answered drill_answer(core::DrillId id, Desk& desk) {
  const auto row = desk.queries.drill(id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  const auto now = drill_now(**row, desk);
  if (!now) return to_problem(now.error());
  JsonWriter out;
  out.object();
  write_drill(out, **row);
  const auto first = std::ranges::find(now->steps, core::DrillDid::AlarmRaised, &core::DrillStep::did);
  const bool has_rung = first != now->steps.end();
  out.field("first_alarm_ms", has_rung ? std::optional(first->after_ms) : std::nullopt).field("now", desk.services.now());
  write_asked(out, (*row)->what, now->results, (*row)->result ? Standing::Over : Standing::Running);
  write_steps(out, now->steps);
  write_responses(out, core::drill::responses_of((*row)->what, now->steps, now->results));
  out.key("participants").list();
  for (const core::DrillParticipants& each : (*row)->what.participants)
    out.object().field("post", each.post).field("people", each.people).end();
  return json_reply(out.end().end().take());
}

Outcome list_drills(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::DrillFilter filter;
  filter.scenario = query.text_or("scenario", "");
  filter.order = order_asked(query, {{"started", store::ListOrder::By::Id}}).value_or(filter.order);
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  const auto page = desk.queries.drills(filter);
  if (!page) return to_problem(page.error());
  JsonWriter out;
  out.object().key("items").list();
  for (const store::DrillRow& row : page->items) {
    out.object();
    write_drill(out, row);
    out.end();
  }
  return json_reply(out.end().field("next", or_null(page->next)).end().take());
}

Outcome get_drill(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  return to_outcome(drill_answer(core::DrillId(*id), desk));
}

Answered started_now(const std::vector<core::Event>& events, Desk& desk) {
  Answered answered = drill_answer(core::DrillId(events.front().seq), desk);
  if (auto* reply = std::get_if<Reply>(&answered)) reply->status = 201;
  return answered;
}

Outcome start_drill(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    std::string scenario = fields.text("scenario", {1, kNameMax});
    if (scenario == site::kGoldenScenario) fields.wrong("scenario", "自检用 /self-test 启动", "the self-test is started at /self-test");
    return Command{core::StartDrill{std::move(scenario)}, started_now, {}, {}};
  });
}

Outcome abort_drill(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, drill_answer, [](core::DrillId id, Fields& fields) { return core::AbortDrill{id, fields.text("reason")}; });
}

Outcome assess_drill(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, drill_answer, [](core::DrillId id, Fields& fields) {
    const std::string places = fields.choice_or("places", {"noted", "as-hazards"}, "noted");
    return core::AssessDrill{id, fields.text("remark"), fields.texts_or_none("weak", kWeakPlacesMost),
                             places == "noted" ? core::WeakPlaces::Noted : core::WeakPlaces::AsHazards};
  });
}

void write_scenario(JsonWriter& out, const site::DrillScenario& scenario, const site::Site& site) {
  out.object().field("name", scenario.name).field("title", scenario.title).field("zone", site[scenario.zone].name);
  out.field("plan", posted(scenario.plan)).field("lasts_s", scenario.lasts).field("pass_percent", scenario.pass_percent);
  out.key("points").list();
  for (const site::DrillSeries& series : scenario.series) out.value(site[series.point].name);
  out.end().key("expect").list();
  for (const site::DrillExpectation& each : scenario.expect) {
    out.object().field("what", each.what).field("post", each.post ? std::optional(site[*each.post].name) : std::nullopt);
    out.field("within_s", each.within).field("points", each.points).end();
  }
  out.end().end();
}

Outcome list_scenarios(const Ask&, Desk& desk) {
  const site::Site& site = desk.services.directory.site();
  JsonWriter out;
  out.object().key("items").list();
  for (const site::DrillScenario& scenario : site.drill_scenarios)
    if (scenario.kind == site::DrillKind::Practice) write_scenario(out, scenario, site);
  return json_reply(out.end().end().take());
}

Outcome get_self_test(const Ask&, Desk& desk) {
  store::DrillFilter filter;
  filter.kind = core::DrillKind::Golden;
  filter.limit = 1;
  const auto page = desk.queries.drills(filter);
  if (!page) return to_problem(page.error());
  const bool is_possible =
      std::ranges::count(desk.services.directory.site().drill_scenarios, site::DrillKind::Golden, &site::DrillScenario::kind) > 0;
  JsonWriter out;
  out.object().field("possible", is_possible).key("latest");
  if (page->items.empty()) {
    out.value(nullptr);
    return json_reply(out.end().take());
  }
  const store::DrillRow& row = page->items.front();
  const auto now = drill_now(row, desk);
  if (!now) return to_problem(now.error());
  out.object();
  write_drill(out, row);
  write_steps(out, now->steps);
  return json_reply(out.end().end().take());
}

Outcome start_self_test(const Ask&, Desk&) { return Command{core::StartDrill{std::string(site::kGoldenScenario)}, started_now, {}, {}}; }

}  // namespace

void add_drills(Router& router) {
  router.add({Method::Get, "/drill-scenarios", list_scenarios});
  router.add({Method::Get, "/drills", list_drills});
  router.add({Method::Post, "/drills", start_drill});
  router.add({Method::Get, "/drills/{id}", get_drill});
  router.add({Method::Post, "/drills/{id}/abort", abort_drill});
  router.add({Method::Post, "/drills/{id}/assess", assess_drill});
  router.add({Method::Get, "/self-test", get_self_test});
  router.add({Method::Post, "/self-test", start_self_test});
}

}  // namespace davy::api
