// davy-simulate: lives through seeded worlds with faults, and says which law was broken in which, and how to see it again.
#include "apps/davy-simulate/sqlite_disk.hpp"
#include "runtime/system_clock.hpp"
#include "sim/world/simulate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace davy::apps {
namespace {

constexpr std::uint64_t kTwiceEvery = 8;  // of many seeds: so many are lived through once for one that is lived through twice

struct Options {
  std::uint64_t seeds = 100;
  std::uint64_t first = 1;
  std::optional<std::uint64_t> seed;
  std::string store = "memory";
  std::string fault = "none";
  std::string length;
  bool once = false;
};

struct Totals {
  std::uint64_t seeds = 0;
  std::uint64_t events = 0;
  std::uint64_t lives = 0;
  double simulated_s = 0;
};

int give_up(const std::string& why) {
  fmt::print(stderr, "davy-simulate: {}\n", why);
  return 2;
}

std::string command_of(std::uint64_t seed, const Options& options) {
  std::string command = fmt::format("./simulate --seed {}", seed);
  if (options.store != "memory") command += " --store " + options.store;
  if (options.fault != "none") command += " --fault " + options.fault;
  if (!options.length.empty()) command += " --length " + options.length;
  return command;
}

// The same seed goes the same way, so the steps can be told afterwards.
void report(std::uint64_t seed, const sim::Outcome& outcome, const Options& options, sim::SimulateOptions how) {
  const sim::Finding& finding = *outcome.finding;
  fmt::print("seed {}: {} is broken at +{}\n  law: {}\n  how: {}\n", seed, finding.checker, to_text(finding.at), finding.law, finding.how);
  if (outcome.broken.size() > 1) fmt::print("  broken with it: {}\n", fmt::join(outcome.broken.begin() + 1, outcome.broken.end(), ", "));
  how.trail = sim::Trail::Yes;
  how.runs = sim::SimulateOptions::Runs::Once;
  fmt::print("  the last steps:\n");
  for (const std::string& line : sim::simulate(seed, how).trail) fmt::print("    {}\n", line);
  fmt::print("  see it again: {}\n", command_of(seed, options));
}

int run(const Options& options, const sim::SimulateOptions& how) {
  const std::uint64_t first = options.seed.value_or(options.first);
  const std::uint64_t count = options.seed ? 1 : options.seeds;
  Totals totals;
  const runtime::SystemClock clock;
  const Instant began = clock.now();
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    sim::SimulateOptions this_time = how;
    if (!options.seed && seed % kTwiceEvery != 0) this_time.runs = sim::SimulateOptions::Runs::Once;
    const sim::Outcome outcome = sim::simulate(seed, this_time);
    ++totals.seeds;
    totals.events += outcome.events;
    totals.lives += static_cast<std::uint64_t>(outcome.lives);
    totals.simulated_s += outcome.lived.seconds();
    if (options.seed)
      fmt::print("seed {}: {} events, {} lives, {}, journal {}\n", seed, outcome.events, outcome.lives, to_text(outcome.lived),
                 outcome.digest);
    if (!outcome.finding) continue;
    report(seed, outcome, options, how);
    return 1;
  }
  const double seconds = std::max((clock.now() - began).seconds(), 1e-3);
  fmt::print("{} seeds, {} lives, {} events, {:.0f} simulated hours, {:.1f} s, {:.1f} seeds/s: no law broken\n", totals.seeds, totals.lives,
             totals.events, totals.simulated_s / 3600, seconds, static_cast<double>(totals.seeds) / seconds);
  return 0;
}

}  // namespace
}  // namespace davy::apps

int main(int argc, char** argv) {
  davy::apps::Options options;
  CLI::App app{
      "Lives through seeded worlds with faults under the production engine and writer; ends at the first broken law, with status 1."};
  app.add_option("--seeds", options.seeds, "how many worlds")->capture_default_str();
  app.add_option("--first", options.first, "the first seed")->capture_default_str();
  app.add_option("--seed", options.seed, "only this one");
  app.add_option("--length", options.length, "of each world, such as 10min, in place of the drawn one");
  app.add_option("--store", options.store, "memory, or sqlite: the real one, in a temporary folder")
      ->check(CLI::IsMember({"memory", "sqlite"}))
      ->capture_default_str();
  std::vector<std::string> faults;
  for (const auto& name : davy::kEnumNames<davy::sim::Planted>) faults.emplace_back(name.name);
  app.add_option("--fault", options.fault, "a known fault to plant: the checkers are to find it")
      ->check(CLI::IsMember(faults))
      ->capture_default_str();
  app.add_flag("--once", options.once, "no world twice; else every eighth is, and --seed, to compare the journals");
  CLI11_PARSE(app, argc, argv);

  davy::sim::SimulateOptions how;
  how.planted = *davy::value_named<davy::sim::Planted>(options.fault);
  how.runs = options.once ? davy::sim::SimulateOptions::Runs::Once : davy::sim::SimulateOptions::Runs::Twice;
  if (!options.length.empty()) {
    const davy::Result<davy::Duration> length = davy::parse_duration(options.length);
    if (!length) return davy::apps::give_up("--length: " + length.error().message);
    how.length = *length;
  }
  if (options.store == "sqlite")
    how.make_disk = [planted = how.planted](const davy::site::Directory& directory) {
      return std::make_unique<davy::apps::SqliteDisk>(directory, planted);
    };
  else if (davy::sim::needs_the_real_store(how.planted))
    return davy::apps::give_up("--fault " + options.fault + " is done to the real store: add --store sqlite");
  return davy::apps::run(options, how);
}
