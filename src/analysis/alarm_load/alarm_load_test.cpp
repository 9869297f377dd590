#include "analysis/alarm_load/alarm_load.hpp"

#include "analysis/alarm_load/duty_of.hpp"

#include <gmock/gmock.h>

namespace davy::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Instant kMidnight = Instant::from_unix_ms(1'795'478'400'000);  // of the site, which keeps UTC here

Instant at(double hours, double minutes = 0, double seconds = 0) {
  return kMidnight + Duration::from_seconds(hours * 3600 + minutes * 60 + seconds);
}

class AlarmLoad : public testing::Test {
 protected:
  AlarmLoad() {
    site_.utc_offset = Duration();
    site_.zones.push_back({.name = "plant"});
    site_.posts = {{.name = "operator", .escalates_to = site::PostIndex(1)}, {.name = "lead"}, {.name = "guest"}};
    const auto hour = [](int h) { return Duration::from_ms(h * 3'600'000LL); };
    site_.shifts = {{.name = "day", .from = hour(8), .until = hour(20)}, {.name = "night", .from = hour(20), .until = hour(8)}};
    for (std::size_t shift = 0; shift < 2; ++shift)
      site_.duties.push_back({site::PostIndex(0), site::ZoneIndex(0), site::ShiftIndex(shift)});
    site::Point point;
    point.name = "gas";
    point.zone = site::ZoneIndex(0);
    site_.points.push_back(point);
    site_.conditions.push_back({.suffix = "high", .point = site::PointIndex(0)});
    site_.conditions.push_back({.suffix = "low", .point = site::PointIndex(0), .answered_by = site::PostIndex(1)});
  }

