// People who may act in some zones only.
#include "core/engine/zone_limit.hpp"

#include "core/testing/plant_story.hpp"

namespace davy::core {
namespace {

class ZoneLimit : public testing::Test {
 protected:
  std::string asked(Request request, std::vector<std::string> zones) {
    const Actor actor{"ma", Role::SafetyOfficer, {}, std::move(zones)};
    const site::Site site = make_risky_plant();
    const site::Directory directory(site);
    const auto no = outside(actor, request, plant.state(), directory);
    return no ? no->message.en : "allowed";
  }

  PlantStory plant{make_risky_plant()};
};

TEST_F(ZoneLimit, OfNoneThereIsNoLimit) { EXPECT_EQ(asked(BypassRow{"gas-trip", 1_h, "test"}, {}), "allowed"); }

TEST_F(ZoneLimit, ActsInTheirZoneAndInWhatLiesInsideIt) {
  const ShelveAlarm shelve{"ch4-01:high", 1_h, "test"};
  EXPECT_EQ(asked(shelve, {"tank-farm"}), "allowed");
  EXPECT_EQ(asked(shelve, {"plant"}), "allowed");
  EXPECT_EQ(asked(shelve, {"pump-house", "tank-farm"}), "allowed");
  EXPECT_EQ(asked(shelve, {"pump-house"}), "your account may not act in zone tank-farm");
  EXPECT_EQ(asked(BypassRow{"gas-trip", 1_h, "test"}, {"pump-house"}), "your account may not act in zone tank-farm");
  EXPECT_EQ(asked(SetMode{"", "maintenance", "test", {}}, {"plant"}), "your account may not act in zone site");
}

TEST_F(ZoneLimit, AlarmsAndOrdersBelongToTheirZone) {
  plant.gas("ch4-01", 30_lel);
  plant.after(1_s);
  const AlarmId alarm = plant.alarm_id("ch4-01:high");
  const OrderId order = plant.order("ch4-01:high");
  EXPECT_EQ(asked(AcknowledgeAlarm{alarm, ""}, {"pump-house"}), "your account may not act in zone tank-farm");
  EXPECT_EQ(asked(AcceptOrder{order}, {"pump-house"}), "your account may not act in zone tank-farm");
  EXPECT_EQ(asked(AcceptOrder{order}, {"tank-farm"}), "allowed");
}

TEST_F(ZoneLimit, RulesAreOfTheWholeSite) {
  EXPECT_EQ(asked(ProposeSite{"two", "hazard study"}, {"plant"}), "your account may not act in zone site");
  EXPECT_EQ(asked(ProposeSite{"two", "hazard study"}, {}), "allowed");
}

TEST_F(ZoneLimit, DangerKnowsNoBorders) {
  ReportHazard report;
  report.zone = "tank-farm";
  EXPECT_EQ(asked(report, {"pump-house"}), "allowed");
  OpenIncident incident;
  incident.zone = "tank-farm";
  EXPECT_EQ(asked(incident, {"pump-house"}), "allowed");
  EXPECT_EQ(asked(SuspendPermit{PermitId(3), "gas"}, {"pump-house"}), "allowed");
}

TEST_F(ZoneLimit, ZonesOfAnAccountAreZonesOfTheSite) {
  EXPECT_EQ(plant.asks("root", SaveAccount{"ma", "马九", Role::TeamLead, {}, {"moon"}}), "there is no zone moon");
  EXPECT_EQ(plant.asks("root", SaveAccount{"ma", "马九", Role::TeamLead, {}, {"tank-farm"}}), "done");
  EXPECT_EQ(plant.state().accounts.at("ma").zones, std::vector<std::string>{"tank-farm"});
}

}  // namespace
}  // namespace davy::core
