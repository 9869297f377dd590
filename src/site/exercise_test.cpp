#include "site/exercise.hpp"

#include "site/directory.hpp"
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::site {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr std::string_view kLeakDrill = R"(drill-scenarios:
  - id: leak
    title: {zh: 泄漏, en: Leak}
    zone: tank-farm
    lasts: 10min
    readings:
      - {point: ch4-01, series: [{after: 0s, value: 5}, {after: 10s, value: 60 %LEL, shape: ramp}]}
      - {point: ch4-02, series: [{after: 5s, value: 10}]}
    expect:
      - {what: acknowledge, post: operator, within: 1min, points: 20}
      - {what: take-card, within: 3min, points: 30}
)";

SourceFiles drill_site(std::string_view from = {}, std::string_view to = {}) {
  SourceFiles sources = small_site();
  sources.site.push_back({"drills.yaml", std::string(kLeakDrill)});
  return from.empty() ? sources : changed(sources, "drills.yaml", from, to);
}

TEST(DrillScenariosOfASite, AreReadAsTheyAreWritten) {
  ASSERT_THAT(findings_of(drill_site()), IsEmpty());
  const Site site = load_site(drill_site()).site.value();
  ASSERT_EQ(site.drill_scenarios.size(), 1u);
  const DrillScenario& leak = site.drill_scenarios[0];
  EXPECT_EQ(leak.name, "leak");
  EXPECT_EQ(leak.zone, ZoneIndex(1));
  EXPECT_EQ(leak.lasts, 10_min);
  EXPECT_EQ(leak.pass_percent, 60u);
  ASSERT_EQ(leak.series.size(), 2u);
  EXPECT_EQ(leak.series[0].readings[1].value, 60);
  EXPECT_EQ(leak.series[0].readings[1].shape, DrillShape::Ramp);
  ASSERT_EQ(leak.expect.size(), 2u);
  EXPECT_EQ(leak.expect[0].post, PostIndex(0));
  EXPECT_EQ(leak.expect[1].what, DrillAsks::TakeCard);
  EXPECT_EQ(leak.expect[1].post, std::nullopt);
}

TEST(DrillScenariosOfASite, SayWhatIsWrong) {
  const auto finding = [](std::string_view from, std::string_view to) { return findings_of(drill_site(from, to)); };
  EXPECT_THAT(finding("ch4-02, series", "ch4-99, series"), ElementsAre(HasSubstr("found point 'ch4-99'")));
  EXPECT_THAT(finding("ch4-02, series", "ch4-01, series"), ElementsAre(HasSubstr("point 'ch4-01' a second time")));
  EXPECT_THAT(finding("after: 10s", "after: 0s"), ElementsAre(HasSubstr("not later than the one before")));
  EXPECT_THAT(finding("60 %LEL", "60 ppm"), ElementsAre(HasSubstr("drills.yaml:7")));
  EXPECT_THAT(finding("within: 3min", "within: 10min"), ElementsAre(HasSubstr("less than the drill lasts")));
  EXPECT_THAT(finding("take-card", "dance"), ElementsAre(HasSubstr("found response 'dance'")));
  EXPECT_THAT(finding("lasts: 10min", "lasts: 9h"), ElementsAre(HasSubstr("30s to 8h")));
  EXPECT_THAT(finding("id: leak", "id: golden"), ElementsAre(HasSubstr("the name 'golden'")));
  EXPECT_THAT(finding("    lasts: 10min\n", "    plan: nope\n    lasts: 10min\n"), ElementsAre(HasSubstr("found emergency plan 'nope'")));
}

class Twins : public testing::Test {
 protected:
  const Site real = load_site(drill_site()).site.value();
  const Site site = with_exercises(real);
  const Directory directory{site};
};

TEST_F(Twins, StandBehindAllThatIsReal) {
  EXPECT_EQ(real_points(site), real.points.size());
  EXPECT_EQ(real_points(real), real.points.size());
  for (std::size_t i = 0; i < real.points.size(); ++i) EXPECT_EQ(site.points[i].name, real.points[i].name);
  for (std::size_t i = 0; i < real.conditions.size(); ++i) EXPECT_EQ(site.conditions[i].point, real.conditions[i].point);
  for (std::size_t i = real.points.size(); i < site.points.size(); ++i) EXPECT_TRUE(is_exercise(site.points[i].name));
}

TEST_F(Twins, HaveTheLimitsOfTheirPointsAndSayThatTheyAreDrills) {
  const auto condition = directory.condition("drill/ch4-01:high-high");
  ASSERT_TRUE(condition);
  EXPECT_EQ(site[*condition].limit, 50);
  EXPECT_EQ(site[*condition].severity, Severity::Serious);
  EXPECT_EQ(site[*condition].latch, Latch::Yes);
  EXPECT_THAT(site[site[*condition].guidance].title.zh, StartsWith("【演练】"));
  EXPECT_THAT(site[site[*condition].guidance].title.en, StartsWith("[DRILL]"));
  EXPECT_EQ(site[*directory.condition("drill/ch4-02:high-high")].limit, 40);
  EXPECT_FALSE(directory.condition("drill/ch4-01:stale")) << "a twin that nobody feeds is at rest";
  EXPECT_EQ(site[*directory.point("drill/ch4-01")].purpose, Purpose::Process);
}

TEST_F(Twins, TripARowOfTheirOwnWhichMovesNothingReal) {
  const auto row = directory.row("drill/gas-trip");
  ASSERT_TRUE(row);
  const Actuator& valve = site[site[*row].effects[0].actuator];
  EXPECT_EQ(valve.name, "drill/xv-101");
  EXPECT_EQ(site[valve.feedback].name, "drill/xv-101-fb/feedback");
  EXPECT_EQ(directory.name_of(valve.fault), "drill/xv-101-fb/feedback:not-proved");
  for (const ConditionIndex cause : site[*row].causes) EXPECT_TRUE(is_exercise(directory.name_of(cause)));
}

TEST_F(Twins, ARowWithACauseThatIsNotPlayedHasNone) {
  SourceFiles one = drill_site("      - {point: ch4-02, series: [{after: 5s, value: 10}]}\n", "");
  const Site partly = with_exercises(load_site(one).site.value());
  EXPECT_FALSE(Directory(partly).row("drill/gas-trip"));
  EXPECT_TRUE(Directory(partly).point("drill/ch4-01"));
}

TEST_F(Twins, EverySiteWithALimitCanTryItself) {
  const Site golden = with_exercises(load_site(small_site()).site.value());
  const Directory names(golden);
  ASSERT_EQ(golden.drill_scenarios.size(), 1u);
  EXPECT_EQ(golden.drill_scenarios[0].kind, DrillKind::Golden);
  const auto tried = names.condition("drill/golden/probe:high");
  ASSERT_TRUE(tried);
  EXPECT_EQ(golden[*tried].severity, Severity::Low);
  EXPECT_EQ(golden[*tried].work_order, WorkOrder::No);
  EXPECT_EQ(golden[*tried].limit, 50) << "that of the first row's first cause";
  EXPECT_TRUE(names.row("drill/golden/trip"));
  EXPECT_EQ(with_exercises(golden).points.size(), golden.points.size()) << "once";
  EXPECT_TRUE(with_exercises(Site()).drill_scenarios.empty());
}

}  // namespace
}  // namespace davy::site
