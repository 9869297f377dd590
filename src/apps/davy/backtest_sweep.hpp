#pragma once
// What `davy backtest --sweep CONDITION` prints: how often one condition would have rung with other limits and delays.

#include "api/history_sweep.hpp"

#include <string>

namespace davy::apps {

std::string sweep_text(const api::SweepReport& report);
std::string sweep_json(const api::SweepReport& report);

}  // namespace davy::apps
