#pragma once
// Departure: whether a series is now away from where it has been, for as long as it is away.
//
// The mean of the newest `smooth` readings is held against the range of all earlier calm means. That range learns on, `delay` readings behind,
// only while the series is calm: slow drift is followed, a step is not learnt as long as it lasts. A series that was far away is calm again once it
// has come back most of the way; where it then stands is part of its range. The first `warm_up` readings are learnt and not judged, so what
// is wrong from the start is not seen.
//
// Its options say how long a machine takes, not what is normal. Several series of one machine are away when any is. Streaming, fixed room, no allocation; sees no time: readings
// should come at an even pace. Values are finite.

#include "core/anomaly/envelope.hpp"
#include "core/anomaly/window.hpp"

#include <cstddef>

namespace davy::core {

// In readings; `smooth` and `delay` from 1 to kMost.
struct DepartureOptions {
  static constexpr std::size_t kMost = 64;
  std::size_t smooth = 30;
  std::size_t delay = 30;
  std::size_t warm_up = 300;
};

class Departure {
 public:
  static constexpr double kAway = 0.75;           // widths of the range
  static constexpr double kComeBack = 1.0 / 3.0;  // of the farthest it was

  explicit Departure(DepartureOptions options = {}) : readings_(options.smooth), calm_(options.delay), warm_up_(options.warm_up) {}

  // The distance in widths of the range; 0 while warming up.
  double feed(double value);

  // Whether there is a past to judge by; until then nothing is away, which says nothing.
  bool knows() const { return count_ >= warm_up_ && readings_.full(); }
  bool away() const { return farthest_ > 0; }

 private:
  void judge(double excess, double mean);

  Window<DepartureOptions::kMost> readings_;
  Window<DepartureOptions::kMost> calm_;  // means that are not learnt yet
  Envelope past_;
  std::size_t warm_up_;
  std::size_t count_ = 0;
  double farthest_ = 0;  // of this departure; 0: calm
};

}  // namespace davy::core
