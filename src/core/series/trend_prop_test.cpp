// Trend against a slow reading of its contract over all samples ever seen, with every median taken of a sorted list.

#include "core/series/trend.hpp"

#include "core/series/series_story.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace davy::core {
namespace {

constexpr Duration kLookback = 120_s;
constexpr Duration kWidth = kLookback / 12 + 1_ns;
constexpr Duration kTrendStaleAfter = 15_s;

double middle_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

struct Dot {
  double s;
  double value;
};

struct SlowLine {
  double s = 0, value = 0, per_second = 0, confidence = 0;
  bool believed = false;
  double at(double when) const { return value + per_second * (when - s); }
};

double noise_of(const std::vector<Dot>& dots) {
  std::vector<double> bends;
  for (std::size_t i = 0; i + 2 < dots.size(); ++i) bends.push_back(std::abs(dots[i].value - 2 * dots[i + 1].value + dots[i + 2].value));
  return 1.4826 * middle_of(bends) / std::sqrt(6.0);
}

SlowLine line_of(const std::vector<Dot>& dots, double noise, double change_over_noise) {
  std::vector<double> slopes, rest;
  double rising = 0;
  for (std::size_t i = 0; i < dots.size(); ++i)
    for (std::size_t j = i + 1; j < dots.size(); ++j) {
      slopes.push_back((dots[j].value - dots[i].value) / (dots[j].s - dots[i].s));
      rising += slopes.back() > 0 ? 1 : slopes.back() < 0 ? -1 : 0;
    }
  SlowLine line;
  line.s = dots.back().s;
  line.per_second = middle_of(slopes);
  for (const Dot& dot : dots) rest.push_back(dot.value + line.per_second * (line.s - dot.s));
  line.value = middle_of(rest);
  for (double& r : rest) r = std::abs(r - line.value);
  const double n = static_cast<double>(dots.size());
  line.confidence = std::erf(std::max(0.0, std::abs(rising) - 1) / std::sqrt(n * (n - 1) * (2 * n + 5) / 18) / std::sqrt(2.0));
  const double change = std::abs(line.per_second) * (dots.back().s - dots.front().s);
  line.believed = line.confidence >= 0.99 && change >= change_over_noise * std::max(noise, 1.4826 * middle_of(rest));
  return line;
}

double misfit(const std::vector<Dot>& dots, const SlowLine& line) {
  double sum = 0;
  for (std::size_t i = dots.size() - 3; i < dots.size(); ++i) sum += std::abs(dots[i].value - line.at(dots[i].s));
  return sum / 3;
}

SlowLine trend_of(const std::vector<Dot>& dots) {
  const double noise = noise_of(dots);
  SlowLine line = line_of(dots, noise, dots.size() == 6 ? 6 : 4);
  if (dots.size() == 12) {
    const SlowLine newer = line_of({dots.begin() + 6, dots.end()}, noise, 6);
    if (newer.believed && misfit(dots, line) > 3 * noise && misfit(dots, line) > 2 * misfit(dots, newer)) line = newer;
  }
  if (!line.believed) {
    const auto n = dots.size();
    line.value = middle_of({dots[n - 3].value, dots[n - 2].value, dots[n - 1].value});
  }
  return line;
}

struct Step {
  std::int64_t after_ms;
  int kind;  // 0: bad, 1: only time, else a good reading
  double noise;
};

rc::Gen<std::vector<Step>> any_steps() {
  const auto after = rc::gen::weightedOneOf<std::int64_t>({{12, rc::gen::inRange<std::int64_t>(900, 8'000)},
                                                           {3, rc::gen::element<std::int64_t>(5'000, 10'000)},
                                                           {1, rc::gen::element<std::int64_t>(20'000, 60'000)}});
  return rc::gen::scale(4, rc::gen::container<std::vector<Step>>(rc::gen::apply(
                               [](std::int64_t ms, int kind, int tenths) {
                                 return Step{ms, kind, tenths / 10.0};
                               },
                               after, rc::gen::inRange(0, 14),
                               rc::gen::weightedOneOf<int>({{20, rc::gen::inRange(-10, 11)}, {1, rc::gen::just(900)}}))));
}

// Steps are so long that a part has 16 readings at most and its value is their plain median.
RC_GTEST_PROP(TrendProperty, IsTheLineThroughThePartsAndBelievedAsItsContractSays, ()) {
  Trend trend({.lookback = kLookback, .stale_after = kTrendStaleAfter});
  const double slope = *rc::gen::element(0.0, 0.05, -0.3, 2.0);
  const double bend_s = *rc::gen::element(0.0, 150.0, 300.0);
  std::map<std::int64_t, std::vector<Sample>> parts;  // by number on the grid
  Instant now = story::second(0);
  for (const Step& step : *any_steps()) {
    now = now + Duration::from_ms(step.after_ms);
    const double s = (now - story::second(0)).seconds();
    const Sample sample =
        story::reading(s, 20 + slope * std::max(0.0, s - bend_s) + step.noise, step.kind == 0 ? Quality::Bad : Quality::Good);
    if (step.kind == 1)
      trend.advance(now);
    else
      trend.feed(sample);
    const std::int64_t present = now.unix_ns() / kWidth.ns();
    if (step.kind > 1) parts[present].push_back(sample);

    std::vector<Dot> dots;
    for (const auto& [number, readings] : parts) {
      if (number >= present || number < present - 12) continue;
      double mean_s = 0;
      std::vector<double> values;
      for (const Sample& r : readings) {
        mean_s += (r.source - story::second(0)).seconds() / static_cast<double>(readings.size());
        values.push_back(r.value);
      }
      dots.push_back({mean_s, middle_of(values)});
    }
    if (trend.known_share() < 0.5 || dots.size() < 6) {
      RC_ASSERT(!trend.forecast(1_min) && !trend.per_second() && !trend.time_to(30, Crossing::Upward));
      RC_ASSERT(trend.confidence() == 0);
      continue;
    }
    const SlowLine line = trend_of(dots);
    const double ahead = line.believed ? line.at(s + 60) : line.value;
    RC_ASSERT(trend.believed() == line.believed);
    RC_ASSERT(std::abs(trend.confidence() - line.confidence) < 1e-9);
    RC_ASSERT(std::abs(*trend.per_second() - line.per_second) < 1e-6);
    RC_ASSERT(std::abs(*trend.forecast(1_min) - ahead) < 1e-4);
  }
}

}  // namespace
}  // namespace davy::core
