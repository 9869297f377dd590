#include "core/anomaly/novelty.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace davy::core {
namespace {

constexpr Duration kHour = Duration::from_ms(3'600'000);
const Instant kMonday = Instant::from_unix_ms(1'767'571'200'000);  // 2026-01-05T00:00:00Z

// An hourly series of a works that is busy from 8 to 18 on working days.
class Works {
 public:
  std::vector<double> pass(int hours) {
    std::vector<double> told;
    for (int i = 0; i < hours; ++i) told.push_back(read(usual()));
    return told;
  }
  double read(double value) {
    const double told = novelty_.feed(value, kMonday + kHour * hour_);
    ++hour_;
    return told;
  }
  double usual() const {
    const bool busy = hour_ % 24 >= 8 && hour_ % 24 < 18 && hour_ / 24 % 7 < 5;
    return (busy ? 100.0 : 20.0) + static_cast<double>(hour_ * 5 % 7);
  }

 private:
  Novelty novelty_;
  std::int64_t hour_ = 0;
};

double most(const std::vector<double>& told) { return *std::max_element(told.begin(), told.end()); }

TEST(Novelty, TheSameWeekAgainIsNothingNew) {
  Works works;
  EXPECT_LT(most(works.pass(10 * 168)), Novelty::kWorthTelling);
}

TEST(Novelty, AValueNeverSeenIsToldOnce) {
  Works works;
  works.pass(5 * 168);
  EXPECT_GT(works.read(200), 0.5);
  EXPECT_EQ(works.read(200), 0);
  EXPECT_EQ(works.read(200), 0);
}

TEST(Novelty, WhatIsFarStrangerIsToldAgain) {
  Works works;
  works.pass(5 * 168);
  EXPECT_GT(works.read(200), 0.5);
  EXPECT_GT(works.read(4'000), 10);
}

TEST(Novelty, AHolidayIsNewThoughEachOfItsReadingsIsUsual) {
  Works works;
  works.pass(8 * 168);
  double told = 0;
  for (int hour = 0; hour < 5 * 24; ++hour) told = std::max(told, works.read(20 + hour * 5 % 7));
  EXPECT_GT(told, Novelty::kWorthTelling);
}

TEST(Novelty, ASeriesThatStandsStillIsNew) {
  Works works;
  works.pass(5 * 168);
  double told = 0;
  for (int hour = 0; hour < 40; ++hour) told = std::max(told, works.read(24));
  EXPECT_GT(told, 0.5);
}

}  // namespace
}  // namespace davy::core
