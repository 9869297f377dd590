// Ten thousand alarms within one second: what becomes of the commands, and of those who look.
//
// The real runtime, engine and store in this process; the field is a stopwatch. Every detector goes over both its limits once: half of the alarms have a
// row each whose command must leave, most of the other half is set aside by a hundred inhibitions. Batches of a hundred samples come evenly over the second. A
// command's time runs from the handing in of the sample that caused it. Meanwhile somebody reads the first page of the alarm list again and again.

#include "benches/benches.hpp"
#include "benches/child.hpp"
#include "benches/generated_site.hpp"
#include "benches/latency_meter.hpp"
#include "runtime/runtime.hpp"
#include "runtime/system_clock.hpp"
#include "site/directory.hpp"
#include "site/load.hpp"
#include "store/store.hpp"
#include "store/views/queries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

namespace davy::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kBatch = 100;
constexpr std::chrono::seconds kPatience{60};
constexpr std::chrono::milliseconds kLookAgain{5};

double ms_since(Clock::time_point then) { return std::chrono::duration<double, std::milli>(Clock::now() - then).count(); }

class Stopwatch final : public runtime::Field {
 public:
  explicit Stopwatch(std::size_t actuators) : handed_in(actuators), took_ms(actuators, -1) {}
  void send(const runtime::FieldCommand& command) override {
    double& took = took_ms[command.actuator.get()];
    if (took < 0) took = ms_since(handed_in[command.actuator.get()]);
  }
  std::vector<Clock::time_point> handed_in;  // by actuator, before its sample is
  std::vector<double> took_ms;               // within turns; read when all are over
};

class Silent final : public runtime::Notifier {
 public:
  void notify(const core::Notice&) override {}
};

class Durable final : public runtime::Listener {
 public:
  void committed(const std::vector<core::Event>& events) override {
    for (const core::Event& event : events)
      if (holds<core::AlarmRaised>(event.body)) ++raised;
  }
  std::atomic<std::size_t> raised{0};
};

struct Seen {
  std::vector<double> list_ms;
  std::size_t failed = 0;
};

double list_ms(store::Queries& queries, std::size_t limit, std::size_t& failed) {
  const auto start = Clock::now();
  store::AlarmFilter filter;
  filter.limit = limit;
  if (!queries.alarms(filter)) ++failed;
  return ms_since(start);
}

void read_lists(store::Queries& queries, const std::atomic<bool>& over, Seen& seen) {
  while (!over) {
    seen.list_ms.push_back(list_ms(queries, 50, seen.failed));
    std::this_thread::sleep_for(kLookAgain);
  }
}

void pour(runtime::Runtime& runtime, Stopwatch& field, const site::Directory& directory, const runtime::Clock& clock) {
  const std::size_t detectors = field.took_ms.size();
  const std::size_t batches = (detectors + kBatch - 1) / kBatch;
  const auto start = Clock::now();
  for (std::size_t batch = 0; batch < batches; ++batch) {
    std::this_thread::sleep_until(start + std::chrono::microseconds(1'000'000 * batch / batches));
    std::vector<core::Sample> samples;
    const Instant now = clock.now();
    const auto handed_in = Clock::now();
    for (std::size_t i = batch * kBatch; i < std::min(detectors, (batch + 1) * kBatch); ++i) {
      samples.push_back({*directory.point(fmt::format("gas-{}", i)), core::Quality::Good, 95, now, now});
      field.handed_in[i] = handed_in;
    }
    while (runtime.samples(samples) == Pushed::Full) std::this_thread::sleep_for(kLookAgain);
  }
}

struct Measured {
  std::vector<double> command_ms;
  std::size_t lost = 0;
  double durable_s = 0;  // until all that was decided is on disk
  Seen during;
  double list_ms = 0;  // a page of 50, all alarms standing
  double set_aside_ms = 0;
  std::size_t open = 0;
  std::size_t set_aside = 0;
};

