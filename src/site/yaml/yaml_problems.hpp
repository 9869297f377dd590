#pragma once
// What libyaml says is wrong with a text, in both languages.

#include "base/said.hpp"

#include <string_view>

namespace davy::site {

// `problem` and `context` in libyaml's own words, which the English half keeps; either may be empty. A word that libyaml did not have when
// this was written stays as it is behind the Chinese for "YAML syntax error".
Said yaml_problem(std::string_view problem, std::string_view context);

}  // namespace davy::site
