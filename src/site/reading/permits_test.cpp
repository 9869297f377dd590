// The section `permits` and the conditions that gate permits, as they are written and as they are refused.
#include "site/names.hpp"
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::site {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kAllOfPermits = R"(permits:
  posts: {unit: team-lead, safety: team-lead, fire: operator}
  night: {from: "21:00", until: "05:30"}
  rest-days: [sunday, saturday]
  holidays: [2026-10-02, 2026-10-01]
  workdays: [2026-10-10]
  guardian-within: 20min
  answer-within: 15min
  around: 0s
  on-site-within: 30 m
  typed-codes: false
  certificates: {lead: [permit-lead], analyst: {hot-work: [gas-analyst, other], confined-space: [gas-analyst]}}
)";

SourceFiles permits_site(std::string section) {
  SourceFiles sources = small_site();
  sources.site.push_back({"permits.yaml", std::move(section)});
  return sources;
}

std::vector<std::string> findings_of_key(const std::string& text) { return findings_of(permits_site("permits:\n  " + text + "\n")); }

Day day(std::string_view text) { return parse_day(text).value(); }

TEST(PermitsOfASite, AreReadAsTheyAreWritten) {
  const SourceFiles sources = permits_site(std::string(kAllOfPermits));
  ASSERT_THAT(findings_of(sources), IsEmpty());
  const Loaded loaded = load_site(sources);
  const PermitRules& rules = loaded.site->permits;
  EXPECT_EQ(rules.post(PermitRole::Unit), PostIndex(1));
  EXPECT_EQ(rules.post(PermitRole::Fire), PostIndex(0));
  EXPECT_EQ(rules.post(PermitRole::Power), std::nullopt);
  EXPECT_EQ(rules.night_from, 21_h);
  EXPECT_EQ(rules.night_until, 5_h + 30_min);
  EXPECT_THAT(rules.rest_days, ElementsAre(6, 7));
  EXPECT_THAT(rules.holidays, ElementsAre(day("2026-10-01"), day("2026-10-02")));
  EXPECT_THAT(rules.workdays, ElementsAre(day("2026-10-10")));
  EXPECT_EQ(rules.guardian_within, 20_min);
  EXPECT_EQ(rules.answer_within, 15_min);
  EXPECT_EQ(rules.around, 0_s);
  EXPECT_EQ(rules.on_site_within_m, 30);
  EXPECT_EQ(rules.typed_codes, TypedCodes::Refused);
  for (const auto& kind : kEnumNames<PermitKind>)
    EXPECT_THAT(rules.certificates_of(PermitPart::Lead, kind.value), ElementsAre("permit-lead"));
  EXPECT_THAT(rules.certificates_of(PermitPart::Analyst, PermitKind::HotWork), ElementsAre("gas-analyst", "other"));
  EXPECT_THAT(rules.certificates_of(PermitPart::Analyst, PermitKind::ConfinedSpace), ElementsAre("gas-analyst"));
  EXPECT_THAT(rules.certificates_of(PermitPart::Analyst, PermitKind::Lifting), IsEmpty());
  EXPECT_THAT(rules.certificates_of(PermitPart::Guardian, PermitKind::HotWork), IsEmpty()) << "the standard's";
}

TEST(PermitsOfASite, HaveDefaults) {
  const PermitRules rules = load_site(small_site()).site.value().permits;
  EXPECT_EQ(rules.night_from, 22_h);
  EXPECT_EQ(rules.night_until, 6_h);
  EXPECT_THAT(rules.rest_days, ElementsAre(6, 7));
  EXPECT_EQ(rules.guardian_within, 30_min);
  EXPECT_EQ(rules.answer_within, 30_min);
  EXPECT_EQ(rules.typed_codes, TypedCodes::Count);
  EXPECT_THAT(load_site(permits_site("permits: {rest-days: []}")).site.value().permits.rest_days, IsEmpty());
}

TEST(PermitsOfASite, StandOnce) {
  SourceFiles sources = permits_site("permits: {around: 10min}");
  sources.site.push_back({"worse.yaml", "permits: {around: 20min}"});
  EXPECT_THAT(findings_of(sources),
              ElementsAre("worse.yaml:1:10: error: found 'permits' a second time, expected it once; the first is at permits.yaml:1:10"));
  EXPECT_THAT(findings_of(permits_site("permits: {arround: 10min}")),
              ElementsAre("permits.yaml:1:11: error: found key 'arround', expected one of posts, night, rest-days, holidays, workdays, "
                          "guardian-within, answer-within, around, on-site-within, typed-codes, certificates (did you mean 'around'?)"));
}

