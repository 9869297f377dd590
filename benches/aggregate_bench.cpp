// aggregate: how long a chart of everything takes: one point's samples as min, max and mean per hour, and a year of another point per day.
//
// hourly_ms is what a question costs as it is asked; hourly_raw_ms decodes every chunk and uses no summary. Each figure is the median of warm runs.

#include "benches/benches.hpp"
#include "benches/history.hpp"
#include "benches/walk.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::bench {
namespace {

constexpr std::uint32_t kSeed = 7;
constexpr std::int64_t kStartMs = 1'600'000'000'000 - 1'600'000'000'000 % 86'400'000;  // a whole day
constexpr std::size_t kPerCommit = 50'000;
constexpr std::int64_t kYearStepS = 10;
constexpr std::size_t kRounds = 9;

struct Wanted {
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::int64_t sum = 0;
};

// Both points walk; the second one each ten seconds.
struct Series {
  std::string point;
  std::int64_t step_s = 1;
  std::size_t samples = 0;
  Duration width;
  std::vector<Wanted> wanted;  // by interval, in tenths
  std::int64_t tenths_sum = 0;
};

Result<void> write(History& history, site::PointIndex point, Series& series) {
  Chance chance(kSeed);
  Walk walk(50);
  std::vector<core::Sample> batch;
  const auto per_interval = static_cast<std::size_t>(series.width.ns() / (1'000'000'000 * series.step_s));
  for (std::size_t i = 0; i < series.samples; ++i) {
    const std::int64_t tenths = walk.step_tenths(chance);
    series.tenths_sum += tenths;
    if (i % per_interval == 0) series.wanted.push_back({tenths, tenths, 0});
    Wanted& wanted = series.wanted.back();
    wanted = {std::min(wanted.min, tenths), std::max(wanted.max, tenths), wanted.sum + tenths};
    const Instant source = Instant::from_unix_ms(kStartMs + static_cast<std::int64_t>(i) * 1'000 * series.step_s);
    batch.push_back({point, core::Quality::Good, static_cast<double>(tenths) / 10, source, source + 5_ms});
    if (batch.size() < kPerCommit && i + 1 < series.samples) continue;
    if (Result<void> done = history.commit(batch); !done) return done;
    batch.clear();
  }
  return {};
}

Result<void> check(const Series& series, const std::vector<store::Interval>& found) {
  if (found.size() != series.wanted.size()) return failed(fmt::format("{} intervals of {}", found.size(), series.wanted.size()));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Wanted& wanted = series.wanted[i];
    const double sum = static_cast<double>(wanted.sum) / 10;
    const bool same = found[i].min == static_cast<double>(wanted.min) / 10 && found[i].max == static_cast<double>(wanted.max) / 10 &&
                      std::fabs(found[i].sum - sum) <= 1e-9 * sum;
    if (!same) return failed(fmt::format("interval {} of {} is wrong", i, series.point));
  }
  return {};
}

// Median milliseconds of the question, after one run that warms.
Result<double> time_of(store::Historian& historian, const Series& series, store::Use use) {
  const Instant from = Instant::from_unix_ms(kStartMs);
  const store::Range range{from, from + 1_s * series.step_s * static_cast<std::int64_t>(series.samples)};
  std::vector<double> times;
  for (std::size_t round = 0; round <= kRounds; ++round) {
    Result<store::Answer<std::vector<store::Interval>>> answer = failed("not asked yet");
    const double seconds = seconds_of([&] { answer = historian.intervals(series.point, range, series.width, use); });
    if (!answer) return answer.error();
    if (const auto right = check(series, answer->found); !right) return right.error();
    if (round > 0) times.push_back(seconds * 1'000);
  }
  return median(times);
}

Result<Report> run(Scale scale) {
  const bool tiny = scale == Scale::Tiny;
  Series hourly{.point = "p0", .step_s = 1, .samples = tiny ? 100'000U : 10'000'000U, .width = 1_h, .wanted = {}};
  Series daily{.point = "p1", .step_s = kYearStepS, .samples = tiny ? 20'000U : 365U * 8'640U, .width = 24_h, .wanted = {}};
  auto history = History::create(2);
  if (!history) return history.error();
  if (const auto done = write(**history, site::PointIndex(0), hourly); !done) return done.error();
  if (const auto done = write(**history, site::PointIndex(1), daily); !done) return done.error();
  if (const auto done = (*history)->settle(); !done) return done.error();
  auto reader = (*history)->reader();
  if (!reader) return reader.error();
  Report report;
  report.params = {{"hourly", fmt::format("{} samples, one a second, {} hours", hourly.samples, hourly.wanted.size())},
                   {"daily", fmt::format("{} samples, one each {} s, {} days", daily.samples, kYearStepS, daily.wanted.size())},
                   {"rounds", std::to_string(kRounds)}};
  const auto measure = [&](const char* name, const Series& series, store::Use use) -> Result<void> {
    const auto milliseconds = time_of(**reader, series, use);
    if (!milliseconds) return milliseconds.error();
    report.figures.emplace_back(name, *milliseconds);
    return {};
  };
  for (const auto& done :
       {measure("hourly_ms", hourly, store::Use::Summaries), measure("hourly_raw_ms", hourly, store::Use::Samples),
        measure("year_daily_ms", daily, store::Use::Summaries), measure("year_daily_raw_ms", daily, store::Use::Samples)})
    if (!done) return done.error();
  report.checksum = fmt::format("hourly {} daily {} tenths", hourly.tenths_sum, daily.tenths_sum);
  return report;
}

}  // namespace

Bench aggregate_bench() { return {"aggregate", "10 million samples of a point per hour, and a year per day", run}; }

}  // namespace davy::bench
