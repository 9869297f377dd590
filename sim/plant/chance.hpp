#pragma once
// Chance: a seeded generator, the same on every machine (SplitMix64), so that one seed reproduces a whole day of the plant.

#include <cmath>
#include <cstdint>
#include <numbers>

namespace davy::sim {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  double uniform() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }  // [0, 1)

  // Mean 0, deviation 1 (Box and Muller; one of the pair is enough here).
  double normal() { return std::sqrt(-2 * std::log(1 - uniform())) * std::cos(2 * std::numbers::pi * uniform()); }

 private:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace davy::sim
