#pragma once
// A small sound site in memory, and how a test makes it wrong in one place. For tests only.

#include "base/ensure.hpp"
#include "site/load.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace davy::site {

inline constexpr std::string_view kSmallPlaces = R"(site:
  id: small
  title: {zh: 小厂, en: Small plant}
  escalate-every: 10min
  plan: {svg: plan.svg, width: 100 m, height: 50 m}
packs: [lab]
zones:
  - {id: plant, title: {zh: 厂区, en: Plant}, scene: production, inherent-risk: moderate, outline: [[0, 0], [100, 0], [100, 50], [0, 50]]}
  - {id: tank-farm, title: {zh: 罐区, en: Tank farm}, scene: production, parent: plant, inherent-risk: serious, outline: [[0, 0], [40, 0], [40, 30], [0, 30]]}
devices:
  - {id: rtu-01, zone: tank-farm}
)";

inline constexpr std::string_view kSmallPeople = R"(posts:
  - {id: operator, title: {zh: 操作工, en: Operator}, escalates-to: team-lead}
  - {id: team-lead, title: {zh: 班长, en: Team lead}}
shifts:
  - {id: day, title: {zh: 白班, en: Day}, from: "08:00", until: "20:00"}
  - {id: night, title: {zh: 夜班, en: Night}, from: "20:00", until: "08:00"}
duties:
  - {post: operator, zone: tank-farm, shift: day}
  - {post: team-lead, zone: plant, shift: night}
)";

inline constexpr std::string_view kSmallPoints = R"(points:
  - {id: ch4-01, template: lab/gas, zone: tank-farm, device: rtu-01, at: [10, 10]}
  - {id: ch4-02, template: lab/gas, zone: tank-farm, device: rtu-01, conditions: {high-high: {limit: 40}}}
  - {id: pt-101, kind: pressure, unit: kPa, range: [0, 1000], period: 1s, zone: tank-farm, device: rtu-01, conditions: none}
  - {id: xv-101-fb, kind: state, unit: state, range: [0, 1], period: 1s, zone: tank-farm, device: rtu-01}
actuators:
  - {id: xv-101, template: lab/valve, zone: tank-farm, device: rtu-01, feedback: xv-101-fb}
rows:
  - id: gas-trip
    causes: ["ch4-01:high-high", "ch4-02:high-high"]
    needed: 1
    effects: [{actuator: xv-101, state: closed}]
    severity: major
    bypass-at-most: 8h
    basis: test
)";

inline constexpr std::string_view kLabPack = R"(pack: {id: lab, title: {zh: 实验, en: Lab}, version: "1"}
point-templates:
  - id: gas
    title: {zh: 可燃气体, en: Combustible gas}
    kind: combustible-gas
    purpose: safety
    unit: "%LEL"
    range: [0, 100]
    period: 1s
    conditions:
      high:
        when: high
        limit: 25
        deadband: 1
        severity: moderate
        respond-within: 30min
        title: {zh: 高报, en: High}
        response: {zh: 查漏, en: Find the leak}
        basis: GB/T 50493-2019
      high-high:
        when: high
        limit: 50
        deadband: 1
        severity: serious
        latch: true
        respond-within: 15min
        title: {zh: 高高报, en: High-high}
        response: {zh: 撤离, en: Leave}
        basis: GB/T 50493-2019
actuator-templates:
  - id: valve
    title: {zh: 切断阀, en: Shut-off valve}
    states:
      - {id: open, title: {zh: 开, en: Open}, feedback: 1}
      - {id: closed, title: {zh: 关, en: Closed}, feedback: 0}
    safe-state: closed
    feedback-tolerance: 0.1
    accept-within: 1s
    observe-within: 10s
)";

// Two gas points and a shut-off valve in a tank farm, with the pack "lab"; no findings.
inline SourceFiles small_site() {
  SourceFiles sources;
  sources.others = {"plan.svg"};
  sources.site = {{"places.yaml", std::string(kSmallPlaces)},
                  {"people.yaml", std::string(kSmallPeople)},
                  {"points.yaml", std::string(kSmallPoints)}};
  sources.packs["lab"] = {{"pack.yaml", std::string(kLabPack)}};
  return sources;
}

// The sources with the first `text` of `file` replaced; the text must be there. A pack's file is "lab/pack.yaml".
inline SourceFiles changed(SourceFiles sources, std::string_view file, std::string_view text, std::string_view with) {
  const std::size_t slash = file.find('/');
  auto& files = slash == std::string_view::npos ? sources.site : sources.packs.at(std::string(file.substr(0, slash)));
  const std::string_view name = slash == std::string_view::npos ? file : file.substr(slash + 1);
  const auto found = std::find_if(files.begin(), files.end(), [&](const SourceFile& f) { return f.name == name; });
  ensure(found != files.end(), "the file to change is there");
  const std::size_t at = found->text.find(text);
  ensure(at != std::string::npos, "the text to change is there");
  found->text.replace(at, text.size(), with);
  return sources;
}

// The findings of a reading as lines, each of which is whole in Chinese, too.
inline std::vector<std::string> findings_of(const SourceFiles& sources) {
  std::vector<std::string> lines;
  for (const Finding& finding : load_site(sources).findings) {
    lines.push_back(to_text(finding));
    const std::string chinese = to_text(finding, Language::Zh);
    ensure(chinese != lines.back(), "a finding is said in Chinese, too");
    ensure(!finding.found.zh().empty() && !finding.expected.zh().empty(), "both halves of a finding are filled");
    ensure(finding.expected.zh() != finding.expected.en(), "what was expected is said in words of each language");
  }
  return lines;
}

}  // namespace davy::site
