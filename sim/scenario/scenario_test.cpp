#include "sim/scenario/scenario.hpp"

#include "sim/closed_loop.hpp"
#include "site/load.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace davy::sim {
namespace {

const site::Directory& demo() {
  static const site::Loaded loaded = site::load_site("sites/demo", "packs");
  ensure(loaded.site.has_value(), "the demo site has no errors");
  static const site::Directory directory(*loaded.site);
  return directory;
}

Scenario shipped(const std::string& name) {
  const std::string path = "sim/scenarios/" + name + ".yaml";
  std::ifstream file(path);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  ScenarioRead read = read_scenario(demo(), path, text);
  for (const site::Finding& finding : read.findings) ADD_FAILURE() << site::to_text(finding);
  ensure(read.scenario.has_value(), "a shipped scenario has no errors");
  return *read.scenario;
}

ClosedLoop play(const std::string& name) { return ClosedLoop(demo(), shipped(name), Instant::from_unix_ms(1'795'500'000'000)); }

template <class Body>
std::vector<Body> all(const ClosedLoop& loop) {
  std::vector<Body> bodies;
  for (const core::Event& event : loop.events())
    if (const auto* body = get_if<Body>(&event.body)) bodies.push_back(*body);
  return bodies;
}

bool observed(const ClosedLoop& loop, const std::string& actuator) {
  for (const auto& [name, command] : loop.state().interlocks.commands)
    if (command.actuator == actuator && command.stage == core::CommandState::Observed) return true;
  return false;
}

TEST(CalmDay, RingsNothingInTwoHours) {
  ClosedLoop loop = play("calm");
  loop.advance(2_h);
  for (const core::AlarmRaised& raised : all<core::AlarmRaised>(loop)) ADD_FAILURE() << raised.condition << " at " << raised.value;
  EXPECT_TRUE(all<core::CommandRequested>(loop).empty());
}

TEST(Leak, IsIsolatedAndGoneWithinAMinute) {
  ClosedLoop loop = play("leak");
  loop.advance(1_min);
  ASSERT_EQ(all<core::RowTripped>(loop).size(), 1U);
  EXPECT_EQ(all<core::RowTripped>(loop)[0].row, "tank-farm-gas");
  for (const char* actuator : {"xv-101", "fan-101", "siren-101"}) EXPECT_TRUE(observed(loop, actuator)) << actuator;
  EXPECT_TRUE(all<core::CommandFailed>(loop).empty());
  for (const auto& [condition, alarm] : loop.state().alarms.alarms) EXPECT_FALSE(alarm.active) << condition;
  EXPECT_FALSE(all<core::OrderIssued>(loop).empty());
}

TEST(StuckValve, IsFoundOutAndTheNextMeasureIsTaken) {
  ClosedLoop loop = play("stuck-valve");
  loop.advance(2_min);
  EXPECT_FALSE(observed(loop, "xv-101"));
  EXPECT_TRUE(observed(loop, "xv-102"));
  const auto raised = all<core::AlarmRaised>(loop);
  EXPECT_TRUE(std::any_of(raised.begin(), raised.end(), [](const auto& alarm) { return alarm.condition == "xv-101-fb:not-proved"; }));
}

TEST(Blind, SafetyPointsThatFallSilentRing) {
  ClosedLoop loop = play("blind");
  loop.advance(50_s);
  const auto raised = all<core::AlarmRaised>(loop);
  for (const char* condition : {"ch4-09:stale", "co-401:bad-quality", "nh3-01:stale"})
    EXPECT_TRUE(std::any_of(raised.begin(), raised.end(), [&](const auto& alarm) { return alarm.condition == condition; })) << condition;
  EXPECT_TRUE(all<core::RowTripped>(loop).empty()) << "blindness moves no actuator of these rows";
}

TEST(Storm, TripsEachRowOnce) {
  ClosedLoop loop = play("storm");
  loop.advance(2_min);
  const auto tripped = all<core::RowTripped>(loop);
  EXPECT_GE(tripped.size(), 3U);
  for (const core::RowTripped& row : tripped)
    EXPECT_EQ(std::count_if(tripped.begin(), tripped.end(), [&](const auto& other) { return other.row == row.row; }), 1) << row.row;
}

TEST(ClosedLoop, GivesTheSameEventsForTheSameSeed) {
  ClosedLoop one = play("storm");
  ClosedLoop other = play("storm");
  one.advance(40_s);
  other.advance(40_s);
  ASSERT_EQ(one.events().size(), other.events().size());
  for (std::size_t i = 0; i < one.events().size(); ++i) {
    EXPECT_EQ(core::kind_of(one.events()[i].body), core::kind_of(other.events()[i].body));
    EXPECT_EQ(one.events()[i].time, other.events()[i].time);
  }
}

TEST(Scenario, SaysWhereItIsWrong) {
  const ScenarioRead read =
      read_scenario(demo(), "wrong.yaml",
                    "scenario: wrong\ntimeline:\n  - {at: 3s, release: {name: a, near: ch4-99, strength: 5 %LEL}}\n  - {at: 4s}\n");
  EXPECT_FALSE(read.scenario);
  ASSERT_EQ(read.findings.size(), 2U);
  EXPECT_EQ(read.findings[0].line, 3);
  EXPECT_NE(read.findings[0].found.en().find("ch4-99"), std::string::npos);
  EXPECT_EQ(read.findings[1].line, 4);
}

TEST(Happening, IsReadFromOneLine) {
  const HappeningRead read = read_happening(demo(), "actuator: {actuator: xv-101, trouble: stuck}");
  ASSERT_TRUE(read.happening);
  EXPECT_TRUE(std::holds_alternative<ActuatorFault>(*read.happening));
  EXPECT_FALSE(read_happening(demo(), "actuator: {actuator: xv-101, trouble: broken}").happening);
}

}  // namespace
}  // namespace davy::sim
