#include "core/detect/recent_window.hpp"

#include "base/ensure.hpp"
#include "core/detect/gas_story.hpp"
#include "site/expression/check.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

// Points "gas" and "twin", a sample each second, stale after 3 s.
site::Site two_points() {
  site::Site site = story::gas_site({});
  site.points.push_back(story::gas_point("twin"));
  for (site::Point& point : site.points) point.unit = find_unit("%LEL");
  return site;
}

site::Condition expression(const site::Site& site, const std::string& text, story::Delays delays = {}) {
  const site::expression::Scope scope(site);
  auto made = site::expression::translate(text, scope, site::PointIndex(0));
  ensure(made.program.has_value(), "a sound text");
  site::Condition condition = story::condition("rule", site::ConditionKind::Expression, 0, delays);
  condition.program = std::make_shared<const site::expression::Program>(std::move(*made.program));
  return condition;
}

// Of "gas", "twin".
std::vector<RecentWindow> windows_for(const std::string& text, story::Delays delays = {}) {
  site::Site site = two_points();
  site.conditions = {expression(site, text, delays)};
  return recent_windows(site);
}

TEST(RecentWindows, AreTwoSilencesAndTheLongestDelay) {
  site::Site site = two_points();
  site.conditions = {story::high(25, {.on_delay = 30_s, .off_delay = 20_s})};
  const auto windows = recent_windows(site);
  EXPECT_EQ(windows[0].length, 36_s);
  EXPECT_EQ(windows[1].length, 6_s);
  EXPECT_EQ(windows[0].samples_max, kRecentSamplesMax);
}

TEST(RecentWindows, HoldTheWindowsOfEveryPointThatAnExpressionReads) {
  const auto windows = windows_for("avg(1h) > 5 && point('twin').rate(10min) > 1", {.on_delay = 10_s});
  EXPECT_EQ(windows[0].length, 16_s + 1_h);
  EXPECT_EQ(windows[1].length, 16_s + 10_min);
  EXPECT_EQ(windows[0].samples_max, 2U * 3'617U) << "twice what a sample each second makes";
  EXPECT_EQ(windows[1].samples_max, 2U * 617U);
}

TEST(RecentWindows, AreNoLongerThanADay) {
  EXPECT_EQ(windows_for("stuck(12h)")[0].length, 6_s + 12_h);
  EXPECT_EQ(windows_for("avg(168h) > 1")[0].length, 6_s + 24_h);
}

TEST(RecentWindows, AreAsLongAsEachFunctionLooksBack) {
  EXPECT_EQ(windows_for("forecast(10min) > 5")[0].length, 6_s + 700_s);
  EXPECT_EQ(windows_for("anomaly()")[0].length, 6_s + 2'048_s);
  EXPECT_EQ(windows_for("spike(30s)")[0].length, 6_s + 76_s);
  EXPECT_EQ(windows_for("value > 5 && !stale(1h)")[0].length, 6_s);
  EXPECT_EQ(windows_for("sequence(value > 1, point('twin').value > 1, 10min)")[1].length, 6_s + 10_min);
}

TEST(RecentWindows, OfManySamplesShareWhatAllMayHave) {
  site::Site site = two_points();
  const site::Condition most = expression(site, "avg(12h) > 5");
  const site::Condition little = expression(site, "rate(1min) > 5");
  while (site.points.size() < 1'001) site.points.push_back(site.points[0]);
  for (std::size_t p = 0; p < 1'001; ++p) {
    site.conditions.push_back(p == 0 ? little : most);
    site.conditions.back().point = site::PointIndex(p);
  }
  const auto windows = recent_windows(site);
  EXPECT_EQ(windows[0].samples_max, 2U * 67U) << "who asks for little has it all";
  for (std::size_t p = 1; p < 1'001; ++p) EXPECT_EQ(windows[p].samples_max, (kRecentSamplesOfWindows - 67) / 1'000);
}

}  // namespace
}  // namespace davy::core
