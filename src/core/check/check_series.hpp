#pragma once
// CheckSeries: when the checks of one measure are due, one cycle after the other.

#include "core/cycle.hpp"

namespace davy::core {

struct CheckSeries {
  Instant first;  // from when the cycles are counted
  Instant due;
};

namespace check {

// A measure that is checked from now on: the first time is one cycle away.
inline CheckSeries begin_series(const Cycle& cycle, Instant now, Duration utc_offset) {
  return {now, next_in_cycle(now, cycle, now, utc_offset)};
}

// After the check that was due at `last.due` is over: one cycle later, but neither in the past nor further ahead than the cycle after the present one.
inline CheckSeries continue_series(const Cycle& cycle, const CheckSeries& last, Instant now, Duration utc_offset) {
  const Instant soonest = next_in_cycle(last.first, cycle, now, utc_offset);
  const Instant latest = next_in_cycle(last.first, cycle, soonest, utc_offset);
  const Instant due = next_in_cycle(last.first, cycle, last.due, utc_offset);
  return {last.first, due < soonest ? soonest : due > latest ? latest : due};
}

// Half a cycle after it is due.
inline Instant missed_at(const Cycle& cycle, const CheckSeries& series, Duration utc_offset) {
  const Instant next = next_in_cycle(series.first, cycle, series.due, utc_offset);
  return next == Instant::never() ? series.due + (series.due - series.first) / 2 : series.due + (next - series.due) / 2;
}

}  // namespace check
}  // namespace davy::core