  void rings(std::string condition, Instant raised, std::optional<Duration> lasts = Duration::from_ms(600'000)) {
    alarms_.push_back({std::move(condition), raised, std::nullopt, lasts ? std::optional(raised + *lasts) : std::nullopt});
  }

  // Of one day from midnight on.
  std::vector<PostLoad> loads() const {
    const site::Directory directory(site_);
    return alarm_load({alarms_, floods_}, directory, {kMidnight, at(24)});
  }
  PostLoad load_of(std::string_view post, std::string_view shift = "") const {
    for (const PostLoad& load : loads())
      if (load.post == post && load.shift == shift) return load;
    ADD_FAILURE() << "no figures of " << post << " " << shift;
    return {};
  }

  site::Site site_;
  std::vector<core::RangAlarm> alarms_;
  std::vector<core::RangFlood> floods_;
};

TEST_F(AlarmLoad, APostOnDutyAppearsWithNothingToDoAndAGuestDoesNot) {
  std::vector<std::string> posts;
  for (const PostLoad& load : loads()) posts.push_back(load.post + "/" + load.shift);
  EXPECT_THAT(posts, ElementsAre("operator/", "operator/day", "operator/night"));
  EXPECT_EQ(load_of("operator").alarms, 0U);
  EXPECT_EQ(load_of("operator").load, Load::Acceptable);
}

TEST_F(AlarmLoad, AnAlarmCountsForWhoAnswersItAndInTheShiftOfItsTime) {
  rings("gas:high", at(7));
  rings("gas:high", at(9));
  rings("gas:high", at(10));
  rings("gas:low", at(11));
  EXPECT_EQ(load_of("operator").alarms, 3U);
  EXPECT_EQ(load_of("operator", "day").alarms, 2U);
  EXPECT_EQ(load_of("operator", "night").alarms, 1U);
  EXPECT_DOUBLE_EQ(load_of("operator", "day").per_day.value(), 4) << "half a day was watched";
  EXPECT_EQ(load_of("lead").alarms, 1U);
}

// The operator answers for the tank farm by day too, and somebody else for its orders.
TEST_F(AlarmLoad, EachDutyHasItsOwnFiguresByItsZoneAndTheMatterOfAlarms) {
  site_.zones.push_back({.name = "farm", .parent = site::ZoneIndex(0)});
  site_.points.push_back(site_.points.front());
  site_.points.back().name = "level";
  site_.points.back().zone = site::ZoneIndex(1);
  site_.conditions.push_back({.suffix = "high", .point = site::PointIndex(1)});
  site_.duties.push_back(
      {.post = site::PostIndex(1), .zone = site::ZoneIndex(1), .shift = site::ShiftIndex(0), .matters = {site::Matter::Order}});
  site_.duties.push_back({site::PostIndex(0), site::ZoneIndex(1), site::ShiftIndex(0)});
  rings("gas:high", at(9));
  rings("level:high", at(10));
  rings("level:high", at(11));
  rings("level:high", at(22));  // by night the plant's duty is the nearest around it
  std::vector<std::string> duties;
  for (const PostLoad& load : loads())
    if (load.post == "operator") duties.push_back(load.zone + "/" + load.shift + " " + std::to_string(load.alarms));
  EXPECT_THAT(duties, ElementsAre("/ 4", "plant/day 1", "plant/night 1", "farm/day 2"));
  EXPECT_EQ(load_of("lead").alarms, 0U) << "its duty is for orders";
  const site::Directory directory(site_);
  EXPECT_EQ(duty_of(alarms_[1], directory), 3U);
  alarms_[1].zone = "plant";  // in which it rang then
  EXPECT_EQ(duty_of(alarms_[1], directory), 0U);
}

TEST_F(AlarmLoad, ADutyThatNamesAlarmsGoesBeforeOneForAllMatters) {
  site_.duties.push_back(
      {.post = site::PostIndex(0), .zone = site::ZoneIndex(0), .shift = site::ShiftIndex(0), .matters = {site::Matter::Alarm}});
  rings("gas:high", at(9));
  const site::Directory directory(site_);
  EXPECT_EQ(duty_of(alarms_[0], directory), 2U);
  alarms_[0].raised = at(21);
  EXPECT_EQ(duty_of(alarms_[0], directory), 1U);
}

TEST_F(AlarmLoad, AShiftIsWatchedForAsLongAsItWasOn) {
  for (int i = 0; i < 18; ++i) rings("gas:high", at(8 + i / 2.0));
  floods_.push_back({"operator", at(20), at(56)});  // from the first evening on
  const site::Directory directory(site_);
  const std::vector<PostLoad> loads =
      alarm_load({alarms_, floods_}, directory, {at(8), at(38)});  // thirty hours: two days and a night between
  ASSERT_EQ(loads[1].shift, "day");
  EXPECT_DOUBLE_EQ(loads[1].per_day.value(), 24) << "18 alarms in 18 hours";
  EXPECT_DOUBLE_EQ(loads[1].flood_share, 6.0 / 18);
  ASSERT_EQ(loads[2].shift, "night");
  EXPECT_DOUBLE_EQ(loads[2].flood_share, 1) << "the whole night, and no more than that";
}

TEST_F(AlarmLoad, BeforeADayWasWatchedNobodyCanSayHowManyADayThereAre) {
  rings("gas:high", at(1));
  const site::Directory directory(site_);
  const PostLoad load = alarm_load({alarms_, floods_}, directory, {kMidnight, at(23)}).front();
  EXPECT_EQ(load.alarms, 1U);
  EXPECT_EQ(load.per_day, std::nullopt);
  EXPECT_EQ(load.load, std::nullopt);
}

TEST_F(AlarmLoad, ManyADayAreMoreThanCanBeAsked) {
  for (int i = 0; i < 151; ++i) rings("gas:high", at(0, i * 9));
  EXPECT_EQ(load_of("operator").load, Load::Manageable);
  for (int i = 0; i < 150; ++i) rings("gas:high", at(23, 0, i));
  EXPECT_EQ(load_of("operator").load, Load::Overload);
}

TEST_F(AlarmLoad, TheMostWithinTenMinutesAreThoseOfTheWorstTenMinutes) {
  for (int i = 0; i < 12; ++i) rings("gas:high", at(9, i));  // the eleventh of ten minutes never comes
  EXPECT_EQ(load_of("operator").most_in_ten_minutes, 10U);
  for (int i = 0; i < 20; ++i) rings("gas:high", at(12, 0, i * 30));
  EXPECT_EQ(load_of("operator").most_in_ten_minutes, 20U);
}

TEST_F(AlarmLoad, FloodsAreThoseOfTheJournalEachCountedInTheShiftsItReaches) {
  floods_ = {{"operator", at(-1), at(0, 10)}, {"operator", at(19, 50), at(20, 5)}, {"operator", at(23, 58), std::nullopt}};
  EXPECT_EQ(load_of("operator").floods, 3U);
  EXPECT_EQ(load_of("operator").in_flood, Duration::from_seconds(27 * 60)) << "within the day that was asked for";
  EXPECT_EQ(load_of("operator", "day").floods, 1U);
  EXPECT_EQ(load_of("operator", "day").in_flood, Duration::from_seconds(600));
  EXPECT_EQ(load_of("operator", "night").in_flood, Duration::from_seconds(17 * 60));
  EXPECT_NEAR(load_of("operator").flood_share, 27.0 / 1440, 1e-9);
}

TEST_F(AlarmLoad, WhatRangForNobodyIsCountedApart) {
  rings("gas:high", at(9));
  for (const core::Aside aside : {core::Aside::Shelved, core::Aside::Suppressed, core::Aside::Suppressed, core::Aside::OutOfService}) {
    rings("gas:high", at(9, 0, 1), std::nullopt);
    alarms_.back().aside = aside;
  }
  const PostLoad load = load_of("operator");
  EXPECT_EQ(load.alarms, 1U);
  EXPECT_EQ(load.most_in_ten_minutes, 1U);
  EXPECT_EQ(load.shelved, 1U);
  EXPECT_EQ(load.suppressed, 2U);
  EXPECT_EQ(load.out_of_service, 1U);
  EXPECT_THAT(load.chattering, IsEmpty());
}

TEST_F(AlarmLoad, AnAlarmThatWasSetAsideCountsFromWhenPeopleWereToldOfIt) {
  rings("gas:high", at(-2), std::nullopt);
  alarms_.back().told = at(9);
  EXPECT_EQ(load_of("operator", "day").alarms, 1U);
  EXPECT_EQ(load_of("operator", "night").alarms, 0U);
}

TEST_F(AlarmLoad, WhatWasToldLateIsNotBesideWhatRangWhenItWasRaised) {
  rings("gas:high", at(8), std::nullopt);
  alarms_.back().told = at(12);
  rings("gas:high", at(8, 1));
  rings("gas:high", at(12, 0, 30));
  EXPECT_EQ(load_of("operator").alarms, 3U);
  EXPECT_EQ(load_of("operator").most_in_ten_minutes, 2U);
}

TEST_F(AlarmLoad, ThreeWithinAMinuteChatterAndWhatIsOverAtOnceIsFleeting) {
  for (int i = 0; i < 4; ++i) rings("gas:high", at(9, 0, i * 15), Duration::from_ms(5'000));
  rings("gas:high", at(10), Duration::from_ms(61'000));
  rings("gas:low", at(11, 0, 0));
  rings("gas:low", at(11, 0, 40));
  const PostLoad load = load_of("operator");
  ASSERT_EQ(load.chattering.size(), 1U);
  EXPECT_EQ(load.chattering[0].count, 4U);
  ASSERT_EQ(load.fleeting.size(), 1U);
  EXPECT_EQ(load.fleeting[0].count, 4U);
  EXPECT_THAT(load_of("lead").chattering, IsEmpty());
}

TEST_F(AlarmLoad, WhatHasBeenActiveForMoreThanADayIsStale) {
  rings("gas:high", at(-30), std::nullopt);
  rings("gas:low", at(1), std::nullopt);
  EXPECT_THAT(load_of("operator").stale, ElementsAre("gas:high"));
  EXPECT_EQ(load_of("operator").alarms, 0U) << "it was raised before";
  EXPECT_THAT(load_of("lead").stale, IsEmpty());
}

TEST_F(AlarmLoad, AConditionThatIsGoneCountsForTheTopOfTheChain) {
  rings("pump:hot", at(9));
  EXPECT_EQ(load_of("lead").alarms, 1U);
}

TEST_F(AlarmLoad, TheMedianOfAcknowledgementsLeavesOutWhatNobodyAcknowledged) {
  rings("gas:high", at(9));
  rings("gas:high", at(10));
  EXPECT_EQ(load_of("operator").median_to_acknowledge, std::nullopt);
  alarms_[1].acknowledged = at(10, 2);
  EXPECT_EQ(load_of("operator").median_to_acknowledge, Duration::from_ms(120'000));
}

}  // namespace
}  // namespace davy::analysis
