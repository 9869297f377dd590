#pragma once
// Month: one of the calendar, by the clock of the place.

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace davy::analysis {

struct Month {
  std::string name;  // "2026-11"
  Instant from;
  Instant until;  // where the next one begins
  unsigned of_year = 1;
};

std::optional<Month> month_named(std::string_view name, Duration utc_offset);  // none: it is not one, or beyond what an Instant holds
Month month_at(Instant at, Duration utc_offset);

}  // namespace davy::analysis
