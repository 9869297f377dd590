#include "apps/davy/check.hpp"

#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace davy::apps {
namespace {

using site::changed;
using site::load_site;
using site::small_site;

TEST(Check, TellsPeopleWhatIsThere) {
  EXPECT_EQ(report_for_people(load_site(small_site())),
            "small: 2 zones, 1 devices, 4 points, 11 conditions, 1 actuators, 1 rows\n"
            "0 errors, 0 warnings\n");
}

TEST(Check, TellsPeopleWhatIsWrongALineEach) {
  EXPECT_EQ(report_for_people(load_site(changed(small_site(), "points.yaml", "zone: tank-farm", "zone: tank-fram"))),
            "points.yaml:2:43: error: found zone 'tank-fram', expected a zone of this site (did you mean 'tank-farm'?)\n"
            "1 error, 0 warnings\n");
}

TEST(Check, SpeaksChineseToo) {
  EXPECT_EQ(report_for_people(load_site(changed(small_site(), "points.yaml", "zone: tank-farm", "zone: tank-fram")), Language::Zh),
            "points.yaml:2:43：错误：区域 'tank-fram'；应为：本站点的区域（是否指 'tank-farm'？）\n"
            "1 个错误，0 个警告\n");
  EXPECT_EQ(report_for_people(load_site(small_site()), Language::Zh),
            "small：2 个区域，1 台设备，4 个测点，11 个条件，1 个执行机构，1 个联锁\n"
            "0 个错误，0 个警告\n");
}

TEST(Check, AWarningDoesNotStopASite) {
  EXPECT_THAT(report_for_people(load_site(changed(small_site(), "points.yaml", "at: [10, 10]", "at: [60, 10]"))),
              testing::EndsWith("0 errors, 1 warning\n"));
}

TEST(Check, TellsProgramsTheSame) {
  const auto report =
      nlohmann::json::parse(report_as_json(load_site(changed(small_site(), "points.yaml", "zone: tank-farm", "zone: tank-fram"))));
  EXPECT_EQ(report.at("ok"), false);
  const auto& finding = report.at("findings").at(0);
  EXPECT_EQ(finding.at("level"), "error");
  EXPECT_EQ(finding.at("file"), "points.yaml");
  EXPECT_EQ(finding.at("line"), 2);
  EXPECT_EQ(finding.at("column"), 43);
  EXPECT_EQ(finding.at("nearest"), "tank-farm");
}

TEST(Check, TellsProgramsTheVersionOfASoundSite) {
  const auto report = nlohmann::json::parse(report_as_json(load_site(small_site())));
  EXPECT_EQ(report.at("ok"), true);
  EXPECT_EQ(report.at("version"), load_site(small_site()).site->version);
}

TEST(Check, TellsWhichSafetyRulesChange) {
  const site::Site before = *load_site(small_site()).site;
  const site::Loaded after = load_site(changed(small_site(), "points.yaml", "limit: 40", "limit: 45"));
  const site::RuleChanges rules = site::rule_changes(before, *after.site);
  EXPECT_EQ(rules_for_people(rules), "safety rule: condition ch4-02:high-high: limit 40 %LEL → 45 %LEL\n1 change of safety rules\n");
  EXPECT_EQ(rules_for_people(rules, Language::Zh), "安全规则：报警条件 ch4-02:high-high：limit 40 %LEL → 45 %LEL\n安全规则有 1 处变化\n");
  EXPECT_EQ(nlohmann::json::parse(report_as_json(after, &rules, Language::Zh)).at("rules").at("changes").at(0),
            "报警条件 ch4-02:high-high：limit 40 %LEL → 45 %LEL");
  EXPECT_EQ(rules_for_people(site::rule_changes(before, before)), "0 changes of safety rules\n");
  const auto report = nlohmann::json::parse(report_as_json(after, &rules));
  EXPECT_EQ(report.at("rules").at("changes").at(0), "condition ch4-02:high-high: limit 40 %LEL → 45 %LEL");
  EXPECT_TRUE(report.at("rules").at("additions").empty());
  EXPECT_FALSE(nlohmann::json::parse(report_as_json(after)).contains("rules")) << "nothing to hold it against";
}

}  // namespace
}  // namespace davy::apps
