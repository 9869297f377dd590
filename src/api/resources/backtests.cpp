// Backtests: how often one condition would have rung with other limits and delays, computed beside everything else.

#include "api/backtests.hpp"

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/resources/trial_json.hpp"
#include "api/services.hpp"

#include <algorithm>
#include <cmath>

namespace davy::api {

namespace {

constexpr Duration kBacktestRange = Duration::from_ms(90LL * 86'400'000);
constexpr std::size_t kValuesMax = 20;
constexpr Duration kDelayMax = Duration::from_ms(3'600'000);

void write(JsonWriter& out, const SweepReport& report) {
  out.object().field("from", report.range.from).field("until", report.range.until).field("samples", report.samples);
  out.field("real_by", report.real_by).field("windows", report.windows);
  out.key("cells").list();
  for (const analysis::SweepCell& cell : report.cells) write_cell(out, cell);
  out.end();
  write_starts(out.key("starts"), report.starts);
  out.field("missing", report.missing).end();
}

std::string to_json(const BacktestJob& job, const site::Site& site, const site::Condition& condition) {
  JsonWriter out;
  out.object().field("id", job.id).field("condition", job.wish.grid.condition).field("by", job.by).field("state", job.state);
  out.field("progress", job.progress).field("limit", condition.limit).field("delay_s", condition.on_delay);
  out.field("deadband", condition.deadband);
  out.field("unit", site[condition.point].unit->symbol);
  if (job.report)
    write(out.key("report"), *job.report);
  else
    out.field("report", nullptr);
  out.field("error", job.error);
  return out.end().take();
}

Answered answer(const std::optional<BacktestJob>& job, const Desk& desk) {
  if (!job) return not_found_problem();
  const site::Directory& directory = desk.services.directory;
  return json_reply(to_json(*job, directory.site(), directory.site()[*directory.condition(job->wish.grid.condition)]));
}

std::vector<Duration> delays_of(Fields& fields) {
  std::vector<Duration> delays;
  for (const double seconds : fields.numbers_or_none("delays_s", kValuesMax)) {
    if (seconds < 0 || seconds > kDelayMax.seconds())
      fields.wrong("delays_s", "应在 0 与 3600 秒之间", "must be between 0 and 3600 seconds");
    delays.push_back(Duration::from_ms(std::llround(std::clamp(seconds, 0.0, kDelayMax.seconds()) * 1'000)));
  }
  return delays;
}

bool has_limit(const site::Condition& condition) {
  return condition.kind == site::ConditionKind::High || condition.kind == site::ConditionKind::Low;
}

bool fits(double deadband, const site::Point& point) { return deadband >= 0 && deadband <= (point.range_max - point.range_min) / 2; }

Outcome start(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    const site::Site& site = desk.services.directory.site();
    SweepWish wish{.data = desk.services.options.data_folder, .grid = {fields.text("condition"), {}, {}}, .range = {}};
    wish.range.until = fields.maybe_time("until").value_or(desk.services.now());
    wish.range.from = fields.maybe_time("from").value_or(wish.range.until - kBacktestRange);
    if (wish.range.from >= wish.range.until) fields.wrong("from", "应早于 until", "must be before until");
    wish.grid.limits = fields.numbers_or_none("limits", kValuesMax);
    wish.grid.delays = delays_of(fields);
    wish.grid.deadbands = fields.numbers_or_none("deadbands", kValuesMax);
    const auto index = desk.services.directory.condition(wish.grid.condition);
    if (!index || !has_limit(site[*index]))
      fields.wrong("condition", "应为有限值的报警条件；表达式请用 /rule-trials",
                   "must be a condition with a limit; of an expression ask /rule-trials");
    else if (!std::ranges::all_of(wish.grid.deadbands, [&](double each) { return fits(each, site[site[*index].point]); }))
      fields.wrong("deadbands", "应在 0 与量程的一半之间", "must be between 0 and half of the measuring range");
    if (auto wrong = fields.problem()) return *wrong;
    if (wish.grid.limits.empty()) wish.grid.limits = {site[*index].limit};
    if (wish.grid.delays.empty()) wish.grid.delays = {site[*index].on_delay};
    const auto job = desk.services.backtests.start(std::move(wish), desk.person->login);
    if (!job) return to_problem(job.error());
    return to_outcome(answer(*job, desk));
  });
}

Outcome find(const Ask&, Desk& desk) {
  const auto id = desk.id();
  return to_outcome(answer(id ? desk.services.backtests.find(*id) : std::nullopt, desk));
}

Outcome cancel(const Ask&, Desk& desk) {
  const auto id = desk.id();
  return to_outcome(answer(id ? desk.services.backtests.cancel(*id) : std::nullopt, desk));
}

}  // namespace

void add_backtests(Router& router) {
  router.add({Method::Post, "/backtests", start});
  router.add({Method::Get, "/backtests/{id}", find});
  router.add({Method::Delete, "/backtests/{id}", cancel});
}

}  // namespace davy::api
