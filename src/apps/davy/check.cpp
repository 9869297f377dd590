#include "apps/davy/check.hpp"

#include "apps/davy/say.hpp"
#include "apps/davy/site_options.hpp"
#include "apps/davy/subcommands.hpp"
#include "apps/davy/tried_budget.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace davy::apps {
namespace {

using site::Finding;
using site::FindingLevel;

Said errors_text(std::ptrdiff_t n) { return n == 1 ? said({"1 个错误", "1 error"}) : said({"{} 个错误", "{} errors"}, n); }
Said warnings_text(std::ptrdiff_t n) { return n == 1 ? said({"1 个警告", "1 warning"}) : said({"{} 个警告", "{} warnings"}, n); }

}  // namespace

std::string report_for_people(const site::Loaded& loaded, Language language) {
  std::string report;
  for (const Finding& finding : loaded.findings) report += to_text(finding, language) + "\n";
  const auto errors =
      std::count_if(loaded.findings.begin(), loaded.findings.end(), [](const Finding& f) { return f.level == FindingLevel::Error; });
  const auto warnings = static_cast<std::ptrdiff_t>(loaded.findings.size()) - errors;
  if (loaded.site) report += summary_of(*loaded.site).in(language) + "\n";
  return report + said({"{}，{}", "{}, {}"}, errors_text(errors), warnings_text(warnings)).in(language) + "\n";
}

std::string rules_for_people(const site::RuleChanges& rules, Language language) {
  std::string report;
  for (const site::RuleChange& change : rules.changes)
    report += said({"安全规则：{}", "safety rule: {}"}, said_of(change)).in(language) + "\n";
  for (const site::RuleChange& addition : rules.additions)
    report += said({"新增：{}", "addition: {}"}, said_of(addition)).in(language) + "\n";
  const std::size_t changes = rules.changes.size();
  const Said sum = changes == 1 ? said({"安全规则有 1 处变化", "1 change of safety rules"})
                                : said({"安全规则有 {} 处变化", "{} changes of safety rules"}, changes);
  return report + sum.in(language) + "\n";
}

std::string report_as_json(const site::Loaded& loaded, const site::RuleChanges* rules, Language language) {
  nlohmann::ordered_json report;
  report["ok"] = loaded.site && std::ranges::none_of(loaded.findings, [](const Finding& f) { return f.level == FindingLevel::Error; });
  if (loaded.site) report["version"] = loaded.site->version;
  report["findings"] = nlohmann::ordered_json::array();
  for (const Finding& f : loaded.findings)
    report["findings"].push_back({{"level", f.level == FindingLevel::Error ? "error" : "warning"},
                                  {"file", f.file},
                                  {"line", f.line},
                                  {"column", f.column},
                                  {"found", f.found.in(language)},
                                  {"expected", f.expected.in(language)},
                                  {"nearest", f.nearest},
                                  {"text", to_text(f, language)}});
  if (rules != nullptr) {
    report["rules"] = {{"changes", nlohmann::ordered_json::array()}, {"additions", nlohmann::ordered_json::array()}};
    for (const site::RuleChange& change : rules->changes) report["rules"]["changes"].push_back(said_of(change).in(language));
    for (const site::RuleChange& addition : rules->additions) report["rules"]["additions"].push_back(said_of(addition).in(language));
  }
  // Findings quote the files, which may hold anything: what is not UTF-8 is shown as a replacement mark.
  return report.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

namespace {

struct CheckOptions {
  SiteOptions site;
  std::string data;
  std::string against;
  std::string history = "7d";
  bool json = false;
};

// Adds what the budget says to the findings; answers the figures for people.
Result<std::string> try_on_history(const CheckOptions& options, const std::optional<site::Site>& before, site::Loaded& loaded) {
  const Result<Duration> history = parse_duration(options.history);
  if (!history || *history <= Duration())
    return invalid(said({"--history：{}；应为时长，如 7d", "--history: found {}, expected a time such as 7d"}, options.history));
  const auto tried = try_newest(options.data, before ? &*before : nullptr, *loaded.site, *history);
  if (!tried) return tried.error();
  for (Finding& finding : budget_findings(*tried)) loaded.findings.push_back(std::move(finding));
  return budget_for_people(*tried, language_of_process());
}

int check_site(const CheckOptions& options) {
  const Language language = language_of_process();
  site::Loaded loaded = load(options.site);
  std::optional<site::Site> before;
  if (!options.against.empty()) {
    before = load({options.against, options.site.packs}).site;
    if (!before)
      return say(
          invalid(said({"{}：站点有错误，`davy check` 会逐条列出", "{}: a site with errors, `davy check` names them"}, options.against)));
  }
  std::string figures;
  if (loaded.site && !options.data.empty()) {
    const Result<std::string> tried = try_on_history(options, before, loaded);
    if (!tried) return say(tried.error());
    figures = *tried;
  }
  std::optional<site::RuleChanges> rules;
  if (loaded.site && before) rules = site::rule_changes(*before, *loaded.site);
  if (options.json)
    std::fputs(report_as_json(loaded, rules ? &*rules : nullptr, language).c_str(), stdout);
  else
    std::fputs((figures + (rules ? rules_for_people(*rules, language) : "") + report_for_people(loaded, language)).c_str(), stdout);
  const bool sound = std::ranges::none_of(loaded.findings, [](const Finding& f) { return f.level == FindingLevel::Error; });
  return loaded.site && sound ? 0 : 1;
}

}  // namespace

void add_check(CLI::App& app, int& exit_status) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* check =
      app.add_subcommand("check",
                         spoken({"指出站点目录中的全部错误；与另一目录比较时，指出哪些安全规则有变化。",
                                 "Say everything that is wrong with a site folder; beside another one, which safety rules change."}));
  check->add_option("site", options->site.site, spoken({"站点目录", "The site folder"}))->required();
  check->add_option("--packs", options->site.packs,
                    spoken({"场景包目录；默认为站点上两级的 packs，或当前目录的 packs",
                            "The folder of the scene packs; else packs two above the site, or here"}));
  check->add_flag("--json", options->json, spoken({"以 JSON 输出检查结果", "Findings as JSON"}));
  CLI::Option* data = check->add_option("--data", options->data,
                                        spoken({"另用此数据目录的样本试算规则：报警预算是否超出？",
                                                "Also try the rules on the samples of this data folder: is an alarm budget broken?"}));
  check->add_option("--against", options->against,
                    spoken({"现用的站点目录：哪些安全规则有变化，与 --data 合用时还比较结果",
                            "The site folder in use now: which safety rules change, and with --data what that makes of it"}));
  check->add_option("--history", options->history, spoken({"取最近多长时间的样本", "How much of the samples, up to the newest"}))
      ->needs(data)
      ->capture_default_str();
  check->callback([options, &exit_status] { exit_status = check_site(*options); });
}

}  // namespace davy::apps
