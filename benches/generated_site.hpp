#pragma once
// Writes a site of any size, for benches: combustible-gas detectors in zones of a hundred, the first ones each with a valve and a row of its own.

#include "base/result.hpp"

#include <cstddef>
#include <filesystem>

namespace davy::bench {

enum class Averages { None, OneEach };  // a condition on the mean of 30 s per detector

struct SiteSize {
  std::size_t detectors = 100;  // gas-0 …, high at 25 and high-high at 50 %LEL
  std::size_t inhibitions =
      0;  // a multiple of the zones: in each zone the high of the first detectors sets aside an equal part of the others'
  std::size_t valves = 100;  // valve-0 …, closed by row-0 …: the high-high of gas-0 …; at most as many as detectors
  Averages averages = Averages::None;
};

struct GeneratedSite {
  std::filesystem::path site;
  std::filesystem::path packs;
};

// Name "bench", one device "rtu". Replaces what is in `folder`.
Result<GeneratedSite> generate_site(const std::filesystem::path& folder, const SiteSize& size);

}  // namespace davy::bench
