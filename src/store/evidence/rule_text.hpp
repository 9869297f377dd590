#pragma once
// A condition's definition as text, as a bundle of evidence carries it: one "name: value" a line, durations and limits with their unit.

#include "site/directory.hpp"

#include <string>

namespace davy::store {

std::string rule_text(const site::Directory& directory, site::ConditionIndex condition);

}  // namespace davy::store
