#include "api/json/views.hpp"

#include "api/json/site_json.hpp"
#include "api/testing/two_zones.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace davy::api {
namespace {

using fixture::TwoZones;
using nlohmann::json;

const Instant kNoon = Instant::from_unix_ms(1'800'000'000'000);

json read(const PointStatus& status, const TwoZones& plant) { return json::parse(to_json(status, plant.directory)); }

TEST(Views, APointThatWasNeverHeardOfHasNoValueAndNoTime) {
  const TwoZones plant;
  runtime::LiveValue never;
  never.last.source = Instant::before_all();
  const json point = read({TwoZones::kTankPoint, never, {}}, plant);
  EXPECT_TRUE(point["value"].is_null());
  EXPECT_TRUE(point["source"].is_null());
  EXPECT_TRUE(point["arrival"].is_null());
  EXPECT_EQ(point["quality"], "bad");
  EXPECT_EQ(point["stale"], true);
}

TEST(Views, ABadReadingHasATimeButNoValue) {
  const TwoZones plant;
  const json point =
      read({TwoZones::kTankPoint, {{TwoZones::kTankPoint, core::Quality::Bad, 12, kNoon, kNoon}, false}, site::Severity::Low}, plant);
  EXPECT_TRUE(point["value"].is_null());
  EXPECT_EQ(point["source"], to_text(kNoon));
  EXPECT_EQ(point["worst"], "low");
}

TEST(Views, AnAlarmSpeaksTheWordsOfTheSite) {
  const TwoZones plant;
  store::AlarmRow row;
  row.alarm.condition = "ch4-02:high-high";
  row.alarm.active = true;
  row.alarm.acked = false;
  row.raised_value = 52.1;
  row.zone = "tank-farm";
  const json alarm = json::parse(to_json(row, plant.directory));
  EXPECT_EQ(alarm["title"]["en"], "High-high");
  EXPECT_EQ(alarm["point"], "ch4-02");
  EXPECT_EQ(alarm["unit"], "%LEL");
  EXPECT_EQ(alarm["letter"], "B");
  EXPECT_EQ(alarm["value"], 52.1);
  EXPECT_TRUE(alarm["acknowledged_by"].is_null());
}

TEST(Views, AnOrderAboutAPermitThatWasTakenBackNamesIt) {
  const TwoZones plant;
  store::OrderRow row;
  row.order.condition = "permit/41:guardian-absent";
  const json order = json::parse(to_json(row, plant.directory));
  EXPECT_EQ(order["permit"], 41);
  EXPECT_EQ(order["title"]["en"], "Permit #41 taken back: no guardian");
  EXPECT_FALSE(order["response"]["zh"].get<std::string>().empty());
  row.order.condition = "ch4-02:high-high";
  const json other = json::parse(to_json(row, plant.directory));
  EXPECT_TRUE(other["permit"].is_null());
  EXPECT_EQ(other["title"]["en"], "High-high");
}

TEST(Views, AnAlarmNamesItsGroupAndWhatSetsItAside) {
  const TwoZones plant;
  store::AlarmRow row;
  row.alarm.condition = "ch4-02:high-high";
  const json alone = json::parse(to_json(row, plant.directory));
  EXPECT_TRUE(alone["group"].is_null());
  EXPECT_TRUE(alone["suppression"].is_null());
  row.alarm.group = core::Membership{core::AlarmId(17), core::GroupedBy::Row};
  row.first_out = store::FirstOut{core::AlarmId(19), "ch4-01:high", kNoon};
  row.alarm.suppressed = core::Suppression{"vents", "over-pressure", "pt-101:high", kNoon};
  const json alarm = json::parse(to_json(row, plant.directory));
  EXPECT_EQ(alarm["group"]["id"], 17);
  EXPECT_EQ(alarm["group"]["because"], "row");
  EXPECT_EQ(alarm["group"]["first_condition"], "ch4-01:high");
  EXPECT_EQ(alarm["suppressed"], "vents");
  EXPECT_EQ(alarm["suppression"]["rule"], "over-pressure");
  EXPECT_EQ(alarm["suppression"]["inhibitor"], "pt-101:high");
  EXPECT_EQ(alarm["suppression"]["until"], to_text(kNoon));
}

TEST(Views, AnAlarmOfAConditionThatTheSiteNoLongerHasKeepsItsName) {
  const TwoZones plant;
  store::AlarmRow row;
  row.alarm.condition = "gone-01:low";
  const json alarm = json::parse(to_json(row, plant.directory));
  EXPECT_EQ(alarm["title"]["zh"], "gone-01:low");
  EXPECT_TRUE(alarm["unit"].is_null());
}

TEST(Views, APageSaysWhereItGoesOn) {
  const store::Page<core::Account> page{{{"li.na", "李娜", core::Role::Worker, {"operator"}}}, "17"};
  EXPECT_EQ(page_json(page), R"({"items":[{"login":"li.na","name":"李娜","role":"worker","posts":["operator"],"zones":[]}],"next":"17"})");
  EXPECT_EQ(page_json(store::Page<core::Account>()), R"({"items":[],"next":null})");
}

TEST(SiteJson, NamesWhatTheSiteLinks) {
  const TwoZones plant;
  const json site = json::parse(site_json(plant.directory));
  EXPECT_EQ(site["zones"][1]["parent"], "plant");
  EXPECT_EQ(site["zones"][1]["outline"][1]["x_m"], 10);
  EXPECT_EQ(site["points"][1]["device"], "rtu-01");
  EXPECT_EQ(site["points"][1]["at"]["y_m"], 2);
  EXPECT_EQ(site["conditions"][1]["name"], "ch4-02:high-high");
  EXPECT_EQ(site["conditions"][1]["limit"], 50);
  EXPECT_TRUE(site["conditions"][1]["shelve_at_most_s"].is_null());
  EXPECT_TRUE(site["plan"]["url"].is_null());
}

}  // namespace
}  // namespace davy::api
