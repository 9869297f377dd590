#pragma once
// Sequence: whether `b` rose at most `within` after `a` rose: first the pump stops, then the pressure climbs.
//
// A rise is a change from False to True. holds() is True from a rise of b that follows a rise of a so closely (at the same instant counts) for as long as b
// stays True; False while b is False, or True without such a rise of a before it. Unknown while b is, and while b is True but its rise, or
// whether a rose before it, was not seen: b came out of Unknown, or a was Unknown somewhere in the `within` before b's rise.
//
// The two are fed in one order of time; at one instant either may come first. Memory: fixed. O(1).

#include "base/time.hpp"
#include "core/truth.hpp"

namespace davy::core {

class Sequence {
 public:
  // Longer than zero.
  explicit Sequence(Duration within);

  void feed_a(Instant at, Truth truth);
  void feed_b(Instant at, Truth truth);

  Truth holds() const;

 private:
  void judge();

  Duration within_;
  Instant a_rose_ = Instant::before_all();
  Instant a_seen_since_ = Instant::never();  // not Unknown since
  Instant b_rose_ = Instant::before_all();
  Truth a_ = Truth::Unknown;
  Truth b_ = Truth::Unknown;
  Truth followed_ = Truth::Unknown;  // b's present True followed a rise of a
};

}  // namespace davy::core
