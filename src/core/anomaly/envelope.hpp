#pragma once
// Envelope: the range of what a series has been, and how far outside of it a value lies, in widths of that range.
//
// Has no unit and no parameter: what is far is told by the series' own past. A series that has stood still knows no distance: whatever differs is
// then at kFarthest.

#include <limits>

namespace davy::core {

class Envelope {
 public:
  static constexpr double kFarthest = 1e6;

  void learn(double value);
  // 0 inside; at most kFarthest. 0 while nothing is learnt.
  double excess(double value) const;

 private:
  double low_ = std::numeric_limits<double>::infinity();
  double high_ = -std::numeric_limits<double>::infinity();
};

}  // namespace davy::core
