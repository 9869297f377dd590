// ingest: samples a second that are durable, judged and acknowledged, as lines over two connections; beside InfluxDB with the same lines where it is
// installed, in turn, in one run. Then the same samples as MQTT messages of 500 through one Mosquitto, beside a bare subscriber.
//
// The peers' stimulus: 10,000 points in turn, each a second later than the time before, batches of 5,000 lines; a connection has half of the points. Every
// answer comes after fsync. Lines are made before the clock starts. A run is right when Davy counts every sample as evaluated.

#include "benches/benches.hpp"
#include "benches/lines_client.hpp"
#include "benches/lines_plant.hpp"
#include "benches/mqtt_flow.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <thread>

namespace davy::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kConnections = 2;
constexpr std::size_t kBatch = 5'000;
constexpr std::size_t kMessageBatch = 500;

struct Size {
  std::size_t points;
  std::size_t seconds;  // samples of each point
  std::size_t rounds;
  std::size_t samples() const { return points * seconds; }
};

Size size_of(Scale scale) { return scale == Scale::Full ? Size{10'000, 200, 5} : Size{1'000, 10, 1}; }

// Seconds until all is acknowledged.
Result<double> send_all(std::uint16_t port, const std::string& target, const std::string& headers,
                        const std::array<Bodies, kConnections>& bodies) {
  std::array<std::optional<Error>, kConnections> errors;
  std::vector<LinesClient> clients;
  for (std::size_t i = 0; i < kConnections; ++i) {
    auto client = LinesClient::connect(port, target, headers);
    if (!client) return client.error();
    clients.push_back(std::move(*client));
  }
  const double seconds = seconds_of([&] {
    std::vector<std::thread> senders;
    for (std::size_t i = 0; i < kConnections; ++i)
      senders.emplace_back([&, i] {
        for (const std::string& body : bodies[i])
          if (const auto sent = clients[i].post(body); !sent) return void(errors[i] = sent.error());
      });
    for (std::thread& sender : senders) sender.join();
  });
  for (const auto& error : errors)
    if (error) return *error;
  return seconds;
}

std::array<Bodies, kConnections> bodies_of(const Size& size) {
  const std::size_t half = size.points / kConnections;
  const Instant start = start_for(size.seconds);
  std::array<Bodies, kConnections> bodies;
  for (std::size_t i = 0; i < kConnections; ++i)
    bodies[i] = lines_of({.first_point = i * half, .points = half, .seconds = size.seconds, .start = start, .batch = kBatch});
  return bodies;
}

Result<double> davy_once(const Size& size, const GeneratedSite& site) {
  auto plant = LinesPlant::start(site);
  if (!plant) return plant.error();
  const auto seconds = send_all((*plant)->port(), (*plant)->target(), (*plant)->headers(), bodies_of(size));
  if (!seconds) return seconds.error();
  if (const auto right = (*plant)->expect_evaluated(size.samples()); !right) return right.error();
  return static_cast<double>(size.samples()) / *seconds;
}

bool influx_is_installed() { return fs::exists("/usr/bin/influxd"); }

// Its own defaults, which sync every write, on ports and a folder of its own.
Result<double> influx_once(const Size& size) {
  const ScratchFolder folder;
  const std::uint16_t port = free_port();
  const std::string root = folder.path().string();
  std::ofstream(folder.path() / "influx.conf") << fmt::format(
      "reporting-disabled = true\nbind-address = \"127.0.0.1:{}\"\n[meta]\ndir = \"{}/meta\"\n[data]\ndir = \"{}/data\"\nwal-dir = "
      "\"{}/wal\"\n[http]\nbind-address = \"127.0.0.1:{}\"\nlog-enabled = false\n[logging]\nlevel = \"error\"\n",
      free_port(), root, root, root, port);
  auto influx = Child::start({"/usr/bin/influxd", "-config", (folder.path() / "influx.conf").string()}, folder.path() / "influx.log");
  if (!influx) return influx.error();
  if (auto listening = wait_until_listening(port); !listening) return listening.error();
  auto client = LinesClient::connect(port, "", "");
  if (!client) return client.error();
  if (const auto made = client->get("/query?q=CREATE+DATABASE+bench&db=&u=&p="); !made) return made.error();
  const auto seconds = send_all(port, "/write?db=bench&precision=ms", "", bodies_of(size));
  if (!seconds) return seconds.error();
  return static_cast<double>(size.samples()) / *seconds;
}

