#pragma once
// The site of a simulated world: small, but with all that can go wrong between parts.
//
// A tank farm with three gas detectors, a pressure and a temperature, each with limits, delays and silence; a shut-off valve xv-101, xv-102 behind it,
// a fan and a siren with their read-backs. Row gas-trip: two of three high-highs close xv-101, else xv-102, and start the fan; row gas-any: one high
// sounds the siren. Hot work stands on the three of them. While the pressure is high the temperature's alarm is set aside; beside a high-high gas is graded higher. In maintenance gas
// rings earlier and heat does not; two conditions are expressions over a window, one of them asked only then, the other a cause of gas-any. Times are short, so that deadlines pass within minutes.

#include "sim/world/draw.hpp"
#include "site/model.hpp"

namespace davy::sim {

// Limits, delays and times vary by chance.
site::Site make_world_site(Chance& chance);

}  // namespace davy::sim
