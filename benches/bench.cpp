#include "benches/bench.hpp"

#include <algorithm>
#include <chrono>

namespace davy::bench {

double median(std::vector<double> values) {
  ensure(!values.empty(), "a median of something");
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double seconds_of(const std::function<void()>& work) {
  const auto from = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

}  // namespace davy::bench
