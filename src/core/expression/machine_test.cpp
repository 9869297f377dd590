#include "core/expression/machine.hpp"

#include "core/expression/asked_plant.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

using site::expression::of_bool;
using site::expression::of_double;
using site::expression::of_duration;
using site::expression::of_int;
using site::expression::of_text;

class Conditions : public testing::Test {
 protected:
  // All of them are true, with nothing of the plant.
  void all_true(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) EXPECT_EQ(plant.run(text), "true") << text;
  }
  void all_fail(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) EXPECT_EQ(plant.run(text), "failed") << text;
  }

  AskedPlant plant;
};

TEST_F(Conditions, WholeNumbersAreThoseOfCel) {
  all_true({"47 % 5 == 2", "-42 % -5 == -2", "-3 % 5 == -3", "-7 / 2 == -3", "7 / -2 == -3", "42u / 5u == 8u", "0x1F == 31",
            "-9223372036854775808 + 9223372036854775807 == -1", "1 - 2 - 3 == -4", "2 + 3 * 4 == 14", "-(4) == -4"});
  all_fail({"9223372036854775807 + 1 == 0", "-9223372036854775808 - 1 == 0", "-(-9223372036854775808) == 0", "0u - 1u == 0u",
            "5000000000 * 5000000000 == 0", "-9223372036854775808 / -1 == 0", "-9223372036854775808 % -1 == 0", "34 % 0 == 0",
            "15 / 0 == 0", "15u / 0u == 0u", "18446744073709551615u + 1u == 0u", "5000000000u * 5000000000u == 0u"});
}

TEST_F(Conditions, DoublesAreThoseOfIeee) {
  all_true({"0.5 + 0.25 == 0.75", "1.0 / 0.0 > 1e308", "!(0.0 / 0.0 == 0.0 / 0.0)", "0.0 / 0.0 != 0.0 / 0.0", "!(0.0 / 0.0 < 1)",
            "-(0.0) == 0.0", "1e-324 / 2.0 == 0.0"});
}

TEST_F(Conditions, NumbersOfDifferentTypesCompareExactlyButDoNotMix) {
  all_true({"1 == 1.0", "1u == 1", "2 > 1.5", "1 < 2u", "-1 < 0u", "9007199254740993 > 9007199254740992.0",
            "9223372036854775807 < 9223372036854775808.0", "18446744073709551615u < 18446744073709551616.0",
            "-9223372036854775808 == -9223372036854775808.0", "1 in [1.0, 2.0]", "[1, 2] == [1.0, 2.0]"});
  EXPECT_EQ(plant.run("1 + 1.0 == 2.0"),
            "1:3: found int + double, expected both sides of one type: write 2.0 for a double, or convert with double(), int(), uint()");
  EXPECT_EQ(plant.run("1 + 1u == 2"),
            "1:3: found int + uint, expected both sides of one type: write 2.0 for a double, or convert with double(), int(), uint()");
  EXPECT_EQ(plant.run("47.5 % 5.5 == 0.0"), "1:6: found double % double, expected types that this operator of CEL has");
  EXPECT_EQ(plant.run("-(5u) == 0u"), "1:1: found '-' before a uint, expected an int or a double behind it");
}

TEST_F(Conditions, ConversionsRoundTowardsZeroAndFailOutOfRange) {
  all_true({"int(3.9) == 3", "int(-3.9) == -3", "uint(3.9) == 3u", "double(7) / 2.0 == 3.5", "int(7u) == 7",
            "double(9223372036854775807) == 9.223372036854775807e18"});
  all_fail({"int(9223372036854775807.0) == 0", "int(-9223372036854775808.0) == 0", "int(1e99) == 0", "uint(-1) == 0u",
            "int(18446744073709551615u) == 0", "int(0.0 / 0.0) == 0", "uint(-0.5) == 0u"});
}

