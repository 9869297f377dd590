#include "analysis/review/month.hpp"

#include <algorithm>

namespace davy::analysis {

std::optional<Month> month_named(std::string_view name, Duration utc_offset) {
  constexpr std::string_view kFirst = "1700-01";
  constexpr std::string_view kLast = "2199-12";
  if (name.size() != kFirst.size() || name < kFirst || name > kLast) return std::nullopt;
  const auto first = parse_day(std::string(name) + "-01");
  if (!first) return std::nullopt;
  Month month;
  month.name = name;
  month.from = start_of(*first, utc_offset);
  month.until = start_of(months_after(*first, 1), utc_offset);
  month.of_year = static_cast<unsigned>((name[5] - '0') * 10 + (name[6] - '0'));
  return month;
}

Month month_at(Instant at, Duration utc_offset) {
  const auto month = month_named(to_text(day_at(at, utc_offset)).substr(0, 7), utc_offset);
  ensure(month.has_value(), "a time beyond every calendar");
  return *month;
}

}  // namespace davy::analysis