Result<void> look_at_all(store::Queries& queries, Measured& measured) {
  std::vector<double> pages;
  for (int i = 0; i < 50; ++i) pages.push_back(list_ms(queries, 50, measured.during.failed));
  measured.list_ms = median(pages);
  const auto start = Clock::now();
  const auto aside = queries.set_aside();
  measured.set_aside_ms = ms_since(start);
  if (!aside) return aside.error();
  measured.set_aside = aside->size();
  store::AlarmFilter filter;
  filter.limit = 1'000;
  do {
    const auto page = queries.alarms(filter);
    if (!page) return page.error();
    measured.open += page->items.size();
    filter.after = page->next;
  } while (!filter.after.empty());
  return {};
}

Result<Measured> flood(const site::Directory& directory, const std::filesystem::path& data) {
  const runtime::SystemClock clock;
  Stopwatch field(directory.site().actuators.size());
  Silent notifier;
  std::filesystem::create_directories(data);
  auto store = store::SqliteStore::open(data, directory);
  if (!store) return store.error();
  auto runtime = runtime::Runtime::start(directory, {clock, field, notifier, **store}, {});
  if (!runtime) return runtime.error();
  const auto durable = std::make_shared<Durable>();
  (*runtime)->listen(durable);
  auto queries = store::Queries::open(data);
  if (!queries) return queries.error();
  Measured measured;
  std::atomic<bool> over{false};
  std::thread reader([&] { read_lists(**queries, over, measured.during); });
  const auto start = Clock::now();
  pour(**runtime, field, directory, clock);
  const std::size_t alarms = 2 * field.took_ms.size();
  while (durable->raised < alarms && Clock::now() < start + kPatience) std::this_thread::sleep_for(kLookAgain);
  measured.durable_s = ms_since(start) / 1'000;
  over = true;
  reader.join();
  if (auto looked = look_at_all(**queries, measured); !looked) return looked.error();
  (*runtime)->stop("the bench is over");
  for (const double took : field.took_ms) {
    if (took < 0) ++measured.lost;
    if (took >= 0) measured.command_ms.push_back(took);
  }
  std::sort(measured.command_ms.begin(), measured.command_ms.end());
  std::sort(measured.during.list_ms.begin(), measured.during.list_ms.end());
  return measured;
}

Result<Report> run(Scale scale) {
  const std::size_t detectors = scale == Scale::Full ? 5'000 : 200;
  const std::size_t inhibitions = scale == Scale::Full ? 100 : 4;
  const ScratchFolder folder;
  auto made = generate_site(folder.path() / "generated", {.detectors = detectors, .inhibitions = inhibitions, .valves = detectors});
  if (!made) return made.error();
  const site::Loaded loaded = site::load_site(made->site, made->packs);
  if (!loaded.site) return failed("the generated site is wrong: " + to_text(loaded.findings.front()));
  const site::Directory directory(*loaded.site);
  auto measured = flood(directory, folder.path() / "data");
  if (!measured) return measured.error();
  if (measured->open != 2 * detectors) return failed(fmt::format("{} alarms stand, not {}", measured->open, 2 * detectors));
  if (measured->set_aside != detectors - inhibitions)
    return failed(fmt::format("{} alarms are set aside, not {}", measured->set_aside, detectors - inhibitions));
  if (measured->during.failed > 0) return failed("a list could not be read");
  if (measured->command_ms.empty()) return failed("no command came");
  return Report{.params = {{"alarms", std::to_string(2 * detectors)},
                           {"commands", std::to_string(detectors)},
                           {"inhibitions", std::to_string(inhibitions)},
                           {"within_s", "1"}},
                .figures = {{"p50_ms", percentile(measured->command_ms, 50)},
                            {"p99_ms", percentile(measured->command_ms, 99)},
                            {"lost", static_cast<double>(measured->lost)},
                            {"durable_s", measured->durable_s},
                            {"list_ms", percentile(measured->during.list_ms, 99)},
                            {"inhibition_list_ms", measured->list_ms},
                            {"set_aside_list_ms", measured->set_aside_ms}},
                .checksum = fmt::format("{} alarms, {} set aside", measured->open, measured->set_aside)};
}

}  // namespace

Bench flood_bench() { return {"flood", "10,000 alarms within a second: their commands, and the lists meanwhile", run}; }

}  // namespace davy::bench
