// The section `emergency-plans`, as it is written and as it is refused.
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::site {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kLeakPlan = R"(emergency-plans:
  - id: gas-leak
    title: {zh: 泄漏, en: Leak}
    kind: special
    danger: "0026"
    level: second
    zones: [tank-farm]
    assembly: plant
    cards:
      - {id: shut-off, title: 切断, post: operator, within: 2min, steps: [{zh: 关, en: Close}, {zh: 走, en: Leave}]}
      - {id: count, title: {zh: 清点, en: Count}, post: team-lead, steps: [{zh: 点名, en: Call the names}]}
)";

SourceFiles plans_site(std::string_view from = {}, std::string_view to = {}) {
  SourceFiles sources = small_site();
  sources.site.push_back({"plans.yaml", std::string(kLeakPlan)});
  return from.empty() ? sources : changed(sources, "plans.yaml", std::string(from), std::string(to));
}

std::vector<std::string> findings_with(std::string_view from, std::string_view to) { return findings_of(plans_site(from, to)); }

TEST(EmergencyPlansOfASite, AreReadAsTheyAreWritten) {
  ASSERT_THAT(findings_of(plans_site()), IsEmpty());
  const Site site = load_site(plans_site()).site.value();
  ASSERT_EQ(site.emergency_plans.size(), 1U);
  const EmergencyPlan& plan = site.emergency_plans[0];
  EXPECT_EQ(plan.name, "gas-leak");
  EXPECT_EQ(plan.title.en, "Leak");
  EXPECT_EQ(plan.kind, PlanKind::Special);
  EXPECT_EQ(plan.danger, "0026");
  EXPECT_EQ(plan.level, ResponseLevel::Second);
  EXPECT_THAT(plan.zones, ElementsAre(ZoneIndex(1)));
  EXPECT_EQ(plan.assembly, ZoneIndex(0));
  ASSERT_EQ(plan.cards.size(), 2U);
  EXPECT_EQ(plan.cards[0].name, "shut-off");
  EXPECT_EQ(plan.cards[0].post, PostIndex(0));
  EXPECT_EQ(plan.cards[0].within, 2_min);
  ASSERT_EQ(plan.cards[0].steps.size(), 2U);
  EXPECT_EQ(plan.cards[0].steps[1].zh, "走");
  EXPECT_EQ(plan.cards[1].within, 3_min);
}

TEST(EmergencyPlansOfASite, NeedLittle) {
  SourceFiles sources = small_site();
  sources.site.push_back(
      {"plans.yaml",
       "emergency-plans:\n  - {id: all, title: 综合, kind: comprehensive, cards: [{id: a, title: a, post: operator, steps: "
       "[{zh: 报, en: Tell}]}]}\n"});
  ASSERT_THAT(findings_of(sources), IsEmpty());
  const EmergencyPlan plan = load_site(sources).site.value().emergency_plans.at(0);
  EXPECT_EQ(plan.danger, "");
  EXPECT_EQ(plan.level, ResponseLevel::Third);
  EXPECT_THAT(plan.zones, IsEmpty());
  EXPECT_EQ(plan.assembly, std::nullopt);
  EXPECT_THAT(load_site(small_site()).site.value().emergency_plans, IsEmpty());
}

TEST(EmergencyPlansOfASite, AndTheirCardsHaveNamesOfTheirOwn) {
  SourceFiles sources = plans_site();
  sources.site.push_back({"worse.yaml", std::string(kLeakPlan)});
  EXPECT_THAT(findings_of(sources), ElementsAre("worse.yaml:2:9: error: found emergency plan 'gas-leak' a second time, expected a name of "
                                                "its own; the first is at plans.yaml:2:9"));
  EXPECT_THAT(findings_with("id: count", "id: shut-off"),
              ElementsAre("plans.yaml:11:14: error: found card 'shut-off' a second time, expected a name of its own; the first is at "
                          "plans.yaml:10:14"));
  EXPECT_THAT(findings_with("id: gas-leak", "id: Gas Leak"), ElementsAre(testing::StartsWith("plans.yaml:2:9: error: found ")));
  EXPECT_THAT(findings_with("danger:", "dangre:"),
              ElementsAre(
                  "plans.yaml:5:5: error: found key 'dangre', expected one of id, title, kind, danger, level, zones, assembly, cards "
                  "(did you mean 'danger'?)"));
}

