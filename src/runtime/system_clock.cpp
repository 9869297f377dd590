#include "runtime/system_clock.hpp"

#include <chrono>

namespace davy::runtime {

Instant SystemClock::now() const {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return Instant::from_unix_ns(std::chrono::duration_cast<std::chrono::nanoseconds>(since_epoch).count());
}

Duration since_boot() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return Duration::from_ns(std::chrono::duration_cast<std::chrono::nanoseconds>(since).count());
}

}  // namespace davy::runtime
