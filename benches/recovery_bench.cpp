// How long davyd takes from its start to its first answer after a kill -9, in a plant that has lived long: ten million journal events.
//
// The life of the bench `lists`. Before each round as many events are added as may lie behind the newest snapshot, so that the start has to fold them; a davyd lives on it for a moment and
// is killed. What is timed is the next one, until it listens.

#include "benches/benches.hpp"
#include "benches/child.hpp"
#include "benches/long_life.hpp"
#include "runtime/loop.hpp"
#include "runtime/system_clock.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace davy::bench {
namespace {

Result<void> add_events(const LongLife& life, std::size_t count) {
  const site::Directory directory(life.site);
  auto store = store::SqliteStore::open(life.data, directory);
  if (!store) return store.error();
  const Instant now = runtime::SystemClock().now();
  const auto recovered = (*store)->recover(now);
  if (!recovered) return recovered.error();
  std::uint64_t seq = recovered->events.empty() ? recovered->state.last_seq : recovered->events.back().seq;
  runtime::Commit commit;
  for (std::size_t i = recovered->events.size(); i < count; ++i)
    commit.events.push_back({++seq, now, "user:bench", core::FactTold{"people", "zone-0", 7, now, now + Duration::from_ms(60'000)}});
  return (*store)->commit(commit);
}

Result<double> ready_s(const LongLife& life, std::uint16_t broker) {
  const ScratchFolder scratch;
  const std::vector<std::string> command = {
      own_program("davyd"),  "--site", life.files.site, "--packs", life.files.packs, "--data", life.data, "--http", "0", "--mqtt-port",
      std::to_string(broker)};
  {
    auto lives = Child::start(command, scratch.path() / "first.log");
    if (!lives) return lives.error();
    if (auto listening = lives->wait_for_line("listening "); !listening) return listening.error();
    lives->kill();
  }
  std::optional<Error> error;
  std::optional<Child> davyd;
  const double seconds = seconds_of([&] {
    auto child = Child::start(command, scratch.path() / "davyd.log");
    if (!child) return void(error = child.error());
    davyd.emplace(std::move(*child));
    if (auto listening = davyd->wait_for_line("listening "); !listening) error = listening.error();
  });
  if (error) return *error;
  davyd->kill();
  return seconds;
}

Result<Report> run_recovery(Scale scale) {
  const std::size_t events = scale == Scale::Full ? events_of_a_life() : 5'000;
  const std::size_t rounds = scale == Scale::Full ? 5 : 1;
  const std::size_t behind = runtime::LoopOptions().snapshot_every - 10;
  const ScratchFolder scratch;
  const auto life = long_life(scale == Scale::Full ? kept_life(events) : scratch.path() / "life", events);
  if (!life) return life.error();
  const std::uint16_t port = free_port();
  auto mosquitto = start_mosquitto(scratch.path(), port);
  if (!mosquitto) return mosquitto.error();
  std::vector<double> seconds;
  for (std::size_t round = 0; round < rounds; ++round) {
    if (auto added = add_events(*life, behind); !added) return added.error();
    const auto ready = ready_s(*life, port);
    if (!ready) return ready.error();
    seconds.push_back(*ready);
  }
  return Report{.params = {{"events", std::to_string(events)},
                           {"rounds", std::to_string(rounds)},
                           {"behind_the_snapshot", std::to_string(behind)}},
                .figures = {{"ready_s_1e7", median(seconds)}, {"worst_s", *std::ranges::max_element(seconds)}},
                .checksum = fmt::format("{} events", events)};
}

}  // namespace

Bench recovery_bench() { return {"recovery", "davyd killed with 10 million events → ready again", run_recovery}; }

}  // namespace davy::bench
