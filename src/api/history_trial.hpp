#pragma once
// History trial: the rules of one site or several, tried side by side in one reading of the history in a data folder, with what people did then.
//
// Blocks for as long as it takes to read the samples of all their points once, and an hour more, so that detection knows what went before when counting begins.

#include "analysis/backtest/trial.hpp"
#include "api/history_jobs.hpp"
#include "api/history_reading.hpp"
#include "store/historian/answer.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace davy::api {

struct HistoryTrial {
  store::Range range;  // as asked, where there are samples
  std::uint64_t samples = 0;
  std::vector<std::string> missing;                     // what could not be read
  std::vector<std::unique_ptr<analysis::Trial>> tried;  // by site
};

// None: there is no sample of a point of the first site in that time.
Result<std::optional<HistoryTrial>> try_on_history(const std::string& data_folder, std::span<const site::Site* const> sites,
                                                   store::Range range, const GoOn& go_on, store::StreamOptions options = kModestReading);

// What people and other systems did, as far as it tells on the range.
Result<analysis::Deeds> deeds_in(const std::string& data_folder, std::span<const site::Site* const> sites, store::Range range);

}  // namespace davy::api