TEST_F(Conditions, TextsAndLists) {
  all_true({"'abc' < 'abd'",
            "'Z' < 'a'",
            "'a' + 'b' == 'ab'",
            "size('℃a') == 2",
            "'abc'.size() == 3",
            "'reactor'.startsWith('re')",
            "'reactor'.endsWith('tor')",
            "'reactor'.contains('act')",
            "'' in ['', 'a']",
            "[1, 2] + [3] == [1, 2, 3]",
            "size([1, 2]) == 2",
            "[] == []",
            "[[1], [2, 3]][1] == [2, 3]",
            "[[1], [2, 3]][1][0] == 2",
            "(true ? [1] : [2, 3]) == [1]",
            "([1] + [2, 3])[2] == 3",
            "[2, 3] in [[1], [2, 3]]",
            "null == null",
            "null in [null]",
            "!(2 in [])",
            "duration('1h30m') > duration('5399.5s')",
            "duration('1m') + duration('-30s') == duration('0.5m')",
            "false < true"});
  all_fail({"[1, 2][2] == 1", "[1, 2][-1] == 1", "[1 / 0] == [1]", "1 in [1, 1 / 0]"});
}

TEST_F(Conditions, LogicIsCommutativeAndAbsorbsErrorsAndUnknowns) {
  all_true({"true || 1 / 0 == 0", "1 / 0 == 0 || true", "true || value > 1.0", "value > 1.0 || true", "!(false && value > 1.0)",
            "!(value > 1.0 && false)", "!(1 / 0 == 0 && false)", "true ? true : 1 / 0 == 0", "false ? 1 / 0 == 0 : true",
            "true ? true : value > 1.0"});
  all_fail({"false || 1 / 0 == 0", "1 / 0 == 0 && true", "1 / 0 == 0 ? true : true", "!(1 / 0 == 0)"});
  for (const char* text : {"value > 1.0", "value > 1.0 && true", "false || value > 1.0", "value > 1.0 ? true : true", "!(value > 1.0)",
                           "value in [1.0]", "1.0 in [1.0, value]", "value > 1.0 || 1 / 0 == 0", "1 / 0 == 0 && value > 1.0"})
    EXPECT_EQ(plant.run(text), "unknown") << text;
}

TEST_F(Conditions, AskThePlant) {
  EXPECT_EQ(plant.run("value > 5 && quality == 'good'", {{"value", of_double(6)}, {"quality", of_text("good")}}), "true");
  EXPECT_EQ(plant.run("rate(1m) > 5", {{"rate", of_double(6)}}), "true");
  EXPECT_EQ(plant.run("point('ch4-02').value >= 25 %LEL", {{"ch4-02 value", of_double(25)}}), "true");
  EXPECT_EQ(plant.run("has(point('ch4-02').value)", {{"ch4-02 has", of_bool(false)}}), "false");
  EXPECT_EQ(plant.run("time_to(90, 10min) < duration('5m')", {{"time_to", of_duration(4_min)}}), "true");
  EXPECT_EQ(plant.run("stale(30s) || count(1m) < 10", {{"stale", of_bool(false)}, {"count", of_int(9)}}), "true");
}

TEST_F(Conditions, UnitsAreConvertedOnceAtLoad) {
  EXPECT_EQ(plant.run("point('pt-kpa').value > 0.3 MPa", {{"pt-kpa value", of_double(301)}}), "true");
  EXPECT_EQ(plant.run("point('pt-mpa').value > point('pt-kpa').value",
                      {{"pt-mpa value", of_double(0.3)}, {"pt-kpa value", of_double(299)}}),
            "true");
  EXPECT_EQ(plant.run("value > 300 K", {{"value", of_double(27)}}, "tt-1"), "true");
  EXPECT_EQ(plant.run("value > point('tt-k').value + 5 degC", {{"value", of_double(6.0)}, {"tt-k value", of_double(273.15)}}, "tt-1"),
            "true");
  EXPECT_EQ(plant.run("value - point('tt-k').value > 5 K", {{"value", of_double(6.0)}, {"tt-k value", of_double(273.15)}}, "tt-1"), "true");
  EXPECT_EQ(plant.run("rate(10min) > 120 degC/h", {{"rate", of_double(1.9)}}, "tt-1"), "false");
  EXPECT_EQ(plant.run("rate(10min) > 0.02 degC/s", {{"rate", of_double(1.9)}}, "tt-1"), "true");
  EXPECT_EQ(plant.run("value in [0.1 MPa, 200]", {{"value", of_double(0.1)}}, "pt-mpa"), "true");
}

