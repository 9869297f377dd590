#include "benches/long_life.hpp"

#include "benches/child.hpp"
#include "benches/years.hpp"
#include "site/load.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace davy::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlocksPerCommit = 50;
constexpr std::size_t kLifeDetectors = 1'000;

Result<void> write_life(const fs::path& data, const site::Directory& directory, std::size_t events) {
  std::error_code none;
  fs::remove_all(data, none);
  auto store = store::SqliteStore::open(data, directory);
  if (!store) return store.error();
  Years years(directory);
  for (std::size_t written = 0; written < events;) {
    runtime::Commit commit;
    years.into(commit.events);
    if (written == 0) years.add_people();
    for (std::size_t block = 0; block < kBlocksPerCommit && written + commit.events.size() < events; ++block) years.add_block();
    written += commit.events.size();
    if (written >= events) commit.snapshot = years.state();
    if (auto done = (*store)->commit(commit); !done) return done;
  }
  return {};
}

// The file says that the folder is whole.
Result<void> make_life(const fs::path& folder, const site::Directory& directory, std::size_t events) {
  const fs::path whole = folder / "whole";
  if (fs::exists(whole)) return {};
  if (auto written = write_life(folder / "data", directory, events); !written) return written;
  std::ofstream made(whole);
  return made ? Result<void>() : failed("cannot write " + whole.string());
}

}  // namespace

std::size_t events_of_a_life() {
  const char* wanted = std::getenv("DAVY_BENCH_EVENTS");
  return wanted == nullptr ? 10'000'000 : std::max(std::strtoull(wanted, nullptr, 10), 5'000ULL);
}

fs::path kept_life(std::size_t events) {
  return fs::path(own_program("davyd")).parent_path().parent_path() / fmt::format("bench-life-2-{}", events);
}

Result<LongLife> long_life(const fs::path& folder, std::size_t events) {
  fs::create_directories(folder);
  auto made = generate_site(folder / "generated", {.detectors = kLifeDetectors, .valves = 0});
  if (!made) return made.error();
  site::Loaded loaded = site::load_site(made->site, made->packs);
  if (!loaded.site) return failed("the generated site is wrong: " + to_text(loaded.findings.front()));
  const site::Directory directory(*loaded.site);
  if (auto ready = make_life(folder, directory, events); !ready) return ready.error();
  return LongLife{std::move(*made), std::move(*loaded.site), folder / "data"};
}

}  // namespace davy::bench
