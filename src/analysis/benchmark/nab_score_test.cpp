#include "analysis/benchmark/nab_score.hpp"

#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

constexpr double kTolerance = 1e-9;

// A hundred rows, of which the first 15 are probation, with one window of ten rows.
NabSeries series(std::vector<std::size_t> detections) {
  NabSeries made{std::vector<double>(100, 0), {{50, 59}}};
  for (const std::size_t row : detections) made.scores[row] = 1;
  return made;
}

double scored(std::vector<std::size_t> detections, NabProfile profile = kNabStandard) {
  const std::vector<NabSeries> corpus = {series(std::move(detections))};
  return nab_score(corpus, 1, profile).normalised;
}

TEST(NabScore, SilenceIsZeroAndADetectionAtTheBeginOfTheWindowIsAHundred) {
  EXPECT_NEAR(scored({}), 0, kTolerance);
  EXPECT_NEAR(scored({50}), 100, kTolerance);
}

TEST(NabScore, ALateDetectionIsWorthLess) {
  // Five of ten rows left: 2/(1+e^-2.5) - 1 = 0.84828..., over 0.98661... of the first row: 0.85979...; (0.85979 + 1) / 2.
  EXPECT_NEAR(scored({55}), 92.9896283, 1e-6);
  // The last row: 0.24492 / 0.98661 = 0.24824.
  EXPECT_NEAR(scored({59}), 62.4120775, 1e-6);
}

TEST(NabScore, OnlyTheEarliestDetectionOfAWindowCounts) { EXPECT_NEAR(scored({50, 51, 55, 59}), 100, kTolerance); }

TEST(NabScore, BeforeTheFirstWindowADetectionCostsAllItCan) { EXPECT_NEAR(scored({20, 50}), 100 - 100 * 0.11 / 2, kTolerance); }

TEST(NabScore, ShortlyAfterAWindowADetectionCostsLittle) {
  // One row after, at 1/9 of the width: 2/(1+e^(5/9)) - 1 = -0.2708471
  EXPECT_NEAR(scored({50, 60}), 100 - 100 * 0.11 * 0.2708471 / 2, 1e-5);
  // 28 rows after are more than three widths.
  EXPECT_NEAR(scored({50, 88}), 100 - 100 * 0.11 / 2, kTolerance);
}

TEST(NabScore, ProbationCountsForNothing) {
  EXPECT_NEAR(scored({0, 5, 14}), 0, kTolerance);
  EXPECT_LT(scored({15}), 0);
  EXPECT_EQ(nab_probation(100), 15u);
  EXPECT_EQ(nab_probation(20'000), 750u);
}

TEST(NabScore, ProfilesWeighMistakesDifferently) {
  EXPECT_NEAR(scored({20, 50}, kNabFewFalsePositives), 100 - 100 * 0.22 / 2, kTolerance);
  EXPECT_NEAR(scored({20, 50}, kNabFewMissed), 100 - 100 * 0.11 / 3, kTolerance);
}

TEST(NabScore, OneThresholdServesAllSeries) {
  NabSeries plain = series({});
  plain.scores[50] = 0.5;
  NabSeries noisy = series({});
  noisy.scores[50] = 0.9;
  noisy.scores[20] = 0.7;
  const std::vector<NabSeries> corpus = {plain, noisy};
  const NabScore best = best_nab_score(corpus, kNabStandard);
  EXPECT_EQ(best.threshold, 0.5);  // both windows for one false positive
  EXPECT_EQ(best.found, 2u);
  EXPECT_EQ(best.false_positives, 1u);
  EXPECT_NEAR(best.normalised, 100 - 100 * 0.11 / 4, kTolerance);
}

TEST(NabScore, WhenEveryDetectionCostsMoreThanItBringsSilenceIsBest) {
  NabSeries wrong = series({});
  for (std::size_t row = 15; row < 50; ++row) wrong.scores[row] = 1;
  const std::vector<NabSeries> corpus = {wrong};
  const NabScore best = best_nab_score(corpus, kNabStandard);
  EXPECT_EQ(best.normalised, 0);
  EXPECT_EQ(best.found, 0u);
}

}  // namespace
}  // namespace davy::analysis
