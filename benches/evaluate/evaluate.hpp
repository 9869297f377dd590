#pragma once
// evaluate(): one set of measurements through the daemon's own loop, in the measurements' own time, and what came of it.

#include "analysis/backtest/score.hpp"
#include "benches/evaluate/limit_baselines.hpp"
#include "benches/evaluate/localisation.hpp"
#include "benches/evaluate/setting.hpp"

namespace davy::evaluate {

struct Folders {
  std::filesystem::path data;   // of all sets of measurements
  std::filesystem::path packs;  // scene packs
};

struct Outcome {
  analysis::Score score;
  std::size_t recordings = 0;
  std::size_t blind_alarms = 0;  // a sensor was silent, bad or out of range; neither found nor false
  core::Fates fates;
  std::vector<LimitBaseline> baselines;
  std::optional<Localisation> localisation;  // where the setting asks for it
};

Result<Outcome> evaluate(const Setting& setting, const Folders& folders);

}  // namespace davy::evaluate
