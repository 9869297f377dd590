#pragma once
// What is shown of rules that were tried: findings, duties, cells of a sweep, starts that were played.

#include "analysis/alarm_budget/alarm_budget.hpp"
#include "analysis/backtest/sweep.hpp"
#include "api/json/json_writer.hpp"
#include "site/finding.hpp"

#include <vector>

namespace davy::api {

// Left open, so that more can be said of it.
JsonWriter& open_finding(JsonWriter& out, const site::Finding& finding);

void write_duties(JsonWriter& out, const std::vector<analysis::DutyCheck>& duties);

void write_cell(JsonWriter& out, const analysis::SweepCell& cell);

void write_starts(JsonWriter& out, const std::vector<analysis::PlayedStart>& starts);

}  // namespace davy::api
