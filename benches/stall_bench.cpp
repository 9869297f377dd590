// What a disk that stands still costs a safety command: the same alarms with a store that commits at once and with one that takes seconds over every commit.
//
// The real runtime, engine and store in this process; the field is a stopwatch, and between runtime and store stands one that stalls. Rounds of both in turn, each on a fresh data folder; a
// command's time runs from the handing in of the sample that caused it. Percentiles are medians over the rounds.

#include "benches/benches.hpp"
#include "benches/child.hpp"
#include "benches/generated_site.hpp"
#include "benches/latency_meter.hpp"
#include "runtime/runtime.hpp"
#include "runtime/system_clock.hpp"
#include "site/directory.hpp"
#include "site/load.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

namespace davy::bench {
namespace {

using StallTime = std::chrono::steady_clock;

struct StallSize {
  std::size_t rounds;
  std::size_t alarms;  // a round
  double per_second;
  std::chrono::milliseconds stall;
};

StallSize stall_size(Scale scale) {
  return scale == Scale::Full ? StallSize{7, 1'000, 200, std::chrono::milliseconds(2'000)}
                              : StallSize{1, 40, 400, std::chrono::milliseconds(50)};
}

class StallingStore final : public runtime::Store {
 public:
  StallingStore(runtime::Store& store, std::chrono::milliseconds stall) : store_(store), stall_(stall) {}
  Result<runtime::Recovered> recover(Instant now) override { return store_.recover(now); }
  Result<void> commit(const runtime::Commit& commit) override {
    if (commits_++ > 0) std::this_thread::sleep_for(stall_);  // the first one is the start
    return store_.commit(commit);
  }
  Result<runtime::Tidied> tidy(Instant now) override { return store_.tidy(now); }

 private:
  runtime::Store& store_;
  const std::chrono::milliseconds stall_;
  std::size_t commits_ = 0;  // writer thread, after the start
};

class ValveWatch final : public runtime::Field {
 public:
  explicit ValveWatch(std::size_t valves) : handed_in(valves), took_us(valves, -1) {}
  void send(const runtime::FieldCommand& command) override {
    double& took = took_us[command.actuator.get()];
    if (took < 0) took = std::chrono::duration<double, std::micro>(StallTime::now() - handed_in[command.actuator.get()]).count();
  }
  std::vector<StallTime::time_point> handed_in;  // by actuator
  std::vector<double> took_us;                   // within turns; read when all are over
};

class Nobody final : public runtime::Notifier {
 public:
  void notify(const core::Notice&) override {}
};

void read(runtime::Runtime& runtime, const site::Directory& directory, std::size_t detector, double value) {
  const Instant now = runtime::SystemClock().now();
  std::vector<core::Sample> samples{{*directory.point(fmt::format("gas-{}", detector)), core::Quality::Good, value, now, now}};
  while (runtime.samples(samples) == Pushed::Full) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

// The microseconds of all commands, in order of size.
Result<std::vector<double>> round_with(const StallSize& size, const site::Directory& directory, std::chrono::milliseconds stall) {
  const ScratchFolder folder;
  const runtime::SystemClock clock;
  auto store = store::SqliteStore::open(folder.path() / "data", directory);
  if (!store) return store.error();
  StallingStore stalling(**store, stall);
  ValveWatch field(size.alarms);
  Nobody notifier;
  auto runtime = runtime::Runtime::start(directory, {clock, field, notifier, stalling}, {});
  if (!runtime) return runtime.error();
  for (std::size_t i = 0; i < size.alarms; ++i) read(**runtime, directory, i, 10);

  // Random gaps, so that no commit locks to the pace.
  std::minstd_rand chance(7);
  std::exponential_distribution<double> gap(size.per_second);
  auto next = StallTime::now();
  for (std::size_t i = 0; i < size.alarms; ++i) {
    next += std::chrono::duration_cast<StallTime::duration>(std::chrono::duration<double>(gap(chance)));
    std::this_thread::sleep_until(next);
    field.handed_in[i] = StallTime::now();
    read(**runtime, directory, i, 95);
  }
  (*runtime)->stop("the round is over");
  const auto lost = std::ranges::count_if(field.took_us, [](double took) { return took < 0; });
  if (lost > 0) return failed(fmt::format("{} commands never left", lost));
  std::ranges::sort(field.took_us);
  return std::move(field.took_us);
}

Result<Report> run_stall(Scale scale) {
  const StallSize size = stall_size(scale);
  const ScratchFolder folder;
  auto made = generate_site(folder.path() / "generated", {.detectors = size.alarms, .valves = size.alarms});
  if (!made) return made.error();
  const site::Loaded loaded = site::load_site(made->site, made->packs);
  if (!loaded.site) return failed("the generated site is wrong: " + to_text(loaded.findings.front()));
  const site::Directory directory(*loaded.site);
  std::vector<double> usual_p50, usual_p99, stalled_p50, stalled_p99;
  for (std::size_t round = 0; round < size.rounds; ++round) {
    const auto usual = round_with(size, directory, {});
    if (!usual) return usual.error();
    const auto stalled = round_with(size, directory, size.stall);
    if (!stalled) return stalled.error().within("stalled");
    usual_p50.push_back(percentile(*usual, 50));
    usual_p99.push_back(percentile(*usual, 99));
    stalled_p50.push_back(percentile(*stalled, 50));
    stalled_p99.push_back(percentile(*stalled, 99));
  }
  return Report{.params = {{"rounds", std::to_string(size.rounds)},
                           {"alarms_a_round", std::to_string(size.alarms)},
                           {"alarms_per_s", fmt::format("{}", size.per_second)},
                           {"stall_ms", std::to_string(size.stall.count())}},
                .figures = {{"p50_us", median(usual_p50)},
                            {"p99_us", median(usual_p99)},
                            {"stalled_p50_us", median(stalled_p50)},
                            {"stalled_p99_us", median(stalled_p99)},
                            {"p99_ratio", median(stalled_p99) / median(usual_p99)}},
                .checksum = fmt::format("{} commands", 2 * size.rounds * size.alarms)};
}

}  // namespace

Bench stall_bench() { return {"stall", "safety commands while every commit takes two seconds, beside the usual", run_stall}; }

}  // namespace davy::bench
