#pragma once
// MovedTime: when a recorded instant happens again: the recording's first instant now, the others as long after it as they were, divided by the speed.

#include "base/time.hpp"

namespace davy::analysis {

class MovedTime {
 public:
  // `speed` > 0; 60: a recorded minute takes a second.
  MovedTime(Instant recorded, Instant now, double speed) : recorded_(recorded), now_(now), speed_(speed) {}

  Instant operator()(Instant recorded) const { return now_ + Duration::from_seconds((recorded - recorded_).seconds() / speed_); }

 private:
  Instant recorded_;
  Instant now_;
  double speed_;
};

}  // namespace davy::analysis
