#include "analysis/alarm_load/alarm_figures.hpp"

#include "core/testing/small_plant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::analysis {
namespace {

using core::kEight;

// The small plant of the core: by day (8 to 20 h) the operator answers for the tank farm, by night the shift lead for the plant.
class AlarmFiguresTest : public testing::Test {
 protected:
  void rings(std::string condition, Instant raised, std::optional<Duration> lasts, std::string duty = "operator") {
    core::RangAlarm alarm{std::move(condition), raised, std::nullopt, lasts ? std::optional(raised + *lasts) : std::nullopt};
    alarm.duty = std::move(duty);
    rang_.alarms.push_back(std::move(alarm));
  }
  AlarmFigures at(Instant now, Instant watched_since = kEight - 240_h) const {
    return figures_at(now, watched_since, rang_, set_aside_, directory_);
  }
  static ShiftFigures of(const AlarmFigures& figures, std::string_view post, std::string_view shift) {
    for (const ShiftFigures& each : figures.shifts)
      if (each.post == post && each.shift == shift) return each;
    ADD_FAILURE() << "no figures of " << post << " in " << shift;
    return {};
  }
  static PostFigures of(const AlarmFigures& figures, std::string_view post) {
    for (const PostFigures& each : figures.posts)
      if (each.post == post) return each;
    ADD_FAILURE() << "no figures of " << post;
    return {};
  }

  const site::Site site_ = core::make_small_plant();
  const site::Directory directory_{site_};
  Rang rang_;
  std::vector<core::Alarm> set_aside_;
};

TEST_F(AlarmFiguresTest, CountsWhatRangForAPostInItsShift) {
  const Instant now = kEight + 6_h;
  for (int i = 0; i < 3; ++i) rings("ch4-01:high", now - 5_min + 10_s * i, 2_s);
  rings("ch4-02:high", now - 30_min, 2_s);
  rings("ch4-02:high", now - 5_h, 2_s);
  rings("ch4-02:high", now - 25_h, 2_s);  // of yesterday
  const ShiftFigures day = of(at(now), "operator", "day");
  EXPECT_EQ(day.ten_minutes, 3u);
  EXPECT_EQ(day.hour, 4u);
  EXPECT_EQ(day.day, 5u);
  EXPECT_EQ(day.chattering, 1u);
  EXPECT_NEAR(*day.per_hour, 5.0 / 12, 1e-9) << "twelve hours of the last day were its shift";
  EXPECT_EQ(of(at(now), "shift-lead", "night").day, 0u);
}

TEST_F(AlarmFiguresTest, ARateIsOfTheHoursThatWereWatched) {
  const Instant now = kEight + 6_h;
  rings("ch4-01:high", now - 1_min, 2_s);
  EXPECT_NEAR(*of(at(now, now - 2_h), "operator", "day").per_hour, 0.5, 1e-9);
  EXPECT_FALSE(of(at(now, now - 30_min), "operator", "day").per_hour);
}

TEST_F(AlarmFiguresTest, WhatRingsOutsideTheShiftsOfItsPostIsNotLost) {
  rings("ch4-01:high", kEight + 1_h, 2_s, "safety-officer");  // has no duty
  EXPECT_EQ(of(at(kEight + 2_h), "safety-officer", "").day, 1u);
}

TEST_F(AlarmFiguresTest, TheShareOfFloodIsOfTheShift) {
  rang_.floods = {{"operator", kEight + 1_h, kEight + 4_h}, {"shift-lead", kEight + 1_h, std::nullopt}};
  const AlarmFigures figures = at(kEight + 12_h);
  EXPECT_NEAR(of(figures, "operator", "day").flood_share, 0.25, 1e-9);
  EXPECT_FALSE(of(figures, "operator").flooded_since);
  EXPECT_EQ(of(figures, "shift-lead").flooded_since, kEight + 1_h);
}

TEST_F(AlarmFiguresTest, WhatStandsIsApartFromWhatIsSetAside) {
  const Instant now = kEight + 6_h;
  rings("ch4-01:high", now - 2_h, std::nullopt);
  rings("ch4-01:high-high", now - 30_h, std::nullopt);
  rings("ch4-02:high", now - 30_h, std::nullopt);  // shelved since
  core::Alarm shelved{.condition = "ch4-02:high"};
  shelved.shelf = core::Shelf{now + 1_h, "calibration", "li"};
  core::Alarm out{.condition = "ch4-02:high-high"};
  out.shelf = shelved.shelf;
  out.out_of_service = core::OutOfService{"exchange", "chen", now};
  core::Alarm suppressed{.condition = "ch4-02:stale"};
  suppressed.suppressed = core::Suppression{"by design", "rule", "", {}};
  set_aside_ = {shelved, out, suppressed};
  const PostFigures post = of(at(now), "operator");
  EXPECT_EQ(post.standing, 2u);
  EXPECT_EQ(of(at(now), "operator", "day").stale, 1u) << "what is shelved since is not";
  EXPECT_EQ(post.shelved, 1u);
  EXPECT_EQ(post.suppressed, 1u);
  EXPECT_EQ(post.out_of_service, 1u);
}

TEST_F(AlarmFiguresTest, WhatRangForNobodyIsCountedInItsShift) {
  const Instant now = kEight + 6_h;
  for (const core::Aside aside : {core::Aside::Shelved, core::Aside::Suppressed, core::Aside::Suppressed, core::Aside::OutOfService}) {
    rings("ch4-01:high", now - 2_h, 1_min);
    rang_.alarms.back().aside = aside;
  }
  rings("ch4-02:high", now - 25_h, 1_min);  // of yesterday
  rang_.alarms.back().aside = core::Aside::Shelved;
  const ShiftFigures day = of(at(now), "operator", "day");
  EXPECT_EQ(day.shelved, 1u);
  EXPECT_EQ(day.suppressed, 2u);
  EXPECT_EQ(day.out_of_service, 1u);
  EXPECT_EQ(day.day, 0u);
}

TEST_F(AlarmFiguresTest, TheMostFrequentAreTenAndTheWorstFirst) {
  const Instant now = kEight + 6_h;
  for (int condition = 0; condition < 12; ++condition)
    for (int i = 0; i <= condition; ++i) rings("ch4-" + std::to_string(condition) + ":high", now - 1_h - 5_min * i, 1_min);
  const std::vector<std::size_t> most = of(at(now), "operator", "day").most_frequent;
  ASSERT_EQ(most.size(), 10u);
  EXPECT_EQ(most.front(), 12u);
  EXPECT_EQ(most.back(), 3u);
}

// Whatever rings and whenever: the shifts of a post together are what the page of alarm load counts for it.
RC_GTEST_FIXTURE_PROP(AlarmFiguresTest, TheShiftsTogetherAreTheLoadOfTheLastDay, ()) {
  const Instant now = kEight + 6_h;
  const auto minutes = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 23 * 60));
  for (const int ago : minutes)
    rings(ago % 3 == 0 ? "ch4-01:high" : "pt-101:high-high", now - 1_min * ago, 1_min, ago % 2 == 0 ? "operator" : "shift-lead");
  const AlarmFigures figures = at(now);
  const Span day{now - 24_h, now + 1_s};
  for (const PostLoad& load : alarm_load(rang_, directory_, day)) {
    if (!load.shift.empty()) continue;
    std::size_t counted = 0;
    for (const ShiftFigures& each : figures.shifts) counted += each.post == load.post ? each.day : 0;
    RC_ASSERT(counted == load.alarms);
  }
}

}  // namespace
}  // namespace davy::analysis