TEST(PermitsOfASite, RolesArePosts) {
  EXPECT_THAT(findings_of_key("posts: {lead: operator}"),
              ElementsAre("permits.yaml:2:11: error: found a post of the role 'lead', expected nothing here: who is responsible for a work "
                          "is a person named on its permit"));
  EXPECT_THAT(findings_of_key("posts: {safty: operator}"),
              ElementsAre(
                  "permits.yaml:2:11: error: found role 'safty', expected one of unit, safety, professional, manager, shift, power, "
                  "fire, utilities, process, equipment (did you mean 'safety'?)"));
  EXPECT_THAT(findings_of_key("posts: {unit: team-laed}"),
              ElementsAre("permits.yaml:2:17: error: found post 'team-laed', expected a post of this site (did you mean 'team-lead'?)"));
  EXPECT_THAT(findings_of_key("posts: {unit: operator, unit: team-lead}"),
              ElementsAre(
                  "permits.yaml:2:27: error: found role 'unit' a second time, expected it once; the first is at permits.yaml:2:11"));
  EXPECT_THAT(findings_of_key("posts: team-lead"),
              ElementsAre("permits.yaml:2:10: error: found 'team-lead', expected posts by role, as {unit: team-lead, safety: "
                          "safety-officer}"));
}

TEST(PermitsOfASite, CertificatesAreAskedForByPartAndKind) {
  EXPECT_THAT(findings_of_key("certificates: {leed: [permit-lead]}"),
              ElementsAre("permits.yaml:2:18: error: found part 'leed', expected one of worker, guardian, lead, coordinator, applicant, "
                          "approver, analyst (did you mean 'lead'?)"));
  EXPECT_THAT(findings_of_key("certificates: {analyst: {hot-wrk: [gas-analyst]}}"),
              ElementsAre(testing::HasSubstr("found kind of permit 'hot-wrk', expected one of hot-work,")));
  EXPECT_THAT(findings_of_key("certificates: {lead: []}"),
              ElementsAre(
                  "permits.yaml:2:24: error: found an empty list, expected one category of certificates or more, as [gas-analyst]"));
  EXPECT_THAT(findings_of_key("certificates: {lead: [a, a]}"),
              ElementsAre("permits.yaml:2:28: error: found category 'a' a second time, expected each category once"));
  EXPECT_THAT(findings_of_key("certificates: {lead: [a], lead: [b]}"),
              ElementsAre("permits.yaml:2:29: error: found part 'lead' a second time, expected it once; the first is at "
                          "permits.yaml:2:18"));
  EXPECT_THAT(findings_of_key("certificates: permit-lead"),
              ElementsAre("permits.yaml:2:17: error: found 'permit-lead', expected certificates by who is named on a permit, as {analyst: "
                          "[gas-analyst]}"));
}

TEST(PermitsOfASite, TheNightHasBothEnds) {
  EXPECT_THAT(findings_of_key("night: {from: \"22:00\"}"),
              ElementsAre("permits.yaml:2:10: error: found no 'until', expected a time of day, as \"06:00\""));
  EXPECT_THAT(findings_of_key("night: {from: 10pm, until: \"06:00\"}"),
              ElementsAre("permits.yaml:2:17: error: found '10pm', expected a time of day, as \"08:30\""));
}

TEST(PermitsOfASite, DaysAreOfTheCalendar) {
  EXPECT_THAT(findings_of_key("rest-days: [sunday, satuday]"),
              ElementsAre(
                  "permits.yaml:2:23: error: found day of the week 'satuday', expected one of monday, tuesday, wednesday, thursday, "
                  "friday, saturday, sunday (did you mean 'saturday'?)"));
  EXPECT_THAT(findings_of_key("rest-days: [sunday, sunday]"),
              ElementsAre("permits.yaml:2:23: error: found day 'sunday' a second time, expected each day once"));
  EXPECT_THAT(findings_of_key("rest-days: sunday"),
              ElementsAre("permits.yaml:2:14: error: found 'sunday', expected a list of days of the week, as [saturday, sunday]"));
  EXPECT_THAT(findings_of_key("holidays: [2026-02-30]"),
              ElementsAre("permits.yaml:2:14: error: found '2026-02-30', expected a day, as 2026-10-01"));
  EXPECT_THAT(findings_of_key("holidays: [2026-10-01, 2026-10-01]"),
              ElementsAre("permits.yaml:2:26: error: found day '2026-10-01' a second time, expected each day once"));
  EXPECT_THAT(findings_of_key("holidays: [2026-10-03]\n  workdays: [2026-10-03]"),
              ElementsAre("permits.yaml:3:14: error: found workday '2026-10-03' that is a holiday, expected one or the other; the holiday "
                          "is at permits.yaml:2:14"));
  EXPECT_THAT(findings_of_key("workdays: [2026-10-09]"),
              ElementsAre("permits.yaml:2:14: warning: found workday '2026-10-09' that is no day of rest, expected a day of rest-days on "
                          "which people work"))
      << "a Friday";
}

