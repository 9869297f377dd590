#pragma once
// Stillness: whether a point has stopped moving although it goes on speaking (stuck), or has moved lately (changed).
//
// A run is a row of usable readings none of which differs from another by more than `resolution`; the first that does begins the next run:
// that is a change. A slow drift therefore changes again and again, noise below the resolution never does.
//
// stuck: True when the run has been seen for `duration`: time counts between two usable readings that follow each other, not further apart
// than stale_after; silence proves nothing. False when a change lies in (now - duration, now]. Unknown otherwise, and while the point cannot
// be seen (last reading Bad or older than stale_after).
// changed: True when a change lies in (now - duration, now]; False when none does and known_share_min of that time is known; else Unknown.
//
// Samples, repeats and time: as in WindowOptions. Memory: fixed, no heap. O(1) a sample.

#include "core/sample.hpp"
#include "core/series/known_time.hpp"
#include "core/series/window_options.hpp"
#include "core/truth.hpp"

namespace davy::core {

struct StillnessOptions {
  Duration duration;      // longer than zero
  Duration stale_after;   // of the point; longer than zero
  double resolution = 0;  // in the unit of the value; zero: every other value is a change
  double known_share_min = kKnownShareMin;
};

class Stillness {
 public:
  explicit Stillness(const StillnessOptions& options);

  void feed(const Sample& sample);
  void advance(Instant now) { known_.advance(now); }

  Truth stuck() const;
  Truth changed() const;

  double known_share() const { return known_.share(); }

 private:
  bool changed_lately() const { return change_ != Instant::before_all() && change_ > known_.now() - options_.duration; }

  StillnessOptions options_;
  Instant last_ = Instant::before_all();         // reading of any kind
  Instant last_usable_ = Instant::before_all();  // before_all() after an unusable one: no time counts to the next
  Instant change_ = Instant::before_all();
  Duration seen_;  // of the run
  double lowest_ = 0, highest_ = 0;
  enum class Run : unsigned char { None, Going } run_ = Run::None;
  KnownTime known_;
};

}  // namespace davy::core
