#include "analysis/backtest/trial.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

using testing::ElementsAre;

Instant trial_minute(int n) { return Instant::from_unix_ms(60'000LL * n); }
core::RangAlarm rang(const char* condition, int raised, std::optional<int> returned) {
  return {condition, trial_minute(raised), std::nullopt, returned ? std::optional(trial_minute(*returned)) : std::nullopt};
}

// "+3" gained at the third minute, "-3" lost, "=3" both.
std::vector<std::string> compared(const std::vector<core::RangAlarm>& tried, const std::vector<core::RangAlarm>& today) {
  std::vector<std::string> said;
  for (const Difference& each : differences(tried, today)) {
    const core::RangAlarm& alarm = each.tried ? tried[*each.tried] : today[*each.today];
    const char* sign = each.change == Change::Both ? "=" : each.change == Change::Gained ? "+" : "-";
    said.push_back(sign + std::to_string(alarm.raised.unix_ms() / 60'000));
  }
  return said;
}

TEST(Differences, AlarmsThatStoodAtTheSameTimeAreTheSame) {
  EXPECT_THAT(compared({rang("a", 1, 5)}, {rang("a", 3, 9)}), ElementsAre("=1"));
  EXPECT_THAT(compared({rang("a", 3, 9)}, {rang("a", 1, std::nullopt)}), ElementsAre("=3"));
}

TEST(Differences, WhatOnlyOneOfThemRangIsGainedOrLostInOrder) {
  EXPECT_THAT(compared({rang("a", 1, 2), rang("a", 5, 6)}, {rang("a", 3, 4), rang("a", 5, 6)}), ElementsAre("+1", "-3", "=5"));
  EXPECT_THAT(compared({}, {rang("a", 1, 2), rang("b", 1, 2)}), ElementsAre("-1", "-1"));
}

TEST(Differences, AnotherConditionIsAnotherAlarm) { EXPECT_THAT(compared({rang("a", 1, 5)}, {rang("b", 1, 5)}), ElementsAre("+1", "-1")); }

TEST(Differences, OneAlarmIsTheSameAsOneOnly) {
  EXPECT_THAT(compared({rang("a", 1, 2), rang("a", 3, 4)}, {rang("a", 1, 9)}), ElementsAre("=1", "+3"));
}

}  // namespace
}  // namespace davy::analysis
