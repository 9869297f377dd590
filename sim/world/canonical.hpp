#pragma once
// Canonical bytes of what the core says and holds, from its one list of fields: equal bytes mean equal values, on any machine.

#include "base/bytes.hpp"
#include "core/engine/engine.hpp"

#include <string>

namespace davy::sim {

std::string canonical(const core::Event& event);
std::string canonical(const core::State& state);

// Of a journal: the same events in the same order give the same digest, and no others.
std::string digest_of(const std::vector<core::Event>& events);

}  // namespace davy::sim