TEST(PermitsOfASite, TimesAndDistancesHaveBounds) {
  EXPECT_THAT(findings_of_key("guardian-within: 30s"), ElementsAre("permits.yaml:2:20: error: found '30s', expected 1min to 4h, as 30min"));
  EXPECT_THAT(findings_of_key("guardian-within: 5h"), ElementsAre("permits.yaml:2:20: error: found '5h', expected 1min to 4h, as 30min"));
  EXPECT_THAT(findings_of_key("around: 5h"), ElementsAre("permits.yaml:2:11: error: found '5h', expected 0s to 4h, as 30min"));
  EXPECT_THAT(findings_of_key("around: 30"),
              ElementsAre("permits.yaml:2:11: error: found '30', expected a time span with its unit, as 0s, 500ms, 30s, 10min, 8h"));
  for (const std::string distance : {"0", "-5", "1001"})
    EXPECT_THAT(findings_of_key("on-site-within: " + distance),
                ElementsAre("permits.yaml:2:19: error: found '" + distance + "', expected metres, more than 0 and at most 1000"));
  EXPECT_THAT(findings_of_key("on-site-within: 5 kPa"),
              ElementsAre("permits.yaml:2:19: error: found '5 kPa', expected a number in m (kPa does not convert to it)"));
}

// The high condition of the pack's template with `keys` besides.
SourceFiles gating(const std::string& keys) { return changed(small_site(), "lab/pack.yaml", "limit: 25", "limit: 25\n        " + keys); }

const Condition& high_of(const Site& site, std::size_t point) {
  for (const Condition& condition : site.conditions)
    if (condition.point == PointIndex(point) && condition.suffix == "high") return condition;
  throw std::out_of_range("no high");
}

TEST(ConditionsThatGate, SayWhichPermitsAndWhenTheyRing) {
  const SourceFiles sources = gating("gates: [confined-space, hot-work]\n        rings: with-permit");
  ASSERT_THAT(findings_of(sources), IsEmpty());
  const Site site = load_site(sources).site.value();
  EXPECT_THAT(high_of(site, 0).gates, ElementsAre(PermitKind::HotWork, PermitKind::ConfinedSpace));
  EXPECT_EQ(high_of(site, 0).rings, Rings::WithPermit);
  EXPECT_THAT(site.conditions[0].gates, IsEmpty());
  EXPECT_EQ(site.conditions[0].rings, Rings::Always);
}

TEST(ConditionsThatGate, AreChangedByThePointAndByTheSectionOfConditions) {
  SourceFiles sources = gating("gates: [hot-work]\n        rings: with-permit");
  sources.site.push_back({"more.yaml",
                          "conditions:\n  - {points: [ch4-01], id: high, gates: [lifting]}\n  - {points: [ch4-02], id: high, rings: "
                          "always}\n"});
  ASSERT_THAT(findings_of(sources), IsEmpty());
  const Site site = load_site(sources).site.value();
  EXPECT_THAT(high_of(site, 0).gates, ElementsAre(PermitKind::Lifting));
  EXPECT_EQ(high_of(site, 0).rings, Rings::WithPermit);
  EXPECT_THAT(high_of(site, 1).gates, ElementsAre(PermitKind::HotWork));
  EXPECT_EQ(high_of(site, 1).rings, Rings::Always);
}