TEST_F(Conditions, ALiteralBesideATemperatureIsALevelOrADifferenceByWhatItMeets) {
  const auto on = [&](std::string_view point, std::string_view text, double value, double other = 273.15) {
    return plant.run(text, {{"value", of_double(value)}, {"tt-k value", of_double(other)}}, point);
  };
  for (const char* text : {"value - 20 degC > 5 K", "value - 20.0 > 5 K", "value - 20 degC > 5 degC", "value > 20 degC + 5 K",
                           "value > 5 K + 20 degC", "5 K < value - 20 degC", "value - 5 K > 20 degC", "(value - 20 degC) / 5 K > 1.0",
                           "20 degC - value < -5 K", "value > point('tt-k').value + 5.0 * 5 K"}) {
    EXPECT_EQ(on("tt-1", text, 26), "true") << text;
    EXPECT_EQ(on("tt-1", text, 24), "false") << text;
  }
  for (const char* text : {"value - 20 degC > 5 K", "value > 20 degC + 5 K", "300 K - value < 1.9 K"}) {
    EXPECT_EQ(on("tt-k", text, 299.15), "true") << text;
    EXPECT_EQ(on("tt-k", text, 297.15), "false") << text;
  }
  EXPECT_EQ(on("tt-1", "100 degC - value < 10 K", 95), "true");
  EXPECT_EQ(on("tt-1", "100 degC - value < 10 K", 80), "false");
  EXPECT_EQ(on("tt-1", "value - 20 degC > point('tt-k').value", 30, 282.15), "true");
  EXPECT_EQ(on("tt-1", "(value + point('tt-k').value) / 2.0 > 50 degC", 60, 323.15), "true");
  EXPECT_EQ(on("tt-1", "value in [26 degC, 27 degC]", 26), "true");
}

TEST_F(Conditions, ATemperatureThatMayBeALevelOrADifferenceIsRefusedWhereItsZeroCounts) {
  EXPECT_EQ(plant.faults("300 K - 20 degC > 5 K", "tt-1"),
            "1:7: found a sum of temperatures in K and ℃, levels or differences, expected one unit, or a literal in K for a difference");
  EXPECT_EQ(plant.faults("value - 20 degC > point('tt-k').value - 20 K", "tt-1"),
            "1:17: found a temperature in K with one in ℃, levels or differences, expected one unit, or a literal in K for a difference");
  EXPECT_EQ(plant.faults("value - 5 K > 20 degC", "tt-k"),
            "1:13: found a temperature in ℃ with one in K, levels or differences, expected one unit, or a literal in K for a difference");
  EXPECT_EQ(plant.faults("value > deviation(point('tt-k'), own)", "tt-1"),
            "1:7: found a level with a difference, in K and ℃, expected two levels or two differences");
  EXPECT_EQ(plant.faults("value in [26 degC, 300 K]", "tt-1"), "1:20: found a list in ℃ and K, expected temperatures in one unit");
}

