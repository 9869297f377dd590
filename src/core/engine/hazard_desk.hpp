#pragma once
// What closes a hazard, held against the measure that it is about: while the measure fails, a hazard about it stays open.

#include "core/hazard/hazard_book.hpp"
#include "core/prevention/prevention_book.hpp"

#include <optional>

namespace davy::core {

// Of what was decided upon a request. Nothing is approved that still fails; of several hazards about one measure all but one may be set aside.
std::optional<Refusal> refuse_closing(const HazardBook& hazards, const PreventionBook& prevention, const Bodies& decided);

}  // namespace davy::core
