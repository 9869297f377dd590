#include "core/anomaly/envelope.hpp"

#include <algorithm>
#include <cmath>

namespace davy::core {

void Envelope::learn(double value) {
  low_ = std::min(low_, value);
  high_ = std::max(high_, value);
}

double Envelope::excess(double value) const {
  if (low_ > high_) return 0;
  const double outside = std::max(value - high_, low_ - value);
  // Rounding of means is no width.
  constexpr double kRounding = 1e-12;
  const double rounding = kRounding * std::max(std::abs(low_), std::abs(high_));
  if (outside <= rounding) return 0;
  const double width = high_ - low_;
  return outside >= kFarthest * width ? kFarthest : outside / width;
}

}  // namespace davy::core
