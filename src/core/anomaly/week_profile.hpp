#pragma once
// WeekProfile: what a series usually is at this hour of the week, from its own past weeks.
//
// An hour is known after readings of kKnown weeks; after kMemory weeks the oldest fade. Hours are of UTC: a shift of the clocks in spring
// is a change of habit. Time does not go back.

#include "base/time.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace davy::core {

class WeekProfile {
 public:
  static constexpr std::uint32_t kKnown = 3;
  static constexpr std::uint32_t kMemory = 6;

  // The usual value at `at`, before `value` is learnt; none while it is not known.
  std::optional<double> feed(double value, Instant at);

 private:
  static constexpr std::size_t kHours = 7 * 24;

  struct Hour {
    double usual = 0;            // of the weeks that are over
    double sum = 0;              // of this week
    std::uint32_t readings = 0;  // of this week
    std::uint32_t weeks = 0;
  };
  void close(Hour& hour);

  std::array<Hour, kHours> hours_{};
  std::int64_t hour_ = 0;  // since the epoch, of what is being summed
};

}  // namespace davy::core