TEST(ConditionsThatGate, NameKindsOfPermits) {
  EXPECT_THAT(findings_of(gating("gates: [hotwork]")),
              ElementsAre("pack lab/pack.yaml:14:17: error: found kind of permit 'hotwork', expected one of hot-work, confined-space, "
                          "blind-plate, height, lifting, temporary-power, excavation, road-breaking (did you mean 'hot-work'?)"));
  EXPECT_THAT(findings_of(gating("gates: [hot-work, hot-work]")),
              ElementsAre("pack lab/pack.yaml:14:27: error: found kind of permit 'hot-work' a second time, expected each kind once"));
  EXPECT_THAT(findings_of(gating("gates: []")),
              ElementsAre("pack lab/pack.yaml:14:16: error: found an empty list of permits, expected one kind or more, as [hot-work, "
                          "confined-space]"));
  EXPECT_THAT(findings_of(gating("gates: hot-work")),
              ElementsAre("pack lab/pack.yaml:14:16: error: found 'hot-work', expected a list of kinds of permits, as [hot-work, "
                          "confined-space]"));
  EXPECT_THAT(findings_of(gating("rings: never")),
              ElementsAre(
                  "pack lab/pack.yaml:14:16: error: found rings: never, expected always or with-permit; what makes other alarms worse "
                  "is the 'when' of a risk"));
}

TEST(ConditionsThatGate, RingWithAPermitOnlyWhereThereIsOneAndWithoutALatch) {
  EXPECT_THAT(findings_of(gating("rings: with-permit")),
              ElementsAre("pack lab/pack.yaml:14:16: error: found rings: with-permit without 'gates', expected the permits that it takes "
                          "back, as gates: [hot-work]"));
  EXPECT_THAT(findings_of(gating("gates: [hot-work]\n        rings: with-permit\n        latch: true")),
              ElementsAre("pack lab/pack.yaml:12:9: error: found condition 'high' that latches and rings only with a permit, expected "
                          "latch: false, or rings: always"));
  EXPECT_THAT(findings_of(gating("gates: [hot-work]\n        latch: true")), IsEmpty());
}

// GB 30871-2022 5.1.1, 5.2.15.
TEST(ConditionsThatUpgrade, MakeHotWorkStricterInPlaceOfTakingItBack) {
  const SourceFiles sources = gating("upgrades: [hot-work]\n        gates: [height]");
  ASSERT_THAT(findings_of(sources), IsEmpty());
  const Site site = load_site(sources).site.value();
  EXPECT_THAT(high_of(site, 0).upgrades, ElementsAre(PermitKind::HotWork));
  EXPECT_THAT(high_of(site, 0).gates, ElementsAre(PermitKind::Height));
  EXPECT_THAT(site.conditions[0].upgrades, IsEmpty());
  EXPECT_THAT(findings_of(gating("upgrades: [lifting]")),
              ElementsAre(
                  "pack lab/pack.yaml:14:19: error: found 'upgrades' of lifting, expected hot-work, which alone is raised a level"));
  EXPECT_THAT(findings_of(gating("upgrades: [hot-work]\n        gates: [hot-work]")),
              ElementsAre(
                  "pack lab/pack.yaml:14:19: error: found a condition that both gates and upgrades hot-work, expected one of the two: "
                  "what takes a permit back leaves no level"));
}

TEST(ConditionsThatGate, MayBeTheCauseOfARow) {
  const SourceFiles sources = changed(small_site(), "lab/pack.yaml", "latch: true", "gates: [hot-work]\n        rings: with-permit");
  EXPECT_THAT(findings_of(sources), IsEmpty());
  const Site site = load_site(sources).site.value();
  EXPECT_EQ(site[site.rows[0].causes[0]].rings, Rings::WithPermit);
}

TEST(ConditionsThatGate, SpeakOfThePlantAndNotOfTheirOwnBlindness) {
  for (const std::string kind : {"stale", "bad-quality", "out-of-range"})
    EXPECT_THAT(findings_of(
                    changed(small_site(), "points.yaml", "at: [10, 10]", "at: [10, 10], conditions: {" + kind + ": {gates: [hot-work]}}")),
                ElementsAre(testing::HasSubstr("error: found 'gates' of a condition that is " + kind +
                                               ", expected nothing here: a gate is high, low or an expression")));
  EXPECT_THAT(findings_of(changed(small_site(), "points.yaml", "feedback: xv-101-fb}", "feedback: xv-101-fb, fault: {gates: [lifting]}}")),
              ElementsAre(testing::HasSubstr("found 'gates' of a condition that is actuator-fault")));
}

}  // namespace
}  // namespace davy::site
