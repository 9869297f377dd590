// Rule trials: one rule as somebody wants it, judged and tried on history before it stands in any file.

#include "api/history_rule.hpp"
#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/resources/trial_json.hpp"
#include "api/services.hpp"
#include "site/exercise.hpp"
#include "site/names.hpp"

#include <algorithm>
#include <cmath>

namespace davy::api {
namespace {

constexpr Duration kTriedRange = Duration::from_ms(90LL * 86'400'000);
constexpr std::size_t kTriedValuesMax = 19;  // and the draft's own
constexpr double kTriedDelayMax_s = 3'600;
constexpr double kTriedRespondMax_s = 30 * 86'400;

void write(JsonWriter& out, const RuleHistory& history) {
  out.object().field("from", history.range.from).field("until", history.range.until).field("samples", history.samples);
  out.field("windows", history.windows);
  if (history.now)
    write_cell(out.key("now"), *history.now);
  else
    out.field("now", nullptr);
  out.key("cells").list();
  for (const analysis::SweepCell& cell : history.cells) write_cell(out, cell);
  out.end();
  write_duties(out.key("duties"), history.duties);
  out.field("breaks_a_budget", history.breaks_a_budget());
  write_starts(out.key("starts"), history.starts);
  out.field("missing", history.missing).end();
}

void write(JsonWriter& out, const RuleReport& report) {
  out.object().field("ok", report.kind.has_value()).field("yaml", report.yaml.text).key("findings").list();
  for (const site::Finding& finding : report.findings)
    open_finding(out, finding)
        .field("in_rule", finding.file == site::kRuleFile)
        .field("in_text", column_in_expression(report.yaml, finding))
        .end();
  out.end();
  if (report.history)
    write(out.key("history"), *report.history);
  else
    out.field("history", nullptr);
  out.end();
}

Answered trial_answer(const std::optional<RuleTrialJob>& job, const Desk& desk) {
  if (!job) return not_found_problem();
  const site::Directory& directory = desk.services.directory;
  const auto point = directory.point(job->wish.draft.point);
  const std::string condition = job->wish.draft.point + ":" + job->wish.draft.id;
  JsonWriter out;
  out.object().field("id", job->id).field("point", job->wish.draft.point).field("condition", condition).field("by", job->by);
  out.field("is_new", !directory.condition(condition).has_value()).field("unit", directory.site()[*point].unit->symbol);
  out.field("state", job->state).field("progress", job->progress);
  if (job->report)
    write(out.key("report"), *job->report);
  else
    out.field("report", nullptr);
  return json_reply(out.field("error", job->error).end().take());
}

std::optional<Duration> maybe_seconds(Fields& fields, std::string_view name, double most_s) {
  const auto seconds = fields.maybe_amount(name);
  if (!seconds) return std::nullopt;
  if (*seconds < 0 || *seconds > most_s)
    fields.wrong(name, "应在 0 与 " + std::to_string(static_cast<int>(most_s)) + " 秒之间",
                 "must be between 0 and " + std::to_string(static_cast<int>(most_s)) + " seconds");
  return Duration::from_ms(std::llround(std::clamp(*seconds, 0.0, most_s) * 1'000));
}

std::optional<Text> maybe_both(Fields& fields, std::string_view name) {
  return fields.object(name, [](Fields& part) { return Text{part.text("zh", {1, 200}), part.text("en", {1, 200})}; });
}

site::RuleDraft draft_of(Fields& fields) {
  site::RuleDraft draft;
  draft.point = fields.text("point", {1, kNameMax});
  draft.id = fields.text("id", {1, kNameMax});
  draft.when = fields.text_or("when", "");
  draft.limit = fields.maybe_amount("limit");
  draft.deadband = fields.maybe_amount("deadband");
  draft.on_delay = maybe_seconds(fields, "on_delay_s", kTriedDelayMax_s);
  if (fields.has("severity")) draft.severity = fields.named<site::Severity>("severity");
  draft.respond_within = maybe_seconds(fields, "respond_within_s", kTriedRespondMax_s);
  draft.title = maybe_both(fields, "title");
  draft.response = maybe_both(fields, "response");
  return draft;
}

void check_place(Fields& fields, const site::RuleDraft& draft, const site::Directory& directory) {
  if (!directory.point(draft.point) || site::is_exercise(draft.point))
    fields.wrong("point", "应为本站点的测点", "must be a point of this site");
  const auto known = directory.condition(draft.point + ":" + draft.id);
  if (known && !analysis::can_be_swept(directory.site()[*known]))
    fields.wrong("id", "此条件不是数值报警，不能试算", "is a condition that speaks of no value, and cannot be tried");
}

// Under which name the files of the site that runs were kept; empty: the journal does not know it.
std::string kept_files(const Services& services) {
  const core::RuleBook book = services.options.rules ? services.options.rules() : core::RuleBook();
  return book.accepted && book.accepted->what.version == services.directory.site().version ? book.accepted->what.sources : std::string();
}

Outcome start_trial(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    const Services& services = desk.services;
    RuleWish wish{.data = services.options.data_folder,
                  .site_folder = services.directory.site().folder,
                  .packs = services.options.packs_folder,
                  .kept = kept_files(services),
                  .draft = draft_of(fields),
                  .range = {}};
    wish.range.until = fields.maybe_time("until").value_or(services.now());
    wish.range.from = fields.maybe_time("from").value_or(wish.range.until - kTriedRange);
    if (wish.range.from >= wish.range.until) fields.wrong("from", "应早于 until", "must be before until");
    wish.limits = fields.numbers_or_none("limits", kTriedValuesMax);
    for (const double seconds : fields.numbers_or_none("delays_s", kTriedValuesMax)) {
      if (seconds < 0 || seconds > kTriedDelayMax_s)
        fields.wrong("delays_s", "应在 0 与 3600 秒之间", "must be between 0 and 3600 seconds");
      wish.delays.push_back(Duration::from_ms(std::llround(std::clamp(seconds, 0.0, kTriedDelayMax_s) * 1'000)));
    }
    check_place(fields, wish.draft, services.directory);
    if (auto wrong = fields.problem()) return *wrong;
    const auto job = desk.services.rule_trials.start(std::move(wish), desk.person->login);
    if (!job) return to_problem(job.error());
    return to_outcome(trial_answer(*job, desk));
  });
}

Outcome find_trial(const Ask&, Desk& desk) {
  const auto id = desk.id();
  return to_outcome(trial_answer(id ? desk.services.rule_trials.find(*id) : std::nullopt, desk));
}

Outcome cancel_trial(const Ask&, Desk& desk) {
  const auto id = desk.id();
  return to_outcome(trial_answer(id ? desk.services.rule_trials.cancel(*id) : std::nullopt, desk));
}

}  // namespace

void add_rule_trials(Router& router) {
  router.add({Method::Post, "/rule-trials", start_trial});
  router.add({Method::Get, "/rule-trials/{id}", find_trial});
  router.add({Method::Delete, "/rule-trials/{id}", cancel_trial});
}

}  // namespace davy::api
