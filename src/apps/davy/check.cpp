#include "apps/davy/check.hpp"

#include "apps/davy/site_options.hpp"
#include "apps/davy/subcommands.hpp"

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

std::string report_as_json(const site::Loaded& loaded) {
  nlohmann::ordered_json report;
  report["ok"] = loaded.site.has_value();
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
  // Findings quote the files, which may hold anything: what is not UTF-8 is shown as a replacement mark.
  return report.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

void add_check(CLI::App& app, int& exit_status) {
  struct Options {
    SiteOptions site;
    bool json = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* check = app.add_subcommand("check", "Say everything that is wrong with a site folder.");
  check->add_option("site", options->site.site, "The site folder")->required();
  check->add_option("--packs", options->site.packs, "The folder of the scene packs");
  check->add_flag("--json", options->json, "Findings as JSON");
  check->callback([options, &exit_status] {
    const site::Loaded loaded = load(options->site);
    std::fputs((options->json ? report_as_json(loaded) : report_for_people(loaded)).c_str(), stdout);
    exit_status = loaded.site ? 0 : 1;
  });
}

}  // namespace davy::apps
