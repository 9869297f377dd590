// The packs and the demo plant, held against what a plant expects of them.
#include "site/directory.hpp"
#include "site/load.hpp"
#include "site/names.hpp"
#include "site/yaml/yaml_tree.hpp"
#include "tests/data/repository.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace davy::data {
namespace {

namespace fs = std::filesystem;
using site::Site;

const Site& demo() {
  static const site::Loaded loaded = site::load_site(fs::path(DAVY_ROOT) / "sites/demo", fs::path(DAVY_ROOT) / "packs");
  for (const site::Finding& finding : loaded.findings) ADD_FAILURE() << to_text(finding);
  return loaded.site.value();
}

const site::Condition& condition(std::string_view name) {
  static const site::Directory directory(demo());
  return demo()[directory.condition(name).value()];
}

TEST(DemoPlant, HasNoFindings) {
  EXPECT_EQ(demo().name, "demo");
  EXPECT_GE(demo().points.size(), 70U);
  EXPECT_GE(demo().actuators.size(), 15U);
  EXPECT_GE(demo().rows.size(), 10U);
}

TEST(DemoPlant, ShowsEveryScene) {
  std::set<site::Scene> scenes;
  for (const site::Zone& zone : demo().zones) scenes.insert(zone.scene);
  EXPECT_EQ(scenes.size(), 5U);
}

TEST(DemoPlant, EscalatesFromTheOperatorToThePlantManager) {
  std::vector<std::string> chain;
  const site::Directory directory(demo());
  for (std::optional<site::PostIndex> post = directory.post("operator"); post; post = demo()[*post].escalates_to)
    chain.push_back(demo()[*post].name);
  EXPECT_THAT(chain, testing::ElementsAre("operator", "team-lead", "safety-officer", "manager"));
}

TEST(DemoPlant, TwoOfThreeDetectorsIsolateTheTankFarmAndAnotherValveStandsBy) {
  const site::Directory directory(demo());
  const site::Row& row = demo()[directory.row("tank-farm-gas").value()];
  EXPECT_EQ(row.causes.size(), 3U);
  EXPECT_EQ(row.needed, 2U);
  EXPECT_EQ(demo()[row.effects[0].actuator].name, "xv-101");
  EXPECT_EQ(demo()[row.effects[0].alternatives.at(0).actuator].name, "xv-102");
}

TEST(DemoPlant, EveryRoleThatSignsPermitsButTheLeadIsAPost) {
  for (const auto& role : kEnumNames<site::PermitRole>)
    EXPECT_EQ(demo().permits.post(role.value).has_value(), role.value != site::PermitRole::Lead) << role.name;
}

TEST(DemoPlant, ItsDrawingIsAsLargeAsItSays) {
  EXPECT_NE(content_of("sites/demo/plan.svg").find("viewBox=\"0 0 240 160\""), std::string::npos);
  EXPECT_EQ(demo().plan.width_m, 240);
  EXPECT_EQ(demo().plan.height_m, 160);
}

TEST(DemoPlant, EveryAlarmHasAnAnswerInBothLanguages) {
  for (const site::Condition& c : demo().conditions) {
    const site::Guidance& guidance = demo()[c.guidance];
    EXPECT_FALSE(guidance.title.zh.empty() || guidance.title.en.empty()) << c.suffix;
    EXPECT_FALSE(guidance.response.zh.empty() || guidance.response.en.empty()) << c.suffix;
    const bool limited = c.kind == site::ConditionKind::High || c.kind == site::ConditionKind::Low;
    EXPECT_FALSE(limited && guidance.basis.en.empty()) << demo()[c.point].name << ":" << c.suffix << " has a limit that nobody stands for";
  }
}

TEST(DemoPlant, AChineseTextIsChineseAndAnEnglishOneIsNot) {
  const auto has_chinese = [](const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return (c & 0xE0) == 0xE0; });
  };
  for (const site::Guidance& g : demo().guidance) {
    EXPECT_TRUE(has_chinese(g.response.zh)) << g.response.zh;
    for (const Text& text : {g.title, g.cause, g.consequence, g.response}) {
      EXPECT_FALSE(has_chinese(text.en)) << text.en;
      EXPECT_EQ(text.zh.empty(), text.en.empty()) << text.zh << text.en;
    }
  }
}

