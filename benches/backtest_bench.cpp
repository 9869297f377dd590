// backtest: how fast rules are tried on history: chunks on disk read, decoded, put in the order of arrival, and judged by detector and engine.
//
// samples_per_s is of one core, file cache warm. Most samples are calm, as in a plant; some points go beyond their limit now and then.

#include "analysis/backtest/backtest.hpp"

#include "benches/benches.hpp"
#include "benches/history.hpp"
#include "benches/walk.hpp"
#include "store/historian/sample_stream.hpp"

#include <fmt/format.h>

namespace davy::bench {
namespace {

constexpr std::uint32_t kSeed = 11;
constexpr std::int64_t kStartMs = 1'600'000'000'000;
constexpr double kLimit = 90;
constexpr std::size_t kRounds = 5;

site::Site site_of(std::size_t points) {
  site::Site site;
  site.name = "bench";
  site.zones.push_back({.name = "plant", .outline = {{0, 0}, {1, 0}, {0, 1}}});
  site.devices.push_back({.name = "rtu", .zone = site::ZoneIndex(0)});
  site.posts.push_back({.name = "operator"});
  site.shifts.push_back({.name = "always"});
  site.duties.push_back({});
  site.guidance.push_back({});
  site.escalate_every = 30_min;
  for (std::size_t i = 0; i < points; ++i) {
    site::Point point;
    point.name = "p" + std::to_string(i);
    point.unit = find_unit("ppm");
    point.range_max = 100;
    point.period = 1_s;
    point.stale_after = 5_s;
    site.points.push_back(point);
    site::Condition condition;
    condition.suffix = "high";
    condition.point = site::PointIndex(i);
    condition.limit = kLimit, condition.deadband = 2;
    condition.on_delay = 2_s;
    condition.respond_within = 30_min;
    site.conditions.push_back(condition);
    condition.suffix = "stale";
    condition.kind = site::ConditionKind::Stale;
    site.conditions.push_back(condition);
  }
  return site;
}

// Every point once a second, a batch a second with a few milliseconds between points.
Result<void> write(History& history, std::size_t points, std::size_t seconds) {
  Chance chance(kSeed);
  std::vector<Walk> walks(points, Walk(50));
  std::vector<core::Sample> batch;
  for (std::size_t s = 0; s < seconds; ++s) {
    const Instant now = Instant::from_unix_ms(kStartMs + static_cast<std::int64_t>(s) * 1'000);
    for (std::size_t i = 0; i < points; ++i) {
      const Instant source = now + 1_ms * static_cast<std::int64_t>(i % 500);
      batch.push_back(
          {site::PointIndex(i), core::Quality::Good, static_cast<double>(walks[i].step_tenths(chance)) / 10, source, source + 20_ms});
    }
    if (batch.size() < 50'000 && s + 1 < seconds) continue;
    if (Result<void> done = history.commit(batch); !done) return done;
    batch.clear();
  }
  return history.settle();
}

struct Tried {
  std::uint64_t samples = 0;
  std::size_t alarms = 0;
  double seconds = 0;
  double reading_s = 0;
};

Result<Tried> try_once(const History& history, const site::Site& site) {
  std::vector<std::string> names;
  for (const site::Point& point : site.points) names.push_back(point.name);
  const site::Site alarms = analysis::only_alarms(site);
  const site::Directory directory(alarms);
  Tried tried;
  Result<void> done;
  tried.seconds = seconds_of([&] {
    auto stream = store::SampleStream::open(history.folder(), names, {Instant::before_all(), Instant::never()});
    if (!stream) return void(done = stream.error());
    analysis::Backtest backtest(directory, (*stream)->covered().from);
    while (true) {
      Result<std::span<const core::Sample>> samples = failed("not read yet");
      tried.reading_s += seconds_of([&] { samples = (*stream)->next(); });
      if (!samples) return void(done = samples.error());
      if (samples->empty()) break;
      backtest.play(*samples);
    }
    tried.samples = backtest.fates().evaluated;
    tried.alarms = backtest.occurrences().size();
  });
  if (!done) return done.error();
  return tried;
}

Result<Report> run(Scale scale) {
  const bool tiny = scale == Scale::Tiny;
  const std::size_t points = tiny ? 10 : 1'000;
  const std::size_t seconds = tiny ? 1'000 : 10'000;
  auto history = History::create(points);
  if (!history) return history.error();
  if (const auto done = write(**history, points, seconds); !done) return done.error();
  const site::Site site = site_of(points);
  std::vector<double> rates;
  Tried tried;
  for (std::size_t round = 0; round <= kRounds; ++round) {
    const auto once = try_once(**history, site);
    if (!once) return once.error();
    tried = *once;
    if (tried.samples != points * seconds) return failed(fmt::format("{} samples of {} were judged", tried.samples, points * seconds));
    if (round > 0) rates.push_back(static_cast<double>(tried.samples) / tried.seconds);
  }
  Report report;
  report.params = {{"history", fmt::format("{} points, one sample a second, {} s", points, seconds)},
                   {"conditions", std::to_string(site.conditions.size())},
                   {"rounds", std::to_string(kRounds)}};
  report.figures = {{"samples_per_s", median(rates)}, {"reading_share", tried.reading_s / tried.seconds}};
  report.checksum = fmt::format("{} samples, {} alarms", tried.samples, tried.alarms);
  return report;
}

}  // namespace

Bench backtest_bench() { return {"backtest", "rules tried on history: read, decoded, judged", run}; }

}  // namespace davy::bench
