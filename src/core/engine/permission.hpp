#pragma once
// Which role may ask for what. The one place that says so; the API only asks.

#include "core/input.hpp"

#include <optional>

namespace davy::core {

// Empty when allowed.
std::optional<Refusal> forbidden(const Actor& actor, const Request& request);

}  // namespace davy::core
