#pragma once
// Cycle: how often something is to be done, by the clock of the site.
//
// Hours and days are spans of time (the clock of a site does not change in summer). Months and years keep the time of day and the day of the month of the
// first time; where a month is too short it is its last day, and the next one is again on the day of the first. What lies beyond the year 2260 is never.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/time.hpp"

#include <cstdint>

namespace davy::core {

enum class CycleUnit { Hours, Days, Months, Years };

struct Cycle {
  std::uint32_t every = 0;  // 0: not by a cycle; at most 1000
  CycleUnit unit = CycleUnit::Days;
  bool operator==(const Cycle&) const = default;
  DAVY_FIELDS(every, unit)
};

// `first` moved on by so many cycles; `times` is not negative. Never, for no cycle.
Instant after_cycles(Instant first, const Cycle& cycle, std::int64_t times, Duration utc_offset);

// The earliest of the times after `first` (one cycle later, two, …) that lies after `at`: what was missed in between is not piled up.
Instant next_in_cycle(Instant first, const Cycle& cycle, Instant at, Duration utc_offset);

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::CycleUnit> =
    std::to_array<davy::EnumName<davy::core::CycleUnit>>({{davy::core::CycleUnit::Hours, "hours"},
                                                          {davy::core::CycleUnit::Days, "days"},
                                                          {davy::core::CycleUnit::Months, "months"},
                                                          {davy::core::CycleUnit::Years, "years"}});
