#pragma once
// Window: the newest values of a series, in a fixed room; the oldest makes way for the next.

#include "base/ensure.hpp"

#include <array>
#include <cstddef>
#include <numeric>
#include <optional>

namespace davy::core {

template <std::size_t kCapacity>
class Window {
 public:
  // `size`: from 1 to kCapacity.
  explicit Window(std::size_t size = kCapacity) : size_(size) { ensure(size >= 1 && size <= kCapacity, "a window within its room"); }

  // Takes a value; what made way for it, none until the window is full.
  std::optional<double> push(double value) {
    double& place = values_[next_];
    const std::optional<double> oldest = full() ? std::optional(place) : std::nullopt;
    place = value;
    next_ = (next_ + 1) % size_;
    if (!full()) ++count_;
    return oldest;
  }

  bool full() const { return count_ == size_; }
  void clear() { next_ = count_ = 0; }

  // Of at least one value. Summed anew each time: a running sum would gather rounding, and a series that stands still must have one mean.
  double mean() const { return std::accumulate(values_.begin(), values_.begin() + count_, 0.0) / static_cast<double>(count_); }

 private:
  std::array<double, kCapacity> values_{};
  std::size_t size_;
  std::size_t next_ = 0;
  std::size_t count_ = 0;
};

}  // namespace davy::core
