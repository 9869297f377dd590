#pragma once
// Departure: whether a series is now away from where it has been, for as long as it is away.
//
// The mean of the newest kSmooth readings is held against the range of all earlier calm means. That range learns on, kDelay readings behind,
// only while the series is calm: slow drift is followed, a step is not learnt as long as it lasts. A series that was far away is calm again once it
// has come back most of the way; where it then stands is part of its range. Readings of the first kWarmUp are learnt and not judged, so what
// is wrong from the start is not seen.
//
// One setting for all series; several series of one machine are away when any is. Streaming, fixed room, no allocation; sees no time: readings
// should come at an even pace. Values are finite.

#include "core/anomaly/envelope.hpp"
#include "core/anomaly/window.hpp"

#include <cstdint>

namespace davy::core {

class Departure {
 public:
  static constexpr std::size_t kSmooth = 30;
  static constexpr std::size_t kDelay = 30;
  static constexpr std::size_t kWarmUp = 300;
  static constexpr double kAway = 0.75;           // widths of the range
  static constexpr double kComeBack = 1.0 / 3.0;  // of the farthest it was

  // The distance in widths of the range; 0 while warming up.
  double feed(double value);

  bool away() const { return farthest_ > 0; }

 private:
  void judge(double excess, double mean);

  Window<kSmooth> readings_;
  Window<kDelay> calm_;  // means that are not learnt yet
  Envelope past_;
  std::uint64_t count_ = 0;
  double farthest_ = 0;  // of this departure; 0: calm
};

}  // namespace davy::core
