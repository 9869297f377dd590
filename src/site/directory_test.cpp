#include "site/directory.hpp"

#include <gtest/gtest.h>

namespace davy::site {
namespace {

// A plant with a tank farm inside it; the farm has its own operator by day, the plant a team lead round the clock.
Site small_plant() {
  Site site;
  site.zones = {{.name = "plant"}, {.name = "tank-farm", .parent = ZoneIndex(0)}, {.name = "office", .parent = ZoneIndex(0)}};
  site.points.resize(3);
  site.points[0].name = "ch4-01";
  site.points[1].name = "ch4-02";
  site.points[2].name = "tt-101";
  site.conditions = {{.suffix = "high", .point = PointIndex(0)},
                     {.suffix = "high-high", .point = PointIndex(0)},
                     {.suffix = "high", .point = PointIndex(2)}};
  site.posts = {{.name = "operator"}, {.name = "night-watch"}, {.name = "team-lead"}};
  site.shifts = {{.name = "day", .from = 8_h, .until = 20_h},
                 {.name = "night", .from = 20_h, .until = 8_h},
                 {.name = "always", .from = 0_h, .until = 0_h}};
  return site;
}

Instant local(const char* time) { return parse_instant(std::string("2026-11-24T") + time + "+08:00").value(); }

TEST(Directory, FindsPartsByName) {
  const Site site = small_plant();
  const Directory directory(site);
  EXPECT_EQ(directory.zone("tank-farm"), ZoneIndex(1));
  EXPECT_EQ(directory.point("tt-101"), PointIndex(2));
  EXPECT_EQ(directory.post("team-lead"), PostIndex(2));
  EXPECT_EQ(directory.zone("tank-fram"), std::nullopt);
  EXPECT_EQ(directory.device("tank-farm"), std::nullopt);
}

TEST(Directory, FindsConditionsByPointAndSuffix) {
  const Site site = small_plant();
  const Directory directory(site);
  EXPECT_EQ(directory.condition("ch4-01:high-high"), ConditionIndex(1));
  EXPECT_EQ(directory.condition("tt-101:high"), ConditionIndex(2));
  EXPECT_EQ(directory.name_of(ConditionIndex(1)), "ch4-01:high-high");
  EXPECT_EQ(directory.condition("tt-101:high-high"), std::nullopt);
  EXPECT_EQ(directory.condition("ch4-02:high"), std::nullopt) << "a point without conditions";
  EXPECT_EQ(directory.condition("ch4-01"), std::nullopt);
}

TEST(Directory, TheZonesOwnDutyAnswersBeforeItsParents) {
  Site site = small_plant();
  site.duties = {{PostIndex(2), ZoneIndex(0), ShiftIndex(2)}, {PostIndex(0), ZoneIndex(1), ShiftIndex(0)}};
  const Directory directory(site);
  EXPECT_EQ(directory.on_duty(ZoneIndex(1), Matter::Alarm, local("09:00:00")), PostIndex(0));
  EXPECT_EQ(directory.on_duty(ZoneIndex(1), Matter::Alarm, local("21:00:00")), PostIndex(2))
      << "outside its shift the parent's duty answers";
  EXPECT_EQ(directory.on_duty(ZoneIndex(2), Matter::Alarm, local("09:00:00")), PostIndex(2));
}

TEST(Directory, AShiftPastMidnightHoldsBothSidesAndEndsOnTheMinute) {
  Site site = small_plant();
  site.duties = {{PostIndex(0), ZoneIndex(1), ShiftIndex(0)}, {PostIndex(1), ZoneIndex(1), ShiftIndex(1)}};
  const Directory directory(site);
  EXPECT_EQ(directory.on_duty(ZoneIndex(1), Matter::Alarm, local("07:59:59.999")), PostIndex(1));
  EXPECT_EQ(directory.on_duty(ZoneIndex(1), Matter::Alarm, local("08:00:00")), PostIndex(0));
  EXPECT_EQ(directory.on_duty(ZoneIndex(1), Matter::Alarm, local("20:00:00")), PostIndex(1));
  EXPECT_EQ(directory.on_duty(ZoneIndex(1), Matter::Alarm, local("00:00:00")), PostIndex(1));
}

TEST(Directory, ADutyThatNamesTheMatterGoesBeforeOneForAllInItsZone) {
  Site site = small_plant();
  site.duties = {{PostIndex(2), ZoneIndex(0), ShiftIndex(2), {}, {Matter::Hazard}},
                 {PostIndex(0), ZoneIndex(1), ShiftIndex(2)},
                 {PostIndex(1), ZoneIndex(1), ShiftIndex(2), {}, {Matter::Order, Matter::Permit}}};
  const Directory directory(site);
  EXPECT_EQ(directory.on_duty(ZoneIndex(1), Matter::Permit, local("09:00:00")), PostIndex(1));
  EXPECT_EQ(directory.on_duty(ZoneIndex(1), Matter::Hazard, local("09:00:00")), PostIndex(0))
      << "the nearer zone goes before the named matter";
  EXPECT_EQ(directory.on_duty(ZoneIndex(0), Matter::Hazard, local("09:00:00")), PostIndex(2));
  EXPECT_EQ(directory.on_duty(ZoneIndex(0), Matter::Alarm, local("09:00:00")), std::nullopt)
      << "a duty for other matters is none for this one";
}

TEST(Directory, NobodyOnDutyIsSaidSo) {
  const Site site = small_plant();
  EXPECT_EQ(Directory(site).on_duty(ZoneIndex(1), Matter::Alarm, local("09:00:00")), std::nullopt);
}

}  // namespace
}  // namespace davy::site
