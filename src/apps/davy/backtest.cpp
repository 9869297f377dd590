// `davy backtest`: what other rules would have said of the history in a data folder, beside what today's rules say, or said.
//
// Reads beside a running daemon. The history is read once for both. Exit status 1: the site has errors, or some samples could not be read.

#include "api/history_trial.hpp"
#include "apps/davy/backtest_report.hpp"
#include "apps/davy/backtest_sweep.hpp"
#include "apps/davy/option_text.hpp"
#include "apps/davy/say.hpp"
#include "apps/davy/site_options.hpp"
#include "apps/davy/subcommands.hpp"
#include "runtime/system_clock.hpp"
#include "store/views/queries.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <memory>

namespace davy::apps {
namespace {

struct Options {
  SiteOptions tried;
  std::string today;
  std::string data = "var";
  std::string truth;
  std::string from;
  std::string until;
  std::string early = "10min";
  std::string grace = "10min";
  std::string sweep;
  std::vector<double> limits;
  std::vector<std::string> delays;
  std::vector<double> deadbands;
  bool json = false;
};

struct Times {
  store::Range range{Instant::before_all(), Instant::never()};
  analysis::TruthRules rules;
};

Result<Times> times_of(const Options& options) {
  Times times;
  for (const Result<void>& done : {read_option(options.from, "--from", parse_instant, times.range.from),
                                   read_option(options.until, "--to", parse_instant, times.range.until),
                                   read_option(options.early, "--early", parse_duration, times.rules.early),
                                   read_option(options.grace, "--grace", parse_duration, times.rules.grace)})
    if (!done) return done.error();
  if (times.range.from >= times.range.until)
    return invalid(
        said({"--from：{}；应早于 --to {}", "--from: found {}, expected an instant before --to {}"}, options.from, options.until));
  return times;
}

// A rule that is laid over a site is compared with that site.
const std::string& today_of(const Options& options) {
  return options.today.empty() && !options.tried.rule.empty() ? options.tried.site : options.today;
}

// On a terminal only.
class ProgressBar {
 public:
  ~ProgressBar() {
    if (shown_) fmt::print(stderr, "\r{:70}\r", "");
  }
  void show(double share) {
    if (!terminal_) return;
    const auto full = static_cast<std::size_t>(share * 40);
    fmt::print(stderr, "\r[{:<40}] {:3.0f} %", std::string(full, '#'), share * 100);
    std::fflush(stderr);
    shown_ = true;
  }

