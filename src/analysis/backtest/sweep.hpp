#pragma once
// Sweep: one condition tried with many limits, on-delays and dead-bands, in one pass over the samples of its point.
//
// Each of them with each other becomes a condition of its own on the same point, so that the real detector and engine judge them all together and a sample is
// decoded and looked at once. Off-delay and kind stay those of the condition; of an expression only the on-delay varies, and the samples of all points that it reads
// are needed. Modes, facts and what set the condition aside are as they were; one that rings with permits rings as PermitTimes says. One thread.

#include "analysis/backtest/permit_times.hpp"
#include "analysis/backtest/trial.hpp"
#include "analysis/backtest/truth.hpp"

namespace davy::analysis {

inline constexpr std::size_t kSweepCellsMax = 400;
inline constexpr std::size_t kCellAlarmsMax = 100;

struct SweepGrid {
  std::string condition;       // "ch4-01:high-high": high, low or an expression
  std::vector<double> limits;  // none of an expression
  std::vector<Duration> delays;
  std::vector<double> deadbands = {};  // in the point's unit; empty: the condition's
};

struct SweepAlarm {
  Instant raised;
  std::optional<Instant> returned;
  bool real = false;
};

struct SweepCell {
  std::optional<double> limit;  // none of an expression
  Duration delay;
  double deadband = 0;
  std::size_t rang = 0;
  std::size_t aside = 0;           // more, that rang for nobody: it was set aside
  std::size_t real = 0;            // of `rang`
  std::size_t missed = 0;          // windows in which it did not ring
  std::vector<SweepAlarm> alarms;  // the newest kCellAlarmsMax of `rang`, in that order
};

// Whether a condition speaks of a value, so that it can be swept.
bool can_be_swept(const site::Condition& condition);

// The points whose samples a condition of the site is judged by: its own first.
std::vector<std::string> points_read(const site::Site& site, const site::Condition& condition);

class Sweep {
 public:
  // `points` number the samples; empty: points_read() of the condition.
  // Invalid: a condition that the site does not have or that speaks of no value; no limits or delays, or too many cells; a negative delay or dead-band; of an
  // expression a limit, another dead-band, or that it counts open orders or hazards, for which nobody plays them here.
  static Result<std::unique_ptr<Sweep>> create(const site::Site& site, SweepGrid grid, Instant begin, const Deeds& deeds = {},
                                               std::vector<std::string> points = {});

  const std::string& point() const { return point_; }
  const site::Directory& played() const { return trial_.directory(); }  // the points that the condition reads, and no others
  // In the order of their arrival.
  void play(std::span<const core::Sample> samples) { trial_.play(samples); }
  void pass(Instant until) { trial_.pass(until); }

  const std::vector<PlayedStart>& starts() const { return trial_.starts(); }

  // By limit, then by delay, then by dead-band, as asked; of what rang from `from` on. Windows of other places do not count.
  std::vector<SweepCell> cells(Instant from, std::span<const TruthWindow> windows, TruthRules rules = {}) const;

  // What the first cell rang from `from` on, as alarms of the condition itself; those that were set aside too.
  std::vector<core::RangAlarm> first_rang(Instant from) const;

 private:
  struct Plan;
  Sweep(Plan plan, std::vector<std::string> points, Instant begin, Deeds deeds);
  std::map<std::string, std::vector<core::RangAlarm>> ringing(Instant from) const;

  SweepGrid grid_;
  std::string point_;
  std::optional<PermitTimes> permits_;  // of one that rings with them
  Trial trial_;
};

}  // namespace davy::analysis
