#pragma once
// What keeps a condition true: its deadband, for conditions that are expressions.
//
// While a condition is true its text is read with every ordering moved by the deadband towards true: `value > 25` with a deadband of 2 is then
// `value > 23`, `!(value < 5)` is `!(value < 3)`. Moved are the orderings (< <= > >=) of numbers in the own point's unit, or in units that it converts to,
// levels and differences; also inside any(), all() and a count() that is ordered. Rates, durations, whole numbers, ==, in, the first operand of ?: and
// the truths of a sequence stay as they are.

#include "site/expression/term.hpp"

#include <optional>

namespace davy::site::expression {

// `deadband` in `own`, the unit of the condition's point. None when nothing in it can be moved.
std::optional<Term> kept_true(const Term& root, const Unit& own, double deadband);

}  // namespace davy::site::expression
