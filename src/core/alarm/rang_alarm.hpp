#pragma once
// RangAlarm: an occurrence as far as the load of alarms is concerned: what is read of the views and counted by analysis.

#include "base/time.hpp"

#include <optional>
#include <string>

namespace davy::core {

struct RangAlarm {
  std::string condition;  // "ch4-01:high-high"
  Instant raised;
  std::optional<Instant> acknowledged;
  std::optional<Instant> returned;  // none: still active
};

}  // namespace davy::core
