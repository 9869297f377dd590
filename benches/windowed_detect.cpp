#include "benches/windowed_detect.hpp"

#include "benches/stimulus.hpp"
#include "core/detect/detector.hpp"
#include "core/series/trend.hpp"
#include "core/series/window_stats.hpp"
#include "site/expression/check.hpp"

#include <algorithm>
#include <memory>
#include <optional>

namespace davy::bench {
namespace {

constexpr std::uint32_t kBlockSteps = 100;
constexpr std::size_t kRounds = 3;
constexpr double kHighAverage = 80;
constexpr double kHighForecast = 100;

struct Counted {
  std::array<std::uint64_t, 2> raised{};
  std::array<std::uint64_t, 2> cleared{};
  bool operator==(const Counted&) const = default;
};

site::Point gauge() {
  site::Point point;
  point.name = "gauge";
  point.unit = find_unit("%LEL");
  point.zone = site::ZoneIndex(0);
  point.range_max = 100;
  point.period = 1_s;
  point.stale_after = 3_s;
  return point;
}

// Of the point that a condition stands on, whichever that is.
std::shared_ptr<const site::expression::Program> program_of(std::string_view text) {
  site::Site site;
  site.zones.emplace_back();
  site.points.push_back(gauge());
  auto made = site::expression::translate(text, site::expression::Scope(site), site::PointIndex(0));
  ensure(made.program.has_value(), "a sound text");
  return std::make_shared<const site::expression::Program>(std::move(*made.program));
}

site::Site windowed_plant(std::uint32_t points) {
  const std::array programs = {program_of("avg(60s) > 80"), program_of("forecast(10min) > 100")};
  site::Site site;
  site.zones.emplace_back();
  for (std::uint32_t p = 0; p < points; ++p) {
    site.points.push_back(gauge());
    for (const auto& program : programs) {
      site::Condition condition;
      condition.point = site::PointIndex(p);
      condition.kind = site::ConditionKind::Expression;
      condition.program = program;
      site.conditions.push_back(condition);
    }
  }
  return site;
}

void fill(std::vector<core::Sample>& samples, const Stimulus& stimulus, std::uint32_t points, std::uint32_t first, std::uint32_t end) {
  samples.clear();
  for (std::uint32_t step = first; step < end; ++step) {
    const Instant at = Instant::from_unix_ms(std::int64_t{step} * 1'000);
    for (std::uint32_t p = 0; p < points; ++p)
      samples.push_back({site::PointIndex(p), core::Quality::Good, stimulus.tenths(p, step) / 10.0, at, at});
  }
}

void count(core::Truth was, core::Truth is, std::size_t kind, Counted& counted) {
  if (was != core::Truth::True && is == core::Truth::True) ++counted.raised[kind];
  if (was == core::Truth::True && is != core::Truth::True) ++counted.cleared[kind];
}

core::Truth over(const std::optional<double>& value, double limit) {
  if (!value) return core::Truth::Unknown;
  return *value > limit ? core::Truth::True : core::Truth::False;
}

struct WindowedRound {
  double seconds = 0;
  Counted counted;
};

WindowedRound run_windowed(const Stimulus& stimulus, std::uint32_t points, std::uint32_t steps) {
  WindowedRound round;
  core::Detector detector(windowed_plant(points), Instant::from_unix_ms(0));
  core::Findings findings;
  std::vector<core::Truth> truths(std::size_t{points} * 2, core::Truth::Unknown);
  std::vector<core::Sample> samples;
  samples.reserve(std::size_t{points} * kBlockSteps);
  for (std::uint32_t step = 0; step < steps; step += kBlockSteps) {
    fill(samples, stimulus, points, step, std::min(step + kBlockSteps, steps));
    findings.clear();
    round.seconds += seconds_of([&] {
      detector.feed(samples, findings);
      detector.tick(samples.back().arrival, findings);
    });
    for (const core::Edge& edge : findings.edges) {
      const std::size_t condition = edge.condition.get();
      count(truths[condition], edge.truth, condition % 2, round.counted);
      truths[condition] = edge.truth;
    }
  }
  return round;
}

// What the time functions say by themselves, a point at a time.
Counted by_hand(const Stimulus& stimulus, std::uint32_t points, std::uint32_t steps) {
  Counted counted;
  for (std::uint32_t p = 0; p < points; ++p) {
    core::WindowStats minute({.window = 1_min, .stale_after = 3_s});
    core::Trend trend({.lookback = 10_min, .stale_after = 3_s});
    std::array truths = {core::Truth::Unknown, core::Truth::Unknown};
    for (std::uint32_t step = 0; step < steps; ++step) {
      const Instant at = Instant::from_unix_ms(std::int64_t{step} * 1'000);
      const core::Sample sample{site::PointIndex(p), core::Quality::Good, stimulus.tenths(p, step) / 10.0, at, at};
      minute.feed(sample), minute.advance(at);
      trend.feed(sample), trend.advance(at);
      const std::array is = {over(minute.avg(), kHighAverage), over(trend.forecast(10_min), kHighForecast)};
      for (std::size_t kind = 0; kind < is.size(); ++kind) count(truths[kind], is[kind], kind, counted);
      truths = is;
    }
  }
  return counted;
}

}  // namespace

Result<WindowedDetect> detect_windowed(Scale scale) {
  const std::uint32_t points = scale == Scale::Tiny ? 500 : 10'000;
  const std::uint32_t steps = scale == Scale::Tiny ? 700 : 1'800;  // a lookback and more
  const Stimulus stimulus;
  const Counted expected = by_hand(stimulus, points, steps);
  if (std::ranges::find(expected.raised, 0U) != expected.raised.end()) return failed("a time function that never says anything is no load");
  std::vector<double> rates;
  for (std::size_t i = 0; i < kRounds; ++i) {
    const WindowedRound round = run_windowed(stimulus, points, steps);
    if (round.counted != expected) return failed("the detector raises or clears otherwise than the average and the forecast say");
    rates.push_back(static_cast<double>(points) * steps / round.seconds);
  }
  return WindowedDetect{points, std::uint64_t{points} * steps, median(rates), expected.raised, expected.cleared};
}

}  // namespace davy::bench
