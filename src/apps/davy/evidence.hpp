#pragma once
// What `davy evidence` says, apart from where it is written to.

#include "core/obligation/obligation.hpp"
#include "evidence/verify.hpp"

#include <optional>
#include <string>

namespace davy::apps {

std::optional<core::MatterRef> matter_named(const std::string& text);  // "alarm:17"

// Each check with its outcome, in both languages, then what is not proved, in that of the process.
std::string report(const evidence::Verdict& verdict, const evidence::Trust& trust);

}  // namespace davy::apps
