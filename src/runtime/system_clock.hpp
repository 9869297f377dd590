#pragma once
// SystemClock: the machine's clock, which never goes back here. The only place that reads a clock for decisions.

#include "runtime/forward_time.hpp"
#include "runtime/ports.hpp"

#include <mutex>

namespace davy::runtime {

class SystemClock final : public Clock {
 public:
  Instant now() const override;

 private:
  mutable std::mutex mutex_;
  mutable ForwardTime time_;
};

}  // namespace davy::runtime
