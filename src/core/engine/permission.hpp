#pragma once
// Which role may ask for what. The one place that says so; the API only asks.

#include <optional>

#include "core/input.hpp"

namespace davy::core {

// Empty when allowed.
std::optional<Refusal> forbidden(const Actor& actor, const Request& request);

}  // namespace davy::core
