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

}  // namespace
}  // namespace davy::apps
