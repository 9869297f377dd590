#include "core/anomaly/envelope.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

TEST(Envelope, MeasuresInWidthsOfWhatItHasLearnt) {
  Envelope envelope;
  EXPECT_EQ(envelope.excess(7), 0);
  envelope.learn(10);
  envelope.learn(14);
  EXPECT_EQ(envelope.excess(10), 0);
  EXPECT_EQ(envelope.excess(12), 0);
  EXPECT_EQ(envelope.excess(16), 0.5);
  EXPECT_EQ(envelope.excess(6), 1);
}

TEST(Envelope, ASeriesThatStoodStillKnowsNoDistance) {
  Envelope envelope;
  envelope.learn(0.1 + 0.2);
  EXPECT_EQ(envelope.excess(0.3), 0);  // rounding
  EXPECT_EQ(envelope.excess(0.31), Envelope::kFarthest);
}

TEST(Envelope, NoExcessIsEndless) {
  Envelope envelope;
  envelope.learn(1);
  envelope.learn(1.001);
  EXPECT_EQ(envelope.excess(1e300), Envelope::kFarthest);
}

}  // namespace
}  // namespace davy::core
