// How many samples a second the detector judges on one core, beside the bare loop that it can at best come near to.
//
// 10,000 points in turn, a sample of each every second: high at 80 % and high-high at 90 %, deadband 2 %, on-delay 2 s; then the same with
// low at 40 % and low-low at 30 % as well. The bare loop judges the same samples, in its own integer form, in the same round; what it and
// the detector raise and clear must be equal, and equal to what the peers' own reference counts of the same samples. Samples lie in memory in blocks far larger
// than the caches; filling a block is not timed.
//
// Windowed: an average of a minute and a forecast a point instead, through the same detector (windowed_detect.hpp).

#include "benches/benches.hpp"
#include "benches/stimulus.hpp"
#include "benches/windowed_detect.hpp"
#include "core/detect/detector.hpp"

#include <fmt/format.h>

namespace davy::bench {
namespace {

constexpr std::uint32_t kPoints = 10'000;
constexpr std::uint32_t kBlockSteps = 100;
constexpr std::size_t kRounds = 5;

enum class Side { High, Low };
struct Limit {
  Side side;
  std::int32_t tenths;
};
constexpr std::array kLimits = {Limit{Side::High, 800}, Limit{Side::High, 900}, Limit{Side::Low, 400}, Limit{Side::Low, 300}};
constexpr std::int32_t kDeadbandTenths = 20;
constexpr std::int64_t kOnDelay = 2'000;  // in milliseconds, the unit of the bare loop

struct Counts {
  std::array<std::uint64_t, kLimits.size()> raised{};
  std::array<std::uint64_t, kLimits.size()> cleared{};
  bool operator==(const Counts&) const = default;
};

// What the peers' reference in C (detect_ref) counts of high and high-high under the same stimulus.
struct PeersCounts {
  std::uint64_t samples;
  std::array<std::uint64_t, 2> raised;
  std::array<std::uint64_t, 2> cleared;
};
constexpr PeersCounts kPeersTiny{100'000, {3'128, 1'773}, {20, 5}};
constexpr PeersCounts kPeersFull{20'000'000, {36'289, 34'945}, {33'174, 33'146}};

Result<void> same_as_peers(const Counts& counts, const PeersCounts& peers) {
  for (std::size_t i = 0; i < peers.raised.size(); ++i)
    if (counts.raised[i] != peers.raised[i] || counts.cleared[i] != peers.cleared[i])
      return failed(fmt::format("limit {} was raised {} times and cleared {} times, by the peers' reference {} and {} times of {} samples",
                                i + 1, counts.raised[i], counts.cleared[i], peers.raised[i], peers.cleared[i], peers.samples));
  return {};
}

struct BareSample {
  std::uint32_t point;
  std::int32_t tenths;
  std::int64_t ms;
};

struct Block {
  std::vector<core::Sample> samples;
  std::vector<BareSample> bare;

  void fill(const Stimulus& stimulus, std::uint32_t first_step, std::uint32_t steps) {
    samples.clear(), bare.clear();
    for (std::uint32_t step = first_step; step < first_step + steps; ++step) {
      const Instant at = Instant::from_unix_ms(std::int64_t{step} * 1'000);
      for (std::uint32_t point = 0; point < kPoints; ++point) {
        const std::int32_t tenths = stimulus.tenths(point, step);
        samples.push_back({site::PointIndex(point), core::Quality::Good, tenths / 10.0, at, at});
        bare.push_back({point, tenths, at.unix_ms()});
      }
    }
  }
};

// The rule written down as directly as it can be: no quality, no silence, no lateness.
template <std::size_t Conditions>
class BareLoop {
 public:
  void feed(const std::vector<BareSample>& samples, Counts& counts) {
    for (const BareSample& sample : samples) {
      State& state = states_[sample.point];
      for (std::size_t i = 0; i < Conditions; ++i) {
        // A low limit is a high limit on the negative value.
        const std::int32_t sign = kLimits[i].side == Side::High ? 1 : -1;
        const std::int32_t over = sign * (sample.tenths - kLimits[i].tenths);
        if (state.active[i]) {
          if (over < -kDeadbandTenths) state.active[i] = false, state.since[i] = -1, ++counts.cleared[i];
        } else if (over >= 0) {
          if (state.since[i] < 0) state.since[i] = sample.ms;
          if (sample.ms - state.since[i] >= kOnDelay) state.active[i] = true, ++counts.raised[i];
        } else {
          state.since[i] = -1;
        }
      }
    }
  }

 private:
  struct State {
    std::array<std::int64_t, Conditions> since;
    std::array<bool, Conditions> active{};
    State() { since.fill(-1); }
  };
  std::vector<State> states_ = std::vector<State>(kPoints);
};

site::Site plant(std::size_t conditions) {
  site::Site site;
  for (std::size_t p = 0; p < kPoints; ++p) {
    site::Point point;
    point.range_min = 0, point.range_max = 100;
    point.period = Duration::from_ms(1'000);
    point.stale_after = Duration::from_ms(3'000);
    site.points.push_back(point);
    for (std::size_t i = 0; i < conditions; ++i) {
      site::Condition condition;
      condition.point = site::PointIndex(p);
      condition.kind = kLimits[i].side == Side::High ? site::ConditionKind::High : site::ConditionKind::Low;
      condition.limit = kLimits[i].tenths / 10.0;
      condition.deadband = kDeadbandTenths / 10.0;
      condition.on_delay = Duration::from_ms(kOnDelay);
      site.conditions.push_back(condition);
    }
  }
  return site;
}

void count(const std::vector<core::Edge>& edges, std::size_t conditions, std::vector<bool>& active, Counts& counts) {
  for (const core::Edge& edge : edges) {
    const std::size_t kind = edge.condition.get() % conditions;
    const bool is_true = edge.truth == core::Truth::True;
    if (is_true)
      ++counts.raised[kind];
    else if (active[edge.condition.get()])
      ++counts.cleared[kind];  // the first False after the start clears nothing
    active[edge.condition.get()] = is_true;
  }
}

struct Round {
  double seconds = 0;
  double floor_seconds = 0;
  double bytes_per_condition = 0;
  Counts counts;
  Counts floor_counts;
};

template <std::size_t Conditions>
Round run_round(const Stimulus& stimulus, Block& block, std::uint32_t steps) {
  Round round;
  core::Detector detector(plant(Conditions), Instant::from_unix_ms(0));
  BareLoop<Conditions> bare;
  core::Findings findings;
  std::vector<bool> active(kPoints * Conditions, false);
  for (std::uint32_t step = 0; step < steps; step += kBlockSteps) {
    block.fill(stimulus, step, std::min(kBlockSteps, steps - step));
    round.floor_seconds += seconds_of([&] { bare.feed(block.bare, round.floor_counts); });
    findings.clear();
    round.seconds += seconds_of([&] {
      detector.feed(block.samples, findings);
      detector.tick(block.samples.back().arrival, findings);
    });
    count(findings.edges, Conditions, active, round.counts);
  }
  round.bytes_per_condition = static_cast<double>(detector.bytes()) / (kPoints * Conditions);
  return round;
}

struct Series {
  double samples_per_s = 0;
  double floor_samples_per_s = 0;
  double bytes_per_condition = 0;
  Counts counts;
};

template <std::size_t Conditions>
Result<Series> run_series(std::uint32_t steps) {
  const Stimulus stimulus;
  Block block;
  std::vector<double> rates, floor_rates;
  Series series;
  for (std::size_t i = 0; i < kRounds; ++i) {
    const Round round = run_round<Conditions>(stimulus, block, steps);
    if (round.counts != round.floor_counts) return failed("what the detector raised and cleared differs from the bare loop");
    const double samples = static_cast<double>(kPoints) * steps;
    rates.push_back(samples / round.seconds);
    floor_rates.push_back(samples / round.floor_seconds);
    series.counts = round.counts;
    series.bytes_per_condition = round.bytes_per_condition;
  }
  series.samples_per_s = median(rates);
  series.floor_samples_per_s = median(floor_rates);
  return series;
}

Result<Report> run(Scale scale) {
  const PeersCounts& peers = scale == Scale::Tiny ? kPeersTiny : kPeersFull;
  const auto steps = static_cast<std::uint32_t>(peers.samples / kPoints);
  const auto two = run_series<2>(steps);
  if (!two) return two.error();
  if (const auto same = same_as_peers(two->counts, peers); !same) return same.error();
  const auto four = run_series<4>(steps);
  if (!four) return four.error();
  const auto& [raised, cleared] = four->counts;
  if (two->counts.raised[0] != raised[0] || two->counts.raised[1] != raised[1])
    return failed("two and four conditions disagree on the high limits");
  const auto windowed = detect_windowed(scale);
  if (!windowed) return windowed.error();
  Report report;
  report.params = {{"points", std::to_string(kPoints)},
                   {"samples", std::to_string(std::uint64_t{kPoints} * steps)},
                   {"rounds", std::to_string(kRounds)},
                   {"limits", "high 80 %, high-high 90 %; _4: low 40 %, low-low 30 % as well; deadband 2 %, on-delay 2 s"},
                   {"windowed",
                    fmt::format("{} points, {} samples: avg(60s) > 80 and forecast(10min) > 100", windowed->points, windowed->samples)}};
  report.figures = {{"samples_per_s", two->samples_per_s},
                    {"samples_per_s_4", four->samples_per_s},
                    {"samples_per_s_windowed", windowed->samples_per_s},
                    {"floor_samples_per_s", two->floor_samples_per_s},
                    {"floor_samples_per_s_4", four->floor_samples_per_s},
                    {"bytes_per_condition", two->bytes_per_condition},
                    {"bytes_per_condition_4", four->bytes_per_condition}};
  report.checksum = fmt::format("raised {} cleared {} windowed {} {}", fmt::join(raised, "-"), fmt::join(cleared, "-"),
                                fmt::join(windowed->raised, "-"), fmt::join(windowed->cleared, "-"));
  return report;
}

}  // namespace

Bench detect_bench() { return {"detect", "samples judged a second on one core, beside a bare loop of the same rule", run}; }

}  // namespace davy::bench
