#include "site/load.hpp"

#include "site/directory.hpp"
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::site {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

class SmallSite : public testing::Test {
 protected:
  const Condition& condition(std::string_view name) const { return site_[directory_.condition(name).value()]; }
  const Point& point(std::string_view name) const { return site_[directory_.point(name).value()]; }
  std::vector<std::string> conditions_of(std::string_view name) const {
    std::vector<std::string> suffixes;
    for (const Condition& c : site_.conditions)
      if (site_[c.point].name == name) suffixes.push_back(c.suffix);
    return suffixes;
  }

  const Site site_ = load_site(small_site()).site.value();
  const Directory directory_{site_};
};

TEST(LoadSite, ASoundSiteHasNoFindings) { EXPECT_THAT(findings_of(small_site()), IsEmpty()); }

TEST_F(SmallSite, SaysWhereItIsAndWhoAnswers) {
  EXPECT_EQ(site_.title.zh, "小厂");
  EXPECT_EQ(site_.plan.width_m, 100);
  EXPECT_EQ(site_.escalate_every, 10_min);
  EXPECT_THAT(site_.packs, ElementsAre("lab"));
  EXPECT_EQ(site_.zones[1].parent, directory_.zone("plant"));
  EXPECT_EQ(site_.posts[0].escalates_to, directory_.post("team-lead"));
  EXPECT_EQ(site_.shifts[1].until, 8_h);
}

TEST_F(SmallSite, HazardsHaveADayUnlessTheSiteSaysOtherwise) {
  EXPECT_EQ(site_.hazards.grade_within, 24_h);
  EXPECT_EQ(site_.hazards.supervise_every, 24_h);
  SourceFiles files = small_site();
  files.site.push_back(
      {"work.yaml", "hazards: {grade-within: 1h, at-once-within: 2h, rework-within: 3h, remind-before: 4h, supervise-every: 5h}"});
  const HazardTerms terms = load_site(files).site.value().hazards;
  EXPECT_EQ(terms.grade_within, 1_h);
  EXPECT_EQ(terms.at_once_within, 2_h);
  EXPECT_EQ(terms.rework_within, 3_h);
  EXPECT_EQ(terms.remind_before, 4_h);
  EXPECT_EQ(terms.supervise_every, 5_h);
}

TEST_F(SmallSite, MeritsHaveADefaultRuleUnlessTheSiteSaysOtherwise) {
  EXPECT_EQ(site_.merits.report, 2u);
  EXPECT_EQ(site_.merits.month_cap, 30u);
  SourceFiles files = small_site();
  files.site.push_back({"work.yaml", "merits: {report: 1, major: 2, mended-in-time: 3, review: 0, month-cap: 5}"});
  const MeritRule rule = load_site(files).site.value().merits;
  EXPECT_EQ(rule.report, 1u);
  EXPECT_EQ(rule.major, 2u);
  EXPECT_EQ(rule.mended_in_time, 3u);
  EXPECT_EQ(rule.review, 0u);
  EXPECT_EQ(rule.month_cap, 5u);
}

constexpr const char* kBands =
    "risk-bands:\n"
    "  ls: {standard: the firm's, edition: 2026, low: {below: 8}, moderate: {from: 8, below: 12}, serious: {from: 12, below: 16}, "
    "major: {from: 16}}\n"
    "  hazards: {standard: the firm's, edition: 2026, general: 30d, serious: 15d, major: 7d}\n";

TEST_F(SmallSite, RiskBandsAreBuiltInUnlessTheSiteSaysOtherwise) {
  EXPECT_EQ(site_.ls_bands[0].major, 20);
  EXPECT_EQ(site_.lec_bands[0].serious, 160);
  EXPECT_FALSE(site_.hazard_deadlines.general);
  SourceFiles files = small_site();
  files.site.push_back({"work.yaml", kBands});
  const Site site = load_site(files).site.value();
  EXPECT_EQ(site.ls_bands[0].moderate, 8);
  EXPECT_EQ(site.ls_bands[0].serious, 12);
  EXPECT_EQ(site.ls_bands[0].major, 16);
  EXPECT_EQ(site.ls_bands[0].standard + " " + site.ls_bands[0].edition, "the firm's 2026");
  EXPECT_EQ(site.lec_bands[0].serious, 160) << "as it was";
  EXPECT_EQ(site.hazard_deadlines.serious, 24_h * 15);
}

TEST_F(SmallSite, BandsOfSeveralDaysFollowEachOtherAndWhatIsBuiltIn) {
  const std::string scores = "low: {below: 8}, moderate: {from: 8, below: 12}, serious: {from: 12, below: 16}, major: {from: 16}}";
  const std::string of = "{standard: the firm's, edition: ";
  const auto bands = [](const std::string& ls) {
    SourceFiles files = small_site();
    files.site.push_back({"work.yaml", "risk-bands:\n  ls: " + ls + "\n"});
    return load_site(files);
  };
  const Loaded one = bands(of + "2, from: 2026-07-01, " + scores);
  ASSERT_TRUE(one.site);
  ASSERT_EQ(one.site->ls_bands.size(), 2U);
  EXPECT_EQ(one.site->ls_bands[0].edition, "built-in");
  EXPECT_EQ(one.site->ls_bands[1].from, *parse_day("2026-07-01"));
  const Loaded two = bands("[" + of + "1, " + scores + ", " + of + "2, from: 2026-07-01, " + scores + "]");
  ASSERT_TRUE(two.site);
  ASSERT_EQ(two.site->ls_bands.size(), 2U);
  EXPECT_EQ(two.site->ls_bands[0].edition, "1");
  EXPECT_FALSE(two.site->ls_bands[0].from);
  EXPECT_FALSE(bands("[" + of + "1, " + scores + ", " + of + "2, " + scores + "]").site) << "from when on?";
  EXPECT_FALSE(bands("[" + of + "1, from: 2026-07-01, " + scores + ", " + of + "2, from: 2026-07-01, " + scores + "]").site);
  EXPECT_FALSE(bands(of + "1, from: July, " + scores).site);
  EXPECT_FALSE(bands("[]").site);
}

TEST_F(SmallSite, AMatrixMayStandInPlaceOfTheScores) {
  SourceFiles files = small_site();
  const std::string row = "[low, low, moderate, serious, major]";
  files.site.push_back({"work.yaml", "risk-bands: {ls: {standard: s, edition: e, matrix: [" + row + ", " + row + ", " + row + ", " + row +
                                         ", [moderate, moderate, serious, major, major]]}}"});
  const Site site = load_site(files).site.value();
  ASSERT_EQ(site.ls_bands[0].matrix.size(), 25U);
  EXPECT_EQ(site.ls_bands[0].matrix[3], Severity::Serious);
  EXPECT_EQ(site.ls_bands[0].matrix[20], Severity::Moderate);
}

TEST(LoadSite, HazardsAreGivenTheirTimesOnce) {
  SourceFiles files = small_site();
  files.site.push_back({"work.yaml", "hazards: {grade-within: 1h}"});
  files.site.push_back({"worse.yaml", "hazards: {grade-within: 2h}"});
  EXPECT_THAT(findings_of(files),
              ElementsAre("worse.yaml:1:10: error: found 'hazards' a second time, expected it once; the first is at work.yaml:1:10"));
}

TEST_F(SmallSite, APointTakesWhatItsTemplateSays) {
  EXPECT_EQ(point("ch4-01").kind, PointKind::CombustibleGas);
  EXPECT_EQ(point("ch4-01").unit->symbol, "%LEL");
  EXPECT_EQ(point("ch4-01").title.en, "Combustible gas ch4-01");
  EXPECT_EQ(condition("ch4-01:high").limit, 25);
  EXPECT_EQ(condition("ch4-01:high-high").limit, 50);
  EXPECT_EQ(condition("ch4-01:high-high").latch, Latch::Yes);
  EXPECT_EQ(condition("ch4-01:high").respond_within, 30_min);
}

TEST_F(SmallSite, APointOverridesItsTemplateFieldByField) {
  EXPECT_EQ(condition("ch4-02:high-high").limit, 40);
  EXPECT_EQ(condition("ch4-02:high-high").severity, Severity::Serious);
  EXPECT_EQ(condition("ch4-02:high-high").guidance, condition("ch4-01:high-high").guidance) << "the same words are kept once";
}

TEST_F(SmallSite, ASafetyPointHasAnAlarmForBeingBlind) {
  EXPECT_THAT(conditions_of("ch4-01"), ElementsAre("stale", "bad-quality", "out-of-range", "high", "high-high"));
  EXPECT_EQ(condition("ch4-01:stale").kind, ConditionKind::Stale);
  EXPECT_THAT(conditions_of("pt-101"), IsEmpty());
}

TEST_F(SmallSite, AReadingIsStaleAfterThreePeriodsOrThreeSeconds) {
  EXPECT_EQ(point("ch4-01").stale_after, 3_s);
  const Site slow = load_site(changed(small_site(), "lab/pack.yaml", "period: 1s", "period: 5s")).site.value();
  EXPECT_EQ(slow.points[0].stale_after, 15_s);
}

TEST_F(SmallSite, AnActuatorHasAnAlarmForNotBeingProved) {
  const Actuator& valve = site_.actuators[0];
  EXPECT_EQ(directory_.name_of(valve.fault), "xv-101-fb:not-proved");
  EXPECT_EQ(site_[valve.fault].kind, ConditionKind::ActuatorFault);
  EXPECT_EQ(valve.safe_state, "closed");
  EXPECT_EQ(valve.states[0].feedback_value, 1);
}

TEST(LoadSite, ADutyMayHaveAnAlarmBudget) {
  const auto budget = [](const std::string& text) {
    return load_site(
        changed(small_site(), "people.yaml", "zone: tank-farm, shift: day", "zone: tank-farm, shift: day, alarm-budget: " + text));
  };
  EXPECT_EQ(budget("6").site.value().duties[0].alarm_budget, 6);
  EXPECT_EQ(budget("6").site.value().duties[1].alarm_budget, std::nullopt);
  for (const std::string wrong : {"0", "-1", "4000", "many"}) EXPECT_FALSE(budget(wrong).site) << wrong;
}

TEST(LoadSite, ADutyMayBeForSomeMatters) {
  const auto with = [](const std::string& duties) {
    return load_site(changed(small_site(), "people.yaml", "zone: plant, shift: night}", "zone: plant, shift: night}" + duties));
  };
  const std::string more = "\n  - {post: operator, zone: plant, shift: night, matters: ";
  EXPECT_EQ(with(more + "[permit, hazard]}").site.value().duties[2].matters, (std::vector{Matter::Hazard, Matter::Permit}));
  EXPECT_TRUE(with("").site.value().duties[0].matters.empty());
  EXPECT_FALSE(with(more + "[hazard]}" + more + "[order, hazard]}").site) << "two posts for one matter";
  for (const std::string wrong : {"[]", "[fire]", "[hazard, hazard]", "hazard"}) EXPECT_FALSE(with(more + wrong + "}").site) << wrong;
}

TEST(LoadSite, ASafetyPointNeedsADutyForAlarms) {
  const auto by_day = [](const std::string& matters) {
    return load_site(
        changed(small_site(), "people.yaml", "zone: tank-farm, shift: day", "zone: tank-farm, shift: day, matters: " + matters));
  };
  EXPECT_TRUE(by_day("[alarm]").site);
  EXPECT_FALSE(by_day("[order]").site);
}

TEST(LoadSite, AnAlarmRingsAgainByItsOwnWordElseItsClassElseItsSeverity) {
  const auto realarm = [](const std::string& high_high) {
    const SourceFiles sources =
        changed(changed(small_site(), "points.yaml", "{high-high: {limit: 40}}", "{high-high: {limit: 40" + high_high + "}}"),
                "points.yaml", "actuators:",
                "alarm-classes:\n  - {id: gas, realarm-after: 15min}\n  - {id: calm, realarm-after: never}\n"
                "  - {severity: serious, realarm-after: 30min}\n  - {severity: major, realarm-after: 30min}\nactuators:");
    const Site site = load_site(sources).site.value();
    const Directory directory(site);
    const Condition& condition = site[directory.condition("ch4-02:high-high").value()];
    EXPECT_EQ(condition.alarm_class.empty(), high_high.find("class") == std::string::npos);
    return condition.realarm_after;
  };
  EXPECT_EQ(realarm(""), 30_min);
  EXPECT_EQ(realarm(", class: gas"), 15_min);
  EXPECT_EQ(realarm(", class: calm"), std::nullopt);
  EXPECT_EQ(realarm(", class: gas, realarm-after: 5min"), 5_min);
  EXPECT_EQ(realarm(", realarm-after: never"), std::nullopt);
}

TEST(LoadSite, WithoutClassesNothingRingsAgainUnasked) {
  const Site site = load_site(small_site()).site.value();
  for (const Condition& condition : site.conditions) EXPECT_EQ(condition.realarm_after, std::nullopt);
}

TEST_F(SmallSite, ARowNamesItsCausesAndEffects) {
  const Row& row = site_.rows[0];
  EXPECT_THAT(row.causes, ElementsAre(*directory_.condition("ch4-01:high-high"), *directory_.condition("ch4-02:high-high")));
  EXPECT_EQ(row.needed, 1U);
  EXPECT_EQ(row.effects[0].state, "closed");
  EXPECT_EQ(row.on_unknown, OnUnknown::Hold);
}

TEST_F(SmallSite, EveryAlarmSaysWhatToDoInBothLanguages) {
  for (const Condition& c : site_.conditions) {
    EXPECT_NE(site_[c.guidance].response.zh, "") << c.suffix;
    EXPECT_NE(site_[c.guidance].response.en, "") << c.suffix;
  }
}

TEST_F(SmallSite, ABasisIsOneTextForBothLanguagesOrOneForEach) {
  const Text once{"GB/T 50493-2019", "GB/T 50493-2019"};
  EXPECT_EQ(site_[condition("ch4-01:high-high").guidance].basis, once);
  const Text study{"危险分析", "The hazard study"};
  const std::string both = "basis: {zh: 危险分析, en: The hazard study}";
  const Loaded loaded =
      load_site(changed(changed(small_site(), "lab/pack.yaml", "basis: GB/T 50493-2019", both), "points.yaml", "basis: test", both));
  ASSERT_TRUE(loaded.site);
  EXPECT_EQ(loaded.site->rows[0].basis, study);
  const Condition& high = loaded.site->conditions[Directory(*loaded.site).condition("ch4-01:high")->get()];
  EXPECT_EQ((*loaded.site)[high.guidance].basis, study);
  EXPECT_FALSE(load_site(changed(small_site(), "points.yaml", "basis: test", "basis: {zh: 危险分析}")).site) << "one language is no text";
}

TEST(LoadSite, ALimitInAnotherUnitOfTheSameKindIsConverted) {
  const std::string_view high =
      "{high: {when: high, limit: 0.3 MPa, deadband: 0.1 bar, severity: low, work-order: false, title: {zh: 压力高, en: High}, "
      "response: {zh: 泄压, en: Vent}, basis: test}}";
  const Loaded loaded = load_site(changed(small_site(), "points.yaml", "conditions: none", "conditions: " + std::string(high)));
  ASSERT_TRUE(loaded.site);
  const Condition& made = loaded.site->conditions[Directory(*loaded.site).condition("pt-101:high")->get()];
  EXPECT_DOUBLE_EQ(made.limit, 300);
  EXPECT_DOUBLE_EQ(made.deadband, 10);
  EXPECT_EQ(made.work_order, WorkOrder::No);
}

TEST(LoadSite, ADeadbandIsADifferenceSoThatKelvinsAreDegrees) {
  const std::string_view hot =
      "conditions: {high: {when: high, limit: 363.15 K, deadband: 5 K, severity: low, work-order: false, title: {zh: 温高, en: Hot}, "
      "response: {zh: 降温, en: Cool}, basis: test}}";
  const SourceFiles degrees =
      changed(small_site(), "points.yaml", "kind: pressure, unit: kPa, range: [0, 1000]", "kind: temperature, unit: degC, range: [0, 200]");
  const Loaded loaded = load_site(changed(degrees, "points.yaml", "conditions: none", hot));
  ASSERT_TRUE(loaded.site);
  const Condition& made = loaded.site->conditions[Directory(*loaded.site).condition("pt-101:high")->get()];
  EXPECT_NEAR(made.limit, 90, 1e-9);
  EXPECT_NEAR(made.deadband, 5, 1e-9);
}

TEST(LoadSite, OneEntryOfConditionsStandsOnManyPoints) {
  const SourceFiles sources = changed(small_site(), "points.yaml", "actuators:", R"(conditions:
  - {points: [ch4-01, ch4-02], id: high, limit: 20, answered-by: team-lead}
actuators:)");
  const Loaded loaded = load_site(sources);
  ASSERT_TRUE(loaded.site);
  const Directory directory(*loaded.site);
  for (const char* name : {"ch4-01:high", "ch4-02:high"}) {
    const Condition& made = (*loaded.site)[directory.condition(name).value()];
    EXPECT_EQ(made.limit, 20);
    EXPECT_EQ(made.severity, Severity::Moderate) << "what it does not say comes from the template";
    EXPECT_EQ(made.answered_by, directory.post("team-lead"));
  }
}

TEST(LoadSite, DisabledIsAWord) {
  const Loaded loaded = load_site(changed(small_site(), "points.yaml", "{high-high: {limit: 40}}", "{high: disabled}"));
  ASSERT_TRUE(loaded.site);
  EXPECT_FALSE(Directory(*loaded.site).condition("ch4-02:high"));
  EXPECT_TRUE(Directory(*loaded.site).condition("ch4-02:high-high"));
}

TEST(LoadSite, AnAlternativeFollowsItsEffect) {
  SourceFiles sources =
      changed(small_site(), "points.yaml", "state: closed}]", "state: closed, else: [{actuator: xv-102, state: closed}]}]");
  sources =
      changed(sources, "points.yaml",
              "actuators:", R"(  - {id: xv-102-fb, kind: state, unit: state, range: [0, 1], period: 1s, zone: tank-farm, device: rtu-01}
actuators:
  - {id: xv-102, template: lab/valve, zone: tank-farm, device: rtu-01, feedback: xv-102-fb})");
  const Loaded loaded = load_site(sources);
  ASSERT_TRUE(loaded.site);
  ASSERT_EQ(loaded.site->rows[0].effects[0].alternatives.size(), 1U);
  EXPECT_EQ((*loaded.site)[loaded.site->rows[0].effects[0].alternatives[0].actuator].name, "xv-102");
}

TEST(LoadSite, TheVersionIsOfEveryFileThatMakesTheRules) {
  const std::string version = load_site(small_site()).site->version;
  EXPECT_EQ(load_site(small_site()).site->version, version);
  EXPECT_NE(load_site(changed(small_site(), "points.yaml", "limit: 40", "limit: 41")).site->version, version);
  EXPECT_NE(load_site(changed(small_site(), "lab/pack.yaml", "limit: 25", "limit: 24")).site->version, version);
  SourceFiles more = small_site();
  more.packs["unused"] = {{"pack.yaml", "pack: [broken"}};
  EXPECT_EQ(load_site(more).site->version, version) << "a pack that the site does not name is not read";
}

TEST(LoadSite, SectionsMayBeSplitOverFiles) {
  SourceFiles sources = small_site();
  sources.site.push_back({"more.yaml", "points:\n  - {id: ch4-03, template: lab/gas, zone: tank-farm, device: rtu-01}\n"});
  const Loaded loaded = load_site(sources);
  ASSERT_TRUE(loaded.site);
  EXPECT_TRUE(Directory(*loaded.site).point("ch4-03"));
}

TEST(LoadSite, AllFindingsComeInOneRunInTheOrderOfTheFiles) {
  SourceFiles sources = changed(small_site(), "places.yaml", "scene: production", "scene: prodution");
  sources = changed(sources, "people.yaml", "post: operator", "post: operater");
  sources = changed(sources, "points.yaml", "limit: 40", "limit: 400");
  EXPECT_THAT(findings_of(sources), ElementsAre(HasSubstr("people.yaml:8:12: error: found post 'operater'"),
                                                HasSubstr("places.yaml:8:52: error: found scene 'prodution'"),
                                                HasSubstr("points.yaml:3:102: error: found a limit of 400")));
}

TEST(LoadSite, AFaultInATemplateIsOneFaultHoweverManyPointsUseIt) {
  EXPECT_THAT(findings_of(changed(small_site(), "lab/pack.yaml", "limit: 25", "limit: 250")),
              ElementsAre(
                  "pack lab/pack.yaml:13:16: error: found a limit of 250 %LEL, expected one within the measuring range, 0 to 100 %LEL"));
}

TEST(LoadSite, NamesAreNotJudgedWhileAFileCannotBeRead) {
  SourceFiles sources = changed(small_site(), "places.yaml", "devices:", "devices: [");
  sources = changed(sources, "points.yaml", "period: 1s", "period: 1");
  EXPECT_THAT(findings_of(sources), ElementsAre(HasSubstr("places.yaml:11:"), HasSubstr("points.yaml:4:71: error: found '1'")));
}

TEST(LoadSite, NothingAtAllIsSaidPlainly) {
  EXPECT_THAT(findings_of(SourceFiles{}),
              ElementsAre("the site folder: error: found no 'site' section, expected site: {id: …, title: …, …} in one of its files"));
}

TEST(LoadSite, AFolderThatIsNotThereIsAFinding) {
  const Loaded loaded = load_site("no such folder", "no packs");
  EXPECT_FALSE(loaded.site);
  ASSERT_EQ(loaded.findings.size(), 1U);
  EXPECT_THAT(to_text(loaded.findings[0]), HasSubstr("no such folder: error: found a folder that cannot be read"));
}

}  // namespace
}  // namespace davy::site
