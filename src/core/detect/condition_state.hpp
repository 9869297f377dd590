#pragma once
// ConditionState: one condition over time: what is decided, what is pending, what is known.
//
// Delays run between pieces of evidence: a change that was first seen at `since` is decided by the first evidence at or after since + delay
// that still says so, never by silence. Evidence that does not say so, or cannot tell, ends the pending change. Unknown covers what was
// decided without forgetting it: the first evidence that leaves no change pending uncovers it.

#include "core/detect/rules.hpp"
#include "core/truth.hpp"

#include <optional>

namespace davy::core {

struct ConditionState {
  Instant pending = Instant::never();     // when the evidence turned against what is decided; never: it has not
  Instant onset = Instant::before_all();  // of what is decided
  Truth decided = Truth::False;           // True or False
  Truth truth = Truth::Unknown;

  // Takes evidence of the time `at`; `since` is when what it says began, at the latest `at`. When the truth changes: since when it is so.
  std::optional<Instant> step(const ConditionRule& rule, Evidence evidence, Instant since, Instant at);

  // After a data gap nobody knows that what was pending went on.
  void forget_pending() { pending = Instant::never(); }

  // The values around `value`, a sample of usable quality just taken, that change nothing here.
  Band calm(const ConditionRule& rule, double value) const;
};

}  // namespace davy::core