TEST_F(Conditions, FollowThePlantOverTime) {
  EXPECT_EQ(plant.run("stuck(10m) || changed(1h, 0.2)", {{"stuck", of_bool(false)}, {"changed", of_bool(true)}}), "true");
  EXPECT_EQ(plant.run("time_to(90, 10min) < duration('5m') && confidence(10min) > 0.999",
                      {{"time_to", of_duration(4_min)}, {"confidence", of_double(0.9995)}}),
            "true");
  EXPECT_EQ(plant.run("point('tt-1').confidence(1h) < 0.5", {{"tt-1 confidence", of_double(0.5)}}), "false");
  EXPECT_EQ(plant.run("spike() && spike(30s) && spike(30s, 5)", {{"spike", of_bool(true)}}), "true");
  EXPECT_EQ(plant.run("point('tt-1').anomaly()", {{"tt-1 anomaly", of_bool(true)}}), "true");
  EXPECT_EQ(plant.run("deviation(point('tt-1'), point('tt-k')) > 2 K", {{"tt-1 deviation", of_double(3)}}), "true");
  EXPECT_EQ(plant.run("deviation(own, point('tt-k')) < -2 K", {{"deviation", of_double(-3)}}, "tt-1"), "true");
  EXPECT_EQ(plant.run("any(zone.combustible_gas, deviation(each, own) > 5)", {{"ch4-02 deviation", of_double(6)}}, "ch4-01"), "true");
  EXPECT_EQ(plant.run("any(zone.combustible_gas, value > own.value)", {{"value", of_double(1)}, {"ch4-02 value", of_double(2)}}, "ch4-01"),
            "true");
  EXPECT_EQ(plant.run("sequence(value < 1, point('pt-kpa').rate(1m) > 5 kPa/min, 30s)", {{"sequence", of_bool(true)}}), "true");
}

TEST_F(Conditions, WhatFollowsThePlantOverTimeIsChecked) {
  EXPECT_EQ(plant.faults("deviation(point('tt-1'), point('pt-kpa')) > 2"),
            "1:1: found the deviation of a point in ℃ from one in kPa, expected two points in one unit, or in units that convert");
  EXPECT_EQ(plant.faults("deviation(value, own) > 2"),
            "1:11: found a field or time function of what is no point, expected a point, as point(\"name\") or own");
  EXPECT_EQ(plant.faults("each.value > 2"), "1:1: found each outside of a set, expected it inside count(), any() or all(), or own");
  EXPECT_EQ(plant.faults("sequence(value, value > 1, 30s)"),
            "1:10: found a double as an argument of sequence(), expected what is true or false");
  EXPECT_EQ(plant.faults("sequence(value > 1, value > 2)"), "1:1: found sequence() with 2 arguments, expected 3");
  EXPECT_EQ(plant.faults("stuck(10m, 2 kPa)", "tt-1"), "1:12: found a limit in kPa, expected one in ℃, the unit of point 'tt-1'");
  EXPECT_EQ(plant.faults("spike(30s, -1)"), "1:12: found a departure below zero, expected zero or more");
  EXPECT_EQ(plant.faults("confidence() > 0.9"), "1:1: found confidence() with 0 arguments, expected 1");
  EXPECT_EQ(plant.faults("anomaly(1m)"), "1:1: found anomaly() with 1 argument, expected 0");
}

TEST_F(Conditions, OtherDimensionsAreRefusedByBothNames) {
  EXPECT_EQ(plant.faults("value > 25 %LEL", "tt-1"),
            "1:7: found a number in ℃ with one in %LEL, expected one unit on both sides, or units that convert");
  EXPECT_EQ(plant.faults("rate(1m) > 2 degC", "tt-1"),
            "1:10: found a number in ℃/min with one in ℃, expected one unit on both sides, or units that convert");
  EXPECT_EQ(plant.faults("time_to(2 kPa) < duration('1m')", "tt-1"),
            "1:9: found a limit in kPa, expected one in ℃, the unit of point 'tt-1'");
  EXPECT_EQ(plant.faults("value * point('pt-kpa').value > 1", "tt-1"), "1:7: found ℃ * kPa, expected a plain number on one side");
}

TEST_F(Conditions, CountsDecideAsSoonAsTheUnknownOnesCannotChangeThem) {
  const std::string text = "count(zone.combustible_gas, value > 10 %LEL) >= 2";
  const auto high = of_double(11), low = of_double(9);
  EXPECT_EQ(plant.run(text, {{"ch4-01 value", high}, {"ch4-02 value", high}}), "true");
  EXPECT_EQ(plant.run(text, {{"ch4-01 value", low}, {"ch4-02 value", low}}), "false");
  EXPECT_EQ(plant.run(text, {{"ch4-01 value", high}, {"ch4-02 value", low}}), "unknown");
  EXPECT_EQ(plant.run("any(zone('plant').combustible_gas, value > 10)", {{"ch4-02 value", high}}), "true");
  EXPECT_EQ(plant.run("all(zone.combustible_gas, value > 10)", {{"ch4-02 value", low}}), "false");
  EXPECT_EQ(plant.run("all(zone.combustible_gas, value > 10)", {{"ch4-02 value", high}}), "unknown");
}

