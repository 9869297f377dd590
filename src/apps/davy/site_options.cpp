#include "apps/davy/site_options.hpp"

#include "site/rule_draft.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::apps {
namespace {

namespace fs = std::filesystem;

fs::path packs_of(const SiteOptions& options) {
  if (!options.packs.empty()) return options.packs;
  std::error_code error;
  const fs::path beside = fs::weakly_canonical(options.site, error).parent_path().parent_path() / "packs";
  return fs::is_directory(beside, error) ? beside : fs::path("packs");
}

site::Loaded load_with_rule(const SiteOptions& options) {
  site::Loaded loaded;
  site::SourceFiles sources = site::read_sources(options.site, packs_of(options), loaded.findings);
  std::ifstream file(options.rule, std::ios::binary);
  if (!file)
    loaded.findings.push_back({site::FindingLevel::Error,
                               options.rule,
                               0,
                               0,
                               said({"无法读取的文件", "a file that cannot be read"}),
                               said({"可读取的文件", "one that can be read"}),
                               {}});
  if (!loaded.findings.empty()) return loaded;
  std::string text(std::istreambuf_iterator<char>(file), {});
  return load_site(with_rule(std::move(sources), std::move(text), options.rule));
}

}  // namespace

site::Loaded load(const SiteOptions& options) {
  return options.rule.empty() ? site::load_site(options.site, packs_of(options)) : load_with_rule(options);
}

Said summary_of(const site::Site& site) {
  return said({"{}：{} 个区域，{} 台设备，{} 个测点，{} 个条件，{} 个执行机构，{} 个联锁",
               "{}: {} zones, {} devices, {} points, {} conditions, {} actuators, {} rows"},
              site.name, site.zones.size(), site.devices.size(), site.points.size(), site.conditions.size(), site.actuators.size(),
              site.rows.size());
}

}  // namespace davy::apps
