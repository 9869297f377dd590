#pragma once
// Stimulus: the load under which Davy and its peers are compared: a slow wave per point with noise, in tenths of a percent.
//
// Each point swings between 25 % and 95 % once in 600 steps, out of phase with its neighbours, with noise of ±1 % from a hash of point and
// step. Integer arithmetic only, so that every program computes the same values in any language: it is the peers' stim.h.

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace davy::bench {

class Stimulus {
 public:
  Stimulus() {
    for (std::size_t i = 0; i < wave_.size(); ++i) {
      const double turn = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(wave_.size());
      wave_[i] = static_cast<std::int32_t>(std::floor(600.0 + 350.0 * std::sin(turn) + 0.5));
    }
  }

  std::int32_t tenths(std::uint32_t point, std::uint32_t step) const {
    std::uint32_t hash = (point * 2'654'435'761u) ^ (step * 40'503u + 0x9e3779b9u);
    hash ^= hash >> 15;
    hash *= 0x2c1b3c6du;
    hash ^= hash >> 12;
    return wave_[(step + point * 37u) % wave_.size()] + static_cast<std::int32_t>(hash % 21u) - 10;
  }

 private:
  std::array<std::int32_t, 600> wave_{};
};

}  // namespace davy::bench
