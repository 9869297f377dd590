#include "analysis/backtest/sweep.hpp"

#include "site/small_site.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::analysis {
namespace {

const Instant kSweepBegin = Instant::from_unix_ms(1'800'000'000'000);

Instant second(int s) { return kSweepBegin + 1_s * s; }

// One a second; at the first arrival each is as old as the next.
std::vector<core::Sample> series(const std::vector<double>& values) {
  std::vector<core::Sample> samples;
  for (const double value : values) {
    const Instant at = second(static_cast<int>(samples.size()));
    samples.push_back({site::PointIndex(0), core::Quality::Good, value, at, at});
  }
  return samples;
}

class SweepTest : public testing::Test {
 protected:
  std::vector<SweepCell> sweep(SweepGrid grid, const std::vector<double>& values, std::vector<TruthWindow> windows = {}) const {
    const auto made = Sweep::create(site_, std::move(grid), kSweepBegin);
    ensure(made.has_value(), "the grid is sound");
    (*made)->play(series(values));
    (*made)->pass(second(static_cast<int>(values.size())));
    return (*made)->cells(kSweepBegin, windows, {.early = Duration(), .grace = Duration()});
  }

  // What Trial, and so `davy backtest`, says of the site with this limit and delay.
  std::size_t of_whole_site(double limit, Duration delay, const std::vector<double>& values) const {
    site::Site changed = site_;
    const auto index = *site::Directory(site_).condition("ch4-01:high");
    changed.conditions[index.get()].limit = limit;
    changed.conditions[index.get()].on_delay = delay;
    Trial trial(std::move(changed), {"ch4-01"}, kSweepBegin);
    trial.play(series(values));
    trial.pass(second(static_cast<int>(values.size())));
    return static_cast<std::size_t>(
        std::ranges::count(trial.rang(kSweepBegin), "ch4-01:high", [](const core::RangAlarm& alarm) { return alarm.condition; }));
  }

