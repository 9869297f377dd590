#pragma once
// What detection says: edges of conditions, and findings about the past.

#include "core/sample.hpp"
#include "core/truth.hpp"

#include <optional>

namespace davy::core {

// A condition changed its truth. `since` is the onset in source time (when the limit was first crossed, before the on-delay ran);
// `evidence` the source time of the sample, or the tick, that decided it.
struct Edge {
  site::ConditionIndex condition;
  Truth truth = Truth::Unknown;
  double value = 0;  // the deciding value, in the point's unit; the last known one for Unknown
  Instant since;
  Instant evidence;
};

// Late data shows that a condition was true in the past. Never moves an actuator, never changes a live value.
struct LateFinding {
  site::ConditionIndex condition;
  Instant began;
  std::optional<Instant> ended;  // none: still true at the end of the late data
  double peak = 0;               // the value furthest beyond the limit; of an expression see LatePool
  Instant known;                 // when the data had arrived
};

}  // namespace davy::core
