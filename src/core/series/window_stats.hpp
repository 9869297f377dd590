#pragma once
// WindowStats: average, extremes, sum, deviation and number of the readings of the last `window`.
//
// Each reading counts once, however long it stood: avg is the mean of the readings, not of time. stddev is that of the population
// (divided by n). All of them undecided when too little of the window is known, or when no reading lies in it. For what a window
// is and what is ignored see WindowOptions; for memory and resolution SlidingFold: (2 * exact_samples + 8) cells of 48 bytes.
//
// Sums of whole numbers are exact; else sum and avg carry one rounding a reading of the window at most, which does not grow with time.

#include "core/sample.hpp"
#include "core/series/known_time.hpp"
#include "core/series/sliding_fold.hpp"
#include "core/series/window_options.hpp"

#include <limits>
#include <optional>

namespace davy::core {

// Sum, squares about the mean, extremes, number. The squares are joined by the difference of the two means, as Chan, Golub and LeVeque
// showed (1979), which loses nothing where a plain sum of squares would: a small noise on a large value.
struct StatsFold {
  double sum = 0;
  double squares = 0;
  double min = std::numeric_limits<double>::infinity();
  double max = -std::numeric_limits<double>::infinity();
  double count = 0;

  static StatsFold of(double value) { return {value, 0, value, value, 1}; }
  static StatsFold joined(const StatsFold& older, const StatsFold& newer) {
    if (older.count == 0) return newer;
    if (newer.count == 0) return older;
    const double count = older.count + newer.count;
    const double apart = older.sum * newer.count - newer.sum * older.count;  // the difference of the means, times both numbers
    return {older.sum + newer.sum, older.squares + newer.squares + apart * apart / (older.count * newer.count * count),
            std::min(older.min, newer.min), std::max(older.max, newer.max), count};
  }
};

class WindowStats {
 public:
  explicit WindowStats(const WindowOptions& options);

  void feed(const Sample& sample);
  void advance(Instant now);

  std::optional<double> avg() const;
  std::optional<double> min() const;
  std::optional<double> max() const;
  std::optional<double> sum() const;
  std::optional<double> stddev() const;
  std::optional<double> count() const;  // usable readings; decided also when it is zero, which a known share above half allows

  double known_share() const { return known_.share(); }
  Duration resolution() const { return fold_.resolution(); }
  std::size_t bytes() const { return sizeof(*this) - sizeof(fold_) + fold_.bytes(); }

  // What the next reading will touch, ahead of it: first expect(), then what that leads to.
  void expect() const { prefetch(this, kHot), prefetch(fold_); }
  void expect_cells() const { fold_.expect_cells(); }

 private:
  static constexpr std::size_t kHot = 128;  // its stretches lie behind

  std::optional<StatsFold> decided() const;

  Instant last_ = Instant::before_all();
  double known_share_min_;
  KnownTime known_;
  SlidingFold<StatsFold> fold_;
};

}  // namespace davy::core
