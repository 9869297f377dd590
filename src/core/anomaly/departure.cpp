#include "core/anomaly/departure.hpp"

#include <algorithm>

namespace davy::core {

double Departure::feed(double value) {
  readings_.push(value);
  if (count_ < warm_up_) ++count_;
  if (!readings_.full()) return 0;
  const double mean = readings_.mean();
  if (count_ < warm_up_) {
    past_.learn(mean);
    return 0;
  }
  const double excess = past_.excess(mean);
  judge(excess, mean);
  if (away())
    calm_.clear();  // what led up to it is not calm either
  else if (const auto learnt = calm_.push(mean))
    past_.learn(*learnt);
  return excess;
}

void Departure::judge(double excess, double mean) {
  if (excess <= kAway) {
    farthest_ = 0;
    return;
  }
  farthest_ = std::max(farthest_, excess);
  if (excess >= kComeBack * farthest_) return;
  past_.learn(mean);
  farthest_ = 0;
}

}  // namespace davy::core
