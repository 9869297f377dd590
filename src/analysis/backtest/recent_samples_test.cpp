#include "analysis/backtest/recent_samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

using testing::ElementsAre;

Instant at_second(double s) { return Instant::from_unix_ms(1'800'000'000'000) + Duration::from_seconds(s); }

// Two points that are silent after 3 s; a limit of the first waits for 2 s.
site::Site two_heard_points() {
  site::Site site;
  for (const char* name : {"one", "two"}) {
    site.points.emplace_back().name = name;
    site.points.back().stale_after = 3_s;
  }
  site.conditions.emplace_back().on_delay = 2_s;
  return site;
}

core::Sample read_of(std::size_t point, double source, double arrival) {
  return {site::PointIndex(point), core::Quality::Good, source, at_second(source), at_second(arrival)};
}

std::vector<double> values_of(const RecentSamples& recent) {
  std::vector<double> values;
  for (const core::Sample& sample : recent.all()) values.push_back(sample.value);
  return values;
}

TEST(RecentSamples, AreThoseOfTwoSilencesAndTheLongestDelayBeforeTheNewestOfTheirPoint) {
  RecentSamples recent(two_heard_points());
  const std::vector<core::Sample> old{read_of(1, 1, 1), read_of(1, 2, 2)};
  recent.take(old);
  for (int s = 0; s < 100; ++s) {
    const core::Sample sample = read_of(0, s, s);
    recent.take({&sample, 1});
  }
  EXPECT_THAT(values_of(recent), ElementsAre(91, 92, 93, 94, 95, 96, 97, 98, 99, 1, 2));
}

TEST(RecentSamples, StandInTheOrderOfTheirSourceAndWithoutAClockThatRanAhead) {
  RecentSamples recent(two_heard_points());
  const std::vector<core::Sample> samples{read_of(0, 10, 10), read_of(0, 12, 12), read_of(0, 11, 13), read_of(0, 100, 14)};
  recent.take(samples);
  EXPECT_THAT(values_of(recent), ElementsAre(10, 11, 12));
}

TEST(RecentSamples, AreNoMoreThanAStartReads) {
  RecentSamples recent(two_heard_points());
  std::vector<core::Sample> samples;
  for (int i = 0; i < 5'000; ++i) samples.push_back(read_of(0, i * 0.001, i * 0.001));
  recent.take(samples);
  EXPECT_EQ(recent.all().size(), 2'048u);
  EXPECT_EQ(recent.all().back().source, samples.back().source);
}

}  // namespace
}  // namespace davy::analysis
