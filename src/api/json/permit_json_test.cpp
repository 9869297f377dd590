// What a person reads of a permit, in the words of the site.
#include "api/json/permit_json.hpp"

#include "api/json/json_writer.hpp"
#include "api/testing/two_zones.hpp"
#include "core/permit/gb30871.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace davy::api {
namespace {

using fixture::TwoZones;
using nlohmann::json;

const Instant kMorning = Instant::from_unix_ms(1'800'000'000'000);

PermitDetail plate_work() {
  PermitDetail permit;
  permit.row.id = core::PermitId(7);
  permit.row.what.kind = core::PermitKind::BlindPlate;
  permit.row.what.zone = "tank-farm";
  permit.row.what.lead = "wang";
  permit.row.what.points = {"ch4-02", "gone"};
  permit.row.what.others = {"a screen"};
  permit.row.by = "li";
  permit.row.applied = kMorning;
  permit.now.known = true;
  permit.now.at = kMorning;
  return permit;
}

json shown(const PermitDetail& permit) {
  const TwoZones plant;
  return json::parse(to_json(permit, plant.directory));
}

TEST(PermitJson, SignaturesAreThoseThatWereGivenAndThoseToCome) {
  PermitDetail permit = plate_work();
  const json before = shown(permit);
  const auto steps = core::gb30871::signatures(core::PermitKind::BlindPlate, core::PermitLevel::None);
  ASSERT_EQ(before["signatures"].size(), steps.size());
  EXPECT_EQ(before["next"]["role"], "lead");
  EXPECT_TRUE(before["next"]["post"].is_null());
  EXPECT_TRUE(before["signatures"][0]["by"].is_null());

  core::PermitSigned given;
  given.step = 1;
  given.opinion = "agreed";
  given.on_site = core::OnSite::Scanned;
  given.fix = core::PlaceFix{core::FixVerdict::Inside, 12};
  permit.story.signatures.push_back({given, "wang", kMorning});
  permit.row.signatures = 1;
  permit.row.post = "operator";
  const json after = shown(permit);
  EXPECT_EQ(after["signatures"][0]["by"], "wang");
  EXPECT_EQ(after["signatures"][0]["on_site"], "scanned");
  EXPECT_EQ(after["signatures"][0]["fix"], (json{{"verdict", "inside"}, {"away_m", 12}}));
  EXPECT_TRUE(after["signatures"][1]["fix"].is_null());
  EXPECT_EQ(after["next"]["step"], 2);
  EXPECT_EQ(after["next"]["post"], "operator") << "as it was decided then";
  EXPECT_EQ(after["signatures"][1]["post"], "operator");

  permit.row.state = store::PermitStage::Signed;
  EXPECT_TRUE(shown(permit)["next"].is_null());
}

TEST(PermitJson, ARowSaysWhatWaitsForWhoAsksOnlyWhereItDoes) {
  const TwoZones plant;
  store::PermitRow row = plate_work().row;
  const auto written = [&] {
    JsonWriter out;
    write(out, row, plant.directory);
    return json::parse(out.take());
  };
  EXPECT_FALSE(written().contains("waits_for_receipt"));
  EXPECT_FALSE(written().contains("taken_back"));
  row.waits_for_receipt = true;
  row.taken_back = true;
  EXPECT_EQ(written()["waits_for_receipt"], true);
  EXPECT_EQ(written()["taken_back"], true);
}

TEST(PermitJson, MeasuresAreTheStandardsAndThenItsOwn) {
  PermitDetail permit = plate_work();
  const auto standard = static_cast<std::uint32_t>(core::gb30871::measures(core::PermitKind::BlindPlate).size());
  core::PermitMeasureConfirmed own;
  own.measure = standard + 1;
  own.applies = false;
  own.remark = "indoors";
  permit.story.measures[own.measure] = {own, "zhao", kMorning};
  const json measures = shown(permit)["measures"];
  ASSERT_EQ(measures.size(), standard + 1);
  EXPECT_EQ(measures[0]["number"], 1);
  EXPECT_TRUE(measures[0]["applies"].is_null());
  EXPECT_TRUE(measures[standard]["clause"].is_null());
  EXPECT_EQ(measures[standard]["text"]["zh"], "a screen");
  EXPECT_EQ(measures[standard]["applies"], false);
  EXPECT_EQ(measures[standard]["by"], "zhao");
}

TEST(PermitJson, ADetectorSaysWhatItReadsAndWhatGates) {
  PermitDetail permit = plate_work();
  DetectorNow seen{"ch4-02", runtime::LiveValue{}, {{site::ConditionIndex(1), core::Truth::False}}};
  seen.live->last = {TwoZones::kTankPoint, core::Quality::Good, 3.5, kMorning, kMorning};
  seen.live->stale = false;
  permit.now.detectors = {seen, {"gone", std::nullopt, {}}};
  const json detectors = shown(permit)["detectors"];
  EXPECT_EQ(detectors[0]["value"], 3.5);
  EXPECT_EQ(detectors[0]["unit"], "%LEL");
  EXPECT_EQ(detectors[0]["gates"][0]["condition"], "ch4-02:high-high");
  EXPECT_EQ(detectors[0]["gates"][0]["limit"], 50);
  EXPECT_EQ(detectors[0]["gates"][0]["truth"], "false");
  EXPECT_TRUE(detectors[1]["title"].is_null());
  EXPECT_TRUE(detectors[1]["value"].is_null());
  EXPECT_EQ(detectors[1]["stale"], true) << "what is not there says nothing";
}

TEST(PermitJson, AFaultOfGasHasTheReadingOfNow) {
  PermitDetail permit = plate_work();
  DetectorNow seen{"ch4-02", runtime::LiveValue{}, {}};
  seen.live->last = {TwoZones::kTankPoint, core::Quality::Good, 51, kMorning, kMorning};
  permit.now.detectors = {seen};
  permit.now.faults = {{core::StopCause::Gas, "ch4-02:high-high", 0}, {core::StopCause::GuardianAbsent, "zhao", 0}};
  const json faults = shown(permit)["faults"];
  EXPECT_EQ(faults[0]["value"], 51);
  EXPECT_FALSE(faults[0]["words"]["zh"].get<std::string>().empty());
  EXPECT_TRUE(faults[1]["value"].is_null());
  EXPECT_NE(faults[1]["words"]["en"].get<std::string>().find("zhao"), std::string::npos);
}

TEST(PermitJson, StopsAreToldWithWhoAndUntilWhen) {
  PermitDetail permit = plate_work();
  permit.story.rests = {{kMorning, "", core::StopCause::Gas, "ch4-02:high-high", 26.5, kMorning + 1_h},
                        {kMorning, "wang", std::nullopt, "lunch", 0, std::nullopt}};
  const json stops = shown(permit)["stops"];
  EXPECT_TRUE(stops[0]["by"].is_null());
  EXPECT_EQ(stops[0]["value"], 26.5);
  EXPECT_EQ(stops[0]["resumed"], to_text(kMorning + 1_h));
  EXPECT_TRUE(stops[1]["cause"].is_null());
  EXPECT_EQ(stops[1]["what"], "lunch");
  EXPECT_TRUE(stops[1]["resumed"].is_null());
}

TEST(PermitJson, WhereTheEngineDoesNotSayItIsSaidSo) {
  PermitDetail permit = plate_work();
  permit.now.known = false;
  const json said = shown(permit);
  EXPECT_EQ(said["live"], false);
  EXPECT_TRUE(said["faults"].empty());
}

}  // namespace
}  // namespace davy::api
