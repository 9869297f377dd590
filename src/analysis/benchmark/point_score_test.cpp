#include "analysis/benchmark/point_score.hpp"

#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

using Label = PointScore::Label;

TEST(PointScore, HoldsEveryRowAgainstItsLabel) {
  PointScore score;
  for (int i = 0; i < 6; ++i) score.add(Label::Strange, Label::Strange);
  for (int i = 0; i < 2; ++i) score.add(Label::Strange, Label::Calm);
  for (int i = 0; i < 1; ++i) score.add(Label::Calm, Label::Strange);
  for (int i = 0; i < 9; ++i) score.add(Label::Calm, Label::Calm);
  EXPECT_DOUBLE_EQ(score.f1(), 12.0 / 15);
  EXPECT_DOUBLE_EQ(score.false_alarm_rate(), 0.1);
  EXPECT_DOUBLE_EQ(score.missed_rate(), 0.25);
}

TEST(PointScore, OfNothingIsZero) {
  const PointScore score;
  EXPECT_EQ(score.f1(), 0);
  EXPECT_EQ(score.false_alarm_rate(), 0);
  EXPECT_EQ(score.missed_rate(), 0);
}

}  // namespace
}  // namespace davy::analysis
