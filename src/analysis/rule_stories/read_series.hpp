#pragma once
// read_series(): what one point, or several alike, send in a story.

#include "analysis/rule_stories/story.hpp"
#include "site/directory.hpp"
#include "site/reading/report.hpp"

#include <optional>

namespace davy::analysis {

// Nothing when something is wrong, which was reported.
std::optional<Series> read_series(site::Report& report, const site::Directory& directory, const site::YamlNode& node);

// The nodes of a list, or the one node that is no list.
std::vector<const site::YamlNode*> one_or_more(const site::YamlNode& node);

}  // namespace davy::analysis
