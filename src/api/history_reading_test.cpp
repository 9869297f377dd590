#include "api/history_reading.hpp"

#include "site/expression/program.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

using site::expression::Input;
using site::expression::InputKind;
using site::expression::Program;

site::Site asks(std::vector<Input> inputs, std::size_t parts = 0) {
  Program program;
  program.inputs = std::move(inputs);
  program.parts.resize(parts);
  site::Site site;
  site.conditions.push_back({.suffix = "high", .point = site::PointIndex(0)});
  site.conditions.push_back({.suffix = "drifts",
                             .point = site::PointIndex(0),
                             .kind = site::ConditionKind::Expression,
                             .program = std::make_shared<const Program>(std::move(program))});
  return site;
}

Duration before(const site::Site& site) {
  const site::Site* const sites[] = {&site};
  return fed_before(sites);
}

TEST(HistoryReading, RulesAreFedTheirLongestWindowBeforeTheCountBegins) {
  EXPECT_EQ(before(site::Site()), 1_h);
  EXPECT_EQ(before(asks({{.kind = InputKind::Average, .window = 30_min}, {.kind = InputKind::Average, .window = 8_h}})), 9_h);
  EXPECT_EQ(before(asks({{.kind = InputKind::Forecast, .window = 1_h, .lookback = 6_h}})), 7_h);
}

TEST(HistoryReading, PartsLookBackOneAfterAnother) {
  EXPECT_EQ(before(asks({{.kind = InputKind::Average, .window = 2_h}, {.kind = InputKind::Sequence, .window = 4_h}}, 1)), 7_h);
}

TEST(HistoryReading, NoLongerThanTheLanguageHasWindows) {
  EXPECT_EQ(before(asks({{.kind = InputKind::Average, .window = 744_h}, {.kind = InputKind::Sequence, .window = 744_h}}, 2)), 745_h);
}

TEST(HistoryReading, OfTwoSitesTheLongerOneCounts) {
  const site::Site tried = asks({});
  const site::Site today = asks({{.kind = InputKind::Average, .window = 8_h}});
  const site::Site* const sites[] = {&tried, &today};
  EXPECT_EQ(fed_before(sites), 9_h);
}

}  // namespace
}  // namespace davy::api
