#include "base/time.hpp"

#include "base/said.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <optional>

namespace davy {
namespace {

struct Civil {
  std::int64_t year;
  unsigned month;
  unsigned day;
};

// Days from 1970-01-01 in the proleptic Gregorian calendar, counting years from March so that leap days come last.
constexpr std::int64_t days_from_civil(Civil c) {
  const std::int64_t y = c.month <= 2 ? c.year - 1 : c.year;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const auto year_of_era = static_cast<unsigned>(y - era * 400);
  const unsigned day_of_year = (153 * (c.month > 2 ? c.month - 3 : c.month + 9) + 2) / 5 + c.day - 1;
  const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + static_cast<std::int64_t>(day_of_era) - 719'468;
}

constexpr Civil civil_from_days(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const auto doe = static_cast<unsigned>(days - era * 146'097);
  const unsigned yoe = (doe - doe / 1'460 + doe / 36'524 - doe / 146'096) / 365;
  const unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const unsigned mp = (5 * doy + 2) / 153;
  const unsigned month = mp < 10 ? mp + 3 : mp - 9;
  return {static_cast<std::int64_t>(yoe) + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1};
}

constexpr unsigned days_in_month(std::int64_t year, unsigned month) {
  constexpr std::array<unsigned, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool take(char c) { return peek() == c ? (++at_, true) : false; }
  // Exactly `width` digits, or -1.
  std::int64_t digits(int width) {
    std::int64_t value = 0;
    for (int i = 0; i < width; ++i) {
      if (done() || std::isdigit(static_cast<unsigned char>(text_[at_])) == 0) return -1;
      value = value * 10 + (text_[at_++] - '0');
    }
    return value;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

// "2026-11-24"; none: not so written, or no day of the calendar.
std::optional<Civil> read_date(Reader& in) {
  const std::int64_t year = in.digits(4);
  bool ok = in.take('-');
  const std::int64_t month = in.digits(2);
  ok = in.take('-') && ok;
  const std::int64_t day = in.digits(2);
  if (!ok || year < 0 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const Civil date{year, static_cast<unsigned>(month), static_cast<unsigned>(day)};
  return date.day <= days_in_month(date.year, date.month) ? std::optional(date) : std::nullopt;
}

Error bad_instant(std::string_view text) {
  return invalid(said({"时间 \"{}\"；应为 RFC 3339 格式，如 2026-11-24T11:32:18.123Z 或 …+08:00",
                       "found time \"{}\", expected RFC 3339 such as 2026-11-24T11:32:18.123Z or …+08:00"},
                      text));
}

std::int64_t fraction_ns(Reader& in, bool& ok) {
  std::int64_t ns = 0;
  std::int64_t scale = 100'000'000;
  if (!in.take('.')) return 0;
  ok = std::isdigit(static_cast<unsigned char>(in.peek())) != 0;
  while (std::isdigit(static_cast<unsigned char>(in.peek())) != 0) {
    ns += in.digits(1) * scale;
    scale /= 10;
  }
  return ns;
}

}  // namespace

std::string to_text(Instant at) {
  const std::int64_t total = at.unix_ns();
  std::int64_t seconds = total / 1'000'000'000;
  std::int64_t ns = total % 1'000'000'000;
  if (ns < 0) ns += 1'000'000'000, --seconds;
  std::int64_t days = seconds / 86'400;
  std::int64_t rest = seconds % 86'400;
  if (rest < 0) rest += 86'400, --days;
  const Civil c = civil_from_days(days);
  std::array<char, 64> out{};
  int n = std::snprintf(out.data(), out.size(), "%04lld-%02u-%02uT%02d:%02d:%02d", static_cast<long long>(c.year), c.month, c.day,
                        static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
  std::string text(out.data(), static_cast<std::size_t>(n));
  if (ns != 0) {
    const int digits = ns % 1'000'000 == 0 ? 3 : ns % 1'000 == 0 ? 6 : 9;
    n = std::snprintf(out.data(), out.size(), ".%09lld", static_cast<long long>(ns));
    text.append(out.data(), static_cast<std::size_t>(digits + 1));
  }
  return text + "Z";
}

std::string to_text(Day day) {
  const Civil c = civil_from_days(day.number());
  std::array<char, 40> out{};
  const int n = std::snprintf(out.data(), out.size(), "%04lld-%02u-%02u", static_cast<long long>(c.year), c.month, c.day);
  return std::string(out.data(), static_cast<std::size_t>(n));
}

Result<Day> parse_day(std::string_view text) {
  Reader in(text);
  const std::optional<Civil> date = read_date(in);
  if (!date || !in.done() || date->year < 1678 || date->year > 2261)
    return invalid(said({"日期 \"{}\"；应形如 2026-11-24", "found day \"{}\", expected one such as 2026-11-24"}, text));
  return Day::from_number(days_from_civil(*date));
}

Day day_at(Instant at, Duration utc_offset) {
  const std::int64_t local = (at + utc_offset).unix_ns();
  return Day::from_number(local / (24_h).ns() - (local % (24_h).ns() < 0 ? 1 : 0));
}

Instant start_of(Day day, Duration utc_offset) { return Instant() + 24_h * day.number() - utc_offset; }

Day months_after(Day day, std::int64_t months) {
  const Civil from = civil_from_days(day.number());
  const std::int64_t count = from.year * 12 + (from.month - 1) + months;
  const std::int64_t year = (count >= 0 ? count : count - 11) / 12;
  const auto month = static_cast<unsigned>(count - year * 12) + 1;
  return Day::from_number(days_from_civil({year, month, std::min(from.day, days_in_month(year, month))}));
}

Duration time_of_day(Instant at, Duration utc_offset) { return at - start_of(day_at(at, utc_offset), utc_offset); }

Result<Instant> parse_instant(std::string_view text) {
  Reader in(text);
  const std::optional<Civil> date = read_date(in);
  bool ok = in.take('T') || in.take('t') || in.take(' ');
  const std::int64_t hour = in.digits(2);
  ok = in.take(':') && ok;
  const std::int64_t minute = in.digits(2);
  ok = in.take(':') && ok;
  const std::int64_t second = in.digits(2);
  if (!date || !ok || date->year < 1677 || date->year > 2262 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
      second > 60)
    return bad_instant(text);
  std::int64_t ns = fraction_ns(in, ok);
  std::int64_t offset_s = 0;
  if (!in.take('Z') && !in.take('z')) {
    const int sign = in.peek() == '-' ? -1 : 1;
    if (!in.take('+') && !in.take('-')) return bad_instant(text);
    const std::int64_t oh = in.digits(2);
    ok = in.take(':') && ok;
    const std::int64_t om = in.digits(2);
    if (oh < 0 || oh > 23 || om < 0 || om > 59) return bad_instant(text);
    offset_s = sign * (oh * 3600 + om * 60);
  }
  if (!ok || !in.done()) return bad_instant(text);
  std::int64_t seconds = days_from_civil(*date) * 86'400 + hour * 3600 + minute * 60 + second - offset_s;
  // Both terms with one sign: the sum then overflows only where no Instant exists.
  if (seconds < 0 && ns > 0) ns -= 1'000'000'000, ++seconds;
  std::int64_t total = 0;
  if (__builtin_mul_overflow(seconds, 1'000'000'000, &total) || __builtin_add_overflow(total, ns, &total)) return bad_instant(text);
  return Instant::from_unix_ns(total);
}

namespace {

struct DurationUnit {
  std::string_view name;
  std::int64_t ns;
};

constexpr std::array<DurationUnit, 7> kDurationUnits{{{"d", 86'400'000'000'000},
                                                      {"h", 3'600'000'000'000},
                                                      {"min", 60'000'000'000},
                                                      {"s", 1'000'000'000},
                                                      {"ms", 1'000'000},
                                                      {"us", 1'000},
                                                      {"ns", 1}}};

Error bad_duration(std::string_view text) {
  return invalid(said({"时长 \"{}\"；应为带单位的整数，如 200ms、30s、5min、1h 或 1d",
                       "found duration \"{}\", expected a whole number with its unit, such as 200ms, 30s, 5min, 1h or 1d"},
                      text));
}

}  // namespace

std::string to_text(Duration d) {
  if (d.ns() == 0) return "0s";
  std::string text = d.ns() < 0 ? "-" : "";
  auto rest = d.ns() < 0 ? 0 - static_cast<std::uint64_t>(d.ns()) : static_cast<std::uint64_t>(d.ns());
  for (const DurationUnit& unit : kDurationUnits) {
    const auto size = static_cast<std::uint64_t>(unit.ns);
    if (rest >= size) text += std::to_string(rest / size) + std::string(unit.name);
    rest %= size;
  }
  return text;
}

Result<Duration> parse_duration(std::string_view text) {
  std::string_view in = text;
  const bool negative = !in.empty() && in.front() == '-';
  if (negative) in.remove_prefix(1);
  if (in.empty()) return bad_duration(text);
  std::int64_t total = 0;
  while (!in.empty()) {
    std::int64_t number = 0;
    std::size_t n = 0;
    for (; n < in.size() && std::isdigit(static_cast<unsigned char>(in[n])) != 0; ++n)
      if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, in[n] - '0', &number)) return bad_duration(text);
    if (n == 0) return bad_duration(text);
    in.remove_prefix(n);
    std::size_t letters = 0;
    while (letters < in.size() && std::isalpha(static_cast<unsigned char>(in[letters])) != 0) ++letters;
    const DurationUnit* found = nullptr;
    for (const DurationUnit& unit : kDurationUnits)
      if (unit.name == in.substr(0, letters)) found = &unit;
    if (found == nullptr) return bad_duration(text);
    in.remove_prefix(letters);
    if (__builtin_mul_overflow(number, found->ns, &number) || __builtin_add_overflow(total, number, &total)) return bad_duration(text);
  }
  return Duration::from_ns(negative ? -total : total);
}

}  // namespace davy
