#pragma once
// Scenario: what happens to the plant and when, as YAML with a seed. Format: docs/formats/scenario.md.

#include "sim/plant/happening.hpp"
#include "site/directory.hpp"
#include "site/finding.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::sim {

struct Step {
  Duration at;  // since the start
  Happening happening;
};

struct Scenario {
  std::string name;
  Text title;
  std::uint64_t seed = 1;
  std::vector<Step> steps;  // in order of time
};

struct ScenarioRead {
  std::optional<Scenario> scenario;  // absent when there is any error
  std::vector<site::Finding> findings;
};

ScenarioRead read_scenario(const site::Directory& directory, const std::string& file, std::string_view text);

struct HappeningRead {
  std::optional<Happening> happening;
  std::vector<site::Finding> findings;
};

// One line as it stands in a timeline, without `at`: "release: {name: a, near: ch4-01, strength: 60 %LEL, fed-by: xv-101}".
HappeningRead read_happening(const site::Directory& directory, std::string_view line);

}  // namespace davy::sim
