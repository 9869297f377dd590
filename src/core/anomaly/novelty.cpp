#include "core/anomaly/novelty.hpp"

#include <algorithm>

namespace davy::core {

Novelty::Novelty() {
  views_[3].learn(0);
  views_[3].learn(kShort);
}

double Novelty::feed(double value, Instant at) {
  short_.push(value);
  if (const auto usual = profile_.feed(value, at)) unusual_.push(value - *usual);
  still_ = value == last_ ? still_ + 1 : 0;
  last_ = value;
  double novelty = views_[0].feed(value);
  if (short_.full()) novelty = std::max(novelty, views_[1].feed(short_.mean()));
  if (unusual_.full()) novelty = std::max(novelty, views_[2].feed(unusual_.mean()));
  novelty = std::max(novelty, views_[3].feed(static_cast<double>(still_)));
  return tell(novelty);
}

double Novelty::tell(double novelty) {
  if (since_told_ < kQuiet) ++since_told_;
  if (since_told_ < kQuiet && novelty <= kGrowth * told_) return 0;
  if (novelty > kWorthTelling) {
    since_told_ = 0;
    told_ = novelty;
  }
  return novelty;
}

double Novelty::View::feed(double value) {
  if (count_ < kWarmUp) {
    ++count_;
    past_.learn(value);
    return 0;
  }
  const double excess = past_.excess(value);
  if (const auto learnt = recent_.push(value)) past_.learn(*learnt);
  return excess;
}

}  // namespace davy::core
