#pragma once
// Backtests: sweeps of history that people asked for.

#include "api/history_jobs.hpp"
#include "api/history_sweep.hpp"

namespace davy::api {

using BacktestJob = HistoryJob<SweepWish, SweepReport>;

class Backtests final : public HistoryJobs<SweepWish, SweepReport> {
 public:
  // The site must outlive it.
  explicit Backtests(const site::Site& site)
      : HistoryJobs([&site](const SweepWish& wish, const GoOn& go_on) { return sweep_history(site, wish, go_on); }) {}
};

}  // namespace davy::api