TEST_F(Conditions, AKindOfPointsOfTheWholeSiteIsASetToo) {
  const auto high = of_double(11), low = of_double(0);
  EXPECT_EQ(plant.faults("any(zone.flame, value > 1)"), "1:10: found a set of 0 points, expected 1 to 256");
  EXPECT_EQ(plant.run("any(site.flame, value > 1)", {{"fl-1 value", high}}), "true") << "in the yard, where no zone of the hall is";
  EXPECT_EQ(plant.run("count(site.combustible_gas, value > 10 %LEL) == 1",
                      {{"ch4-01 value", high}, {"ch4-02 value", low}, {"ch4-03 value", low}}),
            "true");
  EXPECT_EQ(plant.run("any(site.temperature, value > 20 degC)", {{"tt-k value", of_double(300)}}), "true") << "each in its own unit";
  EXPECT_EQ(plant.faults("site > 1"), "1:1: found 'site' alone, expected points of it, as site.combustible_gas");
  EXPECT_EQ(plant.faults("site.flame > 1"), "1:6: found a set of points, expected it inside count(), any() or all()");
  EXPECT_EQ(plant.faults("any(site.flme, value > 1)"),
            "1:10: found kind of point 'flme', expected points, or a kind of point, as combustible_gas (did you mean 'flame'?)");
  EXPECT_EQ(plant.faults("open_orders(site) > 1"), "1:13: found what is no zone, expected zone, or zone(\"…\")");
}

TEST_F(Conditions, EveryMistakeIsSaidWithTheNearestName) {
  EXPECT_EQ(plant.faults("valu > 5 && qualty == 'good'"),
            "1:1: found the name 'valu', expected value, quality, point(\"…\").value or a function (did you mean 'value'?)\n"
            "1:13: found the name 'qualty', expected value, quality, point(\"…\").value or a function (did you mean 'quality'?)");
  EXPECT_EQ(plant.faults("point('ch4-04').value > 5"), "1:7: found point 'ch4-04', expected a point of this site (did you mean 'ch4-01'?)");
  EXPECT_EQ(plant.faults("rat(1m) > 5"), "1:1: found function 'rat', expected a function of Davy's conditions (did you mean 'rate'?)");
  EXPECT_EQ(plant.faults("value + 5.0"), "1:7: found a condition that is a double, expected one that is true or false, as value > 5");
  EXPECT_EQ(plant.faults("quality > 5"), "1:9: found string > int, expected types that this operator of CEL has");
  EXPECT_EQ(plant.faults("rate(5) > 1"),
            "1:6: found what is no time span, expected a time span above zero with its unit, as 500ms, 30s, 10min, 8h; at most 31d");
  EXPECT_EQ(plant.faults("any(zone.gas, value > 5)"),
            "1:10: found kind of point 'gas', expected points, or a kind of point, as combustible_gas");
  EXPECT_EQ(plant.faults("any(zone('hal').points, value > 5)"),
            "1:10: found zone 'hal', expected a zone of this site (did you mean 'hall'?)");
  EXPECT_EQ(plant.faults("any(zone.flame, value > 5)"), "1:10: found a set of 0 points, expected 1 to 256");
  EXPECT_EQ(plant.faults("any(zone.points, any(zone.points, value > 5))"),
            "1:18: found any() inside another set, expected one set of points at a time");
}

