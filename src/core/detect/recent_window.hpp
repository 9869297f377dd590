#pragma once
// Recent window: which samples of a point bring detection back to where it was. What the store reads at a start, and what is kept while a history is played,
// are cut by it alike.
//
// A time function is played its whole window, of every point that it reads, up to kRecentLongest. By the periods of these points that may come to
// kRecentSamplesOfWindows; beyond, those that ask for most get equal shares. What does not fit is the oldest; none is left out in between.
//
// Any thread. No errors.

#include "base/time.hpp"
#include "site/model.hpp"

#include <cstddef>
#include <vector>

namespace davy::core {

inline constexpr std::size_t kRecentSamplesMax = 2'048;  // of a point of which no window is asked
inline constexpr std::size_t kRecentSamplesOfWindows = 2'000'000;
inline constexpr Duration kRecentLongest = 24_h;

struct RecentWindow {
  Duration length;  // how far before its newest sample those of a point reach back: two stale_after, the longest delay, the longest window
  std::size_t samples_max = kRecentSamplesMax;
};

// By PointIndex.
std::vector<RecentWindow> recent_windows(const site::Site& site);

}  // namespace davy::core
