#pragma once
// median(): the middle of a few values, and what the distances to it say of their deviation.

#include <span>

namespace davy::core {

// The standard deviation of a normal distribution over the median of the distances to its median.
inline constexpr double kDeviationsAMad = 1.4826;

// Of one value or more, which it reorders; the mean of the two middle ones when their number is even.
double median(std::span<double> values);

}  // namespace davy::core
