// What the detector asks of the heap while it judges live samples: nothing.

#include "core/detect/detector.hpp"
#include "core/detect/gas_story.hpp"
#include "core/testing/allocations.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace davy::core {
namespace {

TEST(Allocation, NoneForLiveSamplesWhateverTheySay) {
  const site::Site site = story::gas_site({story::high(25, {.deadband = 2, .on_delay = Duration::from_ms(2'000)}), story::low(5),
                                           story::range(), story::bad(), story::stale()});
  Detector detector(site, story::kStart);
  Findings out;
  out.edges.reserve(20'000);
  const std::size_t before = fixture::allocations();
  ASSERT_GT(before, 0u);
  for (int s = 1; s <= 10'000; ++s) {
    const Instant at = story::second(s % 100 == 0 ? s + 5 : s);  // now and then silence, and what is left behind is a repeat or late
    const Quality quality = s % 37 == 0 ? Quality::Bad : Quality::Good;
    const Sample sample{site::PointIndex(0), quality, 50 + 60 * std::sin(s / 50.0), at, at};
    if (at < detector.last(site::PointIndex(0)).source) continue;
    detector.feed({&sample, 1}, out);
    detector.tick(at, out);
  }
  EXPECT_EQ(fixture::allocations(), before);
  EXPECT_GT(out.edges.size(), 500u);
  EXPECT_GT(detector.fates().evaluated, 9'000u);
}

}  // namespace
}  // namespace davy::core