TEST(EmergencyPlansOfASite, NameWhatThereIs) {
  EXPECT_THAT(findings_with("post: team-lead", "post: team-laed"),
              ElementsAre("plans.yaml:11:55: error: found post 'team-laed', expected a post of this site (did you mean 'team-lead'?)"));
  EXPECT_THAT(findings_with("[tank-farm]", "[tank-fram]"),
              ElementsAre("plans.yaml:7:13: error: found zone 'tank-fram', expected a zone of this site (did you mean 'tank-farm'?)"));
  EXPECT_THAT(findings_with("[tank-farm]", "[tank-farm, tank-farm]"),
              ElementsAre("plans.yaml:7:24: error: found zone 'tank-farm' a second time, expected each zone once"));
  EXPECT_THAT(findings_with("[tank-farm]", "[]"),
              ElementsAre(
                  "plans.yaml:7:12: error: found an empty list of zones, expected one zone or more; without the key the plan is for "
                  "everywhere"));
  EXPECT_THAT(findings_with("assembly: plant", "assembly: plnat"),
              ElementsAre("plans.yaml:8:15: error: found zone 'plnat', expected a zone of this site (did you mean 'plant'?)"));
  EXPECT_THAT(findings_with("kind: special", "kind: specail"),
              ElementsAre("plans.yaml:4:11: error: found kind of plan 'specail', expected one of comprehensive, special, on-site (did you "
                          "mean 'special'?)"));
  EXPECT_THAT(findings_with("level: second", "level: fourth"),
              ElementsAre("plans.yaml:6:12: error: found level of response 'fourth', expected one of third, second, first"));
}

TEST(EmergencyPlansOfASite, HaveDangersOfFourDigits) {
  for (const std::string wrong : {"26", "00260", "leak", "[1]"})
    EXPECT_THAT(findings_with("\"0026\"", wrong),
                ElementsAre(testing::AllOf(testing::StartsWith("plans.yaml:5:13: error: found danger "),
                                           testing::EndsWith("expected four digits of GB 6441-2025, as \"0026\" for a leak"))));
}

TEST(EmergencyPlansOfASite, HaveCardsWithStepsInBothLanguages) {
  EXPECT_THAT(findings_with("[{zh: 点名, en: Call the names}]", "[]"),
              ElementsAre("plans.yaml:11:73: error: found 0 steps, expected 1 to 20 steps: a card is read in a hurry"));
  EXPECT_THAT(findings_with("{zh: 点名, en: Call the names}", "点名"), ElementsAre(testing::StartsWith("plans.yaml:11:74: error: found ")));
  EXPECT_THAT(findings_with(", steps: [{zh: 点名, en: Call the names}]", ""),
              ElementsAre(testing::StartsWith("plans.yaml:11:9: error: found no 'steps', expected what the post does")));
  std::string many = "[{zh: 点名, en: Call the names}";
  for (int i = 0; i < 20; ++i) many += ", {zh: 点名, en: Call the names}";
  EXPECT_THAT(findings_with("[{zh: 点名, en: Call the names}]", many + "]"), ElementsAre(testing::HasSubstr("found 21 steps")));
  SourceFiles sources = small_site();
  sources.site.push_back({"plans.yaml", "emergency-plans:\n  - {id: a, title: a, kind: special, cards: []}\n"});
  EXPECT_THAT(findings_of(sources), ElementsAre("plans.yaml:2:45: error: found 0 cards, expected 1 to 50 cards"));
}

TEST(EmergencyPlansOfASite, HaveCardsThatAreTakenSoon) {
  for (const std::string wrong : {"29s", "5h"})
    EXPECT_THAT(findings_with("2min", wrong), ElementsAre("plans.yaml:10:59: error: found '" + wrong + "', expected 30s to 4h, as 3min"));
  for (const std::string good : {"30s", "4h"}) EXPECT_THAT(findings_with("2min", good), IsEmpty());
}

}  // namespace
}  // namespace davy::site
