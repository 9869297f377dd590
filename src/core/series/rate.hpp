#pragma once
// Rate: how fast a point rises or falls, in units of its value per second: the slope of the least-squares line through its readings of
// the last `window`.
//
// Every reading has its say: exact for a ramp, quick, and moved by a single spike; where spikes occur use Trend::per_second(). The caller
// scales to minutes or hours. Undecided when too little of the window is known or when it holds fewer than two readings. For what a
// window is see WindowOptions; for memory and resolution SlidingFold: (2 * exact_samples + 8) cells of 48 bytes.

#include "core/sample.hpp"
#include "core/series/known_time.hpp"
#include "core/series/sliding_fold.hpp"
#include "core/series/window_options.hpp"

#include <optional>

namespace davy::core {

// Means of time and value, and the moments about them that a line needs.
struct LineFold {
  double mean_s = 0;
  double mean = 0;
  double squares_s = 0;
  double products = 0;
  double count = 0;

  static LineFold of(Duration since_origin, double value) { return {since_origin.seconds(), value, 0, 0, 1}; }
  static LineFold joined(const LineFold& older, const LineFold& newer) {
    const double count = older.count + newer.count;
    if (count == 0) return {};
    const double step_s = newer.mean_s - older.mean_s, step = newer.mean - older.mean;
    const double share = newer.count / count, weight = older.count * share;
    return {older.mean_s + step_s * share, older.mean + step * share, older.squares_s + newer.squares_s + step_s * step_s * weight,
            older.products + newer.products + step_s * step * weight, count};
  }
};

class Rate {
 public:
  explicit Rate(const WindowOptions& options);

  void feed(const Sample& sample);
  void advance(Instant now);

  std::optional<double> per_second() const;

  double known_share() const { return known_.share(); }
  Duration resolution() const { return fold_.resolution(); }
  std::size_t bytes() const { return sizeof(*this) - sizeof(fold_) + fold_.bytes(); }

  // As those of WindowStats.
  void expect() const { prefetch(this, kHot), prefetch(fold_); }
  void expect_cells() const { fold_.expect_cells(); }

 private:
  static constexpr std::size_t kHot = 128;  // its stretches lie behind

  Instant last_ = Instant::before_all();
  Instant origin_;  // of the times inside the folds: moved to the present whenever the window is empty
  double known_share_min_;
  KnownTime known_;
  SlidingFold<LineFold> fold_;
};

}  // namespace davy::core
