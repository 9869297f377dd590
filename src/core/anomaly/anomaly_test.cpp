#include "core/anomaly/anomaly.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

class Pump {
 public:
  // Readings of these that were unlike the past, of pressure about `level` that swings by `swing`.
  int run(int readings, double level, double swing) {
    int present = 0;
    for (int i = 0; i < readings; ++i) {
      ++count_;
      score_ = anomaly_.feed(level + swing * (count_ * 7 % 11 - 5) / 5);
      present += anomaly_.present() ? 1 : 0;
    }
    return present;
  }
  double score() const { return score_; }
  bool knows() const { return anomaly_.knows(); }

 private:
  Anomaly anomaly_;
  int count_ = 0;
  double score_ = 0;
};

TEST(Anomaly, APumpThatRunsAsEverIsLikeItsPast) {
  Pump pump;
  EXPECT_EQ(pump.run(5'000, 3, 0.2), 0);
  EXPECT_LT(pump.score(), 1);
}

TEST(Anomaly, KnowsNothingUntilItHasAPast) {
  Pump pump;
  const DepartureOptions options;
  pump.run(static_cast<int>(options.warm_up + options.smooth) - 1, 3, 0.2);
  EXPECT_FALSE(pump.knows());
  pump.run(1, 3, 0.2);
  EXPECT_TRUE(pump.knows());
}

TEST(Anomaly, ALevelThatMovesIsUnlikeThePast) {
  Pump pump;
  pump.run(600, 3, 0.2);
  EXPECT_GT(pump.run(200, 3.5, 0.2), 190);
  EXPECT_GE(pump.score(), 1);
}

TEST(Anomaly, ShakingAboutTheRightLevelIsUnlikeThePast) {
  Pump pump;
  pump.run(600, 3, 0.2);
  EXPECT_GT(pump.run(200, 3, 1), 150);
}

TEST(Anomaly, SoIsSticking) {
  Pump pump;
  pump.run(600, 3, 0.2);
  EXPECT_GT(pump.run(200, 3, 0), 150);
}

}  // namespace
}  // namespace davy::core
