#pragma once
// Anomaly: whether a series is now unlike its own past, in its level or in its unrest, for as long as it is.
//
// Two departures of one series: of its readings, and of their distances from the mean of the newest `smooth` readings before them, which grow when a
// machine shakes or hunts about the right level, and shrink when it sticks. Streaming, no training phase beyond its own past, looks back only; fixed
// room, no allocation. Values are finite and should come at an even pace.

#include "core/anomaly/departure.hpp"

namespace davy::core {

class Anomaly {
 public:
  explicit Anomaly(DepartureOptions options = {}) : level_(options), unrest_(options), before_(options.smooth) {}

  // How far the series is from its past, where 1 and more is unlike it; 0 while warming up. Compare present(), which lasts until the series has
  // come back.
  double feed(double value);

  // Whether there is a past to judge by; until then the answer is unknown, not calm.
  bool knows() const { return level_.knows() && unrest_.knows(); }
  bool present() const { return level_.away() || unrest_.away(); }

 private:
  Departure level_;
  Departure unrest_;
  Window<DepartureOptions::kMost> before_;
};

}  // namespace davy::core
