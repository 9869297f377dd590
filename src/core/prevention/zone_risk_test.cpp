// One colour from all that is known of a zone: worse never looks better, and every colour says where it comes from.
#include "core/prevention/zone_risk.hpp"

#include "core/prevention/assessment.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::core {
namespace {

using site::Severity;

ZoneInputs any_inputs() {
  const auto severity = [] { return static_cast<Severity>(*rc::gen::inRange(1, 5)); };
  const auto few = [] { return static_cast<std::size_t>(*rc::gen::weightedElement<int>({{4, 0}, {1, 1}, {1, 3}})); };
  ZoneInputs inputs;
  inputs.residual = severity();
  inputs.failed_measures = few();
  inputs.unguarded = severity();
  inputs.missed_checks = few();
  inputs.unchecked = severity();
  inputs.readings = severity();
  inputs.blind = few();
  inputs.open_hazards = few();
  inputs.pressing_hazards = few();
  inputs.major_hazards = few();
  inputs.special_work = few();
  inputs.people = few();
  inputs.uncalibrated = few();
  inputs.inside = severity();
  return inputs;
}

// The level again, read off the rules one by one.
Severity slow_level(const ZoneInputs& inputs) {
  int level = static_cast<int>(inputs.residual);
  const auto at_least = [&](bool is, int other) {
    if (is && other > level) level = other;
  };
  const int readings = static_cast<int>(inputs.readings);
  int exposure = readings;
  if (inputs.failed_measures > 0) exposure = std::max({exposure, 2, static_cast<int>(inputs.unguarded)});
  if (inputs.open_hazards > 0) exposure = std::max(exposure, 2);
  if (inputs.pressing_hazards > 0) exposure = std::max(exposure, 3);
  if (inputs.major_hazards > 0) exposure = 4;
  at_least(true, exposure);
  at_least(inputs.people > 0 && exposure > 1, std::min(4, exposure + 1));
  at_least(inputs.blind > 0, inputs.special_work > 0 ? 3 : 2);
  at_least(inputs.special_work == 1, 2);
  at_least(inputs.special_work > 1, 3);
  at_least(inputs.special_work > 0 && readings > 1, 4);
  at_least(inputs.uncalibrated > 0, 2);
  at_least(inputs.missed_checks > 0, 2);
  at_least(inputs.missed_checks > 0 && static_cast<int>(inputs.unchecked) == 4, 3);
  at_least(true, static_cast<int>(inputs.inside));
  return static_cast<Severity>(level);
}

ZoneInputs worst_of_both(const ZoneInputs& a, const ZoneInputs& b) {
  return {std::max(a.residual, b.residual),
          std::max(a.failed_measures, b.failed_measures),
          std::max(a.unguarded, b.unguarded),
          std::max(a.missed_checks, b.missed_checks),
          std::max(a.unchecked, b.unchecked),
          std::max(a.readings, b.readings),
          std::max(a.blind, b.blind),
          std::max(a.open_hazards, b.open_hazards),
          std::max(a.pressing_hazards, b.pressing_hazards),
          std::max(a.major_hazards, b.major_hazards),
          std::max(a.special_work, b.special_work),
          std::max(a.people, b.people),
          std::max(a.uncalibrated, b.uncalibrated),
          std::max(a.inside, b.inside)};
}

RC_GTEST_PROP(ZoneRisk, IsAsTheRulesReadOneByOneSay, ()) {
  const ZoneInputs inputs = any_inputs();
  const ZoneRisk risk = judge(inputs);
  RC_ASSERT(risk.level == slow_level(inputs));
  Severity worst = Severity::Low;
  for (const TermLevel& term : risk.terms) worst = std::max(worst, term.level);
  RC_ASSERT(risk.level == worst);
}

RC_GTEST_PROP(ZoneRisk, IsNeverBetterForAWorseInput, ()) {
  const ZoneInputs better = any_inputs();
  const ZoneRisk before = judge(better);
  const ZoneRisk after = judge(worst_of_both(better, any_inputs()));
  RC_ASSERT(before.level <= after.level);
  for (const TermLevel& term : before.terms) {
    const auto same = std::find_if(after.terms.begin(), after.terms.end(), [&](const TermLevel& each) { return each.term == term.term; });
    RC_ASSERT(same != after.terms.end() && same->level >= term.level);
  }
}

TEST(ZoneRisk, SaysWhatWouldTurnItYellowAgain) {
  ZoneInputs inputs;
  inputs.readings = Severity::Serious;
  inputs.people = 2;
  inputs.uncalibrated = 1;
  const ZoneRisk risk = judge(inputs);
  EXPECT_EQ(risk.level, Severity::Major);
  EXPECT_EQ(above(risk, Severity::Moderate), (std::vector{RiskTerm::Readings, RiskTerm::People}));
}

TEST(ZoneRisk, IsYellowAtBestWhileACheckIsMissed) {
  ZoneInputs inputs;
  inputs.missed_checks = 1;
  inputs.unchecked = Severity::Serious;
  EXPECT_EQ(judge(inputs).terms, (std::vector{TermLevel{RiskTerm::Checks, Severity::Moderate}}));
  inputs.unchecked = Severity::Major;
  EXPECT_EQ(judge(inputs).level, Severity::Serious);
  EXPECT_EQ(above(judge(inputs), Severity::Moderate), std::vector{RiskTerm::Checks});
}

TEST(Assessment, HasItsBandsFromTheSite) {
  site::Site site;
  const auto ls = [&](double l, double s) { return level_of({RiskMethod::Ls, l, 1, s}, Day(), site); };
  EXPECT_EQ(ls(2, 4), Severity::Low);
  EXPECT_EQ(ls(3, 3), Severity::Moderate);
  EXPECT_EQ(ls(4, 4), Severity::Serious);
  EXPECT_EQ(ls(4, 5), Severity::Major);
  const auto lec = [&](double l, double e, double c) { return level_of({RiskMethod::Lec, l, e, c}, Day(), site); };
  EXPECT_EQ(lec(3, 3, 7), Severity::Low);
  EXPECT_EQ(lec(1, 10, 7), Severity::Moderate);
  EXPECT_EQ(lec(3, 6, 15), Severity::Serious);
  EXPECT_EQ(lec(3, 3, 40), Severity::Major);
  site.ls_bands[0].major = 16;
  EXPECT_EQ(ls(4, 4), Severity::Major);
}

TEST(Assessment, HasItsLevelFromAMatrixWhereTheSiteHasOne) {
  site::Site site;
  const Severity low = Severity::Low, moderate = Severity::Moderate, serious = Severity::Serious, major = Severity::Major;
  site.ls_bands[0].matrix = {low,     low,   low,      moderate, moderate, low,     low,      moderate, moderate,
                             serious, low,   moderate, moderate, serious,  serious, moderate, moderate, serious,
                             serious, major, moderate, serious,  serious,  major,   major};
  EXPECT_EQ(level_of({RiskMethod::Ls, 1, 1, 5}, Day(), site), moderate);
  EXPECT_EQ(level_of({RiskMethod::Ls, 5, 1, 1}, Day(), site), moderate);
  EXPECT_EQ(level_of({RiskMethod::Ls, 4, 1, 5}, Day(), site), major);
  EXPECT_EQ(level_of({RiskMethod::Ls, 3, 1, 3}, Day(), site), moderate);
  EXPECT_EQ(level_of({RiskMethod::Lec, 3, 3, 40}, Day(), site), major) << "LEC has its scores";
}

TEST(Assessment, KeepsTheBandsOfItsDay) {
  site::Site site;
  const Day changed = Day::from_number(20'000);
  site.ls_bands.push_back({8, 12, 16, "the firm's", "2"});
  site.ls_bands.back().from = changed;
  site.ls_bands.push_back({4, 6, 9, "the firm's", "3"});
  site.ls_bands.back().from = changed + 10;
  const auto on = [&](Day day) { return level_of({RiskMethod::Ls, 3, 1, 3}, day, site); };
  EXPECT_EQ(on(changed + -1), Severity::Moderate);
  EXPECT_EQ(level_of({RiskMethod::Ls, 4, 1, 4}, changed + -1, site), Severity::Serious);
  EXPECT_EQ(level_of({RiskMethod::Ls, 4, 1, 4}, changed, site), Severity::Major);
  EXPECT_EQ(on(changed + 9), Severity::Moderate);
  EXPECT_EQ(on(changed + 10), Severity::Major);
  EXPECT_EQ(level_of({RiskMethod::Lec, 3, 6, 15}, changed + 10, site), Severity::Serious) << "LEC has its own";
}

TEST(Assessment, TakesOnlyTheValuesOfItsMethod) {
  EXPECT_FALSE(off_scale({RiskMethod::Ls, 5, 1, 1}));
  EXPECT_EQ(off_scale({RiskMethod::Ls, 6, 1, 1})->factor, WrongScore::Factor::Likelihood);
  EXPECT_EQ(off_scale({RiskMethod::Ls, 5, 1, 2.5})->factor, WrongScore::Factor::Consequence);
  EXPECT_FALSE(off_scale({RiskMethod::Lec, 0.5, 6, 15}));
  EXPECT_EQ(off_scale({RiskMethod::Lec, 0.5, 0, 15})->factor, WrongScore::Factor::Exposure);
  EXPECT_EQ(off_scale({RiskMethod::Lec, 2, 6, 15})->expected.en, "0.1, 0.2, 0.5, 1, 3, 6 or 10");
}

}  // namespace
}  // namespace davy::core
