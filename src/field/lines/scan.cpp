#include "field/lines/scan.hpp"

#include "field/decimal.hpp"

#include <charconv>
#include <cmath>

namespace davy::field {

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
  const bool negative = at_ != end_ && *at_ == '-';
  const Decimal read = read_decimal(negative ? at_ + 1 : at_, end_);
  const std::ptrdiff_t count = read.whole + read.decimals;
  if (count == 0) return truth();
  const char* next = read.end;
  if (count > kExactDigits || (next != end_ && (*next == 'e' || *next == 'E'))) return long_number(from);
  if (next != end_ && read.decimals == 0 && (*next == 'i' || *next == 'u')) ++next;
  at_ = next;
  return negative ? -read.value : read.value;
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
