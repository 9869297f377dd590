#pragma once
// `davy check`: says what is wrong with a site folder, for people and for programs.

#include "base/language.hpp"
#include "site/load.hpp"
#include "site/safety_rules.hpp"

#include <string>

namespace davy::apps {

// One line a finding, then one that sums up.
std::string report_for_people(const site::Loaded& loaded, Language language = Language::En);

// {"ok": …, "version": …, "findings": [{"level", "file", "line", "column", "found", "expected", "nearest", "text"}, …]}, in one line, its texts in the language; with `rules` also
// {"rules": {"changes": ["row …: needed 1 → 2", …], "additions": […]}}.
std::string report_as_json(const site::Loaded& loaded, const site::RuleChanges* rules = nullptr, Language language = Language::En);

// Which safety rules are others than those of the site in use, a line each.
std::string rules_for_people(const site::RuleChanges& rules, Language language = Language::En);

}  // namespace davy::apps
