#pragma once
// likeness(): whether two reports may be of the same hazard, so that a person can be shown the one that stands before writing another.
//
// Words of a report in any language: pairs of neighbouring letters or characters, compared as sets (Dice's coefficient). What lies near on the plan
// needs fewer words in common.

#include "core/hazard/hazard_events.hpp"

#include <optional>
#include <string_view>

namespace davy::core {

struct Sighting {
  std::string_view what;
  std::optional<HazardPlace> place;
};

inline constexpr double kAlike = 0.4;    // from here on they are worth a look
inline constexpr double kNear_m = 10.0;  // on the plan

// 0: nothing in common, 1: the same; of one zone.
double likeness(const Sighting& a, const Sighting& b);

}  // namespace davy::core
