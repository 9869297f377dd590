#include "benches/long_life.hpp"

#include "benches/child.hpp"
#include "core/engine/engine.hpp"
#include "site/load.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>

namespace davy::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlocksPerCommit = 50;
constexpr std::size_t kLifeDetectors = 1'000;
const Instant kBegin = Instant::from_unix_ms(1'700'000'000'000);

// A plant's years, block by block.
class Years {
 public:
  explicit Years(const site::Directory& directory) : engine_(directory, core::State()) {}

  void add_block(std::vector<core::Event>& events) {
    events_ = &events;
    for (std::size_t i = 0; i < LongLife::kRecordsPerBlock; ++i) save_record();
    alarm_with_order();
    alarm_with_order();
    for (++block_; in_block_ % LongLife::kBlock != 0;)
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
    const std::string condition = fmt::format("gas-{}:high", alarms_++ % kLifeDetectors);
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
  Years years(directory);
  for (std::size_t written = 0; written < events;) {
    runtime::Commit commit;
    years.into(commit.events);
    if (written == 0) years.add_account();
    for (std::size_t block = 0; block < kBlocksPerCommit && written + commit.events.size() < events; ++block)
      years.add_block(commit.events);
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
  return fs::path(own_program("davyd")).parent_path().parent_path() / fmt::format("bench-lists-{}", events);
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
