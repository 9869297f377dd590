#include "core/series/median.hpp"

#include "base/ensure.hpp"

#include <algorithm>
#include <cstddef>

namespace davy::core {

double median(std::span<double> values) {
  ensure(!values.empty(), "a median of one value or more");
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  const double below = *std::max_element(values.begin(), middle);
  return below + (*middle - below) / 2;
}

}  // namespace davy::core