// The limits that come from standards, as they stand in the sources; a change here is a change of a rule.
TEST(Packs, CombustibleGasAlarmsAt25And50PercentOfTheLowerLimit) {
  EXPECT_EQ(condition("ch4-01:high").limit, 25);
  EXPECT_EQ(condition("ch4-01:high-high").limit, 50);
  EXPECT_EQ(condition("ch4-01:high-high").latch, site::Latch::Yes) << "held until a person resets it";
}

TEST(Packs, ToxicGasAlarmsAtOnceAndTwiceTheExposureLimit) {
  EXPECT_EQ(condition("h2s-01:high").limit, 10);
  EXPECT_EQ(condition("h2s-01:high-high").limit, 20);
  EXPECT_EQ(condition("nh3-01:high").limit, 20);
  EXPECT_EQ(condition("nh3-01:high-high").limit, 40);
  EXPECT_EQ(condition("co-401:high").limit, 20);
}

TEST(Packs, APermitIsStricterThanAFixedDetector) {
  EXPECT_EQ(condition("ch4-701:high").limit, 10) << "0.5 %vol of methane";
  EXPECT_EQ(condition("o2-701:low").limit, 19.5);
  EXPECT_EQ(condition("o2-701:high").limit, 23.5);
  EXPECT_EQ(condition("o2-701:permit").limit, 21);
}

// The work does not go on while a delay runs. Wind is another matter: its force is a mean, and a gust is none.
TEST(Packs, WhatGatesPermitsDoesNotWaitExceptForWind) {
  for (const site::Condition& each : demo().conditions) {
    if (each.gates.empty()) continue;
    const site::Point& point = demo()[each.point];
    const Duration most = point.kind == site::PointKind::Wind ? 30_s : Duration();
    EXPECT_LE(each.on_delay, most) << point.name << ":" << each.suffix;
  }
}

TEST(Packs, WindStopsWorkAtHeightAtForce5AndLiftingAtForce6) {
  EXPECT_EQ(condition("wind-01:high").limit, 8);
  EXPECT_EQ(condition("wind-01:high-high").limit, 10.8);
}

TEST(Packs, WhatThePermitsStandOnGatesThem) {
  using enum site::PermitKind;
  EXPECT_THAT(condition("ch4-01:permit").gates, testing::ElementsAre(HotWork, ConfinedSpace, TemporaryPower));
  EXPECT_EQ(condition("ch4-01:permit").limit, 10);
  EXPECT_EQ(condition("ch4-01:permit").rings, site::Rings::WithPermit);
  EXPECT_THAT(condition("ch4-701:high").gates, testing::ElementsAre(HotWork, ConfinedSpace, TemporaryPower));
  EXPECT_EQ(condition("ch4-701:high").rings, site::Rings::Always);
  for (const char* name : {"o2-701:low", "o2-701:permit", "h2s-701:high", "h2s-01:permit", "nh3-01:permit", "co-401:permit"})
    EXPECT_THAT(condition(name).gates, testing::ElementsAre(ConfinedSpace)) << name;
  EXPECT_EQ(condition("h2s-01:permit").limit, 10);
  EXPECT_EQ(condition("nh3-01:permit").limit, 20);
  EXPECT_THAT(condition("wind-01:permit").gates, testing::ElementsAre(HotWork, Height));
  EXPECT_EQ(condition("wind-01:permit").limit, 8);
  EXPECT_THAT(condition("wind-01:permit-lifting").gates, testing::ElementsAre(Lifting));
  EXPECT_EQ(condition("wind-01:permit-lifting").limit, 10.8);
}

