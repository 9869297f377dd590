#pragma once
// Recent window: which samples of a point bring detection back to where it was. What the store reads at a start, and what is kept while a history is played,
// are cut by it alike.
//
// Any thread. No errors.

#include "base/time.hpp"
#include "site/model.hpp"

#include <cstddef>
#include <vector>

namespace davy::core {

inline constexpr std::size_t kRecentSamplesMax = 2'048;  // per point

// By PointIndex how far before its newest sample those of a point reach back: two stale_after and the longest delay of its conditions.
std::vector<Duration> recent_windows(const site::Site& site);

}  // namespace davy::core
