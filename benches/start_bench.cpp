// How long a large site takes from the start of davyd until it listens, and how much memory a middling one holds.

#include "benches/benches.hpp"
#include "benches/child.hpp"
#include "benches/generated_site.hpp"

#include <fmt/format.h>

#include <optional>

namespace davy::bench {
namespace {

struct Started {
  double seconds = 0;
  double resident_mb = 0;
};

Result<Started> start_once(const GeneratedSite& site, std::uint16_t broker) {
  const ScratchFolder folder;
  Started started;
  std::optional<Error> error;
  const std::vector<std::string> command = {
      own_program("davyd"),  "--site", site.site, "--packs", site.packs, "--data", folder.path() / "data", "--http", "0", "--mqtt-port",
      std::to_string(broker)};
  std::optional<Child> davyd;
  started.seconds = seconds_of([&] {
    auto child = Child::start(command, folder.path() / "davyd.log");
    if (!child) return void(error = child.error());
    davyd.emplace(std::move(*child));
    if (auto listening = davyd->wait_for_line("listening "); !listening) error = listening.error();
  });
  if (error) return *error;
  auto resident = davyd->resident_mb();
  if (!resident) return resident.error();
  started.resident_mb = *resident;
  return started;
}

// Medians over the rounds.
Result<Started> start(std::size_t points, std::size_t rounds, std::uint16_t broker) {
  const ScratchFolder folder;
  auto site = generate_site(folder.path() / "generated", {.detectors = points, .valves = 0});
  if (!site) return site.error();
  std::vector<double> seconds, resident;
  for (std::size_t round = 0; round < rounds; ++round) {
    auto started = start_once(*site, broker);
    if (!started) return started.error().within(fmt::format("{} points", points));
    seconds.push_back(started->seconds);
    resident.push_back(started->resident_mb);
  }
  return Started{median(seconds), median(resident)};
}

Result<Report> run(Scale scale) {
  const std::size_t rounds = scale == Scale::Full ? 5 : 1;
  const std::size_t large = scale == Scale::Full ? 100'000 : 1'000;
  const std::size_t middling = scale == Scale::Full ? 10'000 : 100;
  const ScratchFolder folder;
  const std::uint16_t port = free_port();
  auto mosquitto = start_mosquitto(folder.path(), port);
  if (!mosquitto) return mosquitto.error();
  auto of_large = start(large, rounds, port);
  if (!of_large) return of_large.error();
  auto of_middling = start(middling, rounds, port);
  if (!of_middling) return of_middling.error();
  return Report{.params = {{"rounds", std::to_string(rounds)},
                           {"points_large", std::to_string(large)},
                           {"points_middling", std::to_string(middling)},
                           {"conditions_a_point", "5"}},
                .figures = {{"ready_s_100k", of_large->seconds},
                            {"ready_s_10k", of_middling->seconds},
                            {"rss_mb_100k", of_large->resident_mb},
                            {"rss_mb_10k", of_middling->resident_mb}},
                .checksum = fmt::format("{} points", large + middling)};
}

}  // namespace

Bench start_bench() { return {"start", "davyd of a large site started → listening; resident memory", run}; }

}  // namespace davy::bench
