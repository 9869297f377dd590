#pragma once
// What a record of an emergency supply brings about by itself: less of it than there is to be, also after an emergency used some, or a last day that has
// passed, is a hazard of its place.

#include "core/event.hpp"
#include "core/prevention/risk_register.hpp"

#include <optional>
#include <string>

namespace davy::core::supply {

struct SupplyFinding {
  std::string record;  // "supply/scba": what the hazard is about
  std::string zone;
  std::string what;
};

std::optional<SupplyFinding> finding_of(const RiskRegister& known, const Event& event);

}  // namespace davy::core::supply
