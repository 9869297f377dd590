// What sealing costs: the same samples and decisions committed to a store in the clear and to a sealed one, in turns on the same disk, with all that tidies up.

#include "benches/benches.hpp"
#include "benches/child.hpp"
#include "store/sealing.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

namespace davy::bench {
namespace {

constexpr std::size_t kPoints = 500;
constexpr std::size_t kSamplesACommit = 5'000;  // what 25,000 samples a second gather in 200 ms

site::Site plant() {
  site::Site site;
  site.points.resize(kPoints);
  for (std::size_t i = 0; i < kPoints; ++i) site.points[i].name = fmt::format("p{}", i);
  return site;
}

Instant at_ms(std::int64_t ms) { return Instant::from_unix_ms(1'800'000'000'000 + ms); }

// A value as a detector gives it: two decimals, slowly swaying.
double reading(std::size_t point, std::size_t round) { return static_cast<double>((point * 7'919 + round * (point % 13)) % 5'000) / 100; }

Result<double> samples_per_s(store::Sealed sealed, std::size_t commits) {
  const ScratchFolder folder;
  const std::string data = folder.path() / "data";
  std::filesystem::create_directory(data);
  if (auto prepared = store::prepare_seal(data, {}, sealed); !prepared) return prepared.error();
  const site::Site site = plant();
  const site::Directory directory(site);
  auto store = store::SqliteStore::open(data, directory);
  if (!store) return store.error();
  Result<void> done;
  const double seconds = seconds_of([&] {
    std::size_t round = 0;
    for (std::size_t n = 0; n < commits && done; ++n) {
      runtime::Commit commit;
      for (std::size_t i = 0; i < kSamplesACommit; ++i) {
        const std::size_t point = i % kPoints;
        if (point == 0) ++round;
        const Instant at = at_ms(static_cast<std::int64_t>(round) * 20);
        commit.samples.push_back({site::PointIndex(point), core::Quality::Good, reading(point, round), at, at});
      }
      commit.events.push_back({n + 1, at_ms(static_cast<std::int64_t>(round) * 20), "user:li.na", core::RowReset{"row-1"}});
      done = (*store)->commit(commit);
      if (done)
        if (auto tidied = (*store)->tidy(at_ms(static_cast<std::int64_t>(round) * 20)); !tidied) done = tidied.error();
    }
  });
  if (!done) return done.error();
  return static_cast<double>(commits * kSamplesACommit) / seconds;
}

Result<Report> run(Scale scale) {
  const std::size_t rounds = scale == Scale::Full ? 5 : 1;
  const std::size_t commits = scale == Scale::Full ? 400 : 4;
  std::vector<double> clear, sealed, ratios;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto of_clear = samples_per_s(store::Sealed::No, commits);
    if (!of_clear) return of_clear.error();
    const auto of_sealed = samples_per_s(store::Sealed::Yes, commits);
    if (!of_sealed) return of_sealed.error();
    clear.push_back(*of_clear);
    sealed.push_back(*of_sealed);
    ratios.push_back(*of_sealed / *of_clear);
  }
  return Report{.params = {{"rounds", std::to_string(rounds)},
                           {"points", std::to_string(kPoints)},
                           {"samples_a_commit", std::to_string(kSamplesACommit)},
                           {"commits", std::to_string(commits)}},
                .figures = {{"clear_samples_per_s", median(clear)}, {"sealed_samples_per_s", median(sealed)}, {"ratio", median(ratios)}},
                .checksum = fmt::format("{} samples", 2 * rounds * commits * kSamplesACommit)};
}

}  // namespace

Bench seal_bench() { return {"seal", "samples into a sealed store, over a clear one", run}; }

}  // namespace davy::bench
