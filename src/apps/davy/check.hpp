#pragma once
// `davy check`: says what is wrong with a site folder, for people and for programs.

#include "site/load.hpp"
#include "site/safety_rules.hpp"

#include <string>

namespace davy::apps {

// One line a finding, then one that sums up.
std::string report_for_people(const site::Loaded& loaded);

// {"ok": …, "version": …, "findings": [{"level", "file", "line", "column", "found", "expected", "nearest", "text"}, …]}, in one line; with `rules` also
// {"rules": {"changes": ["row …: needed 1 → 2", …], "additions": […]}}.
std::string report_as_json(const site::Loaded& loaded, const site::RuleChanges* rules = nullptr);

// Which safety rules are others than those of the site in use, a line each.
std::string rules_for_people(const site::RuleChanges& rules);

}  // namespace davy::apps
