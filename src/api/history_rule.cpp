#include "api/history_rule.hpp"

#include "api/history_reading.hpp"
#include "api/history_trial.hpp"
#include "site/expression/program.hpp"
#include "store/site_copy.hpp"
#include "store/views/queries.hpp"

#include <algorithm>

namespace davy::api {
namespace {

struct RuleSites {
  site::Site base;  // that runs, without the stand-ins of drills
  site::Site tried;
  std::string condition;
};

const site::Condition& condition_of(const site::Site& site, const std::string& name) {
  const auto index = site::Directory(site).condition(name);
  ensure(index.has_value(), "the site has the condition that was laid over it");
  return site[*index];
}

// The grid that tries the draft first.
analysis::SweepGrid grid_of(const RuleSites& sites, const RuleWish& wish) {
  const site::Condition& asked = condition_of(sites.tried, sites.condition);
  analysis::SweepGrid grid{.condition = sites.condition, .limits = {}, .delays = {asked.on_delay}};
  const auto add = [](auto& list, const auto& more) {
    for (const auto& each : more)
      if (std::ranges::find(list, each) == list.end()) list.push_back(each);
  };
  add(grid.delays, wish.delays);
  if (asked.kind == site::ConditionKind::Expression) return grid;
  grid.limits = {asked.limit};
  add(grid.limits, wish.limits);
  return grid;
}

// Nobody plays orders and hazards here.
bool counts_what_nobody_plays(const site::Condition& condition) {
  using site::expression::InputKind;
  const auto counts = [](const auto& input) { return input.kind == InputKind::OpenOrders || input.kind == InputKind::OpenHazards; };
  return condition.program && std::ranges::any_of(condition.program->inputs, counts);
}

// The same rule as it runs; none: there is none that speaks of a value and can be played.
std::optional<analysis::SweepGrid> grid_of_now(const RuleSites& sites) {
  const auto index = site::Directory(sites.base).condition(sites.condition);
  if (!index || !analysis::can_be_swept(sites.base[*index]) || counts_what_nobody_plays(sites.base[*index])) return std::nullopt;
  const site::Condition& condition = sites.base[*index];
  analysis::SweepGrid grid{.condition = sites.condition, .limits = {}, .delays = {condition.on_delay}};
  if (condition.kind != site::ConditionKind::Expression) grid.limits = {condition.limit};
  return grid;
}

std::vector<std::string> points_of_both(const RuleSites& sites) {
  std::vector<std::string> names = analysis::points_read(sites.tried, condition_of(sites.tried, sites.condition));
  const auto index = site::Directory(sites.base).condition(sites.condition);
  if (!index) return names;
  for (std::string& name : analysis::points_read(sites.base, sites.base[*index]))
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  return names;
}

// No more is fed before the count than the rule itself looks back upon.
site::Site of_rule_alone(const RuleSites& sites) {
  site::Site alone;
  alone.conditions = {condition_of(sites.tried, sites.condition)};
  if (const auto index = site::Directory(sites.base).condition(sites.condition)) alone.conditions.push_back(sites.base[*index]);
  return alone;
}

struct RulePair {
  std::unique_ptr<analysis::Sweep> tried;
  std::unique_ptr<analysis::Sweep> now;  // null: there is none
};

// What rang by the journal: of the rule itself, and of all others.
struct RangThen {
  std::vector<core::RangAlarm> own;
  std::vector<core::RangAlarm> others;
};

Result<RangThen> rang_then(const std::string& data, const std::string& condition, store::Range range) {
  auto queries = store::Queries::open(data);
  if (!queries) return queries.error();
  auto rang = (*queries)->rang(range.from, range.until);
  if (!rang) return rang.error();
  RangThen then;
  for (core::RangAlarm& alarm : *rang)
    if (alarm.raised >= range.from) (alarm.condition == condition ? then.own : then.others).push_back(std::move(alarm));
  return then;
}

std::vector<core::RangAlarm> merged_alarms(std::vector<core::RangAlarm> alarms, std::vector<core::RangAlarm> more) {
  std::ranges::move(more, std::back_inserter(alarms));
  std::ranges::stable_sort(alarms, {}, &core::RangAlarm::raised);
  return alarms;
}

Result<void> judge_rule(RuleHistory& history, const RuleSites& sites, const RuleWish& wish, const RulePair& pair) {
  const auto windows = confirmed(sites.base, wish.data, wish.draft.point, history.range);
  if (!windows) return windows.error();
  history.windows = windows->size();
  history.cells = pair.tried->cells(history.range.from, *windows);
  if (pair.now) history.now = pair.now->cells(history.range.from, *windows).front();
  auto then = rang_then(wish.data, sites.condition, history.range);
  if (!then) return then.error();
  const analysis::Span span{history.range.from, history.range.until};
  const auto loads = [&](const site::Site& site, std::vector<core::RangAlarm> own) {
    return analysis::duty_loads(site::Directory(site), merged_alarms(then->others, std::move(own)), span);
  };
  // Of a rule of now that nobody can play it is the journal that says what it rang.
  const bool is_known = site::Directory(sites.base).condition(sites.condition).has_value();
  std::vector<core::RangAlarm> now;
  if (pair.now)
    now = pair.now->first_rang(span.from);
  else if (is_known)
    now = std::move(then->own);
  history.duties = analysis::check_duties(loads(sites.base, std::move(now)), loads(sites.tried, pair.tried->first_rang(span.from)));
  return {};
}

Result<std::optional<RuleHistory>> play_rule(const RuleSites& sites, const RuleWish& wish, const GoOn& go_on) {
  const std::vector<std::string> points = points_of_both(sites);
  const site::Site* const both[] = {&sites.tried, &sites.base};
  const site::Site alone = of_rule_alone(sites);
  const site::Site* const asked[] = {&alone};
  auto reading = HistoryReading::open(wish.data, {points, wish.range, fed_before(asked)});
  if (!reading) return reading.error();
  if (reading->empty()) return std::optional<RuleHistory>();
  const auto deeds = deeds_in(wish.data, both, {reading->begin(), reading->range().until});
  if (!deeds) return deeds.error();
  RulePair pair;
  auto tried = analysis::Sweep::create(sites.tried, grid_of(sites, wish), reading->begin(), *deeds, points);
  if (!tried) return tried.error();
  pair.tried = std::move(*tried);
  if (const auto grid = grid_of_now(sites)) {
    auto now = analysis::Sweep::create(sites.base, *grid, reading->begin(), *deeds, points);
    if (!now) return now.error();
    pair.now = std::move(*now);
  }
  const auto played = reading->play(
      [&](std::span<const core::Sample> samples) {
        pair.tried->play(samples);
        if (pair.now) pair.now->play(samples);
      },
      go_on);
  if (!played) return played.error();
  RuleHistory history{.range = reading->range(),
                      .samples = reading->samples(),
                      .windows = 0,
                      .now = {},
                      .cells = {},
                      .duties = {},
                      .starts = {},
                      .missing = reading->missing()};
  pair.tried->pass(history.range.until);
  if (pair.now) pair.now->pass(history.range.until);
  history.starts = pair.tried->starts();
  if (const auto judged = judge_rule(history, sites, wish, pair); !judged) return judged.error();
  return std::optional(std::move(history));
}

Result<site::SourceFiles> site_files_of(const RuleWish& wish) {
  std::vector<site::Finding> unreadable;
  site::SourceFiles sources = site::read_sources(wish.site_folder, wish.packs, unreadable);
  if (!unreadable.empty()) return davy::failed(Said::paired({to_text(unreadable.front(), Language::Zh), to_text(unreadable.front())}));
  return sources;
}

struct RunningSite {
  site::SourceFiles sources;
  site::Site site;
  std::vector<site::Finding> findings;
};

std::optional<RunningSite> if_running(const site::Directory& now, const Result<site::SourceFiles>& sources) {
  if (!sources) return std::nullopt;
  site::Loaded loaded = load_site(*sources);
  if (!loaded.site || loaded.site->version != now.site().version) return std::nullopt;
  return RunningSite{*sources, std::move(*loaded.site), std::move(loaded.findings)};
}

// Of the folder; while that holds rules that wait for two people, or errors, those that were kept.
Result<RunningSite> running_site(const site::Directory& now, const RuleWish& wish) {
  const Result<site::SourceFiles> sources = site_files_of(wish);
  std::optional<RunningSite> running = if_running(now, sources);
  if (!running && !wish.kept.empty()) running = if_running(now, store::kept_site(wish.data, wish.kept));
  if (running) return std::move(*running);
  if (!sources) return sources.error();
  return davy::failed(said({"{} 中的文件已不是 Davy 运行所用的文件；应与启动时相同（请整体检查新文件，或重新启动 Davy）",
                            "the files in {} are no longer those that Davy runs with; expected them unchanged since its start (judge the "
                            "new ones as a whole, or restart Davy)"},
                           wish.site_folder));
}

}  // namespace

bool RuleHistory::breaks_a_budget() const {
  return std::ranges::any_of(duties, [](const analysis::DutyCheck& duty) { return duty.verdict == analysis::BudgetVerdict::Broken; });
}

Result<RuleReport> try_rule(const site::Directory& now, const RuleWish& wish, const GoOn& go_on) {
  auto base = running_site(now, wish);
  if (!base) return base.error();
  RuleSites sites{.base = std::move(base->site), .tried = {}, .condition = wish.draft.point + ":" + wish.draft.id};
  const bool known = site::Directory(sites.base).condition(sites.condition).has_value();
  RuleReport report{.yaml = to_yaml(wish.draft, known ? site::RuleIs::Changed : site::RuleIs::New),
                    .findings = {},
                    .kind = {},
                    .history = {}};
  site::Loaded tried = load_site(with_rule(std::move(base->sources), report.yaml.text));
  for (site::Finding& finding : tried.findings)
    if (std::ranges::find(base->findings, finding) == base->findings.end()) report.findings.push_back(std::move(finding));
  if (!tried.site) return report;
  sites.tried = std::move(*tried.site);
  report.kind = condition_of(sites.tried, sites.condition).kind;
  auto history = play_rule(sites, wish, go_on);
  if (!history) return history.error();
  report.history = std::move(*history);
  return report;
}

}  // namespace davy::api
