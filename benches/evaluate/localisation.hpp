#pragma once
// Localisation: which of the named sources leaked, told from the sensors around them, held against what is known.
//
// By wind: each minute of a release the loudest sensor looks into the wind; a source counts by the cosine between that direction and the one in which it
// lies, times how far the sensor reads above the quietest one. The source that counts most is named. Nothing in it is set by hand. Beside it what needs
// less: the source nearest to the sensor that read most, the one nearest to the sensor whose alarm rang first, and the one that leaks most often, always. A release that
// rang no alarm is named by nobody.

#include "analysis/backtest/backtest.hpp"
#include "analysis/replay/replay_map.hpp"
#include "benches/evaluate/setting.hpp"

namespace davy::evaluate {

struct Localisation {
  std::size_t releases = 0;
  std::size_t by_wind = 0;  // named rightly, like the next three
  std::size_t by_loudest = 0;
  std::size_t by_first_out = 0;
  std::size_t by_habit = 0;
};

// `limits`: what Davy rang of the set's only recording, in order.
Result<Localisation> localise(const Setting& setting, const std::filesystem::path& data, const analysis::ReplayMap& map,
                              const site::Site& site, const std::vector<analysis::Occurrence>& limits);

}  // namespace davy::evaluate
