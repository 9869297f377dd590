#pragma once
// Trend: where a point is heading, said so that neither noise nor a single spike decides it: its rate, its value after a horizon, the time
// until it reaches a limit, and how much the trend may be trusted.
//
// Idea: the lookback is cut into 12 parts; each gives one robust value (the median of its readings, or of the means of equal groups of
// them when they are many) at the mean of its readings' times. Through these goes the line of Theil and Sen: the median of the slopes of all
// pairs. That is bent only when a quarter of the parts is wrong. A part has its say when it is over, so the trend is as of the last twelfth of
// the lookback and is carried forward to now. A reading that comes when its part has ended already counts to the next.
//
// Confidence is Mann and Kendall's: how surely the order of the parts' values is not the order of chance (0: as chance would have it, near 1:
// it never came by chance). The trend is believed when that is 0.99 or more and the change over the fitted parts is four times their noise;
// else the value is taken to stay where it is: a flat noisy signal is heading nowhere. A line through the newer half of the parts takes
// over when its change is six times the noise and the newest parts lie on it, not on the line of the whole: a leak that has just begun.
//
// Undecided when less than known_share_min of the lookback is known, or fewer than 6 parts have a usable reading, or (for forecasts) when
// the horizon is longer than 4 lookbacks: a trend is not carried further than that. So a lookback is to hold 12 periods of its point or more.
//
// Samples, repeats and time: as in WindowOptions. Memory: fixed, no heap. O(1) a sample; the lines are fitted anew, about 90 slopes, when a
// part is over.

#include "base/prefetch.hpp"
#include "core/sample.hpp"
#include "core/series/known_time.hpp"
#include "core/series/middle.hpp"
#include "core/series/window_options.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>

namespace davy::core {

struct TrendOptions {
  Duration lookback;     // longer than zero
  Duration stale_after;  // of the point: how long a reading covers at most; longer than zero
  double known_share_min = kKnownShareMin;
};

enum class Crossing : unsigned char { Upward, Downward };

class Trend {
 public:
  // What time_to() answers when the limit is not in sight: later than every duration that a condition could ask for.
  static constexpr Duration kNotInSight = Duration::from_ns(std::numeric_limits<std::int64_t>::max());
  static constexpr std::int64_t kReach = 4;  // in lookbacks

  explicit Trend(const TrendOptions& options);

  void feed(const Sample& sample);
  void advance(Instant now);

  // The robust slope, in units of the value per second, whether it is believed or not.
  std::optional<double> per_second() const;
  // The value to be expected at now + horizon. Zero: the value now, free of noise.
  std::optional<double> forecast(Duration horizon) const;
  // From now until the believed trend crosses the limit that way: zero when it is there already, kNotInSight when it does not within the reach.
  std::optional<Duration> time_to(double limit, Crossing crossing) const;
  // 0…1; 0 while undecided.
  double confidence() const;
  // Whether the trend is believed: forecast() follows it.
  bool believed() const { return decided() && line_.believed; }

  double known_share() const { return known_.share(); }

  // What the next reading will touch, ahead of it.
  void expect() const { prefetch(this, kHot), prefetch(line_), prefetch(middle_); }

 private:
  static constexpr std::size_t kHot = 128;  // the stretches of known_ lie behind
  static constexpr std::uint32_t kParts = 12;
  static constexpr std::uint32_t kPartsMin = 6;
  struct Part {
    Instant at;
    double value = 0;
  };
  struct Line {
    Instant at;  // where the line has `value`
    double value = 0;
    double per_second = 0;
    double confidence = 0;
    bool believed = false;
  };

  bool decided() const { return parts_count_ >= kPartsMin && known_.share() >= known_share_min_; }
  void end_part();
  void fit();
  double noise_of_parts() const;
  Line fitted(std::uint32_t newest, double noise) const;
  double misfit_of_newest(const Line& line) const;
  double level() const;
  double value_after(Duration horizon) const;
  const Part& part(std::uint32_t nth) const { return parts_[(parts_first_ + nth) % kParts]; }

  Duration lookback_;
  Duration width_;
  double known_share_min_;
  Instant last_ = Instant::before_all();
  Instant part_end_ = Instant::before_all();
  KnownTime known_;
  Line line_;
  Middle middle_;  // of the part that is not over yet
  std::uint32_t parts_first_ = 0;
  std::uint32_t parts_count_ = 0;
  std::array<Part, kParts> parts_;  // those with a usable reading, oldest first
};

}  // namespace davy::core
