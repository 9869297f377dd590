#include "apps/davy/check.hpp"

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

std::string counted(std::ptrdiff_t n, const char* one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

}  // namespace

std::string report_for_people(const site::Loaded& loaded) {
  std::string report;
  for (const Finding& finding : loaded.findings) report += to_text(finding) + "\n";
  const auto errors =
      std::count_if(loaded.findings.begin(), loaded.findings.end(), [](const Finding& f) { return f.level == FindingLevel::Error; });
  const auto warnings = static_cast<std::ptrdiff_t>(loaded.findings.size()) - errors;
  if (loaded.site) report += summary_of(*loaded.site) + "\n";
  return report + counted(errors, "error") + ", " + counted(warnings, "warning") + "\n";
}

std::string rules_for_people(const site::RuleChanges& rules) {
  std::string report;
  for (const site::RuleChange& change : rules.changes) report += "safety rule: " + to_text(change) + "\n";
  for (const site::RuleChange& addition : rules.additions) report += "addition: " + to_text(addition) + "\n";
  return report + counted(static_cast<std::ptrdiff_t>(rules.changes.size()), "change") + " of safety rules\n";
}

std::string report_as_json(const site::Loaded& loaded, const site::RuleChanges* rules) {
  nlohmann::ordered_json report;
  report["ok"] = loaded.site && std::ranges::none_of(loaded.findings, [](const Finding& f) { return f.level == FindingLevel::Error; });
  if (loaded.site) report["version"] = loaded.site->version;
  report["findings"] = nlohmann::ordered_json::array();
  for (const Finding& f : loaded.findings)
    report["findings"].push_back({{"level", f.level == FindingLevel::Error ? "error" : "warning"},
                                  {"file", f.file},
                                  {"line", f.line},
                                  {"column", f.column},
                                  {"found", f.found},
                                  {"expected", f.expected},
                                  {"nearest", f.nearest},
                                  {"text", to_text(f)}});
  if (rules != nullptr) {
    report["rules"] = {{"changes", nlohmann::ordered_json::array()}, {"additions", nlohmann::ordered_json::array()}};
    for (const site::RuleChange& change : rules->changes) report["rules"]["changes"].push_back(to_text(change));
    for (const site::RuleChange& addition : rules->additions) report["rules"]["additions"].push_back(to_text(addition));
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
    return Error{ErrorCode::Invalid, "--history: found " + options.history + ", expected a time such as 7d"};
  const auto tried = try_newest(options.data, before ? &*before : nullptr, *loaded.site, *history);
  if (!tried) return tried.error();
  for (Finding& finding : budget_findings(*tried)) loaded.findings.push_back(std::move(finding));
  return budget_for_people(*tried);
}

int end_with(const std::string& why) {
  std::fputs((why + "\n").c_str(), stderr);
  return 2;
}

int check_site(const CheckOptions& options) {
  site::Loaded loaded = load(options.site);
  std::optional<site::Site> before;
  if (!options.against.empty()) {
    before = load({options.against, options.site.packs}).site;
    if (!before) return end_with(options.against + ": a site with errors, `davy check` names them");
  }
  std::string figures;
  if (loaded.site && !options.data.empty()) {
    const Result<std::string> tried = try_on_history(options, before, loaded);
    if (!tried) return end_with(tried.error().message);
    figures = *tried;
  }
  std::optional<site::RuleChanges> rules;
  if (loaded.site && before) rules = site::rule_changes(*before, *loaded.site);
  if (options.json)
    std::fputs(report_as_json(loaded, rules ? &*rules : nullptr).c_str(), stdout);
  else
    std::fputs((figures + (rules ? rules_for_people(*rules) : "") + report_for_people(loaded)).c_str(), stdout);
  const bool sound = std::ranges::none_of(loaded.findings, [](const Finding& f) { return f.level == FindingLevel::Error; });
  return loaded.site && sound ? 0 : 1;
}

}  // namespace

void add_check(CLI::App& app, int& exit_status) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* check =
      app.add_subcommand("check", "Say everything that is wrong with a site folder; beside another one, which safety rules change.");
  check->add_option("site", options->site.site, "The site folder")->required();
  check->add_option("--packs", options->site.packs, "The folder of the scene packs; else packs two above the site, or here");
  check->add_flag("--json", options->json, "Findings as JSON");
  CLI::Option* data =
      check->add_option("--data", options->data, "Also try the rules on the samples of this data folder: is an alarm budget broken?");
  check->add_option("--against", options->against,
                    "The site folder in use now: which safety rules change, and with --data what that makes of it");
  check->add_option("--history", options->history, "How much of the samples, up to the newest")->needs(data)->capture_default_str();
  check->callback([options, &exit_status] { exit_status = check_site(*options); });
}

}  // namespace davy::apps
