#include "core/cycle.hpp"

#include <algorithm>

namespace davy::core {
namespace {

constexpr Day kLastDay = Day::from_number(106'285);          // 2260-12-31
constexpr std::int64_t kDaysAtMost = 2 * kLastDay.number();  // as far apart as two instants can be
constexpr std::int64_t kHoursOfDay = 24;
constexpr std::int64_t kMonthsOfYear = 12;
constexpr std::int64_t kLongestMonth = 31;  // days

bool by_calendar(const Cycle& cycle) { return cycle.unit == CycleUnit::Months || cycle.unit == CycleUnit::Years; }

std::int64_t hours_of(const Cycle& cycle) { return cycle.every * (cycle.unit == CycleUnit::Days ? kHoursOfDay : 1); }
std::int64_t months_of(const Cycle& cycle) { return cycle.every * (cycle.unit == CycleUnit::Years ? kMonthsOfYear : 1); }

}  // namespace

Instant after_cycles(Instant first, const Cycle& cycle, std::int64_t times, Duration utc_offset) {
  if (cycle.every == 0) return Instant::never();
  const Day day = day_at(first, utc_offset);
  if (!by_calendar(cycle)) {
    const std::int64_t hours = hours_of(cycle) * std::min(times, kDaysAtMost * kHoursOfDay);
    if (day + hours / kHoursOfDay > kLastDay) return Instant::never();
    return first + 1_h * hours;
  }
  const std::int64_t months = months_of(cycle) * std::min(times, kDaysAtMost);
  if (day + months * (kLongestMonth - 3) > kLastDay + kLongestMonth * 2) return Instant::never();
  const Day then = months_after(day, months);
  return then > kLastDay ? Instant::never() : start_of(then, utc_offset) + time_of_day(first, utc_offset);
}

Instant next_in_cycle(Instant first, const Cycle& cycle, Instant at, Duration utc_offset) {
  if (cycle.every == 0) return Instant::never();
  const std::int64_t days = at < first ? 0 : day_at(at, utc_offset) - day_at(first, utc_offset);
  // So many cycles have passed at least; the true number is found from there.
  std::int64_t times = by_calendar(cycle) ? days / (kLongestMonth * months_of(cycle)) : (days - 1) * kHoursOfDay / hours_of(cycle);
  for (times = std::max<std::int64_t>(times, 1);; ++times)
    if (const Instant next = after_cycles(first, cycle, times, utc_offset); next > at) return next;
}

}  // namespace davy::core
