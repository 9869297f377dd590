// How long a value over the limit takes to become the valve's command, journal on, through one Mosquitto, beside a bare client that answers at once.
//
// Rounds of both in turn, in one run; medians over the rounds. Every detector is normal first and goes over its limits once: Davy raises two alarms,
// trips the row, commands the valve, opens the orders and records all of it. A hundred detectors a life of davyd, each life on a fresh data folder.

#include "benches/benches.hpp"
#include "benches/child.hpp"
#include "benches/floor_client.hpp"
#include "benches/generated_site.hpp"
#include "benches/latency_meter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::bench {
namespace {

struct Size {
  std::size_t rounds;
  std::size_t lives;   // a round
  std::size_t alarms;  // a life
  double per_second;
};

Size size_of(Scale scale) { return scale == Scale::Full ? Size{5, 5, 100, 200} : Size{1, 1, 40, 200}; }

struct Percentiles {
  std::vector<double> p50, p99;
  std::size_t lost = 0;

  void add(const Latencies& latencies) {
    lost += latencies.lost;
    if (latencies.microseconds.empty()) return;
    p50.push_back(percentile(latencies.microseconds, 50));
    p99.push_back(percentile(latencies.microseconds, 99));
  }
};

Result<Latencies> floor_life(const Size& size, std::uint16_t broker) {
  auto floor = Child::fork_off(&answer_at_once, broker);
  if (!floor) return floor.error();
  return measure_latency(broker, size.alarms, size.per_second);
}

Result<Latencies> davy_life(const Size& size, std::uint16_t broker, const GeneratedSite& site) {
  if (Result<void> dropped = drop_session(broker, "davyd-bench"); !dropped) return dropped.error();
  const ScratchFolder folder;
  auto davyd = Child::start({own_program("davyd"), "--site", site.site, "--packs", site.packs, "--data", folder.path() / "data", "--http",
                             "0", "--mqtt-port", std::to_string(broker)},
                            folder.path() / "davyd.log");
  if (!davyd) return davyd.error();
  if (auto listening = davyd->wait_for_line("listening "); !listening) return listening.error();
  return measure_latency(broker, size.alarms, size.per_second);
}

// The latencies of all lives of a round, pooled.
template <class Life>
Result<Latencies> round_of(const Size& size, Life life) {
  Latencies all;
  for (std::size_t i = 0; i < size.lives; ++i) {
    Result<Latencies> one = life();
    if (!one) return one.error();
    all.lost += one->lost;
    all.microseconds.insert(all.microseconds.end(), one->microseconds.begin(), one->microseconds.end());
  }
  std::sort(all.microseconds.begin(), all.microseconds.end());
  return all;
}

Result<Report> run(Scale scale) {
  const Size size = size_of(scale);
  const ScratchFolder folder;
  auto site = generate_site(folder.path() / "generated", {.detectors = size.alarms, .valves = size.alarms});
  if (!site) return site.error();
  const std::uint16_t port = free_port();
  auto mosquitto = start_mosquitto(folder.path(), port);
  if (!mosquitto) return mosquitto.error();

  Percentiles davy, floor;
  for (std::size_t round = 0; round < size.rounds; ++round) {
    auto bare = round_of(size, [&] { return floor_life(size, port); });
    if (!bare) return bare.error().within("floor");
    floor.add(*bare);
    auto whole = round_of(size, [&] { return davy_life(size, port, *site); });
    if (!whole) return whole.error().within("davyd");
    davy.add(*whole);
  }
  if (davy.lost + floor.lost > 0)
    return failed(fmt::format("commands that never came: {} of Davy's, {} of the floor's", davy.lost, floor.lost));
  return Report{.params = {{"rounds", std::to_string(size.rounds)},
                           {"alarms_a_round", std::to_string(size.lives * size.alarms)},
                           {"alarms_per_s", fmt::format("{}", size.per_second)},
                           {"qos", "1"}},
                .figures = {{"p50_us", median(davy.p50)},
                            {"p99_us", median(davy.p99)},
                            {"floor_p50_us", median(floor.p50)},
                            {"floor_p99_us", median(floor.p99)},
                            {"lost", static_cast<double>(davy.lost)}},
                .checksum = fmt::format("{} commands", size.rounds * size.lives * size.alarms)};
}

}  // namespace

Bench latency_bench() { return {"latency", "value over the limit published → the valve's command received", run}; }

}  // namespace davy::bench
