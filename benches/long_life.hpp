#pragma once
// A plant that has lived long: a data folder with as many events as wanted, a quarter of them matters of every kind (years.hpp), written by the real store and
// engine state.

#include "base/result.hpp"
#include "benches/generated_site.hpp"
#include "site/directory.hpp"

#include <cstddef>
#include <filesystem>

namespace davy::bench {

struct LongLife {
  GeneratedSite files;
  site::Site site;
  std::filesystem::path data;
};

// DAVY_BENCH_EVENTS, else ten million.
std::size_t events_of_a_life();
// Beside the programs, where it is written once: ten million events take minutes. Of another composition it has another name.
std::filesystem::path kept_life(std::size_t events);

// Written when it is not there.
Result<LongLife> long_life(const std::filesystem::path& folder, std::size_t events);

}  // namespace davy::bench
