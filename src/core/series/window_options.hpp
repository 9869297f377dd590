#pragma once
// WindowOptions: over how long a time function looks back, and when it dares to answer.
//
// The same for every operator of this folder: it takes the samples of one point in the order of their source times; a sample not newer than
// the last one is a repeat and ignored; one of Bad quality, or whose value is no number or beyond ±1e100, is known to have come but gives
// no value (Uncertain is used), so that every answer is a finite number. feed() lets time pass to the sample, advance() to any later instant; answers are as of the latest of both. An
// answer is undecided (nullopt, Unknown) when the known share of its window is less than known_share_min: at the start, therefore,
// until that share of a window has been seen.

#include "base/time.hpp"

#include <cstdint>

namespace davy::core {

inline constexpr double kKnownShareMin = 0.5;

struct WindowOptions {
  Duration window;                   // (now - window, now]; longer than zero
  Duration stale_after;              // of the point: how long a reading covers at most; longer than zero
  std::uint32_t exact_samples = 64;  // of the window, each kept by itself; beyond, see SlidingFold. 4 or more
  double known_share_min = kKnownShareMin;
};

}  // namespace davy::core
