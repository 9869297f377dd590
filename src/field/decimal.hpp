#pragma once
// Decimal: digits with at most one point among them, as a number. What may stand before and after them is each format's own.

#include <array>
#include <cstddef>
#include <cstdint>

namespace davy::field {

inline bool is_digit(char c) { return static_cast<unsigned char>(c - '0') < 10; }

struct Decimal {
  std::ptrdiff_t whole = 0;     // digits before the point
  std::ptrdiff_t decimals = 0;  // and behind it
  bool has_point = false;
  double value = 0;  // the nearest double; of more digits than kExactDigits: none at all
  const char* end = nullptr;
};

// Below 2^53 and over a power of ten that a double holds: one rounding, and thus the right one.
inline constexpr std::ptrdiff_t kExactDigits = 15;
inline constexpr std::array<double, 16> kTen{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

inline Decimal read_decimal(const char* at, const char* end) {
  Decimal read;
  std::uint64_t mantissa = 0;
  const char* from = at;
  for (; at != end && is_digit(*at); ++at) mantissa = mantissa * 10 + static_cast<std::uint64_t>(*at - '0');
  read.whole = at - from;
  read.has_point = at != end && *at == '.';
  if (read.has_point) {
    from = ++at;
    for (; at != end && is_digit(*at); ++at) mantissa = mantissa * 10 + static_cast<std::uint64_t>(*at - '0');
    read.decimals = at - from;
  }
  read.end = at;
  if (read.whole + read.decimals <= kExactDigits)
    read.value = static_cast<double>(mantissa) / kTen[static_cast<std::size_t>(read.decimals)];
  return read;
}

}  // namespace davy::field
