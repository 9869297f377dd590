// A page of a list over HTTP, in a plant that has lived long: ten million journal events, a million alarms, orders and records.
//
// The data is written once by the real store and engine state, and kept beside the programs: it takes minutes. Then the real davyd answers each page to
// one client, a connection each. Pages are asked for at places spread evenly over all there is, so that few of them were just read. The floor beside them is a page of the journal
// read from the same file by SQLite alone. DAVY_BENCH_EVENTS=1000000 makes a life of another length.

#include "api/session/sessions.hpp"
#include "benches/benches.hpp"
#include "benches/child.hpp"
#include "benches/generated_site.hpp"
#include "benches/latency_meter.hpp"
#include "benches/lines_client.hpp"
#include "core/engine/engine.hpp"
#include "runtime/system_clock.hpp"
#include "site/load.hpp"
#include "store/files.hpp"
#include "store/sql/database.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>

namespace davy::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kBlock = 100;          // events that belong together
constexpr std::size_t kRecordsPerBlock = 6;  // and twice an alarm with its order: ten matters
constexpr std::size_t kBlocksPerCommit = 50;
constexpr std::size_t kDetectors = 1'000;
const Instant kBegin = Instant::from_unix_ms(1'700'000'000'000);

// A plant's years, block by block.
class Life {
 public:
  explicit Life(const site::Directory& directory) : engine_(directory, core::State()) {}

