#include "core/anomaly/week_profile.hpp"

#include <algorithm>

namespace davy::core {

namespace {

constexpr std::int64_t kNanosecondsOfHour = 3'600'000'000'000;

std::int64_t hour_of(Instant at) {
  const std::int64_t ns = at.unix_ns();
  return ns / kNanosecondsOfHour - (ns % kNanosecondsOfHour < 0 ? 1 : 0);
}

std::size_t place(std::int64_t hour, std::size_t hours) {
  const auto n = static_cast<std::int64_t>(hours);
  return static_cast<std::size_t>((hour % n + n) % n);
}

}  // namespace

std::optional<double> WeekProfile::feed(double value, Instant at) {
  const std::int64_t hour = hour_of(at);
  if (hour != hour_) close(hours_[place(hour_, kHours)]);
  hour_ = hour;
  Hour& now = hours_[place(hour, kHours)];
  now.sum += value;
  ++now.readings;
  return now.weeks >= kKnown ? std::optional(now.usual) : std::nullopt;
}

void WeekProfile::close(Hour& hour) {
  if (hour.readings == 0) return;
  ++hour.weeks;
  const double share = 1.0 / std::min(hour.weeks, kMemory);
  hour.usual += share * (hour.sum / hour.readings - hour.usual);
  hour.sum = 0;
  hour.readings = 0;
}

}  // namespace davy::core
