#pragma once
// SystemClock: the machine's wall clock, the only place of Davy that reads one.

#include "runtime/ports.hpp"

namespace davy::runtime {

class SystemClock final : public Clock {
 public:
  Instant now() const override;  // UTC; goes back when the machine's clock is set back
};

// Since the machine's start, without the time that it stood still (CLOCK_MONOTONIC), which systemd is to be told: nothing of Davy goes by it.
Duration since_boot();

}  // namespace davy::runtime