  void add_block(std::vector<core::Event>& events) {
    events_ = &events;
    for (std::size_t i = 0; i < kRecordsPerBlock; ++i) save_record();
    alarm_with_order();
    alarm_with_order();
    for (++block_; in_block_ % kBlock != 0;)
      add(core::FactTold{"people", "zone-0", static_cast<double>(in_block_ % 30), now(), now() + Duration::from_ms(60'000)});
  }

  void add_account() {
    std::vector<core::Event> unused;
    add(core::AccountSaved{"bench", "bench", core::Role::SafetyOfficer, {}});
  }
  void into(std::vector<core::Event>& events) { events_ = &events; }
  const core::State& state() const { return engine_.state(); }
  std::uint64_t records() const { return records_; }

 private:
  Instant now() const { return kBegin + Duration::from_ms(static_cast<std::int64_t>(seq_) * 1'000); }

  void add(core::EventBody body) {
    ++seq_;
    ++in_block_;
    events_->push_back({seq_, now(), "user:bench", std::move(body)});
    engine_.evolve(events_->back());
  }

  void save_record() {
    const std::uint64_t number = records_++;
    static constexpr std::array<const char*, 5> kThings{"灭火器", "消防水带", "防毒面具", "空气呼吸器", "洗眼器"};
    const std::string body =
        fmt::format(R"({{"expires":"20{}-{:02}-{:02}","name":"{} {}","place":"{}号库","quantity":{},"unit":"件"}})", 27 + number % 7,
                    1 + number % 12, 1 + number % 28, kThings[number % kThings.size()], number, number % 499, number * 7'919 % 10'007);
    add(core::RecordSaved{"supply", fmt::format("s-{:07}", number), 1, "bench", body, {}, {}, {}, {}, 0});
  }

  void alarm_with_order() {
    const std::string condition = fmt::format("gas-{}:high", alarms_++ % kDetectors);
    add(core::AlarmRaised{condition, "zone-0", site::Severity::Moderate, now(), 30, "bench", "operator"});
    const core::AlarmId alarm(seq_);
    add(core::OrderIssued{alarm, condition, "zone-0", site::Severity::Moderate, "operator", now() + Duration::from_ms(600'000)});
    const core::OrderId order(seq_);
    add(core::AlarmAcknowledged{alarm, ""});
    add(core::OrderAccepted{order});
    add(core::AlarmReturned{alarm, now(), 5, false});
    add(core::OrderSubmitted{order, "done", {}});
    add(core::OrderApproved{order, "seen"});
    add(core::OrderClosed{order});
  }

  core::Engine engine_;
  std::vector<core::Event>* events_ = nullptr;
  std::uint64_t seq_ = 0;
  std::uint64_t in_block_ = 0;
  std::uint64_t block_ = 0;
  std::uint64_t records_ = 0;
  std::uint64_t alarms_ = 0;
};

Result<void> write_life(const fs::path& data, const site::Directory& directory, std::size_t events) {
  std::error_code none;
  fs::remove_all(data, none);
  auto store = store::SqliteStore::open(data, directory);
  if (!store) return store.error();
  Life life(directory);
  for (std::size_t written = 0; written < events;) {
    runtime::Commit commit;
    life.into(commit.events);
    if (written == 0) life.add_account();
    for (std::size_t block = 0; block < kBlocksPerCommit && written + commit.events.size() < events; ++block) life.add_block(commit.events);
    written += commit.events.size();
    if (written >= events) commit.snapshot = life.state();
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

struct Pages {
  std::string name;
  std::function<std::string(std::size_t round)> path;
  std::vector<double> took_ms;
};

std::vector<Pages> pages_of(std::size_t events, std::size_t rounds) {
  const std::size_t records = events / kBlock * kRecordsPerBlock;
  const auto seq = [=](std::size_t round) { return 1 + (events - 1) / rounds * round; };
  const auto supply = [=](std::size_t round) { return fmt::format("s-{:07}", records / rounds * round); };
  return {{"alarms", [=](std::size_t) { return std::string("/alarms"); }, {}},
          {"alarms_all", [=](std::size_t) { return std::string("/alarms?which=all"); }, {}},
          {"alarms_condition", [=](std::size_t round) { return fmt::format("/alarms?which=all&condition=gas-{}:high", round); }, {}},
          {"orders_closed", [=](std::size_t) { return std::string("/orders?which=closed"); }, {}},
          {"orders_post", [=](std::size_t) { return std::string("/orders?which=all&post=operator"); }, {}},
          {"journal", [=](std::size_t round) { return fmt::format("/journal?before={}", seq(round) + 50); }, {}},
          {"journal_kind", [=](std::size_t round) { return fmt::format("/journal?kind=order.&before={}", seq(round) + 1'000); }, {}},
          {"records", [=](std::size_t round) { return "/records/supply?after=" + supply(round); }, {}},
          {"records_sorted", [=](std::size_t round) { return "/records/supply?sort=-quantity&after=" + supply(round); }, {}},
          {"records_filtered",
           [=](std::size_t round) { return fmt::format("/records/supply?field.place={}%E5%8F%B7%E5%BA%93", round % 499); },
           {}},
          {"records_filtered_sorted",
           [=](std::size_t round) { return fmt::format("/records/supply?field.place={}%E5%8F%B7%E5%BA%93&sort=expires", round % 499); },
           {}},
          {"records_searched_rare", [=](std::size_t round) { return "/records/supply?search=" + supply(round); }, {}},
          {"records_searched_common", [=](std::size_t) { return std::string("/records/supply?search=%E6%B0%B4%E5%B8%A6"); }, {}},
          {"records_searched_common_sorted",
           [=](std::size_t) { return std::string("/records/supply?search=%E9%9D%A2%E5%85%B7&sort=expires"); },
           {}}};
}

Result<void> measure(std::vector<Pages>& lists, std::size_t rounds, std::uint16_t port, const std::string& cookie) {
  for (std::size_t round = 0; round < rounds; ++round)
    for (Pages& list : lists) {
      const std::string path = "/api/v1" + list.path(round);
      const auto start = Clock::now();
      auto client = LinesClient::connect(port, "", fmt::format("Cookie: {}\r\n", cookie));
      if (!client) return client.error();
      const auto answer = client->get(path);
      list.took_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
      if (!answer) return answer.error();
      if (!answer->starts_with("HTTP/1.1 200")) return failed(path + " answered " + answer->substr(0, 400));
    }
  for (Pages& list : lists) std::ranges::sort(list.took_ms);
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
  const auto session = api::Sessions(**credentials).open("bench", runtime::SystemClock().now());
  if (!session) return session.error();
  return fmt::format("{}={}", api::kSessionCookie, session->token);
}

std::size_t events_wanted() {
  const char* wanted = std::getenv("DAVY_BENCH_EVENTS");
  return wanted == nullptr ? 10'000'000 : std::max(std::strtoull(wanted, nullptr, 10), 5'000ULL);
}

Result<Report> run(Scale scale) {
  const std::size_t events = scale == Scale::Full ? events_wanted() : 5'000;
  const std::size_t rounds = scale == Scale::Full ? 200 : 5;
  const ScratchFolder scratch;
  const fs::path folder = scale == Scale::Full
                              ? fs::path(own_program("davyd")).parent_path().parent_path() / fmt::format("bench-lists-{}", events)
                              : scratch.path() / "lists";
  fs::create_directories(folder);
  auto made = generate_site(folder / "generated", {.detectors = kDetectors, .valves = 0});
  if (!made) return made.error();
  const site::Loaded loaded = site::load_site(made->site, made->packs);
  if (!loaded.site) return failed("the generated site is wrong: " + to_text(loaded.findings.front()));
  const site::Directory directory(*loaded.site);
  if (auto ready = make_life(folder, directory, events); !ready) return ready.error();
  const fs::path data = folder / "data";
  const auto floor = floor_ms(data, events, rounds);
  if (!floor) return floor.error();
  const auto cookie = cookie_for(data);
  if (!cookie) return cookie.error();

  const std::uint16_t broker = free_port();
  auto mosquitto = start_mosquitto(scratch.path(), broker);
  if (!mosquitto) return mosquitto.error();
  const std::uint16_t port = free_port();
  auto davyd = Child::start({own_program("davyd"), "--site", made->site, "--packs", made->packs, "--data", data, "--http",
                             std::to_string(port), "--mqtt-port", std::to_string(broker)},
                            scratch.path() / "davyd.log");
  if (!davyd) return davyd.error();
  if (auto listening = davyd->wait_for_line("listening "); !listening) return listening.error();
  std::vector<Pages> lists = pages_of(events, rounds);
  if (auto measured = measure(lists, rounds, port, *cookie); !measured) return measured.error();

  Report report{.params = {{"events", std::to_string(events)},
                           {"matters", std::to_string(events / 10)},
                           {"rounds", std::to_string(rounds)}},
                .figures = {},
                .checksum = fmt::format("{} lists", lists.size())};
  double worst = 0;
  for (const Pages& list : lists) {
    const double p99 = percentile(list.took_ms, 99);
    worst = std::max(worst, p99);
    report.figures.emplace_back(list.name + "_p99_ms", p99);
  }
  report.figures.insert(report.figures.begin(), {{"p99_ms", worst}, {"floor_p99_ms", percentile(*floor, 99)}});
  return report;
}

}  // namespace

Bench lists_bench() { return {"lists", "a page of each list over HTTP with 10 million events and a million matters", run}; }

}  // namespace davy::bench
