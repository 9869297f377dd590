#pragma once
// FloodGauge: whether one post has more alarms than a person can take in.
//
// A flood starts with the alarm that makes more than 10 within 10 minutes and ends when fewer than 5 remain of the last 10 (ISA-18.2; FACTS A.6). Times
// never go back. Memory: the alarms of the last 10 minutes.

#include "base/time.hpp"

#include <deque>
#include <optional>

namespace davy::core {

inline constexpr Duration kFloodWindow = Duration::from_ms(600'000);
inline constexpr std::size_t kFloodStartsAbove = 10;
inline constexpr std::size_t kFloodEndsBelow = 5;

class FloodGauge {
 public:
  void rang(Instant at);
  void pass(Instant now);  // lets alarms leave the window

  bool flooded() const { return since_.has_value(); }
  std::optional<Instant> since() const { return since_; }
  std::optional<Instant> ended() const {
    return ended_;
  }  // when the latest flood ended: as its alarms left the window, not when it was asked
  std::size_t recent() const { return recent_.size(); }  // alarms of the last 10 minutes

 private:
  std::deque<Instant> recent_;
  std::optional<Instant> since_;
  std::optional<Instant> ended_;
};

}  // namespace davy::core
