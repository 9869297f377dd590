// What the operators hold is said at construction and stays; no sample asks the heap for anything.

#include "core/series/deviation.hpp"
#include "core/series/rate.hpp"
#include "core/series/series_story.hpp"
#include "core/series/spike.hpp"
#include "core/series/stillness.hpp"
#include "core/series/trend.hpp"
#include "core/series/window_stats.hpp"
#include "core/testing/allocations.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace davy::core {
namespace {

using story::reading;
using story::second;

TEST(SeriesMemory, NoSampleAllocatesWhateverComes) {
  WindowStats stats({.window = 60_s, .stale_after = 5_s, .exact_samples = 16});
  Rate rate({.window = 60_s, .stale_after = 5_s, .exact_samples = 16});
  Trend trend({.lookback = 10_min, .stale_after = 5_s});
  Stillness still({.duration = 60_s, .stale_after = 5_s, .resolution = 1});
  Spike spike({.within = 5_s, .hold = 5_s, .stale_after = 5_s});
  Deviation pair({.stale_after_a = 5_s, .stale_after_b = 5_s});
  const std::size_t stats_bytes = stats.bytes(), rate_bytes = rate.bytes();
  const std::size_t before = fixture::allocations();
  double s = 0;
  for (int i = 0; i < 200'000; ++i) {
    // Bursts of a thousand a second, calm, silences, bad readings, spikes.
    s += i % 10'000 < 5'000 ? 0.001 : i % 997 == 0 ? 100 : 1;
    const Sample sample = reading(s, i % 501 == 0 ? 1e6 : 50 + 40 * std::sin(s / 50), i % 37 == 0 ? Quality::Bad : Quality::Good);
    stats.feed(sample), rate.feed(sample), trend.feed(sample), still.feed(sample), spike.feed(sample);
    pair.feed_a(sample), pair.feed_b(sample);
    stats.advance(sample.source + 1_ms), trend.advance(sample.source + 1_ms);
  }
  EXPECT_EQ(fixture::allocations(), before);
  EXPECT_EQ(stats.bytes(), stats_bytes);
  EXPECT_EQ(rate.bytes(), rate_bytes);
}

TEST(SeriesMemory, AnswersAreFiniteAtTheEndsOfWhatIsUsed) {
  const WindowOptions options{.window = 60_s, .stale_after = 5_s, .exact_samples = 16};
  WindowStats stats(options);
  Rate rate(options);
  Trend trend({.lookback = 60_s, .stale_after = 5_s});
  for (int i = 0; i < 10'000; ++i) {
    const Sample sample = reading(0.01 * i, i % 2 == 0 ? 1e100 : -1e100);
    stats.feed(sample), rate.feed(sample), trend.feed(sample);
  }
  ASSERT_TRUE(stats.stddev() && rate.per_second() && trend.forecast(10_s));
  EXPECT_TRUE(std::isfinite(*stats.stddev()) && std::isfinite(*stats.sum()));
  EXPECT_TRUE(std::isfinite(*rate.per_second()));
  EXPECT_TRUE(std::isfinite(*trend.forecast(10_s)) && std::isfinite(*trend.per_second()));
}

TEST(SeriesMemory, IsWhatTheContractsSay) {
  const WindowStats stats({.window = 60_s, .stale_after = 5_s, .exact_samples = 100});
  EXPECT_EQ(stats.bytes(), sizeof(WindowStats) + (2 * 100 + 8) * 48);
  const Rate rate({.window = 60_s, .stale_after = 5_s, .exact_samples = 100});
  EXPECT_EQ(rate.bytes(), sizeof(Rate) + (2 * 100 + 8) * 48);
  EXPECT_LE(sizeof(WindowStats), 512u);
  EXPECT_LE(sizeof(Trend), 1'024u);
  EXPECT_LE(sizeof(Stillness), 512u);
  EXPECT_LE(sizeof(Spike), 512u);
  EXPECT_LE(sizeof(Deviation), 512u);
}

}  // namespace
}  // namespace davy::core
