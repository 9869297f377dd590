#pragma once
// `davy check`: says what is wrong with a site folder, for people and for programs.

#include "site/load.hpp"

#include <string>

namespace davy::apps {

// One line a finding, then one that sums up.
std::string report_for_people(const site::Loaded& loaded);

// {"ok": …, "version": …, "findings": [{"level", "file", "line", "column", "found", "expected", "nearest", "text"}, …]}, in one line.
std::string report_as_json(const site::Loaded& loaded);

}  // namespace davy::apps
