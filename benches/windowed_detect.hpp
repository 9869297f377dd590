#pragma once
// Windowed detection: the detector with a condition on an average and one on a forecast for every point, for the detect bench.

#include "benches/bench.hpp"

#include <array>
#include <cstdint>

namespace davy::bench {

struct WindowedDetect {
  std::size_t points = 0;
  std::uint64_t samples = 0;
  double samples_per_s = 0;
  std::array<std::uint64_t, 2> raised{};  // by the average, by the forecast
  std::array<std::uint64_t, 2> cleared{};
};

// Fails when what the detector raised and cleared is not what the two time functions themselves say.
Result<WindowedDetect> detect_windowed(Scale scale);

}  // namespace davy::bench
