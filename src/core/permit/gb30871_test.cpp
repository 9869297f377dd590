// A test a clause, called after it.

#include "core/permit/gb30871.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>

namespace davy::core::gb30871 {
namespace {

constexpr auto kKinds =
    std::to_array<PermitKind>({PermitKind::HotWork, PermitKind::ConfinedSpace, PermitKind::BlindPlate, PermitKind::Height,
                               PermitKind::Lifting, PermitKind::TemporaryPower, PermitKind::Excavation, PermitKind::RoadBreaking});

PermitLevel level_of_fire(HotPlace place) { return level_of(PermitKind::HotWork, {.hot_place = place}); }
PermitLevel level_at(double height_m, std::vector<HeightFactor> factors = {}) {
  return level_of(PermitKind::Height, {.height_m = height_m, .factors = std::move(factors)});
}
PermitLevel level_of_load(double load_t) { return level_of(PermitKind::Lifting, {.load_t = load_t}); }

GasReading reading_of(GasClass what, std::string gas, std::string unit) {
  return {.what = what, .gas = std::move(gas), .unit = std::move(unit)};
}

// The upper limit, or the field that is to blame.
std::string high_of(PermitKind kind, GasClass what, const std::string& gas, const std::string& unit) {
  const auto answer = limits(kind, reading_of(what, gas, unit));
  if (const auto* unknown = std::get_if<UnknownLimit>(&answer)) return std::string(unknown->field) + "?";
  const auto& found = std::get<GasLimits>(answer);
  if (!found.high) return "none";
  return std::to_string(*found.high);
}

std::string fire_limit(const std::string& gas, const std::string& unit) {
  return high_of(PermitKind::HotWork, GasClass::Combustible, gas, unit);
}
std::string toxic_limit(const std::string& gas, const std::string& unit) {
  return high_of(PermitKind::ConfinedSpace, GasClass::Toxic, gas, unit);
}

// "lead unit+ safety+ manager! shift?": + consents, ! approves, ? checks.
std::string signers(PermitKind kind, PermitLevel level) {
  std::string text;
  for (const SignStep& step : signatures(kind, level)) {
    const std::string_view mark = step.purpose == SignPurpose::Consent      ? "+"
                                  : step.purpose == SignPurpose::Approval   ? "!"
                                  : step.purpose == SignPurpose::ShiftCheck ? "?"
                                                                            : "";
    text += (text.empty() ? "" : " ") + std::string(name_of(step.role)) + std::string(mark);
  }
  return text;
}

TEST(Gb30871, Clause5_1_2_FireOnWhatRunsAndInDikesIsSpecial) {
  EXPECT_EQ(level_of_fire(HotPlace::Running), PermitLevel::Special);
  EXPECT_EQ(level_of_fire(HotPlace::TankDike), PermitLevel::Special);
}

TEST(Gb30871, Clause5_1_3_FireWhereItMayExplodeAndOnPipeRacksIsFirst) {
  EXPECT_EQ(level_of_fire(HotPlace::ExplosionArea), PermitLevel::First);
  EXPECT_EQ(level_of_fire(HotPlace::PipeRack), PermitLevel::First);
}

TEST(Gb30871, Clause5_1_4_OtherFireAndThatInAUnitShutDownIsSecond) {
  EXPECT_EQ(level_of_fire(HotPlace::ShutDown), PermitLevel::Second);
  EXPECT_EQ(level_of_fire(HotPlace::Elsewhere), PermitLevel::Second);
}

TEST(Gb30871, Clause5_1_5_SpecialAndFirstHotWorkHoldEightHours) {
  EXPECT_EQ(longest(PermitKind::HotWork, PermitLevel::Special), 8_h);
  EXPECT_EQ(longest(PermitKind::HotWork, PermitLevel::First), 8_h);
  EXPECT_EQ(longest(PermitKind::HotWork, PermitLevel::Second), 72_h);
  EXPECT_EQ(longest(PermitKind::HotWork, PermitLevel::None), 8_h);  // a level that it has not is held for no longer than the strictest
}

TEST(Gb30871, Clause6_10_ConfinedSpaceHoldsADay) { EXPECT_EQ(longest(PermitKind::ConfinedSpace, PermitLevel::None), 24_h); }

TEST(Gb30871, Clause8_2_11_HeightWorkHoldsSevenDays) {
  for (const PermitLevel level : levels(PermitKind::Height)) EXPECT_EQ(longest(PermitKind::Height, level), 168_h);
}

TEST(Gb30871, Clause10_8_TemporaryPowerHoldsFifteenDays) { EXPECT_EQ(longest(PermitKind::TemporaryPower, PermitLevel::None), 360_h); }

TEST(Gb30871, Clauses7_9_11_12_SayNoLongest) {
  EXPECT_EQ(longest(PermitKind::BlindPlate, PermitLevel::None), std::nullopt);
  EXPECT_EQ(longest(PermitKind::Lifting, PermitLevel::First), std::nullopt);
  EXPECT_EQ(longest(PermitKind::Excavation, PermitLevel::None), std::nullopt);
  EXPECT_EQ(longest(PermitKind::RoadBreaking, PermitLevel::None), std::nullopt);
}

TEST(Gb30871, Clause8_1_HeightDecidesAndEachBoundaryBelongsBelow) {
  EXPECT_EQ(level_at(1.99), PermitLevel::None);
  EXPECT_EQ(level_at(2), PermitLevel::First);
  EXPECT_EQ(level_at(5), PermitLevel::First);
  EXPECT_EQ(level_at(5.01), PermitLevel::Second);
  EXPECT_EQ(level_at(15), PermitLevel::Second);
  EXPECT_EQ(level_at(15.01), PermitLevel::Third);
  EXPECT_EQ(level_at(30), PermitLevel::Third);
  EXPECT_EQ(level_at(30.01), PermitLevel::Fourth);
  EXPECT_EQ(level_at(std::nan("")), PermitLevel::Fourth);
}

TEST(Gb30871, Clause8_1_AnyFactorMakesItOneLevelStricter) {
  EXPECT_EQ(level_at(1.5, {HeightFactor::Wind}), PermitLevel::None);
  EXPECT_EQ(level_at(2, {HeightFactor::Wind}), PermitLevel::Second);
  EXPECT_EQ(level_at(10, {HeightFactor::Slippery}), PermitLevel::Third);
  EXPECT_EQ(level_at(20, {HeightFactor::Cold, HeightFactor::NearLive}), PermitLevel::Fourth);  // two are not more than one
  EXPECT_EQ(level_at(2, {HeightFactor::Cold, HeightFactor::NearLive, HeightFactor::Rescue}), PermitLevel::Second);
  EXPECT_EQ(level_at(31, {HeightFactor::PoorLight}), PermitLevel::Fourth);
}

TEST(Gb30871, Clause9_1_FortyAndHundredTonnesAreSecond) {
  EXPECT_EQ(level_of_load(0), PermitLevel::Third);
  EXPECT_EQ(level_of_load(39.9), PermitLevel::Third);
  EXPECT_EQ(level_of_load(40), PermitLevel::Second);
  EXPECT_EQ(level_of_load(100), PermitLevel::Second);
  EXPECT_EQ(level_of_load(100.1), PermitLevel::First);
  EXPECT_EQ(level_of_load(std::nan("")), PermitLevel::First);
}

TEST(Gb30871, TheStrictestIsSpecialForFireFourthForHeightAndFirstForLifting) {
  EXPECT_EQ(levels(PermitKind::HotWork).back(), PermitLevel::Special);
  EXPECT_EQ(levels(PermitKind::Height).back(), PermitLevel::Fourth);
  EXPECT_EQ(levels(PermitKind::Lifting).back(), PermitLevel::First);
  EXPECT_THAT(levels(PermitKind::ConfinedSpace), testing::ElementsAre(PermitLevel::None));
  EXPECT_GT(rank(PermitKind::HotWork, PermitLevel::Special), rank(PermitKind::HotWork, PermitLevel::First));
  EXPECT_GT(rank(PermitKind::Height, PermitLevel::Second), rank(PermitKind::Height, PermitLevel::First));
  EXPECT_GT(rank(PermitKind::Lifting, PermitLevel::First), rank(PermitKind::Lifting, PermitLevel::Second));
  EXPECT_EQ(rank(PermitKind::HotWork, PermitLevel::Third), 0U);
  EXPECT_EQ(rank(PermitKind::Height, PermitLevel::None), 0U);
  EXPECT_EQ(rank(PermitKind::BlindPlate, PermitLevel::None), 1U);
}

TEST(Gb30871, Clause5_1_1_UpgradingGoesOneStepAndStopsAtTheStrictest) {
  EXPECT_EQ(stricter(PermitKind::HotWork, PermitLevel::Second), PermitLevel::First);
  EXPECT_EQ(stricter(PermitKind::HotWork, PermitLevel::First), PermitLevel::Special);
  EXPECT_EQ(stricter(PermitKind::HotWork, PermitLevel::Special), PermitLevel::Special);
  EXPECT_EQ(stricter(PermitKind::Height, PermitLevel::First), PermitLevel::Second);
  EXPECT_EQ(stricter(PermitKind::Lifting, PermitLevel::Third), PermitLevel::Second);
  EXPECT_EQ(stricter(PermitKind::ConfinedSpace, PermitLevel::None), PermitLevel::None);
  EXPECT_EQ(stricter(PermitKind::Height, PermitLevel::None), PermitLevel::None);
}

TEST(Gb30871, TableB1_WhoSignsForHotWork) {
  EXPECT_EQ(signers(PermitKind::HotWork, PermitLevel::Special), "lead unit+ safety+ manager! shift?");
  EXPECT_EQ(signers(PermitKind::HotWork, PermitLevel::First), "lead unit+ safety! shift?");
  EXPECT_EQ(signers(PermitKind::HotWork, PermitLevel::Second), "lead unit! shift?");
}

TEST(Gb30871, TableB1_WhoSignsForWorkInSpacesAndOnPipes) {
  EXPECT_EQ(signers(PermitKind::ConfinedSpace, PermitLevel::None), "lead unit! shift?");
  EXPECT_EQ(signers(PermitKind::BlindPlate, PermitLevel::None), "lead unit! shift?");
}

TEST(Gb30871, TableB1_WhoSignsForHeightAndLifting) {
  EXPECT_EQ(signers(PermitKind::Height, PermitLevel::First), "lead unit! shift?");
  EXPECT_EQ(signers(PermitKind::Height, PermitLevel::Second), "lead unit+ professional! shift?");
  EXPECT_EQ(signers(PermitKind::Height, PermitLevel::Third), "lead unit+ professional! shift?");
  EXPECT_EQ(signers(PermitKind::Height, PermitLevel::Fourth), "lead unit+ professional+ manager! shift?");
  EXPECT_EQ(signers(PermitKind::Lifting, PermitLevel::Third), "lead unit+ professional! shift?");
  EXPECT_EQ(signers(PermitKind::Lifting, PermitLevel::Second), "lead unit+ professional! shift?");
  EXPECT_EQ(signers(PermitKind::Lifting, PermitLevel::First), "lead unit+ professional+ manager! shift?");
}

TEST(Gb30871, TableB1_WhoSignsForPowerGroundAndRoads) {
  EXPECT_EQ(signers(PermitKind::TemporaryPower, PermitLevel::None), "lead unit+ power! shift?");
  EXPECT_EQ(signers(PermitKind::Excavation, PermitLevel::None),
            "lead unit+ utilities+ process+ equipment+ fire+ safety+ professional! shift?");
  EXPECT_EQ(signers(PermitKind::RoadBreaking, PermitLevel::None), "lead unit+ fire+ safety+ professional! shift?");
}

TEST(Gb30871, EveryPermitIsApprovedOnceAfterAllConsents) {
  for (const PermitKind kind : kKinds) {
    for (const PermitLevel level : levels(kind)) {
      const auto steps = signatures(kind, level);
      ASSERT_GE(steps.size(), 3U);
      EXPECT_EQ(steps.front(), (SignStep{PermitRole::Lead, SignPurpose::Lead}));
      EXPECT_EQ(steps.back(), (SignStep{PermitRole::Shift, SignPurpose::ShiftCheck}));
      EXPECT_EQ(steps[steps.size() - 2].purpose, SignPurpose::Approval);
      for (std::size_t i = 1; i + 2 < steps.size(); ++i) EXPECT_EQ(steps[i].purpose, SignPurpose::Consent);
      std::set<PermitRole> roles;
      for (const SignStep& step : steps) EXPECT_TRUE(roles.insert(step.role).second) << name_of(step.role) << " signs twice";
    }
  }
}

TEST(Gb30871, Clauses5_3_6_3_10_1_WhichWorkAsksForAGasTest) {
  EXPECT_TRUE(asks_for_gas_test(PermitKind::HotWork, {}));
  EXPECT_TRUE(asks_for_gas_test(PermitKind::ConfinedSpace, {}));
  for (const HotPlace place : {HotPlace::Running, HotPlace::TankDike, HotPlace::ExplosionArea, HotPlace::PipeRack})
    EXPECT_TRUE(asks_for_gas_test(PermitKind::TemporaryPower, {.hot_place = place}));
  for (const HotPlace place : {HotPlace::ShutDown, HotPlace::Elsewhere})
    EXPECT_FALSE(asks_for_gas_test(PermitKind::TemporaryPower, {.hot_place = place}));
  for (const PermitKind kind :
       {PermitKind::BlindPlate, PermitKind::Height, PermitKind::Lifting, PermitKind::Excavation, PermitKind::RoadBreaking})
    EXPECT_FALSE(asks_for_gas_test(kind, {.hot_place = HotPlace::Running}));
}

TEST(Gb30871, Clause5_3_1_HotWorkIsTestedDailyAndAfterARest) {
  EXPECT_EQ(kTestHoldsBeforeStart, 30_min);
  EXPECT_EQ(rest_without_test(PermitKind::HotWork, PermitLevel::Special), 30_min);
  EXPECT_EQ(rest_without_test(PermitKind::HotWork, PermitLevel::First), 30_min);
  EXPECT_EQ(rest_without_test(PermitKind::HotWork, PermitLevel::Second), 60_min);
  EXPECT_EQ(test_every(PermitKind::HotWork), 24_h);
}

TEST(Gb30871, Clauses6_3_6_5_ConfinedSpaceIsTestedEveryTwoHoursAndAfterAnHoursRest) {
  EXPECT_EQ(rest_without_test(PermitKind::ConfinedSpace, PermitLevel::None), 60_min);
  EXPECT_EQ(test_every(PermitKind::ConfinedSpace), 2_h);
}

TEST(Gb30871, OfOtherKindsATestHoldsNoLongerThanTheStrictest) {
  EXPECT_EQ(rest_without_test(PermitKind::TemporaryPower, PermitLevel::None), 30_min);
  EXPECT_EQ(test_every(PermitKind::TemporaryPower), std::nullopt);
}

TEST(Gb30871, Clauses5_3_6_5_SpecialHotWorkAndConfinedSpacesAreMeasuredAllTheTime) {
  EXPECT_TRUE(asks_for_detector(PermitKind::HotWork, PermitLevel::Special));
  EXPECT_FALSE(asks_for_detector(PermitKind::HotWork, PermitLevel::First));
  EXPECT_TRUE(asks_for_detector(PermitKind::ConfinedSpace, PermitLevel::None));
  EXPECT_FALSE(asks_for_detector(PermitKind::TemporaryPower, PermitLevel::None));
}

TEST(Gb30871, Clause5_3_2_CombustibleGasByItsExplosionLimit) {
  EXPECT_EQ(fire_limit("methane", "%vol"), std::to_string(0.5));
  EXPECT_EQ(fire_limit("hydrogen", "%vol"), std::to_string(0.5));  // 4 %vol exactly
  EXPECT_EQ(fire_limit("propane", "%vol"), std::to_string(0.2));
  EXPECT_EQ(fire_limit("something", "%vol"), std::to_string(0.2));  // the stricter, of what is not known
  EXPECT_EQ(fire_limit("", "%vol"), std::to_string(0.2));
}

TEST(Gb30871, Clause5_3_2_AsAShareOfTheExplosionLimit) {
  EXPECT_EQ(fire_limit("methane", "%LEL"), std::to_string(10.0));
  EXPECT_EQ(fire_limit("hydrogen", "%LEL"), std::to_string(12.5));
  EXPECT_EQ(fire_limit("propane", "%LEL"), std::to_string(0.2 / 2.1 * 100));
  EXPECT_EQ(fire_limit("benzene", "%LEL"), std::to_string(0.2 / 1.2 * 100));
  EXPECT_TRUE(within(std::get<GasLimits>(limits(PermitKind::HotWork, reading_of(GasClass::Combustible, "methane", "%LEL"))), 10));
}

TEST(Gb30871, Clause5_3_2_AShareOfWhatIsNotKnownSaysNothing) {
  EXPECT_EQ(fire_limit("something", "%LEL"), "gas?");
  EXPECT_EQ(fire_limit("chlorine", "%LEL"), "gas?");
  const auto answer = limits(PermitKind::HotWork, reading_of(GasClass::Combustible, "butane", "%LEL"));
  const auto& unknown = std::get<UnknownLimit>(answer);
  EXPECT_THAT(unknown.why.en, testing::AllOf(testing::HasSubstr("\"butane\""), testing::HasSubstr("methane"), testing::HasSubstr("%vol"),
                                             testing::Not(testing::HasSubstr("chlorine"))));
  EXPECT_THAT(unknown.why.zh, testing::AllOf(testing::HasSubstr("butane"), testing::HasSubstr("methane"), testing::HasSubstr("%vol")));
}

TEST(Gb30871, Clause6_4c_10_1_OtherKindsHaveTheLimitsOfHotWork) {
  for (const PermitKind kind : kKinds) EXPECT_EQ(high_of(kind, GasClass::Combustible, "methane", "%vol"), std::to_string(0.5));
}

TEST(Gb30871, AUnitThatDoesNotFitIsToBlame) {
  for (const std::string unit : {"", "ppm", "mg/m3", "% vol", "%lel"}) EXPECT_EQ(fire_limit("methane", unit), "unit?") << unit;
  for (const std::string unit : {"", "%LEL", "%vol", "mg/m³"}) EXPECT_EQ(toxic_limit("chlorine", unit), "unit?") << unit;
  for (const std::string unit : {"", "%LEL", "ppm"}) EXPECT_EQ(high_of(PermitKind::HotWork, GasClass::Oxygen, "", unit), "unit?") << unit;
}

TEST(Gb30871, Clause6_4_OxygenInConfinedSpaces) {
  const auto oxygen = std::get<GasLimits>(limits(PermitKind::ConfinedSpace, reading_of(GasClass::Oxygen, "", "%vol")));
  for (const double good : {19.5, 20.9, 21.0}) EXPECT_TRUE(within(oxygen, good)) << good;
  for (const double bad : {0.0, 19.49, 21.01, 23.5}) EXPECT_FALSE(within(oxygen, bad)) << bad;
}

TEST(Gb30871, Clause5_2_7_OxygenBesideAFire) {
  const auto oxygen = std::get<GasLimits>(limits(PermitKind::HotWork, reading_of(GasClass::Oxygen, "", "%vol")));
  EXPECT_EQ(oxygen.low, std::nullopt);
  EXPECT_TRUE(within(oxygen, 23.5));
  EXPECT_FALSE(within(oxygen, 23.6));
}

TEST(Gb30871, Clause6_4_ToxicGasByItsLimitOfExposure) {
  EXPECT_EQ(toxic_limit("hydrogen-sulphide", "mg/m3"), std::to_string(10.0));
  EXPECT_EQ(toxic_limit("carbon-monoxide", "mg/m3"), std::to_string(20.0));
  EXPECT_EQ(toxic_limit("phosgene", "mg/m3"), std::to_string(0.5));
  EXPECT_EQ(toxic_limit("benzene", "mg/m3"), std::to_string(3.0));  // as amended; 6 before
  EXPECT_EQ(toxic_limit("methane", "mg/m3"), "gas?");
  EXPECT_EQ(toxic_limit("", "ppm"), "gas?");
}

// The ppm of FACTS §B.4, which were computed from other digits.
TEST(Gb30871, Clause6_4_ToxicGasInPpm) {
  const std::map<std::string, double> ppm = {{"hydrogen-sulphide", 7.1}, {"carbon-monoxide", 17.2}, {"ammonia", 28.2}, {"chlorine", 0.34},
                                             {"sulphur-dioxide", 1.9},   {"nitrogen-dioxide", 2.6}, {"toluene", 13.0}, {"methanol", 18.8},
                                             {"hydrogen-chloride", 4.9}, {"hydrogen-cyanide", 0.9}, {"phosgene", 0.12}};
  for (const auto& [gas, want] : ppm) {
    const auto found = std::get<GasLimits>(limits(PermitKind::ConfinedSpace, reading_of(GasClass::Toxic, gas, "ppm")));
    EXPECT_NEAR(*found.high / want, 1, 0.03) << gas;
  }
}

TEST(Gb30871, WhatIsNoNumberIsNeverGood) {
  const GasLimits none;
  EXPECT_TRUE(within(none, 0));
  EXPECT_TRUE(within(none, 1e9));
  EXPECT_FALSE(within(none, -0.001));
  EXPECT_FALSE(within(none, std::nan("")));
  EXPECT_FALSE(within(none, std::numeric_limits<double>::infinity()));
}

TEST(Gb30871, GasesStandByNameInOrder) {
  std::vector<std::string_view> names;
  for (const Gas& gas : gases()) {
    names.push_back(gas.name);
    EXPECT_TRUE(gas.lel_vol || gas.toxic_mg_m3) << gas.name;
    EXPECT_GT(gas.molar_mass, 0) << gas.name;
    EXPECT_FALSE(gas.zh.empty() || gas.en.empty()) << gas.name;
  }
  EXPECT_TRUE(std::ranges::is_sorted(names));
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

TEST(Gb30871, Clause4_9_WhoWorksNeedsTheCertificateOfTheKind) {
  const auto of_workers = [](PermitKind kind) { return certificates(site::PermitPart::Worker, kind); };
  EXPECT_THAT(of_workers(PermitKind::HotWork), testing::ElementsAre("welding", "pressure-welding", "brazing"));
  EXPECT_THAT(of_workers(PermitKind::TemporaryPower),
              testing::ElementsAre("low-voltage-electrician", "high-voltage-electrician", "explosion-proof-electrician"));
  EXPECT_THAT(of_workers(PermitKind::Height), testing::ElementsAre("work-at-height", "height-erection"));
  EXPECT_THAT(of_workers(PermitKind::Lifting), testing::ElementsAre("lifting"));
  for (const PermitKind kind : {PermitKind::ConfinedSpace, PermitKind::BlindPlate, PermitKind::Excavation, PermitKind::RoadBreaking})
    EXPECT_TRUE(of_workers(kind).empty());
}

TEST(Gb30871, AppendixA_AsManyMeasuresAsTheForms) {
  const std::vector<std::size_t> wanted = {16, 15, 11, 15, 20, 14, 11, 4};
  std::vector<std::size_t> found;
  std::set<std::string_view> texts;
  for (const PermitKind kind : kKinds) {
    found.push_back(measures(kind).size());
    for (const Measure& measure : measures(kind)) {
      EXPECT_FALSE(measure.clause.empty());
      EXPECT_TRUE(measure.zh.ends_with("。")) << measure.zh;
      EXPECT_TRUE(measure.en.ends_with(".")) << measure.en;
      EXPECT_TRUE(texts.insert(measure.zh).second) << measure.zh;
      EXPECT_TRUE(texts.insert(measure.en).second) << measure.en;
    }
  }
  EXPECT_EQ(found, wanted);
}

TEST(Gb30871, AppendixA_DetailsOfEachKindAreNamedOnce) {
  for (const PermitKind kind : kKinds) {
    std::set<std::string_view> fields;
    for (const DetailField& field : details(kind)) {
      EXPECT_TRUE(fields.insert(field.field).second) << field.field;
      EXPECT_EQ(field.field.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos) << field.field;
      EXPECT_FALSE(field.zh.empty() || field.en.empty()) << field.field;
    }
  }
  EXPECT_THAT(details(PermitKind::BlindPlate), testing::Contains(testing::Field(&DetailField::field, "pipe")));  // conflicts read it
}

}  // namespace
}  // namespace davy::core::gb30871
