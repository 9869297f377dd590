#pragma once
// Conditions by their full names, in the sections that stand on them: rows, consequences, inhibitions.
//
// To be asked only when the conditions were made. What names nothing is reported; silent where the condition meant could not be read.

#include "site/reading/reading.hpp"

namespace davy::site {

// "ch4-01:high-high" among the conditions made; `what` as in a sentence: "cause".
std::optional<ConditionIndex> find_condition(Reading& reading, const YamlNode& node, Words what);

// The same, or "*:high": this condition of every point that has it.
std::vector<ConditionIndex> find_conditions(Reading& reading, const YamlNode& node, Words what);

// A list of them, each once and in order; what is no list, or an empty one, is reported.
std::vector<ConditionIndex> read_conditions(Reading& reading, const YamlNode& node, Words what);

}  // namespace davy::site