  site::Site site_ = *site::load_site(site::small_site()).site;
};

TEST_F(SweepTest, CountsWhatEachLimitAndDelayWouldHaveRung) {
  const auto cells = sweep({"ch4-01:high", {20, 40}, {0_s, 2_s}}, {0, 30, 0, 0, 50, 50, 50, 50, 0});
  ASSERT_EQ(cells.size(), 4u);
  EXPECT_EQ(cells[0].rang, 2u);  // 20 at once
  EXPECT_EQ(cells[1].rang, 1u);  // 20 after 2 s
  EXPECT_EQ(cells[2].rang, 1u);  // 40 at once
  EXPECT_EQ(cells[3].rang, 1u);
}

TEST_F(SweepTest, TruthTellsTheRealOnesFromTheOthers) {
  const auto cells = sweep({"ch4-01:high", {20, 60}, {0_s}}, {0, 30, 0, 0, 50, 50, 0}, {{"ch4-01", second(4), second(5)}});
  EXPECT_EQ(cells[0].rang, 2u);
  EXPECT_EQ(cells[0].real, 1u);
  EXPECT_EQ(cells[0].missed, 0u);
  EXPECT_EQ(cells[1].missed, 1u);
}

TEST_F(SweepTest, SaysWhatCannotBeSwept) {
  EXPECT_EQ(Sweep::create(site_, {"ch4-01:hihg", {1}, {0_s}}, kSweepBegin).error().in(Language::Zh),
            "条件 'ch4-01:hihg'；应为本站点的条件（是否指 'ch4-01:high'？）");
  EXPECT_NE(Sweep::create(site_, {"ch4-01:hihg", {1}, {0_s}}, kSweepBegin).error().message.find("did you mean 'ch4-01:high'"),
            std::string::npos);
  EXPECT_FALSE(Sweep::create(site_, {"ch4-01:stale", {1}, {0_s}}, kSweepBegin).has_value());
  EXPECT_FALSE(Sweep::create(site_, {"ch4-01:high", {}, {0_s}}, kSweepBegin).has_value());
  EXPECT_FALSE(Sweep::create(site_, {"ch4-01:high", std::vector<double>(401, 1.0), {0_s}}, kSweepBegin).has_value());
  EXPECT_FALSE(Sweep::create(site_, {"ch4-01:high", {1}, {-(1_s)}}, kSweepBegin).has_value());
}

// Above 20 for one second, then for three.
TEST_F(SweepTest, AnExpressionIsTriedWithEachDelay) {
  site::SourceFiles sources = site::small_site();
  sources.site.push_back({"rule.yaml",
                          "conditions:\n  - {points: [ch4-01], id: above, when: \"value > 20\", severity: serious, work-order: false, "
                          "title: {zh: a, en: a}, response: {zh: b, en: b}}\n"});
  site::Loaded loaded = site::load_site(sources);
  ASSERT_TRUE(loaded.site) << to_text(loaded.findings.front());
  site_ = std::move(*loaded.site);
  const auto cells = sweep({"ch4-01:above", {}, {0_s, 2_s, 5_s}}, {0, 30, 0, 30, 30, 30, 0});
  ASSERT_EQ(cells.size(), 3U);
  EXPECT_EQ(cells[0].rang, 2U);
  EXPECT_EQ(cells[1].rang, 1U) << "one sample is not two seconds";
  EXPECT_EQ(cells[2].rang, 0U);
  EXPECT_FALSE(Sweep::create(site_, {"ch4-01:above", {25}, {0_s}}, kSweepBegin)) << "it has no limit";
  EXPECT_FALSE(Sweep::create(site_, {"ch4-01:above", {}, {0_s}, {1}}, kSweepBegin)) << "its dead-band is in its program";
  EXPECT_FALSE(Sweep::create(site_, {"ch4-01:above", {}, {}}, kSweepBegin));
}

TEST_F(SweepTest, OfAnExpressionTheOtherPointsThatItReadsArePlayedAndNoMore) {
  site::SourceFiles sources = site::small_site();
  sources.site.push_back(
      {"rule.yaml",
       "conditions:\n  - {points: [ch4-02], id: beside, when: \"point('ch4-01').value > 20 && value < 5\", severity: serious, "
       "work-order: false, title: {zh: a, en: a}, response: {zh: b, en: b}}\n"});
  site::Loaded loaded = site::load_site(sources);
  ASSERT_TRUE(loaded.site) << to_text(loaded.findings.front());
  const auto made = Sweep::create(*loaded.site, {"ch4-02:beside", {}, {0_s}}, kSweepBegin);
  ASSERT_TRUE(made) << made.error().message;
  const std::vector<site::Point>& points = (*made)->played().site().points;
  ASSERT_EQ(points.size(), 2U) << "silence of points that nobody reads would be looked for all the time";
  EXPECT_EQ(points[0].name, "ch4-02");
  EXPECT_EQ(points[1].name, "ch4-01");
  std::vector<core::Sample> samples;
  for (const double beside : {0.0, 30.0, 30.0, 0.0, 0.0}) {
    const Instant at = second(static_cast<int>(samples.size() / 2));
    samples.push_back({site::PointIndex(0), core::Quality::Good, 1, at, at});
    samples.push_back({site::PointIndex(1), core::Quality::Good, beside, at, at});
  }
  (*made)->play(samples);
  (*made)->pass(second(5));
  EXPECT_EQ((*made)->cells(kSweepBegin, {}).front().rang, 1U);
}

// Of the site's conditions only the one stays, and with it nothing that speaks of the others.
TEST_F(SweepTest, WhatRelatesConditionsOfTheSiteRelatesNoneOfTheGrid) {
  const std::vector<site::ConditionIndex> last{site::ConditionIndex(site_.conditions.size() - 1)};
  site_.risks.push_back({.name = "risk", .raised = last, .companions = last, .reach = site::Nearness::Site, .to = site::Severity::Major});
  site_.inhibitions.push_back({.name = "inhibition", .inhibitors = last, .targets = last});
  site_.consequences.push_back({.cause = last.front(), .effects = last});
  EXPECT_EQ(sweep({"ch4-01:high", {20}, {0_s}}, {0, 30, 0, 30, 0})[0].rang, 2u);
}

// All together say what each says alone, and what a whole site with that limit and delay says.
RC_GTEST_FIXTURE_PROP(SweepTest, TogetherIsAsAlone, ()) {
  const auto length = *rc::gen::inRange<std::size_t>(5, 60);
  const auto values = *rc::gen::container<std::vector<double>>(length, rc::gen::element(0.0, 19.5, 24.0, 26.0, 40.0, 99.0));
  const std::vector<double> limits{20, 25, 41};
  const std::vector<Duration> delays{0_s, 1_s, 3_s};
  const auto together = sweep({"ch4-01:high", limits, delays}, values);
  std::size_t at = 0;
  std::size_t rang = 0;
  for (const double limit : limits) {
    for (const Duration delay : delays) {
      RC_ASSERT(sweep({"ch4-01:high", {limit}, {delay}}, values)[0].rang == together[at].rang);
      RC_ASSERT(of_whole_site(limit, delay, values) == together[at].rang);
      rang += together[at++].rang;
    }
  }
  const bool climbed = std::ranges::any_of(values.begin() + 1, values.end(), [](double value) { return value > 25; });
  RC_ASSERT(!climbed || rang > 0);
}

}  // namespace
}  // namespace davy::analysis