// Samples a second through the broker, Davy's and the bare subscriber's of each round.
struct ThroughBroker {
  std::vector<double> davy, bare;
};

Result<void> round_through_broker(const Size& size, const GeneratedSite& site, ThroughBroker& through) {
  const ScratchFolder folder;
  const std::uint16_t port = free_port();
  auto mosquitto = start_mosquitto(folder.path(), port);
  if (!mosquitto) return mosquitto.error();
  const auto messages =
      messages_of({.points = size.points, .seconds = size.seconds, .start = start_for(size.seconds), .batch = kMessageBatch});
  const auto bare = publish_to_bare_subscriber(port, messages);
  if (!bare) return bare.error().within("bare subscriber");
  auto plant = LinesPlant::start(site, port);
  if (!plant) return plant.error().within("davyd");
  // A second before the others: evaluated once, however often it comes.
  const auto probe = messages_of({.points = 1, .seconds = 1, .start = start_for(size.seconds + 2), .batch = 1});
  if (const auto heard = publish_until_heard(port, probe.front(), [&] { return (*plant)->has_evaluated(1); }); !heard) return heard.error();
  const auto davy = publish_all(port, messages, [&] { return (*plant)->has_evaluated(size.samples() + 1); });
  if (!davy) return davy.error().within("davyd");
  through.bare.push_back(static_cast<double>(size.samples()) / *bare);
  through.davy.push_back(static_cast<double>(size.samples()) / *davy);
  return {};
}

Result<Report> run(Scale scale) {
  const Size size = size_of(scale);
  const ScratchFolder folder;
  auto site = generate_site(folder.path() / "generated", {.detectors = size.points, .valves = 0});
  if (!site) return site.error();
  const bool with_influx = scale == Scale::Full && influx_is_installed();
  std::vector<double> davy, influx;
  ThroughBroker through;
  for (std::size_t round = 0; round < size.rounds; ++round) {
    auto ours = davy_once(size, *site);
    if (!ours) return ours.error().within("davyd");
    davy.push_back(*ours);
    if (const auto passed = round_through_broker(size, *site, through); !passed) return passed.error().within("MQTT");
    if (!with_influx) continue;
    auto theirs = influx_once(size);
    if (!theirs) return theirs.error().within("influxd");
    influx.push_back(*theirs);
  }
  Report report;
  report.params = {{"points", std::to_string(size.points)},
                   {"samples", std::to_string(size.samples())},
                   {"rounds", std::to_string(size.rounds)},
                   {"batch", std::to_string(kBatch)},
                   {"message_batch", std::to_string(kMessageBatch)},
                   {"connections", std::to_string(kConnections)},
                   {"conditions_a_point", "5"},
                   {"influx", with_influx ? "the same lines, in turn" : "influxd is not installed or the run is tiny: not measured"}};
  report.figures = {{"samples_per_s", median(davy)},
                    {"mqtt_samples_per_s", median(through.davy)},
                    {"mqtt_bare_samples_per_s", median(through.bare)}};
  if (with_influx) report.figures.emplace_back("influx_samples_per_s", median(influx));
  report.checksum = fmt::format("{} samples", size.samples() * size.rounds);
  return report;
}

}  // namespace

Bench ingest_bench() { return {"ingest", "samples a second as lines over HTTP, durable and judged before the answer", run}; }

}  // namespace davy::bench
