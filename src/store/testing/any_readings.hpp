#pragma once
// For property tests: readings of a point as they come from the field, and as they never should.

#include "store/historian/historian.hpp"

#include <rapidcheck.h>

#include <bit>
#include <limits>
#include <vector>

namespace davy::store::fixture {

inline double any_double() { return std::bit_cast<double>(*rc::gen::arbitrary<std::uint64_t>()); }
inline Instant any_instant() { return Instant::from_unix_ns(*rc::gen::arbitrary<std::int64_t>()); }

// The values of one point: decimals as sensors give them, with or without noise beyond them, or any bits at all.
inline double any_value(int style) {
  const int n = *rc::gen::inRange(-100'000, 100'000);
  switch (style) {
    case 0: return n / 10.0;
    case 1: return n / 1'000.0;
    case 2: return 20 + n / 3.0;
    case 3: {
      static const std::vector<double> kOdd{0.0,
                                            -0.0,
                                            std::numeric_limits<double>::quiet_NaN(),
                                            std::numeric_limits<double>::infinity(),
                                            5e-324,
                                            std::numeric_limits<double>::max(),
                                            9'007'199'254'740'993.0,
                                            0.1 + 0.2};
      return *rc::gen::elementOf(kOdd);
    }
    default: return any_double();
  }
}

// In order of source time, nearly every second, with a jitter of nothing, milliseconds or nanoseconds.
inline std::vector<Reading> steady_readings(std::size_t count) {
  const int style = *rc::gen::inRange(0, 3);
  const std::int64_t jitter = *rc::gen::element<std::int64_t>(1, 1'000'000, 999'999'999);
  std::vector<Reading> readings;
  Instant at = Instant::from_unix_ms(1'800'000'000'000);
  for (std::size_t i = 0; i < count; ++i) {
    at = at + 1_s + Duration::from_ns(*rc::gen::inRange<std::int64_t>(0, 3) * jitter / 4);
    const auto quality =
        *rc::gen::weightedElement<core::Quality>({{20, core::Quality::Good}, {1, core::Quality::Uncertain}, {1, core::Quality::Bad}});
    readings.push_back({at, at + 37_ms, quality, any_value(*rc::gen::weightedElement<int>({{40, style}, {1, 3}}))});
  }
  return readings;
}

// Any times, any bits, any order.
inline std::vector<Reading> wild_readings(std::size_t count) {
  std::vector<Reading> readings;
  for (std::size_t i = 0; i < count; ++i)
    readings.push_back({any_instant(), any_instant(),
                        kEnumNames<core::Quality>[*rc::gen::inRange<std::size_t>(0, kEnumNames<core::Quality>.size())].value,
                        any_double()});
  return readings;
}

inline bool same(const Reading& a, const Reading& b) {
  return a.source == b.source && a.arrival == b.arrival && a.quality == b.quality &&
         std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
}

inline bool same(const std::vector<Reading>& a, const std::vector<Reading>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Reading& x, const Reading& y) { return same(x, y); });
}

}  // namespace davy::store::fixture
