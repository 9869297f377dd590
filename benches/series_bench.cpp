// How many samples a second the time functions take on one core, without the detector around them (that is `detect`'s samples_per_s_windowed).
//
// 10,000 points in turn, a sample of each every second; each point has an average of the last minute and a forecast ten minutes ahead of
// the last ten minutes, and both are asked after every sample, as a condition asks them. What they say is held against the average computed
// from the stimulus itself and against a forecast that has heard nothing but the last 650 seconds. Making the samples of a block is not timed.

#include "benches/benches.hpp"
#include "benches/stimulus.hpp"
#include "core/series/trend.hpp"
#include "core/series/window_stats.hpp"

#include <fmt/format.h>

#include <cmath>

namespace davy::bench {
namespace {

constexpr std::uint32_t kPoints = 10'000;
constexpr std::uint32_t kBlockSteps = 50;
constexpr std::size_t kRounds = 3;
constexpr std::uint32_t kWindow = 60;       // in steps of a second, as the next two
constexpr std::uint32_t kLookback = 600;    // also how far ahead
constexpr std::uint32_t kRemembered = 651;  // the lookback and the part of it that goes on

struct Point {
  core::WindowStats minute;
  core::Trend trend;
};

Point make_point() {
  return {core::WindowStats({.window = Duration::from_seconds(kWindow), .stale_after = 3_s}),
          core::Trend({.lookback = Duration::from_seconds(kLookback), .stale_after = 3_s})};
}

core::Sample sample_of(const Stimulus& stimulus, std::uint32_t point, std::uint32_t step) {
  const Instant at = Instant::from_unix_ms(std::int64_t{step} * 1'000);
  return {site::PointIndex(point), core::Quality::Good, stimulus.tenths(point, step) / 10.0, at, at};
}

struct Answers {
  std::uint64_t high_averages = 0;
  std::uint64_t high_forecasts = 0;
  bool operator==(const Answers&) const = default;
};

struct Round {
  double seconds = 0;
  Answers answers;
  double bytes_per_point = 0;
};

void feed(std::vector<Point>& points, const std::vector<core::Sample>& samples, Answers& answers) {
  for (const core::Sample& sample : samples) {
    Point& point = points[sample.point.get()];
    point.minute.feed(sample);
    point.trend.feed(sample);
    const auto average = point.minute.avg();
    const auto forecast = point.trend.forecast(Duration::from_seconds(kLookback));
    answers.high_averages += average && *average > 80;
    answers.high_forecasts += forecast && *forecast > 100;
  }
}

// Every hundredth point as it should be after `steps`.
Result<void> check(const std::vector<Point>& points, const Stimulus& stimulus, std::uint32_t steps) {
  for (std::uint32_t p = 0; p < kPoints; p += 100) {
    std::int64_t tenths = 0;
    const std::uint32_t from = steps > kWindow ? steps - kWindow : 0;
    for (std::uint32_t step = from; step < steps; ++step) tenths += stimulus.tenths(p, step);
    const auto average = points[p].minute.avg();
    if (average && std::abs(*average - static_cast<double>(tenths) / 10.0 / (steps - from)) > 1e-9)
      return failed(fmt::format("the average of point {} is wrong", p));
    Point late = make_point();
    for (std::uint32_t step = steps > kRemembered ? steps - kRemembered : 0; step < steps; ++step)
      late.trend.feed(sample_of(stimulus, p, step));
    const auto forecast = points[p].trend.forecast(10_min), should = late.trend.forecast(10_min);
    if (forecast.has_value() != should.has_value() || (forecast && std::abs(*forecast - *should) > 1e-9))
      return failed(fmt::format("the forecast of point {} is wrong", p));
  }
  return {};
}

Result<Round> run_round(const Stimulus& stimulus, std::uint32_t steps) {
  Round round;
  std::vector<Point> points;
  points.reserve(kPoints);
  for (std::uint32_t p = 0; p < kPoints; ++p) points.push_back(make_point());
  std::vector<core::Sample> samples;
  samples.reserve(std::size_t{kPoints} * kBlockSteps);
  for (std::uint32_t first = 0; first < steps; first += kBlockSteps) {
    samples.clear();
    for (std::uint32_t step = first; step < std::min(first + kBlockSteps, steps); ++step)
      for (std::uint32_t p = 0; p < kPoints; ++p) samples.push_back(sample_of(stimulus, p, step));
    round.seconds += seconds_of([&] { feed(points, samples, round.answers); });
  }
  if (const auto right = check(points, stimulus, steps); !right) return right.error();
  round.bytes_per_point = static_cast<double>(points[0].minute.bytes() + sizeof(core::Trend));
  return round;
}

Result<Report> run(Scale scale) {
  const std::uint32_t steps = scale == Scale::Tiny ? 70 : 1'800;
  const Stimulus stimulus;
  std::vector<double> rates;
  Round last;
  for (std::size_t i = 0; i < kRounds; ++i) {
    const auto round = run_round(stimulus, steps);
    if (!round) return round.error();
    if (i > 0 && round->answers != last.answers) return failed("two rounds of the same samples differ");
    last = *round;
    rates.push_back(static_cast<double>(kPoints) * steps / last.seconds);
  }
  Report report;
  report.params = {{"points", std::to_string(kPoints)},
                   {"samples", std::to_string(std::uint64_t{kPoints} * steps)},
                   {"rounds", std::to_string(kRounds)},
                   {"functions", "avg(60s) and forecast(10min), both asked after every sample"}};
  report.figures = {{"samples_per_s_functions", median(rates)}, {"bytes_per_point", last.bytes_per_point}};
  report.checksum = fmt::format("averages over 80: {} forecasts over 100: {}", last.answers.high_averages, last.answers.high_forecasts);
  return report;
}

}  // namespace

Bench series_bench() { return {"series", "samples a second through an average and a forecast a point, on one core", run}; }

}  // namespace davy::bench
