#pragma once
// Instant and Duration: signed 64-bit nanoseconds, the only time types of Davy.
//
// An Instant counts from the Unix epoch, UTC (years 1678 to 2262). Time is an input everywhere: only the clock adapter in
// runtime/ reads a clock. Text is RFC 3339 for instants ("2026-11-24T11:32:18.123Z") and number + unit for durations
// ("200ms", "30s", "5min", "1h", "1d"); both parse what they print, without loss. A Day is one of the calendar ("2026-11-24"); which instants
// it holds depends on the clock of the place.

#include "base/result.hpp"

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace davy {

class Duration {
 public:
  constexpr Duration() = default;
  static constexpr Duration from_ns(std::int64_t ns) { return Duration(ns); }
  static constexpr Duration from_ms(std::int64_t ms) { return Duration(ms * 1'000'000); }
  static constexpr Duration from_seconds(double s) { return Duration(static_cast<std::int64_t>(s * 1e9)); }

  constexpr std::int64_t ns() const { return ns_; }
  constexpr std::int64_t ms() const { return ns_ / 1'000'000; }
  constexpr double seconds() const { return static_cast<double>(ns_) / 1e9; }

  constexpr auto operator<=>(const Duration&) const = default;
  constexpr Duration operator+(Duration o) const { return Duration(ns_ + o.ns_); }
  constexpr Duration operator-(Duration o) const { return Duration(ns_ - o.ns_); }
  constexpr Duration operator-() const { return Duration(-ns_); }
  constexpr Duration operator*(std::int64_t n) const { return Duration(ns_ * n); }
  constexpr Duration operator/(std::int64_t n) const { return Duration(ns_ / n); }

 private:
  constexpr explicit Duration(std::int64_t ns) : ns_(ns) {}
  std::int64_t ns_ = 0;
};

class Instant {
 public:
  constexpr Instant() = default;
  static constexpr Instant from_unix_ns(std::int64_t ns) { return Instant(ns); }
  static constexpr Instant from_unix_ms(std::int64_t ms) { return Instant(ms * 1'000'000); }
  // Later than every instant that occurs: the due time of what is never due.
  static constexpr Instant never() { return Instant(std::numeric_limits<std::int64_t>::max()); }
  // Earlier than every instant that occurs: the time of what has not happened yet.
  static constexpr Instant before_all() { return Instant(std::numeric_limits<std::int64_t>::min() / 2); }

  constexpr std::int64_t unix_ns() const { return ns_; }
  constexpr std::int64_t unix_ms() const { return ns_ / 1'000'000; }

  constexpr auto operator<=>(const Instant&) const = default;
  constexpr Instant operator+(Duration d) const { return Instant(ns_ + d.ns()); }
  constexpr Instant operator-(Duration d) const { return Instant(ns_ - d.ns()); }
  constexpr Duration operator-(Instant o) const { return Duration::from_ns(ns_ - o.ns_); }

 private:
  constexpr explicit Instant(std::int64_t ns) : ns_(ns) {}
  std::int64_t ns_ = 0;
};

class Day {
 public:
  constexpr Day() = default;
  static constexpr Day from_number(std::int64_t days_since_1970) { return Day(days_since_1970); }

  constexpr std::int64_t number() const { return number_; }

  constexpr auto operator<=>(const Day&) const = default;
  constexpr Day operator+(std::int64_t days) const { return Day(number_ + days); }
  constexpr std::int64_t operator-(Day o) const { return number_ - o.number_; }

 private:
  constexpr explicit Day(std::int64_t number) : number_(number) {}
  std::int64_t number_ = 0;
};

Day day_at(Instant at, Duration utc_offset);     // by a clock that is ahead of UTC by so much
Instant start_of(Day day, Duration utc_offset);  // its midnight
Duration time_of_day(Instant at, Duration utc_offset);
Day months_after(Day day, std::int64_t months);  // the same day of that month, or its last where it is shorter

inline namespace literals {
constexpr Duration operator""_ns(unsigned long long n) { return Duration::from_ns(static_cast<std::int64_t>(n)); }
constexpr Duration operator""_us(unsigned long long n) { return Duration::from_ns(static_cast<std::int64_t>(n) * 1'000); }
constexpr Duration operator""_ms(unsigned long long n) { return Duration::from_ms(static_cast<std::int64_t>(n)); }
constexpr Duration operator""_s(unsigned long long n) { return Duration::from_ms(static_cast<std::int64_t>(n) * 1'000); }
constexpr Duration operator""_min(unsigned long long n) { return Duration::from_ms(static_cast<std::int64_t>(n) * 60'000); }
constexpr Duration operator""_h(unsigned long long n) { return Duration::from_ms(static_cast<std::int64_t>(n) * 3'600'000); }
}  // namespace literals

std::string to_text(Instant at);  // RFC 3339, UTC, as many digits of the second as it has (0, 3, 6 or 9)
std::string to_text(Duration d);  // "1h30min", "200ms", "0s"
std::string to_text(Day day);
Result<Day> parse_day(std::string_view text);
Result<Instant> parse_instant(std::string_view text);    // RFC 3339 with any offset
Result<Duration> parse_duration(std::string_view text);  // the forms above; a bare number is refused: the unit is missing

}  // namespace davy
