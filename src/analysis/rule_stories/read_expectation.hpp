#pragma once
// Reads what a story's people do and what is expected of the rules. What is wrong is reported and left out.

#include "analysis/rule_stories/story.hpp"
#include "site/directory.hpp"
#include "site/reading/report.hpp"

#include <optional>

namespace davy::analysis {

// Whatever a list of alarms gives: one expectation each. `end` is the story's end, as the word "end" in a span.
void read_expectation(site::Report& report, const site::Directory& directory, const std::string& file, const site::YamlNode& node,
                      std::optional<Duration> end, std::vector<Expectation>& out);

std::optional<Asked> read_asked(site::Report& report, const site::Directory& directory, const std::string& file,
                                const site::YamlNode& node);

// The thing of this site that a node names; an unknown name is reported.
std::optional<site::ConditionIndex> read_condition_name(site::Report& report, const site::Directory& directory, const site::YamlNode& node);
std::optional<site::ActuatorIndex> read_actuator_name(site::Report& report, const site::Directory& directory, const site::YamlNode& node);

}  // namespace davy::analysis
