#pragma once
// ForwardTime: the time of a wall clock that is set now and then, as a time that never goes back.
//
// Set forward, it is followed at once. Set back, time goes on at half its speed until the wall clock has caught up: what is due stays due, silence is still
// seen, and a sample that is stamped on arrival is newer than the one before it. A wall clock taken as it is would leave a plant blind, without a word,
// for as long as it was set back. One thread.

#include "base/time.hpp"

namespace davy::sim {

class ForwardTime {
 public:
  // `steady`: of a clock that nobody sets, from any origin; does not go back.
  Instant at(Instant wall, Duration steady) {
    const Instant slowed = last_ + (steady - last_steady_) / 2;
    last_ = wall > last_ ? wall : slowed;
    last_steady_ = steady;
    return last_;
  }

 private:
  Instant last_ = Instant::before_all();
  Duration last_steady_;
};

}  // namespace davy::sim