 private:
  bool terminal_ = isatty(fileno(stderr)) == 1;
  bool shown_ = false;
};

void finish(BacktestSide& side, const site::Directory& directory, const BacktestReport& report, analysis::TruthRules rules) {
  const std::vector<analysis::TruthWindow> none;
  side.verdict = analysis::judge(side.alarms, report.truth ? *report.truth : none, directory, rules);
  side.loads = analysis::alarm_load({side.alarms, side.floods}, directory, report.span);
}

// What rang in the span, as the journal has it.
Result<analysis::Rang> journal_alarms(const std::string& data, analysis::Span span) {
  auto queries = store::Queries::open(data);
  if (!queries) return queries.error();
  auto rang = (*queries)->rang(span.from, span.until);
  if (!rang) return rang.error();
  auto floods = (*queries)->floods(span.from, span.until);
  if (!floods) return floods.error();
  std::erase_if(*rang, [&](const core::RangAlarm& alarm) { return alarm.raised < span.from; });
  return analysis::Rang{std::move(*rang), std::move(*floods)};
}

Result<std::optional<std::vector<analysis::TruthWindow>>> truth_of(const Options& options, const site::Directory& directory,
                                                                   analysis::Span span) {
  if (options.truth.empty()) return std::optional<std::vector<analysis::TruthWindow>>();
  std::ifstream in(options.truth);
  if (!in) return not_found(said({"{} 无法读取", "{} cannot be read"}, options.truth));
  auto windows = analysis::parse_truth(in, options.truth, directory);
  if (!windows) return windows.error();
  std::erase_if(*windows, [&](const auto& window) { return window.until < span.from || window.from >= span.until; });
  return std::optional(std::move(*windows));
}

struct Sites {
  site::Site tried;
  std::optional<site::Site> today;
};

Result<BacktestReport> backtest(const Options& options, const Sites& sites) {
  const Result<Times> times = times_of(options);
  if (!times) return times.error();
  const runtime::SystemClock clock;
  const Instant begun = clock.now();
  ProgressBar progress;
  std::vector<const site::Site*> all{&sites.tried};
  if (sites.today) all.push_back(&*sites.today);
  const auto show = [&](double share) {
    progress.show(share);
    return api::Go::On;
  };
  const auto trial = api::try_on_history(options.data, all, times->range, show, {});
  if (!trial) return trial.error().within(options.data);
  if (!*trial)
    return not_found(said({"{} 在该时段没有本站点测点的样本", "{} has no samples of this site's points in that time"}, options.data));
  BacktestReport report{.data = options.data, .span = {(*trial)->range.from, (*trial)->range.until}};
  const analysis::Trial& tried = *(*trial)->tried.front();
  auto truth = truth_of(options, tried.directory(), report.span);
  if (!truth) return truth.error();
  report.truth = std::move(*truth);
  report.tried = {.rules = as_written(options.tried.site), .alarms = tried.rang(report.span.from), .floods = tried.floods()};
  if (!options.tried.rule.empty()) report.tried.rules = said({"{}，加上 {}", "{} with {}"}, report.tried.rules, options.tried.rule);
  finish(report.tried, tried.directory(), report, times->rules);
  if (sites.today) {
    const analysis::Trial& today = *(*trial)->tried.back();
    report.today = {.rules = as_written(today_of(options)), .alarms = today.rang(report.span.from), .floods = today.floods()};
    finish(report.today, today.directory(), report, times->rules);
  } else {
    auto rang = journal_alarms(options.data, report.span);
    if (!rang) return rang.error();
    report.today = {.rules = said({"日志中当时实际的报警", "what rang then, by the journal"}),
                    .alarms = std::move(rang->alarms),
                    .floods = std::move(rang->floods)};
    finish(report.today, tried.directory(), report, times->rules);
  }
  report.seconds = (clock.now() - begun).seconds();
  report.fates = tried.fates();
  report.starts = tried.starts();
  report.missing = (*trial)->missing;
  return report;
}

std::optional<site::Site> load_or_say(const SiteOptions& options) {
  site::Loaded loaded = load(options);
  for (const site::Finding& finding : loaded.findings)
    if (!loaded.site || finding.level == site::FindingLevel::Error)
      fmt::print(stderr, "{}: {}\n", options.site, to_text(finding, language_of_process()));
  return std::move(loaded.site);
}

Result<api::SweepReport> sweep(const Options& options, const site::Site& site) {
  const Result<Times> times = times_of(options);
  if (!times) return times.error();
  api::SweepWish wish{.data = options.data,
                      .grid = {options.sweep, options.limits, {}, options.deadbands},
                      .range = times->range,
                      .rules = times->rules};
  for (const std::string& text : options.delays) {
    const auto delay = parse_duration(text);
    if (!delay) return delay.error().within("--delays");
    wish.grid.delays.push_back(*delay);
  }
  const site::Directory directory(site);
  auto truth = truth_of(options, directory, {times->range.from, times->range.until});
  if (!truth) return truth.error();
  wish.truth = std::move(*truth);
  ProgressBar progress;
  return api::sweep_history(site, wish, [&](double share) {
    progress.show(share);
    return api::Go::On;
  });
}

int run(const Options& options) {
  std::optional<site::Site> tried = load_or_say(options.tried);
  if (!tried) return 1;
  if (!options.sweep.empty()) {
    const Result<api::SweepReport> report = sweep(options, *tried);
    if (!report) return say(report.error());
    fmt::print("{}", options.json ? sweep_json(*report) : sweep_text(*report));
    return report->missing.empty() ? 0 : 1;
  }
  Sites sites{std::move(*tried), std::nullopt};
  const std::string& today = today_of(options);
  if (!today.empty() && !(sites.today = load_or_say({today, options.tried.packs}))) return 1;
  const Result<BacktestReport> report = backtest(options, sites);
  if (!report) return say(report.error());
  fmt::print("{}", options.json ? backtest_json(*report) : backtest_text(*report));
  return report->missing.empty() ? 0 : 1;
}

}  // namespace

void add_backtest(CLI::App& app, int& exit_status) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("backtest", spoken({"用历史数据回算另一套规则会报什么；Davy 可在运行。",
                                                             "Say what other rules would have said of the history; Davy may run."}));
  command->add_option("--site", options->tried.site, spoken({"要试算的站点目录", "The site folder to try"}))->required();
  command->add_option("--packs", options->tried.packs,
                      spoken({"场景包目录；默认为站点上两级的 packs，或当前目录的 packs",
                              "The folder of the scene packs; else packs two above the site, or here"}));
  command->add_option("--rule", options->tried.rule,
                      spoken({"叠加在站点上的 'conditions' 文件，即控制台写出的文件",
                              "A file with 'conditions' that is laid over the site, as the console writes it"}));
  command->add_option("--today", options->today,
                      spoken(
                          {"用于比较的站点目录；不写则为去掉 --rule 的站点，或按日志当时实际的报警",
                           "The site folder to compare with; without it the site without --rule, or else what rang then by the journal"}));
  command->add_option("--data", options->data, spoken({"数据目录", "The data folder"}))->capture_default_str();
  command->add_option("--truth", options->truth,
                      spoken({"已知事件的 CSV：place、from、to", "CSV of what is known to have happened: place, from, to"}));
  command->add_option("--from", options->from,
                      spoken({"自此时刻起，如 2027-01-15T08:00:00+08:00", "From this instant on, as 2027-01-15T08:00:00+08:00"}));
  command->add_option("--to", options->until, spoken({"至此时刻之前", "Before this instant"}));
  command
      ->add_option("--early", options->early,
                   spoken({"时段开始前这么长时间内的报警算作属于该时段", "An alarm so long before a window belongs to it"}))
      ->capture_default_str();
  command->add_option("--grace", options->grace, spoken({"时段结束后这么长时间内同样", "And so long after it"}))->capture_default_str();
  CLI::Option* swept = command->add_option("--sweep", options->sweep,
                                           spoken({"改为：只试算此条件，取 --limits 与 --delays 的各种组合",
                                                   "Instead: this condition alone, with every one of --limits and --delays"}));
  command->add_option("--limits", options->limits, spoken({"如 20,25,30，以测点单位计", "As 20,25,30, in the point's unit"}))
      ->delimiter(',')
      ->needs(swept);
  command->add_option("--delays", options->delays, spoken({"如 0s,5s,12s（时长）", "As 0s,5s,12s"}))->delimiter(',')->needs(swept);
  command
      ->add_option("--deadbands", options->deadbands,
                   spoken({"如 0.5,1,2，以测点单位计；不写则用其自身的死区", "As 0.5,1,2, in the point's unit; its own when absent"}))
      ->delimiter(',')
      ->needs(swept);
  command->add_flag("--json", options->json, spoken({"以 JSON 输出全部结果", "As JSON, with every finding"}));
  command->callback([options, &exit_status] { exit_status = run(*options); });
}

}  // namespace davy::apps
