#pragma once
// Sweep: one condition tried with many limits, on-delays and dead-bands, in one pass over the samples of its point.
//
// Each of them with each other becomes a condition of its own on the same point, so that the real detector and engine judge them all together and a sample is
// decoded and looked at once. Off-delay and kind stay those of the condition. Modes, facts and what set the condition aside are as they were; one that rings with
// permits rings as PermitTimes says. One thread.

#include "analysis/backtest/permit_times.hpp"
#include "analysis/backtest/trial.hpp"
#include "analysis/backtest/truth.hpp"

namespace davy::analysis {

inline constexpr std::size_t kSweepCellsMax = 400;
inline constexpr std::size_t kCellAlarmsMax = 100;

struct SweepGrid {
  std::string condition;  // "ch4-01:high-high", with a limit
  std::vector<double> limits;
  std::vector<Duration> delays;
  std::vector<double> deadbands = {};  // in the point's unit; empty: the condition's
};

struct SweepAlarm {
  Instant raised;
  std::optional<Instant> returned;
  bool real = false;
};

struct SweepCell {
  double limit = 0;
  Duration delay;
  double deadband = 0;
  std::size_t rang = 0;
  std::size_t aside = 0;           // more, that rang for nobody: it was set aside
  std::size_t real = 0;            // of `rang`
  std::size_t missed = 0;          // windows in which it did not ring
  std::vector<SweepAlarm> alarms;  // the newest kCellAlarmsMax of `rang`, in that order
};

class Sweep {
 public:
  // Invalid: a condition that the site does not have or that has no limit; no limits or delays, or too many cells; a negative delay or dead-band.
  static Result<std::unique_ptr<Sweep>> create(const site::Site& site, SweepGrid grid, Instant begin, const Deeds& deeds = {});

  const std::string& point() const { return point_; }
  // In the order of their arrival; all of the condition's point, whose index is 0.
  void play(std::span<const core::Sample> samples) { trial_.play(samples); }
  void pass(Instant until) { trial_.pass(until); }

  const std::vector<PlayedStart>& starts() const { return trial_.starts(); }

  // By limit, then by delay, then by dead-band, as asked; of what rang from `from` on. Windows of other places do not count.
  std::vector<SweepCell> cells(Instant from, std::span<const TruthWindow> windows, TruthRules rules = {}) const;

 private:
  Sweep(site::Site site, SweepGrid grid, std::string point, std::optional<PermitTimes> permits, Instant begin, Deeds deeds);

  SweepGrid grid_;
  std::string point_;
  std::optional<PermitTimes> permits_;  // of one that rings with them
  Trial trial_;
};

}  // namespace davy::analysis
