#pragma once
// KnownTime: for how much of the last `window` a point was known.
//
// A reading that is not Bad covers the time from its source time to the next reading, stale_after at most; a Bad one covers nothing and ends
// the cover of the one before. The share is the covered part of (now - window, now]. The cover of a reading older than the window counts
// for the part that reaches into it.
//
// Memory: 16 stretches without a gap. When the window holds more gaps than that, the two oldest stretches are joined and counted as if
// they had come without the gap: the total is exact until they leave the window, which they then do too early. The share is never
// overstated.

#include "core/sample.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace davy::core {

enum class Reading : unsigned char { Usable, Unusable };

// Further from zero than anything is measured, and so far from the end of double that squares and slopes of what is nearer stay finite.
inline constexpr double kValueMax = 1e100;

// Bad quality, or a value that is no number or further from zero than kValueMax, is unusable.
inline Reading reading_of(const Sample& sample) {
  return sample.quality != Quality::Bad && std::abs(sample.value) <= kValueMax ? Reading::Usable : Reading::Unusable;
}

class KnownTime {
 public:
  // Both longer than zero.
  KnownTime(Duration window, Duration stale_after);

  // Readings in the order of their source times, each later than the one before; now may be past them. Lets time pass to `at`.
  void add(Instant at, Reading reading);
  // Lets time pass; an earlier instant than one already seen changes nothing.
  void advance(Instant now);

  // Whether the last reading is usable and not older than stale_after.
  bool known() const { return open_ && now_ - newest_ <= stale_after_; }
  double share() const;  // 0…1
  Duration covered() const;
  Instant now() const { return now_; }

 private:
  static constexpr std::uint32_t kStretches = 16;
  struct Stretch {
    Instant begin, end;
  };

  void close_at(Instant end);
  void push(Stretch stretch);
  void drop_older_than(Instant edge);
  Stretch& oldest() { return closed_[first_ % kStretches]; }

  Duration window_;
  Duration stale_after_;
  Instant now_ = Instant::before_all();
  bool open_ = false;  // the last reading is usable: its stretch began at `begin_` and goes on
  Instant begin_;
  Instant newest_;
  Duration closed_total_;  // of the stretches below, whole
  std::uint32_t first_ = 0;
  std::uint32_t count_ = 0;
  std::array<Stretch, kStretches> closed_;
};

}  // namespace davy::core
