#include "analysis/backtest/backtest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

const Instant kBegin = Instant::from_unix_ms(1'652'054'400'000);

Instant minute(double m) { return kBegin + Duration::from_seconds(60 * m); }

// One methane sensor that speaks once a minute, with an alarm at 5 ppm that holds for 10 minutes, and one for its silence.
site::Site fence() {
  site::Site site;
  site.name = "fence";
  site.zones.push_back({.name = "pad", .title = {"场", "Pad"}, .outline = {{0, 0}, {1, 0}, {0, 1}}});
  site.devices.push_back({.name = "logger", .title = {"采集器", "Logger"}, .zone = site::ZoneIndex(0)});
  site.posts.push_back({.name = "operator", .title = {"值班员", "Operator"}});
  site.shifts.push_back({.name = "always", .title = {"全天", "All day"}});
  site.duties.push_back({});
  site.guidance.push_back({.title = {"甲烷", "Methane"}, .response = {"查漏", "Find the leak"}});
  site.escalate_every = Duration::from_ms(1'800'000);
  site::Point point;
  point.name = "ch4";
  point.unit = find_unit("ppm");
  point.range_max = 1'000;
  point.period = Duration::from_ms(60'000);
  point.stale_after = Duration::from_ms(180'000);
  site.points.push_back(point);
  site::Condition high;
  high.suffix = "high";
  high.limit = 5, high.deadband = 1;
  high.off_delay = Duration::from_ms(600'000);
  high.respond_within = Duration::from_ms(3'600'000);
  site::Condition stale = high;
  stale.suffix = "stale";
  stale.kind = site::ConditionKind::Stale;
  stale.off_delay = Duration();
  site.conditions = {high, stale};
  return site;
}

class BacktestTest : public testing::Test {
 protected:
  void reads(double m, double value) {
    backtest_.feed({{site::PointIndex(0), core::Quality::Good, value, minute(m), minute(m)}}, minute(m));
  }
  const std::vector<Occurrence>& found() const { return backtest_.occurrences(); }

  site::Site site_ = fence();
  site::Directory directory_{site_};
  Backtest backtest_{directory_, kBegin};
};

TEST_F(BacktestTest, FindsWhatTheDaemonWouldHaveRaised) {
  for (int m = 0; m < 60; ++m) reads(m, m >= 20 && m < 25 ? 8 : 2);
  ASSERT_EQ(found().size(), 1u);
  EXPECT_EQ(found()[0].condition, site::ConditionIndex(0));
  EXPECT_EQ(found()[0].onset, minute(20));
  EXPECT_EQ(found()[0].raised, minute(20));
  EXPECT_EQ(found()[0].returned, minute(35));
  EXPECT_EQ(found()[0].value, 8);
  EXPECT_EQ(backtest_.fates().evaluated, 60u);
}

TEST_F(BacktestTest, EachOnsetCountsThoughNobodyAcknowledges) {
  for (int m = 0; m < 60; ++m) reads(m, m == 5 || m == 40 ? 8 : 2);
  ASSERT_EQ(found().size(), 2u);
  EXPECT_EQ(found()[1].raised, minute(40));
}

TEST_F(BacktestTest, SeesSilenceBetweenTheRows) {
  reads(0, 2);
  reads(30, 2);
  ASSERT_EQ(found().size(), 1u);
  EXPECT_EQ(found()[0].condition, site::ConditionIndex(1));
  EXPECT_EQ(found()[0].onset, minute(3));
  EXPECT_LE(found()[0].raised, minute(3) + Duration::from_ms(1'000));
  EXPECT_EQ(found()[0].returned, minute(30));
}

}  // namespace
}  // namespace davy::analysis
