#pragma once
// Polygons on the plan: is one sound, and does it hold a place. Metres throughout.

#include "base/said.hpp"
#include "site/model.hpp"

#include <optional>
#include <span>
#include <string>

namespace davy::site {

// What is wrong with an outline, in words: too few corners, two the same, sides that cross. Nothing: it is a polygon.
std::optional<Said> fault_of(std::span<const Metres> outline);

// Whether `place` lies inside the outline or on its edge.
bool holds(std::span<const Metres> outline, Metres place);

// From a place to an outline on the plan; 0: it lies inside or on its edge.
double distance_m(std::span<const Metres> outline, Metres place);

// Whether two outlines touch, overlap, or come within kAdjacentMetres of each other: a wall, a kerb, a footpath does not part them.
inline constexpr double kAdjacentMetres = 2;
bool adjacent(std::span<const Metres> one, std::span<const Metres> other);

}  // namespace davy::site
