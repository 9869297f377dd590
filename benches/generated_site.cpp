#include "benches/generated_site.hpp"

#include <fmt/format.h>

#include <fstream>
#include <string_view>

namespace davy::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDetectorsInAZone = 100;

// Silence is far away: the bench publishes when it measures, not every second.
constexpr std::string_view kPack = R"(pack: {id: bench, title: {zh: 测速, en: Bench}, version: "1"}
point-templates:
  - id: gas
    title: {zh: 可燃气体, en: Combustible gas}
    kind: combustible-gas
    purpose: safety
    unit: "%LEL"
    range: [0, 100]
    period: 1s
    stale-after: 1h
    conditions:
      high: {when: high, limit: 25, deadband: 1, severity: moderate, respond-within: 30min, title: {zh: 高报, en: High}, response: {zh: 查漏, en: Find the leak}, basis: bench}
      high-high: {when: high, limit: 50, deadband: 1, severity: serious, respond-within: 15min, title: {zh: 高高报, en: High-high}, response: {zh: 撤离, en: Leave}, basis: bench}
)";

constexpr std::string_view kAverage =
    R"(      mean-high: {when: "avg(30s) > 40", severity: moderate, respond-within: 30min, title: {zh: 均值高, en: Mean high}, response: {zh: 查漏, en: Find the leak}, basis: bench}
)";

constexpr std::string_view kActuators = R"(actuator-templates:
  - id: valve
    title: {zh: 切断阀, en: Shut-off valve}
    states:
      - {id: open, title: {zh: 开, en: Open}, feedback: 0}
      - {id: closed, title: {zh: 关, en: Closed}, feedback: 1}
    safe-state: closed
    feedback-tolerance: 0.1
    accept-within: 1h
    observe-within: 2h
)";

constexpr std::string_view kHead = R"(site:
  id: bench
  title: {zh: 测速, en: Bench}
  escalate-every: 10min
  group-within: 30s
  plan: {svg: plan.svg, width: 100 m, height: 100 m}
packs: [bench]
posts:
  - {id: operator, title: {zh: 操作工, en: Operator}}
shifts:
  - {id: always, title: {zh: 全天, en: All day}, from: "00:00", until: "00:00"}
duties:
  - {post: operator, zone: plant, shift: always}
devices:
  - {id: rtu, zone: plant}
zones:
  - {id: plant, title: {zh: 厂区, en: Plant}, scene: production, inherent-risk: moderate, outline: [[0, 0], [100, 0], [100, 100], [0, 100]]}
)";

constexpr std::string_view kPlan = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"/>)";

std::string pack_text(const SiteSize& size) {
  return std::string(kPack) + std::string(size.averages == Averages::OneEach ? kAverage : "") + std::string(kActuators);
}

std::string zones_text(std::size_t detectors) {
  std::string text;
  for (std::size_t zone = 0; zone * kDetectorsInAZone < detectors; ++zone)
    text += fmt::format(
        "  - {{id: zone-{0}, title: {{zh: 区域 {0}, en: Zone {0}}}, scene: production, parent: plant, inherent-risk: low, "
        "outline: [[0, 0], [10, 0], [10, 10]]}}\n",
        zone);
  return text;
}

std::string points_text(const SiteSize& size) {
  std::string text = "points:\n";
  for (std::size_t i = 0; i < size.detectors; ++i)
    text += fmt::format("  - {{id: gas-{}, template: bench/gas, zone: zone-{}, device: rtu}}\n", i, i / kDetectorsInAZone);
  for (std::size_t i = 0; i < size.valves; ++i)
    text += fmt::format("  - {{id: valve-{}-fb, kind: state, unit: state, range: [0, 1], period: 1s, zone: plant, device: rtu}}\n", i);
  return text;
}

std::string rows_text(const SiteSize& size) {
  if (size.valves == 0) return "";
  std::string text = "actuators:\n";
  for (std::size_t i = 0; i < size.valves; ++i)
    text += fmt::format("  - {{id: valve-{0}, template: bench/valve, zone: plant, device: rtu, feedback: valve-{0}-fb}}\n", i);
  text += "rows:\n";
  for (std::size_t i = 0; i < size.valves; ++i)
    text += fmt::format(
        "  - {{id: row-{0}, causes: ['gas-{0}:high-high'], needed: 1, effects: [{{actuator: valve-{0}, state: closed}}], "
        "severity: serious, bypass-at-most: 8h, basis: bench}}\n",
        i);
  return text;
}

std::string inhibitions_text(const SiteSize& size) {
  const std::size_t zones = (size.detectors + kDetectorsInAZone - 1) / kDetectorsInAZone;
  const std::size_t of_a_zone = zones == 0 ? 0 : size.inhibitions / zones;
  if (of_a_zone == 0) return "";
  std::string text = "inhibitions:\n";
  for (std::size_t rule = 0; rule < zones * of_a_zone; ++rule) {
    const std::size_t zone = rule / of_a_zone;
    const std::size_t part = rule % of_a_zone;
    std::string targets;
    for (std::size_t i = of_a_zone + part; i < kDetectorsInAZone && zone * kDetectorsInAZone + i < size.detectors; i += of_a_zone)
      targets += fmt::format("{}'gas-{}:high'", targets.empty() ? "" : ", ", zone * kDetectorsInAZone + i);
    text += fmt::format("  - {{id: rule-{}, while: ['gas-{}:high'], set-aside: [{}], within: zone, reason: bench, basis: bench}}\n", rule,
                        zone * kDetectorsInAZone + part, targets);
  }
  return text;
}

Result<void> write(const fs::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) return failed("cannot write " + path.string());
  return {};
}

}  // namespace

Result<GeneratedSite> generate_site(const fs::path& folder, const SiteSize& size) {
  const GeneratedSite made{folder / "site", folder / "packs"};
  std::error_code error;
  fs::remove_all(folder, error);
  fs::create_directories(made.site, error);
  fs::create_directories(made.packs / "bench", error);
  if (error) return failed("cannot make " + folder.string() + ": " + error.message());
  const std::pair<fs::path, std::string> files[] = {{made.packs / "bench/pack.yaml", pack_text(size)},
                                                    {made.site / "plan.svg", std::string(kPlan)},
                                                    {made.site / "head.yaml", std::string(kHead) + zones_text(size.detectors)},
                                                    {made.site / "points.yaml", points_text(size)},
                                                    {made.site / "rows.yaml", rows_text(size)},
                                                    {made.site / "inhibitions.yaml", inhibitions_text(size)}};
  for (const auto& [path, text] : files) {
    if (text.empty()) continue;
    if (Result<void> written = write(path, text); !written) return written.error();
  }
  return made;
}

}  // namespace davy::bench
