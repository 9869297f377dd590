#include "core/series/middle.hpp"

#include "base/ensure.hpp"
#include "core/series/median.hpp"

namespace davy::core {

void Middle::add(Instant at, double value) {
  if (total_ == 0) first_ = at;
  since_first_s_ += (at - first_).seconds();
  ++total_;
  if (groups_ == kGroups) join_neighbours();
  sums_[groups_] = partial_ == 0 ? value : sums_[groups_] + value;
  if (++partial_ == size_) partial_ = 0, ++groups_, full_since_first_s_ = since_first_s_;
}

void Middle::join_neighbours() {
  for (std::uint32_t i = 0; i < kGroups / 2; ++i) sums_[i] = sums_[2 * i] + sums_[2 * i + 1];
  groups_ = kGroups / 2;
  size_ *= 2;
}

double Middle::value() const {
  ensure(total_ > 0, "a middle of one reading or more");
  if (groups_ == 0) return sums_[0] / partial_;
  std::array<double, kGroups> sums = sums_;
  return median({sums.data(), groups_}) / size_;
}

Instant Middle::at() const {
  ensure(total_ > 0, "a middle of one reading or more");
  const double mean_s = groups_ == 0 ? since_first_s_ / static_cast<double>(total_) : full_since_first_s_ / (groups_ * size_);
  return first_ + Duration::from_seconds(mean_s);
}

}  // namespace davy::core
