#pragma once
// SystemClock: the machine's wall clock, the only place of Davy that reads one.

#include "runtime/ports.hpp"

namespace davy::runtime {

class SystemClock final : public Clock {
 public:
  Instant now() const override;  // UTC; goes back when the machine's clock is set back
};

}  // namespace davy::runtime
