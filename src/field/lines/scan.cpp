#include "field/lines/scan.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace davy::field {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Powers of ten that a double holds exactly: a whole number below 2^53 divided by one of them is the nearest double.
constexpr std::array<double, 16> kTen{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
constexpr std::ptrdiff_t kExactDigits = 15;

}  // namespace

std::string_view Scan::name(Equals equals) {
  const char* from = at_;
  while (at_ != end_ && *at_ != ' ' && *at_ != ',' && (*at_ != '=' || equals == Equals::Inside)) {
    if (*at_ == '\\' && at_ + 1 != end_) ++at_;
    ++at_;
  }
  return {from, static_cast<std::size_t>(at_ - from)};
}

std::optional<std::string_view> Scan::text() {
  const char* from = at_;
  if (!take('"')) return std::nullopt;
  while (at_ != end_ && *at_ != '"') {
    if (*at_ == '\\' && at_ + 1 != end_) ++at_;
    ++at_;
  }
  if (take('"')) return std::string_view(from + 1, static_cast<std::size_t>(at_ - from) - 2);
  at_ = from;
  return std::nullopt;
}

std::optional<double> Scan::number() {
  const char* from = at_;
  const char* next = at_;
  const bool negative = next != end_ && *next == '-';
  if (negative) ++next;
  std::uint64_t mantissa = 0;
  const char* digits = next;
  for (; next != end_ && is_digit(*next); ++next) mantissa = mantissa * 10 + static_cast<std::uint64_t>(*next - '0');
  std::ptrdiff_t count = next - digits;
  std::ptrdiff_t decimals = 0;
  if (next != end_ && *next == '.') {
    const char* point = next++;
    for (; next != end_ && is_digit(*next); ++next) mantissa = mantissa * 10 + static_cast<std::uint64_t>(*next - '0');
    decimals = next - point - 1;
    count += decimals;
  }
  if (count == 0) return truth();
  if (count > kExactDigits || (next != end_ && (*next == 'e' || *next == 'E'))) return long_number(from);
  if (next != end_ && decimals == 0 && (*next == 'i' || *next == 'u')) ++next;
  at_ = next;
  const double value = static_cast<double>(mantissa) / kTen[static_cast<std::size_t>(decimals)];
  return negative ? -value : value;
}

std::optional<double> Scan::long_number(const char* from) {
  double value = 0;
  const auto [next, error] = std::from_chars(from, end_, value);
  if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
  at_ = next;
  if (!take('i')) (void)take('u');
  return value;
}

std::optional<double> Scan::truth() {
  constexpr std::array<std::string_view, 10> kWords{"true", "True", "TRUE", "t", "T", "false", "False", "FALSE", "f", "F"};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (!rest().starts_with(kWords[i])) continue;
    at_ += kWords[i].size();
    return i < kWords.size() / 2 ? 1.0 : 0.0;
  }
  return std::nullopt;
}

std::optional<std::int64_t> Scan::whole() {
  std::int64_t number = 0;
  const auto [next, error] = std::from_chars(at_, end_, number);
  if (error != std::errc{}) return std::nullopt;
  at_ = next;
  return number;
}

}  // namespace davy::field
