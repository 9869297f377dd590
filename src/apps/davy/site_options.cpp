#include "apps/davy/site_options.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace davy::apps {
namespace {

namespace fs = std::filesystem;

fs::path packs_of(const SiteOptions& options) {
  if (!options.packs.empty()) return options.packs;
  std::error_code error;
  const fs::path beside = fs::weakly_canonical(options.site, error).parent_path().parent_path() / "packs";
  return fs::is_directory(beside, error) ? beside : fs::path("packs");
}

}  // namespace

site::Loaded load(const SiteOptions& options) { return site::load_site(options.site, packs_of(options)); }

std::string summary_of(const site::Site& site) {
  return fmt::format("{}: {} zones, {} devices, {} points, {} conditions, {} actuators, {} rows", site.name, site.zones.size(),
                     site.devices.size(), site.points.size(), site.conditions.size(), site.actuators.size(), site.rows.size());
}

}  // namespace davy::apps
