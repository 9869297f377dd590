#pragma once
// The starts of Davy that a backtest played, as `davy backtest` prints them for people and as JSON (docs/formats/backtest.md).
//
// Any thread. No errors.

#include "analysis/backtest/backtest.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace davy::apps {

// A line each, the newest kStartsShown where there are more. Empty: none was played.
inline constexpr std::size_t kStartsShown = 20;
std::string starts_text(const std::vector<analysis::PlayedStart>& starts);

nlohmann::ordered_json starts_json(const std::vector<analysis::PlayedStart>& starts);  // all

}  // namespace davy::apps
