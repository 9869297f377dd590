#pragma once
// Score: alarms held against what is known to have happened.
//
// An incident is found when an alarm is newly raised between its begin and its end; its delay is from the begin to the first such alarm. An
// alarm raised outside every incident and the grace after it is false; false alarms make one episode as long as each is raised no later
// than `together` after the others have returned.

#include "analysis/backtest/backtest.hpp"

#include <span>

namespace davy::analysis {

struct Incident {
  Instant begin;
  Instant end;
};

struct ScoreRules {
  Duration grace;     // after an incident its gas is still there
  Duration together;  // false alarms this close are one episode
};

struct Score {
  std::vector<std::optional<Duration>> delays;  // by incident; none: not found
  std::size_t false_alarms = 0;
  std::size_t false_episodes = 0;
  Duration watched;

  void add(const Score& other);
  std::size_t found() const;
  std::optional<Duration> median_delay() const;  // of those found; none when none was
  double per_day(std::size_t count) const;       // 0 when nothing was watched
};

// `occurrences` in the order in which they were raised.
Score score(std::span<const Occurrence> occurrences, std::span<const Incident> incidents, Duration watched, ScoreRules rules);

}  // namespace davy::analysis
