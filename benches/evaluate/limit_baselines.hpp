#pragma once
// Limit baselines: what two detectors that anybody could build would have rung of a set that is measured by its alarms.
//
// Persistence expects the last reading again: its score is the step from it. FixedLimit is one limit for every sensor of the set: its score is how far a reading lies
// beyond the first one of its recording, in the direction in which the sensor's rules ring. Both in hundredths of the sensor's range, so that one number fits gas,
// smoke and heat; neither has a delay, a dead-band or a word about a single sensor. A sensor rings while its score is above the limit, which is, of a fixed ladder,
// the one that does best on the whole set, chosen with the labels in sight: that is in their favour. Best: found incidents less false episodes, then the soonest.

#include "analysis/backtest/score.hpp"
#include "benches/evaluate/watch.hpp"

namespace davy::evaluate {

// One recording as it was played.
struct Recorded {
  std::vector<core::Sample> samples;  // in the order of time
  std::vector<analysis::Incident> incidents;
  Duration watched;
};

struct LimitBaseline {
  Detector detector = Detector::Persistence;
  double limit_percent = 0;  // of the range
  analysis::Score score;
};

// Persistence and FixedLimit, of the sensors that have a limit in the site.
std::vector<LimitBaseline> limit_baselines(const site::Site& site, std::span<const Recorded> recordings, analysis::ScoreRules rules);

}  // namespace davy::evaluate
