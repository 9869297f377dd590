#pragma once
// Events of double prevention: a control measure that what watches it says does not hold, and that holds again.

#include "base/enum_names.hpp"
#include "base/fields.hpp"

#include <string>
#include <string_view>

namespace davy::core {

enum class FailureCause { RowBypassed, EffectExhausted, ConditionTrue, ConditionBlind, ConditionOutOfService };

struct MeasureFailed {  // the id of its record; what watches it says so
  static constexpr std::string_view kKind = "measure.failed";
  std::string measure;
  std::string name;
  std::string zone;
  FailureCause cause = FailureCause::RowBypassed;
  std::string watch;  // the row or the condition
  DAVY_FIELDS(measure, name, zone, cause, watch)
};

struct MeasureRestored {
  static constexpr std::string_view kKind = "measure.restored";
  std::string measure;
  DAVY_FIELDS(measure)
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::FailureCause> = std::to_array<davy::EnumName<davy::core::FailureCause>>(
    {{davy::core::FailureCause::RowBypassed, "row-bypassed"},
     {davy::core::FailureCause::EffectExhausted, "effect-exhausted"},
     {davy::core::FailureCause::ConditionTrue, "condition-true"},
     {davy::core::FailureCause::ConditionBlind, "condition-blind"},
     {davy::core::FailureCause::ConditionOutOfService, "condition-out-of-service"}});
