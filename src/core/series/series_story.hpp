#pragma once
// The words in which the stories of this folder are told: readings of one point at seconds of a day in 2023.

#include "core/sample.hpp"

#include <cstdint>

namespace davy::core::story {

constexpr Instant second(double s) { return Instant::from_unix_ns(1'700'000'000'000'000'000) + Duration::from_seconds(s); }

constexpr Sample reading(double s, double value, Quality quality = Quality::Good) {
  return {site::PointIndex(0), quality, value, second(s), second(s)};
}

// Noise that is the same on every machine: about normal, mean 0, standard deviation 1.
class Noise {
 public:
  explicit Noise(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15u + 1) {}

  double next() {
    double sum = 0;
    for (int i = 0; i < 12; ++i) sum += uniform();
    return sum - 6;
  }
  double uniform() {
    state_ ^= state_ << 13, state_ ^= state_ >> 7, state_ ^= state_ << 17;
    return static_cast<double>(state_ >> 11) / 9007199254740992.0;
  }

 private:
  std::uint64_t state_;
};

}  // namespace davy::core::story