TEST_F(Conditions, WhatIsNotInTheSubsetIsRefusedByName) {
  EXPECT_EQ(plant.faults("[1].map(x, x)[0] == 1"),
            "1:5: found map(), expected another function: the macros map() and filter() are not part of Davy's conditions");
  EXPECT_EQ(plant.faults("'a'.matches('a')"),
            "1:5: found matches(), expected another function: matches() is not part of Davy's conditions");
  EXPECT_EQ(plant.faults("quality + 'x' == 'goodx'"),
            "1:9: found '+' on texts that are not literals, expected literals: other texts cannot be joined in Davy's conditions");
}

TEST_F(Conditions, TheModeOfAZoneIsAText) {
  EXPECT_EQ(plant.run("mode == 'maintenance'", {{"mode", site::expression::of_text("maintenance")}}), "true");
  EXPECT_EQ(plant.run("zone('yard').mode in ['running', 'maintenance']", {{"mode", site::expression::of_text("running")}}), "true");
  EXPECT_EQ(plant.run("mode != 'running' && value > 5", {{"value", site::expression::of_double(6)}}), "unknown");
  EXPECT_EQ(plant.run("mode == 'running' && value > 5", {{"value", site::expression::of_double(4)}}), "false");
  EXPECT_EQ(plant.faults("mode == 'maintenence'"),
            "1:9: found mode 'maintenence', expected a mode of this site (did you mean 'maintenance'?)");
  EXPECT_EQ(plant.faults("mode in ['running', 'rest']"), "1:21: found mode 'rest', expected a mode of this site");
  EXPECT_EQ(plant.faults("mode > 5"), "1:6: found string > int, expected types that this operator of CEL has");
}

TEST_F(Conditions, FactsAreToldOfAZoneOrOfWhatItLiesIn) {
  EXPECT_EQ(plant.run("permit.hot_work && value > 5",
                      {{"value", site::expression::of_double(6)}, {"fact", site::expression::of_bool(true)}}),
            "true");
  EXPECT_EQ(plant.run("permit.hot_work && value > 5", {{"value", site::expression::of_double(4)}}), "false");
  EXPECT_EQ(plant.run("people_in(zone) > 3", {{"fact", site::expression::of_int(4)}}), "true");
  EXPECT_EQ(plant.run("people_in(zone) > 3"), "unknown");
  EXPECT_EQ(plant.run("fact('wind') > 10.0", {{"fact", site::expression::of_double(12)}}), "true");
  EXPECT_EQ(plant.run("open_orders(zone) >= 2", {{"open_orders", site::expression::of_int(2)}}), "true");
  EXPECT_EQ(plant.run("open_hazards(zone) > 3", {{"open_hazards", site::expression::of_int(4)}}), "true");
  EXPECT_EQ(plant.run("open_hazards(zone('yard')) > open_orders(zone)", {{"open_hazards", of_int(1)}, {"open_orders", of_int(1)}}),
            "false");
  EXPECT_EQ(plant.faults("permit.hot_wrok"),
            "1:8: found kind of permit 'hot_wrok', expected one of the eight kinds of work, as permit.hot_work (did you mean 'hot_work'?)");
  EXPECT_EQ(plant.faults("permit.lifting"), "1:8: found fact 'permit-lifting', expected a fact that this site declares (facts: …)");
  EXPECT_EQ(plant.faults("zone('yard').permit.hot_work"),
            "1:21: found fact 'permit-hot-work', which nobody tells of zone 'yard', expected a zone of its 'zones'");
  EXPECT_EQ(plant.faults("people_in('hall') > 3"), "1:11: found what is no zone, expected zone, or zone(\"…\")");
}

TEST_F(Conditions, NeighboursAreTheZonesBesideTheOwn) {
  EXPECT_EQ(plant.run("any(neighbours.flame, value > 5)", {{"fl-1 value", site::expression::of_double(6)}}), "true");
  EXPECT_EQ(plant.run("count(neighbours('yard').combustible_gas, value > 1) >= 1", {{"ch4-02 value", site::expression::of_double(2)}}),
            "true");
  EXPECT_EQ(plant.faults("any(neighbours.oxygen, value > 5)"), "1:16: found a set of 0 points, expected 1 to 256");
}

}  // namespace
}  // namespace davy::core
