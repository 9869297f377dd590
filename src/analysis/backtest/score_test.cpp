#include "analysis/backtest/score.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

Instant score_minute(int m) { return Instant::from_unix_ms(std::int64_t{m} * 60'000); }

Occurrence alarm(int raised, std::optional<int> returned) {
  return {site::ConditionIndex(0), score_minute(raised), score_minute(raised),
          returned ? std::optional(score_minute(*returned)) : std::nullopt, 0};
}

Score scored(std::vector<Occurrence> occurrences, std::vector<Incident> incidents) {
  return score(occurrences, incidents, Duration::from_ms(86'400'000),
               {.grace = Duration::from_ms(1'800'000), .together = Duration::from_ms(1'800'000)});
}

TEST(Score, AnIncidentIsFoundByTheFirstAlarmNewlyRaisedInIt) {
  const Score score = scored({alarm(107, 110), alarm(130, 131)}, {{score_minute(100), score_minute(160)}});
  EXPECT_EQ(score.found(), 1u);
  EXPECT_EQ(score.median_delay(), score_minute(107) - score_minute(100));
  EXPECT_EQ(score.false_alarms, 0u);
}

TEST(Score, AnAlarmThatRangBeforeFindsNothing) {
  const Score score = scored({alarm(99, 150)}, {{score_minute(100), score_minute(160)}});
  EXPECT_EQ(score.found(), 0u);
  EXPECT_EQ(score.median_delay(), std::nullopt);
  EXPECT_EQ(score.false_episodes, 1u);
}

TEST(Score, GasThatLingersIsNotFalseButFindsNothingEither) {
  const Score score = scored({alarm(190, 195)}, {{score_minute(100), score_minute(160)}});
  EXPECT_EQ(score.found(), 0u);
  EXPECT_EQ(score.false_alarms, 0u);
  EXPECT_EQ(scored({alarm(191, 195)}, {{score_minute(100), score_minute(160)}}).false_alarms, 1u);
}

TEST(Score, FalseAlarmsCloseTogetherAreOneEpisode) {
  EXPECT_EQ(scored({alarm(10, 20), alarm(15, 16), alarm(50, 51)}, {}).false_episodes, 1u);
  EXPECT_EQ(scored({alarm(10, 20), alarm(15, 16), alarm(51, 52)}, {}).false_episodes, 2u);
  EXPECT_EQ(scored({alarm(10, std::nullopt), alarm(1'000, 1'001)}, {}).false_episodes, 1u) << "the first still rings";
}

TEST(Score, AddsUpOverRecordings) {
  Score sum;
  sum.add(scored({alarm(105, 110)}, {{score_minute(100), score_minute(160)}}));
  sum.add(scored({alarm(5, 6), alarm(109, 110)}, {{score_minute(100), score_minute(160)}}));
  sum.add(scored({}, {{score_minute(100), score_minute(160)}}));
  EXPECT_EQ(sum.delays.size(), 3u);
  EXPECT_EQ(sum.found(), 2u);
  EXPECT_EQ(sum.median_delay(), Duration::from_ms(7 * 60'000));
  EXPECT_NEAR(sum.per_day(sum.false_episodes), 1.0 / 3, 1e-12);
}

}  // namespace
}  // namespace davy::analysis
