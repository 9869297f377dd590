#pragma once
// Sweep: one condition tried with many limits and on-delays, in one pass over the samples of its point.
//
// Every pair of limit and delay becomes a condition of its own on the same point, so that the real detector and engine judge them all together and a sample is
// decoded and looked at once. Deadband, off-delay and kind stay those of the condition. One thread.

#include "analysis/backtest/trial.hpp"
#include "analysis/backtest/truth.hpp"

namespace davy::analysis {

inline constexpr std::size_t kSweepCellsMax = 400;
inline constexpr std::size_t kCellAlarmsMax = 100;

struct SweepGrid {
  std::string condition;  // "ch4-01:high-high", with a limit
  std::vector<double> limits;
  std::vector<Duration> delays;
};

struct SweepAlarm {
  Instant raised;
  std::optional<Instant> returned;
  bool real = false;
};

struct SweepCell {
  double limit = 0;
  Duration delay;
  std::size_t rang = 0;
  std::size_t real = 0;            // of `rang`
  std::size_t missed = 0;          // windows in which it did not ring
  std::vector<SweepAlarm> alarms;  // the newest kCellAlarmsMax of `rang`, in that order
};

class Sweep {
 public:
  // Invalid: a condition that the site does not have or that has no limit; no limits or delays, or too many pairs; a negative delay.
  static Result<std::unique_ptr<Sweep>> create(const site::Site& site, SweepGrid grid, Instant begin);

  const std::string& point() const { return point_; }
  // In the order of their arrival; all of the condition's point, whose index is 0.
  void play(std::span<const core::Sample> samples) { trial_.play(samples); }
  void pass(Instant until) { trial_.pass(until); }

  // By limit, then by delay, as asked; of what rang from `from` on. Windows of other places do not count.
  std::vector<SweepCell> cells(Instant from, std::span<const TruthWindow> windows, TruthRules rules = {}) const;

 private:
  Sweep(site::Site site, SweepGrid grid, std::string point, Instant begin);

  SweepGrid grid_;
  std::string point_;
  Trial trial_;
};

}  // namespace davy::analysis
