// When what is done in cycles is due next: the calendar of the site, short months, and times that were missed.
#include "core/cycle.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::core {
namespace {

constexpr Duration kBeijing = 8_h;

Instant by_clock(const std::string& text) { return parse_instant(text + "+08:00").value(); }
Instant next(const std::string& first, Cycle cycle, const std::string& at) {
  return next_in_cycle(by_clock(first), cycle, by_clock(at), kBeijing);
}

TEST(Cycle, HoursAndDaysAreSpans) {
  EXPECT_EQ(next("2026-11-24T09:30:00", {2, CycleUnit::Hours}, "2026-11-24T09:30:00"), by_clock("2026-11-24T11:30:00"));
  EXPECT_EQ(next("2026-11-24T23:30:00", {7, CycleUnit::Days}, "2026-11-25T00:00:00"), by_clock("2026-12-01T23:30:00"));
}

TEST(Cycle, MonthsKeepTheDayAndTheTimeByTheSitesClock) {
  // 01:00 in Beijing is the day before by UTC.
  EXPECT_EQ(next("2026-11-30T01:00:00", {1, CycleUnit::Months}, "2026-11-30T01:00:00"), by_clock("2026-12-30T01:00:00"));
  EXPECT_EQ(next("2026-11-30T01:00:00", {1, CycleUnit::Years}, "2026-12-01T00:00:00"), by_clock("2027-11-30T01:00:00"));
}

TEST(Cycle, AShortMonthHasItsLastDayAndTheNextOneTheDayOfTheFirst) {
  const std::string first = "2027-01-31T08:00:00";
  EXPECT_EQ(next(first, {1, CycleUnit::Months}, first), by_clock("2027-02-28T08:00:00"));
  EXPECT_EQ(next(first, {1, CycleUnit::Months}, "2027-02-28T08:00:00"), by_clock("2027-03-31T08:00:00"));
  EXPECT_EQ(next("2028-02-29T08:00:00", {1, CycleUnit::Years}, "2028-03-01T00:00:00"), by_clock("2029-02-28T08:00:00"));
  EXPECT_EQ(next("2028-02-29T08:00:00", {1, CycleUnit::Years}, "2031-03-01T00:00:00"), by_clock("2032-02-29T08:00:00"));
}

TEST(Cycle, WhatWasMissedIsNotPiledUp) {
  EXPECT_EQ(next("2026-11-24T09:30:00", {2, CycleUnit::Hours}, "2026-11-26T10:00:00"), by_clock("2026-11-26T11:30:00"));
  EXPECT_EQ(next("2026-01-31T09:30:00", {1, CycleUnit::Months}, "2026-04-30T10:00:00"), by_clock("2026-05-31T09:30:00"));
}

TEST(Cycle, BeforeTheFirstTimeTheFirstCycleIsStillToPass) {
  EXPECT_EQ(next("2026-11-24T09:30:00", {1, CycleUnit::Days}, "2026-11-01T00:00:00"), by_clock("2026-11-25T09:30:00"));
}

TEST(Cycle, NoCycleAndWhatIsTooFarIsNever) {
  const Instant now = by_clock("2026-11-24T09:30:00");
  EXPECT_EQ(next_in_cycle(now, {}, now, kBeijing), Instant::never());
  EXPECT_EQ(next_in_cycle(now, {1000, CycleUnit::Years}, now, kBeijing), Instant::never());
  EXPECT_EQ(after_cycles(now, {1000, CycleUnit::Days}, 1'000'000'000'000, kBeijing), Instant::never());
  EXPECT_EQ(after_cycles(now, {1000, CycleUnit::Months}, 1'000'000'000'000, kBeijing), Instant::never());
}

RC_GTEST_PROP(CycleProp, TheNextTimeIsTheFirstOfTheSeriesAfterTheMoment, ()) {
  const auto unit = *rc::gen::element(CycleUnit::Hours, CycleUnit::Days, CycleUnit::Months, CycleUnit::Years);
  const Cycle cycle{*rc::gen::inRange(1U, 40U), unit};
  const Instant first = by_clock("2020-01-01T00:00:00") + 1_min * *rc::gen::inRange(0, 3'000'000);
  const Instant at = first + 1_min * *rc::gen::inRange(-100'000, 2'000'000);
  const Duration offset = 1_min * *rc::gen::inRange(-720, 840);
  const Instant next_time = next_in_cycle(first, cycle, at, offset);
  RC_ASSERT(next_time > at);
  std::int64_t times = 1;
  while (after_cycles(first, cycle, times, offset) <= at) {
    RC_ASSERT(after_cycles(first, cycle, times, offset) < after_cycles(first, cycle, times + 1, offset));
    ++times;
  }
  RC_ASSERT(next_time == after_cycles(first, cycle, times, offset));
  RC_ASSERT(time_of_day(next_time, offset) == time_of_day(first, offset) || unit == CycleUnit::Hours);
}

}  // namespace
}  // namespace davy::core
