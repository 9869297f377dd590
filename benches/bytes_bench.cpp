// bytes: what a sample costs on the disk, all told: times, arrival, quality, value, index, checksums and what the pages lose.
//
// The peers' stimulus: each point walks in tenths, once a second ± 20 ms; they keep no arrival and no quality, Davy does: each sample arrives 5 ms after its
// source, all are good. A second run lets arrivals have a jitter of their own of 0 … 15 ms, what a network adds.

#include "benches/benches.hpp"
#include "benches/history.hpp"
#include "benches/walk.hpp"

#include <fmt/format.h>

#include <limits>

namespace davy::bench {
namespace {

constexpr std::uint32_t kSeed = 42;
constexpr std::int64_t kStartMs = 1'700'006'400'000;
constexpr std::size_t kSecondsPerCommit = 10;
constexpr std::size_t kPiecesPerCommit = 50;  // the daemon has 10 s for them
constexpr Duration kQuiet = Duration::from_ms(601'000);

enum class Arrival { Steady, Jittered };

// 0 to 15, without a pattern that a compressor could find.
std::int64_t jitter_of(std::size_t at) {
  std::uint64_t hash = (at + 1) * 0x9e3779b97f4a7c15u;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebu;
  return static_cast<std::int64_t>(hash >> 60);
}

struct Load {
  std::size_t points = 0;
  std::size_t seconds = 0;
  std::vector<std::int16_t> tenths;  // of point after point
  std::vector<std::int8_t> jitter_ms;
  std::int64_t tenths_sum = 0;
  std::int64_t jitter_sum = 0;

  Load(std::size_t points_made, std::size_t seconds_made) : points(points_made), seconds(seconds_made) {
    Chance chance(kSeed);
    for (std::size_t point = 0; point < points; ++point) {
      Walk walk(20 + 60 * chance());
      for (std::size_t second = 0; second < seconds; ++second) {
        tenths.push_back(static_cast<std::int16_t>(walk.step_tenths(chance)));
        jitter_ms.push_back(static_cast<std::int8_t>((chance() - 0.5) * 40));
        tenths_sum += tenths.back();
        jitter_sum += jitter_ms.back();
      }
    }
  }

  core::Sample sample(std::size_t point, std::size_t second, Arrival arrival) const {
    const std::size_t at = point * seconds + second;
    const auto steps = static_cast<std::int64_t>(second) + 1;
    const Instant source = Instant::from_unix_ms(kStartMs + 1'000 * steps + jitter_ms[at]);
    const auto network = arrival == Arrival::Steady ? 0 : jitter_of(at);
    return {site::PointIndex(point), core::Quality::Good, tenths[at] / 10.0, source, source + Duration::from_ms(5 + network)};
  }
};

struct Cost {
  double busy = 0;     // when the last sample has come
  double running = 0;  // ten minutes later
  double settled = 0;  // by hand
};

Result<void> check(const Load& load, Arrival arrival, History& history) {
  auto reader = history.reader();
  if (!reader) return reader.error();
  for (const std::size_t point : {std::size_t{0}, load.points / 2, load.points - 1}) {
    const auto readings = (*reader)->raw(fmt::format("p{}", point), {Instant::before_all(), Instant::never()}, load.seconds + 1);
    if (!readings) return readings.error();
    if (readings->found.size() != load.seconds) return failed(fmt::format("found {} samples of p{}", readings->found.size(), point));
    for (std::size_t i = 0; i < load.seconds; ++i) {
      const core::Sample sample = load.sample(point, i, arrival);
      const store::Reading& reading = readings->found[i];
      if (reading.source != sample.source || reading.arrival != sample.arrival || reading.value != sample.value)
        return failed(fmt::format("sample {} of p{} is not what was written", i, point));
    }
  }
  return {};
}

Result<Cost> cost_of(const Load& load, Arrival arrival) {
  auto history = History::create(load.points);
  if (!history) return history.error();
  std::vector<core::Sample> batch;
  for (std::size_t second = 0; second < load.seconds; ++second) {
    for (std::size_t point = 0; point < load.points; ++point) batch.push_back(load.sample(point, second, arrival));
    if ((second + 1) % kSecondsPerCommit != 0) continue;
    if (const auto done = (*history)->commit(batch); !done) return done.error();
    if (const auto left = (*history)->tidy(batch.back().arrival, kPiecesPerCommit); !left) return left.error();
    batch.clear();
  }
  const auto busy = (*history)->bytes();
  if (!busy) return busy.error();
  const Instant later = load.sample(0, load.seconds - 1, arrival).arrival + kQuiet;
  if (const auto left = (*history)->tidy(later, std::numeric_limits<std::size_t>::max()); !left) return left.error();
  const auto running = (*history)->bytes();
  if (!running) return running.error();
  if (const auto done = (*history)->settle(); !done) return done.error();
  const auto settled = (*history)->bytes();
  if (!settled) return settled.error();
  if (const auto right = check(load, arrival, **history); !right) return right.error();
  const auto samples = static_cast<double>(load.points * load.seconds);
  return Cost{static_cast<double>(*busy) / samples, static_cast<double>(*running) / samples, static_cast<double>(*settled) / samples};
}

Result<Report> run(Scale scale) {
  const Load load(scale == Scale::Tiny ? 10 : 1'000, scale == Scale::Tiny ? 1'000 : 10'000);
  const auto steady = cost_of(load, Arrival::Steady);
  if (!steady) return steady.error();
  const auto jittered = cost_of(load, Arrival::Jittered);
  if (!jittered) return jittered.error();
  Report report;
  report.params = {
      {"points", std::to_string(load.points)},
      {"samples", std::to_string(load.points * load.seconds)},
      {"series", "walk in tenths, 1 s ± 20 ms; arrival 5 ms later, _arrival_jittered: 5 to 20 ms later"},
      {"measured",
       "database file as the daemon leaves it ten minutes after the last sample; busy_: when that has just come, tail and free pages "
       "included; settled_: with VACUUM"}};
  report.figures = {{"bytes_per_point", steady->running},
                    {"busy_bytes_per_point", steady->busy},
                    {"settled_bytes_per_point", steady->settled},
                    {"bytes_per_point_arrival_jittered", jittered->running}};
  report.checksum = fmt::format("jitter {} tenths {}", load.jitter_sum, load.tenths_sum);
  return report;
}

}  // namespace

Bench bytes_bench() { return {"bytes", "bytes on the disk that a sample costs, all told", run}; }

}  // namespace davy::bench
