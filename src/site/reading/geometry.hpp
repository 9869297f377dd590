#pragma once
// Polygons on the plan: is one sound, and does it hold a place. Metres throughout.

#include "site/model.hpp"

#include <optional>
#include <span>
#include <string>

namespace davy::site {

// What is wrong with an outline, in words: too few corners, two the same, sides that cross. Nothing: it is a polygon.
std::optional<std::string> fault_of(std::span<const Metres> outline);

// Whether `place` lies inside the outline or on its edge.
bool holds(std::span<const Metres> outline, Metres place);

}  // namespace davy::site
