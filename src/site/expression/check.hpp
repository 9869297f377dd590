#pragma once
// check(): judges names, types and units of a tree, and resolves them; translate(): from a text to its program.
//
// Types are those of CEL's specification: arithmetic never mixes int, uint and double, comparison may. Units are Davy's: what is compared,
// added or subtracted has one unit, or units that convert, and is converted here, once; a plain number is taken in the unit that it meets.
// Every error is reported, each place once. Format: docs/formats/conditions.md.
// Limits: 256 points in a set, 4096 steps; each says so.

#include "site/expression/scope.hpp"
#include "site/expression/term.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace davy::site::expression {

inline constexpr std::size_t kSetMax = 256;
inline constexpr std::size_t kStepsMax = 4096;

struct CheckResult {
  std::optional<Checked> checked;  // absent when there is any fault
  std::vector<Fault> faults;
};

// `own` is the point that the condition stands on: what `value`, `quality` and time functions without a point speak of.
CheckResult check(const Node& root, const Scope& scope, PointIndex own);

struct Translation {
  std::optional<Program> program;
  std::vector<Fault> faults;
};

// `deadband`: in the own point's unit, zero for none. One that can move nothing of the text is a fault.
Translation translate(std::string_view text, const Scope& scope, PointIndex own, double deadband = 0);

}  // namespace davy::site::expression
