#include "core/anomaly/anomaly.hpp"

#include <algorithm>
#include <cmath>

namespace davy::core {

double Anomaly::feed(double value) {
  double farthest = level_.feed(value);
  if (before_.full()) farthest = std::max(farthest, unrest_.feed(std::abs(value - before_.mean())));
  before_.push(value);
  return farthest / Departure::kAway;
}

}  // namespace davy::core
