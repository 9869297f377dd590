#pragma once
// FloodGauge: whether one post has more alarms than a person can take in, told slowly and directly from every alarm of the last 10 minutes; for tests that
// hold the book of floods against it. Times never go back.

#include "core/alarm/flood.hpp"

#include <deque>
#include <optional>

namespace davy::core {

class FloodGauge {
 public:
  void rang(Instant at) {
    pass(at);
    recent_.push_back(at);
    if (!since_ && recent_.size() > kFloodStartsAbove) since_ = at;
  }

  // Lets alarms leave the window.
  void pass(Instant now) {
    while (!recent_.empty() && recent_.front() + kFloodWindow <= now) {
      const Instant left = recent_.front() + kFloodWindow;
      recent_.pop_front();
      if (!since_ || recent_.size() >= kFloodEndsBelow) continue;
      ended_ = left;
      since_.reset();
    }
  }

  bool flooded() const { return since_.has_value(); }
  std::optional<Instant> since() const { return since_; }
  std::optional<Instant> ended() const { return ended_; }  // the latest flood: as its alarms left the window, not when it was asked
  std::size_t recent() const { return recent_.size(); }    // alarms of the last 10 minutes

 private:
  std::deque<Instant> recent_;
  std::optional<Instant> since_;
  std::optional<Instant> ended_;
};

}  // namespace davy::core