TEST(Packs, AGasAlarmWaitsForNothing) {
  for (const site::Condition& c : demo().conditions) {
    const site::PointKind kind = demo()[c.point].kind;
    if (c.kind != site::ConditionKind::High || (kind != site::PointKind::CombustibleGas && kind != site::PointKind::ToxicGas)) continue;
    EXPECT_LE(c.on_delay, 3_s) << demo()[c.point].name;
  }
}

TEST(DemoPlant, AReactorThatRisesFastIsTold) {
  const site::Condition& rising = condition("tt-201:rising-fast");
  EXPECT_EQ(rising.kind, site::ConditionKind::Expression);
  EXPECT_EQ(rising.text, "rate(2min) > 3 degC/min && value > 60 degC");
  EXPECT_EQ(rising.severity, site::Severity::Serious);
}

TEST(DemoPlant, ATankThatFillsFastAndFireWaterThatRunsOutAreToldAhead) {
  EXPECT_EQ(condition("lt-101:filling-fast").text, "value < 85 && time_to(95, 5min) < duration('10m')");
  EXPECT_EQ(condition("lt-801:draining").text, "time_down_to(20, 10min) < duration('30m')");
}

bool is_limit(const std::string& when) { return when == "high" || when == "low"; }

// Each template on a point of its own, with the limits that it leaves to the site.
std::string use_of(const std::string& pack, const nlohmann::json& t) {
  const std::string id = t.at("id");
  std::string line = "  - {id: " + id + ", template: " + pack + "/" + id + ", zone: all, device: dev";
  if (id == "toxic-gas") line += ", range: [0, 100]";
  std::string conditions;
  const nlohmann::json given = t.value("conditions", nlohmann::json::object());
  for (const auto& [suffix, c] : given.items())
    if (c.is_object() && is_limit(c.value("when", "")) && !c.contains("limit") && !t.contains("extends"))
      conditions += (conditions.empty() ? "" : ", ") + suffix + ": {limit: " + (suffix == "high-high" ? "0.7" : "0.5") +
                    ", deadband: 0.1, basis: test}";
  return line + (conditions.empty() ? "" : ", conditions: {" + conditions + "}") + "}\n";
}

TEST(Packs, EveryPointTemplateCanBeUsed) {
  for (const auto& folder : fs::directory_iterator(fs::path(DAVY_ROOT) / "packs")) {
    const std::string pack = folder.path().filename();
    site::SourceFiles sources;
    sources.others = {"plan.svg"};
    std::string points = "points:\n";
    for (const fs::path& file : yaml_files_in(fs::path("packs") / pack)) {
      sources.packs[pack].push_back({file.filename(), content_of(file)});
      for (const auto& t : json_of(content_of(file)).value("point-templates", nlohmann::json::array())) points += use_of(pack, t);
    }
    sources.site.push_back({"site.yaml",
                            "site: {id: all, title: all, escalate-every: 10min, plan: {svg: plan.svg, width: 10, height: 10}}\n"
                            "packs: [" +
                                pack +
                                "]\n"
                                "zones: [{id: all, scene: production, inherent-risk: low, outline: [[0, 0], [9, 0], [9, 9]]}]\n"
                                "devices: [{id: dev, zone: all}]\n"
                                "posts: [{id: all, title: all}]\n"
                                "shifts: [{id: all, title: all, from: \"00:00\", until: \"00:00\"}]\n"
                                "duties: [{post: all, zone: all, shift: all}]\n"});
    sources.site.push_back({"points.yaml", points});
    for (const site::Finding& finding : site::load_site(sources).findings)
      if (finding.found.en().find("that no condition covers") == std::string::npos) ADD_FAILURE() << pack << ": " << to_text(finding);
  }
}

}  // namespace
}  // namespace davy::data
