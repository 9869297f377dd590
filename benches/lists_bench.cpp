// A page of every list over HTTP, in a plant that has lived long: ten million journal events, more than a million matters (years.hpp).
//
// The data is written once by the real store and engine state, and kept beside the programs: it takes minutes. Then the real davyd answers each page to
// one client, a connection each. Pages are asked for at places spread evenly over all there is, so that few of them were just read. The floor beside them is a page of the journal
// read from the same file by SQLite alone. DAVY_BENCH_EVENTS=1000000 makes a life of another length.

#include "api/session/sessions.hpp"
#include "benches/benches.hpp"
#include "benches/child.hpp"
#include "benches/latency_meter.hpp"
#include "benches/lines_client.hpp"
#include "benches/list_pages.hpp"
#include "benches/long_life.hpp"
#include "benches/years.hpp"
#include "runtime/system_clock.hpp"
#include "store/files.hpp"
#include "store/sql/database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace davy::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

Result<void> measure(std::vector<ListPages>& lists, std::size_t rounds, std::uint16_t port, const std::string& cookie) {
  for (std::size_t round = 0; round < rounds; ++round)
    for (ListPages& list : lists) {
      const std::string path = "/api/v1" + list.path(round);
      const auto start = Clock::now();
      auto client = LinesClient::connect(port, "", fmt::format("Cookie: {}\r\n", cookie));
      if (!client) return client.error();
      const auto answer = client->get(path);
      list.took_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
      if (!answer) return answer.error();
      if (!answer->starts_with("HTTP/1.1 200")) return failed(path + " answered " + answer->substr(0, 400));
    }
  for (ListPages& list : lists) std::ranges::sort(list.took_ms);
  return {};
}

// A page of the journal by SQLite alone.
Result<std::vector<double>> floor_ms(const fs::path& data, std::size_t events, std::size_t rounds) {
  auto database = store::sql::Database::open(store::database_path(data), store::sql::Access::Read);
  if (!database) return database.error();
  auto page = (*database)->prepare("SELECT * FROM journal WHERE seq < $1 ORDER BY seq DESC LIMIT 50");
  std::vector<double> took;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto start = Clock::now();
    store::sql::Transaction reading(**database);
    page.query(1 + (events - 1) / rounds * round + 50);
    while (page.next()) continue;
    if (auto done = reading.commit(); !done) return done.error();
    took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::ranges::sort(took);
  return took;
}

Result<std::string> cookie_for(const fs::path& data) {
  auto credentials = store::Credentials::open(data);
  if (!credentials) return credentials.error();
  const auto session =
      api::Sessions(**credentials, api::Transport::Plain).open("bench", {"127.0.0.1", "bench"}, runtime::SystemClock().now());
  if (!session) return session.error();
  return fmt::format("{}={}", api::kSessionCookie, session->token);
}

Result<Report> run(Scale scale) {
  const std::size_t events = scale == Scale::Full ? events_of_a_life() : 5'000;
  const std::size_t rounds = scale == Scale::Full ? 200 : 5;
  const ScratchFolder scratch;
  const fs::path folder = scale == Scale::Full ? kept_life(events) : scratch.path() / "lists";
  const auto life = long_life(folder, events);
  if (!life) return life.error();
  const fs::path& data = life->data;
  const auto floor = floor_ms(data, events, rounds);
  if (!floor) return floor.error();
  const auto cookie = cookie_for(data);
  if (!cookie) return cookie.error();

  const std::uint16_t broker = free_port();
  auto mosquitto = start_mosquitto(scratch.path(), broker);
  if (!mosquitto) return mosquitto.error();
  const std::uint16_t port = free_port();
  auto davyd = Child::start({own_program("davyd"), "--site", life->files.site, "--packs", life->files.packs, "--data", data, "--http",
                             std::to_string(port), "--mqtt-port", std::to_string(broker)},
                            scratch.path() / "davyd.log");
  if (!davyd) return davyd.error();
  if (auto listening = davyd->wait_for_line("listening "); !listening) return listening.error();
  std::vector<ListPages> lists = pages_of_lists(events, rounds);
  if (auto measured = measure(lists, rounds, port, *cookie); !measured) return measured.error();

  Report report{.params = {{"events", std::to_string(events)},
                           {"matters", std::to_string(events / Years::kBlock * Years::kMattersPerBlock)},
                           {"rounds", std::to_string(rounds)}},
                .figures = {},
                .checksum = fmt::format("{} lists", lists.size())};
  double worst = 0;
  for (const ListPages& list : lists) {
    const double p99 = percentile(list.took_ms, 99);
    worst = std::max(worst, p99);
    report.figures.emplace_back(list.name + "_p99_ms", p99);
  }
  report.figures.insert(report.figures.begin(), {{"p99_ms", worst}, {"floor_p99_ms", percentile(*floor, 99)}});
  return report;
}

}  // namespace

Bench lists_bench() { return {"lists", "a page of every list over HTTP with 10 million events and more than a million matters", run}; }

}  // namespace davy::bench
