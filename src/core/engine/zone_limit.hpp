#pragma once
// Where a person may act: who is limited to zones acts on what lies in them, or inside them, and on nothing else.
//
// Not limited, whatever the zones: reporting a hazard, stopping dangerous work, and everything about an emergency; what belongs to no zone.

#include "core/input.hpp"
#include "site/directory.hpp"

#include <optional>

namespace davy::core {

struct State;

// Empty when allowed. What is not there is for its room to say.
std::optional<Refusal> outside(const Actor& actor, const Request& request, const State& state, const site::Directory& directory);

}  // namespace davy::core
