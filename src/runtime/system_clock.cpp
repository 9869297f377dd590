#include "runtime/system_clock.hpp"

#include <chrono>

namespace davy::runtime {
namespace {

template <class Clock>
std::int64_t ns_of() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch()).count();
}

}  // namespace

Instant SystemClock::now() const {
  const std::scoped_lock lock(mutex_);
  return time_.at(Instant::from_unix_ns(ns_of<std::chrono::system_clock>()), Duration::from_ns(ns_of<std::chrono::steady_clock>()));
}

}  // namespace davy::runtime
