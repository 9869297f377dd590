// What counts as another safety rule, and what does not.
#include "site/safety_rules.hpp"

#include "site/exercise.hpp"
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::site {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Site sound_site(const SourceFiles& sources) {
  Loaded loaded = load_site(sources);
  ensure(loaded.site.has_value(), "the site is sound");
  return std::move(*loaded.site);
}

std::vector<std::string> texts(const std::vector<RuleChange>& changes) {
  std::vector<std::string> all;
  for (const RuleChange& change : changes) all.push_back(to_text(change));
  return all;
}

RuleChanges against_small(const SourceFiles& sources) { return rule_changes(sound_site(small_site()), sound_site(sources)); }

TEST(SafetyRules, HowTheFilesAreWrittenIsNoRule) {
  SourceFiles sources = changed(small_site(), "people.yaml", "zh: 操作工, en: Operator", "zh: 操作员, en: Operator");
  sources = changed(sources, "people.yaml", "shifts:", "# nothing but a remark\nshifts:");
  sources = changed(sources, "lab/pack.yaml", "en: Leave}", "en: Leave at once}");
  const RuleChanges found = against_small(sources);
  EXPECT_THAT(texts(found.changes), IsEmpty());
  EXPECT_THAT(texts(found.additions), IsEmpty());
  EXPECT_EQ(rules_digests(sound_site(small_site())), rules_digests(sound_site(sources)));
}

TEST(SafetyRules, ALimitIsOneAlsoWhereATemplateSaysIt) {
  EXPECT_THAT(texts(against_small(changed(small_site(), "points.yaml", "limit: 40", "limit: 45")).changes),
              ElementsAre("condition ch4-02:high-high: limit 40 %LEL → 45 %LEL"));
  EXPECT_THAT(texts(against_small(changed(small_site(), "lab/pack.yaml", "limit: 50", "limit: 60")).changes),
              ElementsAre("condition ch4-01:high-high: limit 50 %LEL → 60 %LEL"))
      << "the other detector has a limit of its own";
}

TEST(SafetyRules, SoAreRowsActuatorsPointsAndWhatTakesTwo) {
  EXPECT_THAT(texts(against_small(changed(small_site(), "points.yaml", "needed: 1", "needed: 2")).changes),
              ElementsAre("row gas-trip: needed 1 → 2"));
  EXPECT_THAT(texts(against_small(changed(small_site(), "points.yaml", "state: closed", "state: open")).changes),
              ElementsAre("row gas-trip: effects xv-101 closed → xv-101 open"));
  EXPECT_THAT(texts(against_small(changed(small_site(), "lab/pack.yaml", "safe-state: closed", "safe-state: open")).changes),
              ElementsAre("actuator xv-101: safe-state closed → open"));
  EXPECT_THAT(texts(against_small(changed(small_site(), "lab/pack.yaml", "period: 1s", "period: 1s\n    stale-after: 10min")).changes),
              ElementsAre("point ch4-01: stale-after 3s → 10min", "point ch4-02: stale-after 3s → 10min"));
  SourceFiles terms = small_site();
  terms.site.push_back({"access.yaml", "access: {two-people: off, two-people-for-rules: required}\n"});
  EXPECT_THAT(texts(against_small(terms).changes),
              ElementsAre("access: two-people required → off", "access: two-people-for-rules off → required"));
}

SourceFiles with_permits(const std::string& terms) {
  SourceFiles sources = small_site();
  sources.site.push_back({"permits.yaml", "permits: {" + terms + "}\n"});
  return sources;
}

TEST(SafetyRules, SoIsAllThatPermitsGoBy) {
  const auto changed_by = [](const std::string& terms) { return texts(against_small(with_permits(terms)).changes); };
  EXPECT_THAT(changed_by("typed-codes: false"), ElementsAre("permits: typed-codes yes → no"));
  EXPECT_THAT(changed_by("answer-within: 4h"), ElementsAre("permits: answer-within 30min → 4h"));
  EXPECT_THAT(changed_by("certificates: {analyst: {hot-work: [gas-analyst, lab]}}"),
              ElementsAre("permits: certificates - → analyst hot-work gas-analyst or lab"));
  EXPECT_THAT(texts(against_small(changed(small_site(), "places.yaml", "height: 50 m}",
                                          "height: 50 m, anchor: {latitude: 31.25, longitude: 121.5, bearing: 12}}"))
                        .changes),
              ElementsAre("permits: anchor - → 31.25 121.5 bearing 12"))
      << "whose phone is on site";
  EXPECT_THAT(texts(against_small(changed(small_site(), "lab/pack.yaml", "limit: 25", "limit: 25\n        upgrades: [hot-work]")).changes),
              ElementsAre("condition ch4-01:high: upgrades - → hot-work", "condition ch4-02:high: upgrades - → hot-work"));
}

TEST(SafetyRules, SoIsTheNameToWhichDevicesSpeak) {
  EXPECT_THAT(texts(against_small(changed(small_site(), "places.yaml", "id: small", "id: other")).changes),
              ElementsAre("access: site small → other"))
      << "under another one nothing is heard of any point";
}

TEST(SafetyRules, SoIsTheClockOfNightsAndShifts) {
  EXPECT_THAT(
      texts(against_small(changed(small_site(), "places.yaml", "escalate-every", "utc-offset: \"+07:00\"\n  escalate-every")).changes),
      ElementsAre("permits: utc-offset 8h → 7h"));
}

TEST(SafetyRules, SoAreTheHoursOfAModeThatFollowsAShift) {
  SourceFiles sources = small_site();
  sources.site.push_back(
      {"modes.yaml",
       "modes:\n  - {id: running, title: {zh: 运行, en: Running}}\n  - {id: quiet, title: {zh: 静, en: Quiet}, shift: night}\n"});
  const Site before = sound_site(sources);
  EXPECT_THAT(texts(rule_changes(before, sound_site(changed(sources, "modes.yaml", "shift: night", "at-most: 2h"))).changes),
              ElementsAre("mode quiet: at-most - → 2h", "mode quiet: shift night 20h to 8h → -"));
  SourceFiles later = changed(sources, "people.yaml", "until: \"20:00\"", "until: \"21:00\"");
  later = changed(later, "people.yaml", "from: \"20:00\"", "from: \"21:00\"");
  EXPECT_THAT(texts(rule_changes(before, sound_site(later)).changes), ElementsAre("mode quiet: shift night 20h to 8h → night 21h to 8h"));
}

TEST(SafetyRules, WhatIsGoneIsNamedAsItWas) {
  const std::vector<std::string> gone =
      texts(rule_changes(sound_site(changed(small_site(), "points.yaml", "high-high: {limit: 40}",
                                            "high-high: {limit: 40}, low: {when: low, limit: 1, deadband: 1, "
                                            "severity: low, respond-within: 1h, title: {zh: 低, en: Low}, "
                                            "response: {zh: 看, en: Look}, basis: test}")),
                         sound_site(small_site()))
                .changes);
  ASSERT_THAT(gone, SizeIs(1));
  EXPECT_THAT(gone.front(), AllOf(HasSubstr("condition ch4-02:low: gone, was when low; limit 1 %LEL"), HasSubstr("severity low")));
}

TEST(SafetyRules, ANewPointTakesNothingFromAnything) {
  const SourceFiles sources = changed(small_site(), "points.yaml",
                                      "actuators:", "  - {id: ch4-03, template: lab/gas, zone: tank-farm, device: rtu-01}\nactuators:");
  const RuleChanges found = against_small(sources);
  EXPECT_THAT(texts(found.changes), IsEmpty());
  EXPECT_THAT(texts(found.additions), Contains(HasSubstr("point ch4-03: new, kind combustible-gas; purpose safety")));
  EXPECT_THAT(texts(found.additions), Contains(HasSubstr("condition ch4-03:high-high: new, when high; limit 50 %LEL")));
  EXPECT_NE(rules_digests(sound_site(small_site())), rules_digests(sound_site(sources))) << "the journal names other rules all the same";
}

TEST(SafetyRules, TwinsOfDrillsAreNone) {
  const Site site = sound_site(small_site());
  const Site with_twins = with_exercises(site);
  ASSERT_GT(with_twins.points.size(), site.points.size());
  EXPECT_EQ(rules_digests(with_twins), rules_digests(site));
  EXPECT_THAT(rule_changes(with_twins, site).changes, IsEmpty());
  EXPECT_THAT(rule_changes(site, with_twins).additions, IsEmpty());
  const Site other = sound_site(changed(small_site(), "points.yaml", "limit: 40", "limit: 45"));
  EXPECT_THAT(texts(rule_changes(with_twins, other).changes), ElementsAre("condition ch4-02:high-high: limit 40 %LEL → 45 %LEL"));
}

TEST(SafetyRules, AVoteOfItIsARule) {
  SourceFiles sources = changed(small_site(), "points.yaml",
                                "actuators:", "  - {id: ch4-03, template: lab/gas, zone: tank-farm, device: rtu-01}\nactuators:");
  sources = changed(sources, "points.yaml", "\"ch4-02:high-high\"]", "\"ch4-02:high-high\", \"ch4-03:high-high\"]");
  EXPECT_THAT(texts(against_small(sources).changes), ElementsAre("row gas-trip: causes ch4-01:high-high, ch4-02:high-high → "
                                                                 "ch4-01:high-high, ch4-02:high-high, ch4-03:high-high"));
}

TEST(SafetyRules, APlaceInTheSetOfAnOldConditionIsARule) {
  SourceFiles before = small_site();
  before.site.push_back(
      {"rule.yaml",
       "conditions:\n  - {points: [pt-101], id: crowd, when: \"all(zone.combustible_gas, value > 20 %LEL)\", severity: serious, "
       "work-order: false, title: {zh: a, en: a}, response: {zh: b, en: b}}\n"});
  const SourceFiles after =
      changed(before, "points.yaml", "actuators:", "  - {id: ch4-03, template: lab/gas, zone: tank-farm, device: rtu-01}\nactuators:");
  EXPECT_THAT(texts(rule_changes(sound_site(before), sound_site(after)).changes),
              ElementsAre("condition pt-101:crowd: reads ch4-01, ch4-02 → ch4-01, ch4-02, ch4-03"))
      << "one more that must say so";
}

TEST(SafetyRules, APointThatGoesTakesItsConditionsAlong) {
  const std::vector<std::string> gone = texts(
      rule_changes(sound_site(changed(small_site(), "points.yaml",
                                      "actuators:", "  - {id: ch4-03, template: lab/gas, zone: tank-farm, device: rtu-01}\nactuators:")),
                   sound_site(small_site()))
          .changes);
  EXPECT_THAT(gone, Contains(HasSubstr("point ch4-03: gone")));
  EXPECT_THAT(gone, Contains(HasSubstr("condition ch4-03:stale: gone")));
}

}  // namespace
}  // namespace davy::site
