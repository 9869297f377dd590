#pragma once
// Walk: the series that Davy's historian and its peers are given: a value that walks at random in steps of a tenth, each second, with jitter.
//
// Chance is the Mersenne Twister as Python's random.Random(seed) uses it (seeding by an array, 53 bits a number), so that a script of ten lines makes
// the same series for other stores; the checksums of the benches are those of such a script.

#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <sstream>

namespace davy::bench {

class Chance {
 public:
  explicit Chance(std::uint32_t seed) {
    std::array<std::uint32_t, 624> state{};
    state[0] = 19'650'218u;
    for (std::uint32_t i = 1; i < state.size(); ++i) state[i] = 1'812'433'253u * (state[i - 1] ^ (state[i - 1] >> 30)) + i;
    std::uint32_t i = 1;
    const auto wrap = [&] {
      if (++i == state.size()) state[0] = state.back(), i = 1;
    };
    for (std::size_t n = 0; n < state.size(); ++n, wrap())
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1'664'525u)) + seed;
    for (std::size_t n = 1; n < state.size(); ++n, wrap())
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1'566'083'941u)) - i;
    state[0] = 0x80000000u;
    std::stringstream text;
    for (const std::uint32_t word : state) text << word << ' ';
    text << state.size();
    text >> twister_;
  }

  // 0 to 1, without 1.
  double operator()() {
    const auto high = static_cast<std::uint32_t>(twister_()) >> 5;
    const auto low = static_cast<std::uint32_t>(twister_()) >> 6;
    return (high * 67'108'864.0 + low) / 9'007'199'254'740'992.0;
  }

 private:
  std::mt19937 twister_;
};

class Walk {
 public:
  explicit Walk(double value) : value_(value) {}

  // Up to 0.3 up or down, reflected at 0; in tenths.
  std::int64_t step_tenths(Chance& chance) {
    value_ = std::fabs(value_ + (chance() - 0.5) * 0.6);
    return static_cast<std::int64_t>(std::nearbyint(value_ * 10));
  }

 private:
  double value_;
};

}  // namespace davy::bench
