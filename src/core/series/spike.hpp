#pragma once
// Spike: whether a point has just left its usual band and come back: a knock, a burst of interference, a whiff of gas.
//
// The usual band is the median of the last 15 usable readings ± 6 times their deviation (1.4826 * MAD, the median of the distances to the
// median), at least ± departure_min. The first reading outside departs. The first one inside again, not later than `within` after the
// departure, returns: that is the spike, and is_spike() is True for `hold` from it on. Readings outside are no part of the band's
// 15. When they stay outside for longer than `within` it was a step and not a spike: the band is learnt anew from there.
//
// False: nothing, or a departure whose return has not been seen. Unknown: fewer than 5 readings to learn the band from, or the
// point cannot be seen now. What came before a silence longer than stale_after is not what is usual after it: the band is learnt anew.
//
// Samples, repeats and time: as in WindowOptions. Memory: fixed, no heap. O(1) a sample: medians of 15.

#include "core/sample.hpp"
#include "core/truth.hpp"

#include <array>
#include <cstdint>

namespace davy::core {

struct SpikeOptions {
  Duration within;           // from departure to return; longer than zero
  Duration hold;             // how long it is told; longer than zero
  Duration stale_after;      // of the point; longer than zero
  double departure_min = 0;  // in the unit of the value; what is nearer to the median never departs
};

class Spike {
 public:
  explicit Spike(const SpikeOptions& options);

  void feed(const Sample& sample);
  void advance(Instant now);

  Truth is_spike() const;
  // The value furthest from the median during the last spike; 0 before the first.
  double peak() const { return peak_; }

 private:
  static constexpr std::uint32_t kUsual = 15;
  static constexpr std::uint32_t kUsualMin = 5;
  enum class Place : unsigned char { Inside, Outside };

  void learn(double value);
  void learn_anew();
  void judge(const Sample& sample);

  SpikeOptions options_;
  Instant now_ = Instant::before_all();
  Instant last_ = Instant::before_all();
  Instant last_usable_ = Instant::before_all();
  Instant departed_;
  Instant returned_ = Instant::before_all();
  double median_ = 0;
  double band_ = 0;
  double furthest_ = 0;
  double peak_ = 0;
  Quality quality_ = Quality::Bad;  // of the last reading
  Place place_ = Place::Inside;
  std::uint32_t count_ = 0;
  std::uint32_t next_ = 0;
  std::array<double, kUsual> usual_{};
};

}  // namespace davy::core
