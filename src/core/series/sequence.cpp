#include "core/series/sequence.hpp"

#include "base/ensure.hpp"

#include <algorithm>

namespace davy::core {

Sequence::Sequence(Duration within) : within_(within) { ensure(within > Duration(), "longer than zero"); }

void Sequence::feed_a(Instant at, Truth truth) {
  if (truth == a_) return;
  if (a_ == Truth::Unknown) a_seen_since_ = at;
  if (truth == Truth::Unknown) a_seen_since_ = Instant::never();
  const bool rise = a_ == Truth::False && truth == Truth::True;
  a_ = truth;
  if (!rise) return;
  a_rose_ = at;
  // b may have been told first of what happened at one instant.
  if (b_ == Truth::True && b_rose_ == at) followed_ = Truth::True;
}

void Sequence::feed_b(Instant at, Truth truth) {
  if (truth == b_) return;
  const Truth before = b_;
  b_ = truth;
  if (truth != Truth::True) return;
  b_rose_ = before == Truth::False ? at : Instant::before_all();
  judge();
}

void Sequence::judge() {
  if (b_rose_ == Instant::before_all())
    followed_ = Truth::Unknown;
  else if (a_rose_ <= b_rose_ && b_rose_ - a_rose_ <= within_)
    followed_ = Truth::True;
  else
    followed_ = a_seen_since_ <= b_rose_ - within_ ? Truth::False : Truth::Unknown;
}

Truth Sequence::holds() const { return b_ == Truth::True ? followed_ : b_; }

}  // namespace davy::core
