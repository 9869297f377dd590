#pragma once
// History sweep: one condition's limits and delays tried on the history in a data folder, beside the daemon that writes it.
//
// Blocks for as long as it takes to read once the samples of the points that the condition reads. `go_on` is asked between slices and told how far it is, from 0 to 1; on Stop the answer is an error.

#include "analysis/backtest/sweep.hpp"
#include "api/history_jobs.hpp"
#include "store/historian/answer.hpp"

#include <string>
#include <vector>

namespace davy::api {

struct SweepWish {
  std::string data;
  analysis::SweepGrid grid;
  store::Range range;
  // Else what the journal has confirmed.
  std::optional<std::vector<analysis::TruthWindow>> truth;
  analysis::TruthRules rules;
};

enum class RealBy { Journal, Truth };

struct SweepReport {
  std::string condition;
  store::Range range;  // that has samples
  std::uint64_t samples = 0;
  RealBy real_by = RealBy::Journal;
  std::size_t windows = 0;
  std::vector<analysis::SweepCell> cells;
  std::vector<analysis::PlayedStart> starts;  // of Davy, those before the range too where it was fed from earlier on
  std::vector<std::string> missing;
};

// When something real is known to have happened at a point: alarms of its value whose order was closed by approval, whichever limit rang.
Result<std::vector<analysis::TruthWindow>> confirmed(const site::Site& site, const std::string& data_folder, const std::string& point,
                                                     store::Range range);

Result<SweepReport> sweep_history(const site::Site& site, const SweepWish& wish, const GoOn& go_on);

}  // namespace davy::api

template <>
inline constexpr auto davy::kEnumNames<davy::api::RealBy> =
    std::to_array<davy::EnumName<davy::api::RealBy>>({{davy::api::RealBy::Journal, "journal"}, {davy::api::RealBy::Truth, "truth"}});
