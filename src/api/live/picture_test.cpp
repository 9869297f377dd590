#include "api/live/picture.hpp"

#include "api/testing/two_zones.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

using fixture::TwoZones;

class APicture : public ::testing::Test {
 protected:
  store::AlarmRow alarm(std::uint64_t id, std::string zone, site::Severity severity) const {
    store::AlarmRow row;
    row.alarm.id = core::AlarmId(id);
    row.alarm.condition = (zone == "plant" ? "ch4-01" : "ch4-02") + std::string(":high-high");
    row.alarm.active = true;
    row.alarm.acked = false;
    row.alarm.severity = severity;
    row.zone = std::move(zone);
    return row;
  }
  std::vector<runtime::LiveValue> all_seen() const {
    return std::vector<runtime::LiveValue>(plant.site.points.size(), {{{}, core::Quality::Good, 1, now, now}, false});
  }
  ZoneStatus zone(site::ZoneIndex index) const { return picture.zones(live)[index.get()]; }

  const Instant now = Instant::from_unix_ms(1'800'000'000'000);
  TwoZones plant;
  Picture picture{plant.directory};
  std::vector<runtime::LiveValue> live = all_seen();
};

TEST_F(APicture, ACalmPlantHasNoLevelAndNothingToDo) { EXPECT_EQ(zone(TwoZones::kPlant), (ZoneStatus{TwoZones::kPlant, {}, 0, 0, 0, 0})); }

TEST_F(APicture, AZoneIsAsBadAsTheWorstAlarmInIt) {
  picture.set(alarm(1, "tank-farm", site::Severity::Low));
  picture.set(alarm(2, "tank-farm", site::Severity::Serious));
  EXPECT_EQ(zone(TwoZones::kTankFarm), (ZoneStatus{TwoZones::kTankFarm, site::Severity::Serious, 0, 2, 2, 0}));
}

TEST_F(APicture, WhatIsInsideShowsOutsideNotTheOtherWayRound) {
  picture.set(alarm(1, "tank-farm", site::Severity::Major));
  picture.set(alarm(2, "plant", site::Severity::Low));
  EXPECT_EQ(zone(TwoZones::kPlant).level, site::Severity::Major);
  EXPECT_EQ(zone(TwoZones::kPlant).active, 2U);
  EXPECT_EQ(zone(TwoZones::kTankFarm).active, 1U);
}

TEST_F(APicture, AnAlarmSetAsideColoursNothingButIsStillCounted) {
  auto row = alarm(1, "tank-farm", site::Severity::Major);
  row.alarm.shelf = core::Shelf{now, "探头标定", "li.na"};
  picture.set(row);
  EXPECT_EQ(zone(TwoZones::kTankFarm), (ZoneStatus{TwoZones::kTankFarm, {}, 0, 0, 1, 0}));
  EXPECT_FALSE(picture.worst()[TwoZones::kTankPoint.get()]);
}

TEST_F(APicture, AReturnedAlarmWaitsForItsAcknowledgementWithoutColour) {
  auto row = alarm(1, "tank-farm", site::Severity::Major);
  row.alarm.active = false;
  picture.set(row);
  EXPECT_EQ(zone(TwoZones::kTankFarm), (ZoneStatus{TwoZones::kTankFarm, {}, 0, 1, 0, 0}));
}

TEST_F(APicture, AnEndedAlarmIsForgotten) {
  auto row = alarm(1, "tank-farm", site::Severity::Major);
  picture.set(row);
  row.ended = now;
  picture.set(row);
  EXPECT_TRUE(picture.alarms().empty());
  EXPECT_FALSE(zone(TwoZones::kPlant).level);
}

TEST_F(APicture, SafetyPointsThatAreStaleBadOrNeverHeardOfAreBlind) {
  live[TwoZones::kPlantPoint.get()] = {};
  live[TwoZones::kTankPoint.get()].last.quality = core::Quality::Bad;
  EXPECT_EQ(zone(TwoZones::kTankFarm).blind, 1U);
  EXPECT_EQ(zone(TwoZones::kPlant).blind, 2U);
  plant.site.points[TwoZones::kTankPoint.get()].purpose = site::Purpose::Process;
  EXPECT_EQ(zone(TwoZones::kTankFarm).blind, 0U);
}

TEST_F(APicture, OpenOrdersAreCountedUntilTheyAreClosed) {
  store::OrderRow row;
  row.order.id = core::OrderId(5);
  row.order.zone = "tank-farm";
  row.order.state = core::OrderState::Approved;
  picture.set(row);
  EXPECT_EQ(zone(TwoZones::kPlant).open_orders, 1U);
  row.order.state = core::OrderState::Closed;
  picture.set(row);
  EXPECT_EQ(zone(TwoZones::kPlant).open_orders, 0U);
}

TEST_F(APicture, APointShowsTheWorstOfItsAlarms) {
  picture.set(alarm(1, "tank-farm", site::Severity::Moderate));
  picture.set(alarm(2, "tank-farm", site::Severity::Serious));
  EXPECT_EQ(picture.worst()[TwoZones::kTankPoint.get()], site::Severity::Serious);
  EXPECT_FALSE(picture.worst()[TwoZones::kPlantPoint.get()]);
}

TEST_F(APicture, AnAlarmOfAZoneThatTheSiteNoLongerHasHarmsNobody) {
  picture.set(alarm(1, "demolished", site::Severity::Major));
  EXPECT_EQ(picture.alarms().size(), 1U);
  EXPECT_FALSE(zone(TwoZones::kPlant).level);
}

}  // namespace
}  // namespace davy::api
