#include "core/detect/expressions.hpp"

#include "core/detect/gas_story.hpp"
#include "core/testing/allocations.hpp"
#include "site/directory.hpp"
#include "site/expression/check.hpp"
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A condition on the point "gas" that is an expression.
site::Condition expression(const std::string& text, story::Delays delays = {}) {
  site::Site site = story::gas_site({});
  site.points[0].unit = find_unit("%LEL");
  site.points[0].zone = site::ZoneIndex(0);
  const site::expression::Scope scope(site);
  auto made = site::expression::translate(text, scope, site::PointIndex(0), delays.deadband);
  ensure(made.program.has_value(), "a sound text");
  site::Condition condition = story::condition("rule", site::ConditionKind::Expression, 0, delays);
  condition.program = std::make_shared<const site::expression::Program>(std::move(*made.program));
  condition.text = text;
  return condition;
}

TEST(Expressions, ConfidenceTellsATrendFromChance) {
  GasStory plant({expression("confidence(1min) > 0.98")});
  for (int s = 1; s <= 20; ++s) plant.reads(s, 10 + s % 2);
  EXPECT_EQ(plant.truth(0), Truth::Unknown) << "half of the lookback is not known";
  for (int s = 21; s <= 70; ++s) plant.reads(s, 10 + s % 2);
  EXPECT_EQ(plant.truth(0), Truth::False);
  for (int s = 71; s <= 150; ++s) plant.reads(s, 11 + 0.5 * (s - 70));
  EXPECT_EQ(plant.truth(0), Truth::True);
}

TEST(Expressions, WhatIsUndecidedSaysHowMuchOfEachWindowIsKnown) {
  GasStory plant({expression("avg(20s) > 30 && rate(8s) > -1 && value > 0"), story::high(25)});
  const auto undecided = [&] { return plant.detector().undecided(site::PointIndex(0)); };
  plant.reads(1, 40);
  plant.reads(2, 40);
  plant.ticks(6);  // the second reading covers three seconds
  ASSERT_EQ(undecided().size(), 1U) << "a limit is no expression";
  EXPECT_EQ(undecided()[0].condition, site::ConditionIndex(0));
  EXPECT_EQ(undecided()[0].why, Undecided::Why::NotKnown);
  const std::vector<KnownWindow> windows = undecided()[0].windows;
  ASSERT_EQ(windows.size(), 2U) << "a value has no window";
  EXPECT_EQ(windows[0].function, site::expression::InputKind::Average);
  EXPECT_EQ(windows[0].window, 20_s);
  EXPECT_DOUBLE_EQ(windows[0].share, 0.2);
  EXPECT_FALSE(windows[0].enough());
  EXPECT_EQ(windows[1].function, site::expression::InputKind::Rate);
  EXPECT_DOUBLE_EQ(windows[1].share, 0.5);
  EXPECT_TRUE(windows[1].enough());
  for (int s = 7; s <= 20; ++s) plant.reads(s, 40 + s);
  EXPECT_THAT(undecided(), IsEmpty());
}

TEST(Expressions, WhatFailsIsUndecidedAndSaysSo) {
  GasStory plant({expression("1 / int(value) > 0")});
  plant.reads(1, 0);
  ASSERT_EQ(plant.detector().undecided(site::PointIndex(0)).size(), 1U);
  EXPECT_EQ(plant.detector().undecided(site::PointIndex(0))[0].why, Undecided::Why::Failed);
}

TEST(Expressions, AreUndecidedEachOnItsOwnPoint) {
  site::Site site = story::gas_site({story::high(25), expression("1 / int(value) > 0")});
  site.points.push_back(story::gas_point("other"));
  site.conditions.push_back(expression("1 / int(value) > 0"));
  site.conditions.back().point = site::PointIndex(1);
  site.points.push_back(story::gas_point("plain"));
  GasStory plant({}, std::move(site));
  plant.reads(1, 0);
  for (const std::size_t point : {0U, 1U}) {
    const auto undecided = plant.detector().undecided(site::PointIndex(point));
    ASSERT_EQ(undecided.size(), 1U) << point;
    EXPECT_EQ(undecided[0].condition, site::ConditionIndex(point + 1));
  }
  EXPECT_THAT(plant.detector().undecided(site::PointIndex(2)), IsEmpty());
}

TEST(Expressions, RateOfRiseRings) {
  GasStory plant({expression("rate(10s) > 30")});
  for (int s = 1; s <= 20; ++s) plant.reads(s, 5);
  EXPECT_THAT(plant.told(), ElementsAre("6s rule false since 6s at 5"));  // half of the window is known
  for (int s = 21; s <= 30; ++s) plant.reads(s, 5 + (s - 20));            // 60 a minute
  EXPECT_EQ(plant.truth(0), Truth::True);
  const auto told = plant.told();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_THAT(told[0], ::testing::HasSubstr("rule true"));
}

TEST(Expressions, ATextOfAPlainLimitRingsWithItsDelaysAsThePlainLimitDoes) {
  const story::Delays delays{.on_delay = 2_s, .off_delay = 1_s};
  GasStory text({expression("value >= 25", delays)});
  GasStory plain({story::high(25, delays)});
  for (GasStory* plant : {&text, &plain}) {
    double at = 0;
    for (const double value : {10., 26., 27., 28., 29., 20., 26., 20., 20., 20.}) plant->reads(at += 1, value);
    plant->reads_bad(at += 1);
    plant->reads(at += 1, 30);
    plant->reads(at += 10, 30);  // after a gap the delay starts anew
    plant->reads(at += 1, 30);
    plant->reads(at += 1, 30);
  }
  const auto renamed = [](std::vector<std::string> lines) {
    for (std::string& line : lines)
      if (const std::size_t at = line.find(" high "); at != std::string::npos) line.replace(at, 6, " rule ");
    return lines;
  };
  EXPECT_EQ(text.told(), renamed(plain.told()));
}

TEST(Expressions, ADeadbandKeepsItTrueAsThatOfAPlainLimitDoes) {
  const story::Delays delays{.deadband = 2, .on_delay = 1_s, .off_delay = 1_s};
  GasStory text({expression("value >= 25", delays), expression("!(value < 25 || false)", delays),
                 expression("any(zone(\"hall\").points, value >= 25.0 + 0.0)", delays)});
  GasStory plain({story::high(25, delays), story::high(25, delays), story::high(25, delays)});
  for (GasStory* plant : {&text, &plain}) {
    double at = 0;
    for (const double value : {10., 24., 26., 26., 24., 23.5, 22.9, 24., 22., 22., 24., 26., 24., 26., 26., 23., 23.1})
      plant->reads(at += 1, value);
    plant->reads_bad(at += 1);
    for (const double value : {24., 24., 22., 24., 22., 22.}) plant->reads(at += 1, value);
  }
  const auto renamed = [](std::vector<std::string> lines) {
    for (std::string& line : lines)
      if (const std::size_t at = line.find(" high "); at != std::string::npos) line.replace(at, 6, " rule ");
    return lines;
  };
  EXPECT_EQ(text.told(), renamed(plain.told()));
}

TEST(Expressions, ADeadbandMovesOnlyWhatIsInTheUnitOfThePoint) {
  GasStory plant({expression("avg(2s) > 20 && rate(4s) > 0 %LEL/min", {.deadband = 5})});
  for (int s = 1; s <= 6; ++s) plant.reads(s, 10 + s * 4);
  EXPECT_EQ(plant.truth(0), Truth::True);
  plant.reads(7, 18), plant.reads(8, 18);  // above 15, but no more rising
  EXPECT_EQ(plant.truth(0), Truth::False);
}

TEST(Expressions, LateDataOfOnePointIsJudgedAsItWouldHaveBeenLive) {
  GasStory plant({expression("rate(10s) > 30 %LEL/min", {.on_delay = 1_s})});
  plant.reads(100, 5);
  plant.told();
  for (int s = 20; s >= 1; --s) plant.arrives(101, s, 5);  // in any order
  for (int s = 40; s >= 21; --s) plant.arrives(101, s, s <= 30 ? 5 + (s - 20) : 15);
  plant.ticks(110.9);
  EXPECT_THAT(plant.told(), Not(::testing::Contains(::testing::HasSubstr("late"))));
  plant.ticks(111);
  EXPECT_THAT(plant.told(), ElementsAre("late rule 25s..35s peak 10 known 101s"));
  EXPECT_EQ(plant.truth(0), Truth::Unknown);  // nothing live was changed
  GasStory live({expression("rate(10s) > 30 %LEL/min", {.on_delay = 1_s})});
  for (int s = 1; s <= 40; ++s) live.reads(s, s <= 20 ? 5 : s <= 30 ? 5 + (s - 20) : 15);
  const std::vector<std::string> told = live.told();
  EXPECT_THAT(told, ::testing::Contains(::testing::HasSubstr("rule true since 25s")));
  EXPECT_THAT(told, ::testing::Contains(::testing::HasSubstr("rule false since 35s")));
}

TEST(Expressions, LateDataKeepsItsDeadband) {
  GasStory plant({expression("value > 25", {.deadband = 2})});
  plant.reads(100, 5);
  plant.told();
  int s = 0;
  for (const double value : {10., 26., 24., 24., 22., 24.}) plant.arrives(101, ++s, value);
  plant.ticks(111);
  EXPECT_THAT(plant.told(), ::testing::Contains("late rule 2s..5s peak 26 known 101s"));
}

TEST(Expressions, SilenceMakesAValueUnknownOnATick) {
  GasStory plant({expression("value > 25")});
  plant.reads(1, 26);
  plant.ticks(2);
  plant.ticks(4);
  EXPECT_THAT(plant.told(), ElementsAre("1s rule true since 1s at 26"));
  plant.ticks(5.1);
  EXPECT_THAT(plant.told(), ElementsAre("5.1s rule unknown since 5.1s at 26"));
  plant.reads(6, 20);
  EXPECT_THAT(plant.told(), ElementsAre("6s rule false since 6s at 20"));
}

TEST(Expressions, ADelayDoesNotCompleteOnATick) {
  GasStory plant({expression("value > 25", {.on_delay = 2_s})});
  plant.reads(1, 20);
  plant.reads(2, 26);
  plant.told();
  plant.ticks(4.5);
  EXPECT_THAT(plant.told(), IsEmpty());
  plant.reads(4.6, 26);
  EXPECT_THAT(plant.told(), ElementsAre("4.6s rule true since 2s at 26"));
}

TEST(Expressions, SilenceItselfCompletesOnATick) {
  GasStory plant({expression("stale(10s)", {.on_delay = 5_s})});
  plant.reads(1, 20);
  EXPECT_THAT(plant.told(), ElementsAre("1s rule false since 1s at 20"));
  for (int s = 2; s <= 16; ++s) plant.ticks(s);
  EXPECT_THAT(plant.told(), IsEmpty());
  plant.ticks(17);
  EXPECT_THAT(plant.told(), ElementsAre("17s rule true since 12s at 20"));
  plant.reads(18, 20);
  EXPECT_THAT(plant.told(), ElementsAre("18s rule false since 18s at 20"));
}

TEST(Expressions, BadQualityAndAFailedSensorAreUnknownAndHasTells) {
  GasStory plant({expression("value > 25"), expression("quality == 'bad' || has(point('gas').value)")});
  plant.reads(1, 26);
  plant.reads_bad(2);
  plant.reads(3, 120);
  EXPECT_THAT(plant.told(), ElementsAre("1s rule true since 1s at 26", "1s rule true since 1s at 26", "2s rule unknown since 2s at 26",
                                        "3s rule false since 3s at 120"));
}

TEST(Expressions, AnErrorIsUnknownAndCounted) {
  GasStory plant({expression("1 / int(value) > 0")});
  plant.reads(1, 1);
  plant.reads(2, 0);
  EXPECT_THAT(plant.told(), ElementsAre("1s rule true since 1s at 1", "2s rule unknown since 2s at 0"));
  EXPECT_EQ(plant.detector().expression_failures(), 1U);
}

TEST(Expressions, AStuckSensorRingsAlthoughItSpeaks) {
  GasStory plant({expression("stuck(10s, 0.5 %LEL)"), expression("changed(5s)")});
  plant.reads(1, 5);
  plant.reads(2, 7);
  EXPECT_THAT(plant.told(), ElementsAre("2s rule false since 2s at 7", "2s rule true since 2s at 7"));
  for (int s = 3; s <= 11; ++s) plant.reads(s, s % 2 == 0 ? 7 : 7.4);
  plant.told();
  plant.reads(12, 7);
  EXPECT_THAT(plant.told(), ElementsAre("12s rule true since 12s at 7"));
  plant.reads(13, 8);
  EXPECT_THAT(plant.told(), ElementsAre("13s rule false since 13s at 8"));
}

TEST(Expressions, AKnockIsASpikeAndAStepIsNone) {
  GasStory plant({expression("spike(3s, 5)")});
  for (int s = 1; s <= 10; ++s) plant.reads(s, 10);
  EXPECT_THAT(plant.told(), ElementsAre("5s rule false since 5s at 10"));
  plant.reads(11, 40);
  EXPECT_THAT(plant.told(), IsEmpty());
  plant.reads(12, 10);
  EXPECT_THAT(plant.told(), ElementsAre("12s rule true since 12s at 10"));
  for (int s = 13; s <= 16; ++s) plant.reads(s, 10);
  EXPECT_THAT(plant.told(), ElementsAre("15s rule false since 15s at 10"));
  for (int s = 17; s <= 30; ++s) plant.reads(s, 40);
  EXPECT_EQ(plant.truth(0), Truth::False);
}

TEST(Expressions, AnAnomalyNeedsAPastAndSilenceHidesIt) {
  GasStory plant({expression("anomaly()")});
  int s = 1;
  for (; s <= 300; ++s) plant.reads(s, 20 + s % 5);
  EXPECT_EQ(plant.truth(0), Truth::Unknown);
  for (; s <= 400; ++s) plant.reads(s, 20 + s % 5);
  EXPECT_EQ(plant.truth(0), Truth::False);
  for (; s <= 430; ++s) plant.reads(s, 40 + s % 5);
  EXPECT_EQ(plant.truth(0), Truth::True);
  plant.ticks(s + 5);
  EXPECT_EQ(plant.truth(0), Truth::Unknown);
}

// Two points, "gas" and "twin"; the conditions stand on the first.
class TwoPoints {
 public:
  explicit TwoPoints(const std::string& text) {
    site_.points = {story::gas_point("gas"), story::gas_point("twin")};
    site_.points[0].unit = find_unit("degC");
    site_.points[1].unit = find_unit("K");
    site_.points[1].range_max = 400;
    const site::expression::Scope scope(site_);
    auto made = site::expression::translate(text, scope, site::PointIndex(0));
    for (const auto& fault : made.faults) ADD_FAILURE() << to_text(fault);
    site::Condition condition = story::condition("rule", site::ConditionKind::Expression, 0, {});
    condition.program = std::make_shared<const site::expression::Program>(std::move(*made.program));
    site_.conditions = {condition};
    detector_ = std::make_unique<Detector>(site_, story::kStart);
  }
  Truth reads(double at, std::size_t point, double value, Quality quality = Quality::Good) {
    const Sample sample{site::PointIndex(point), quality, value, story::second(at), story::second(at)};
    detector_->feed({&sample, 1}, findings_);
    return truth();
  }
  // Measured at `at`, arrived when a minute had passed.
  void reads_late(double at, std::size_t point, double value) {
    const Sample sample{site::PointIndex(point), Quality::Good, value, story::second(at), story::second(60)};
    detector_->feed({&sample, 1}, findings_);
  }
  const Findings& findings() const { return findings_; }
  Truth ticks(double at) { return detector_->tick(story::second(at), findings_), truth(); }
  Truth truth() const { return detector_->truth(site::ConditionIndex(0)); }

 private:
  site::Site site_;
  std::unique_ptr<Detector> detector_;
  Findings findings_;
};

TEST(Expressions, TwoSensorsThatShouldAgreeAreComparedAtOneInstantAndInOneUnit) {
  TwoPoints plant("deviation(own, point('twin')) > 2 K || deviation(own, point('twin')) < -2 K");
  EXPECT_EQ(plant.reads(1, 0, 20), Truth::Unknown);
  EXPECT_EQ(plant.reads(1.5, 1, 298.15), Truth::Unknown);
  EXPECT_EQ(plant.reads(2, 0, 30), Truth::False);  // a ramp from 20 to 30: the other was read in its middle
  EXPECT_EQ(plant.reads(2.5, 1, 298.15), Truth::True);
  EXPECT_EQ(plant.reads(3, 0, 20), Truth::False);
  EXPECT_EQ(plant.reads(3.5, 1, 298.15), Truth::True);  // below
  EXPECT_EQ(plant.reads(4.2, 1, 0, Quality::Bad), Truth::Unknown);
}

TEST(Expressions, ASequenceIsTheOneThingAndThenTheOther) {
  TwoPoints plant("sequence(value < 1, point('twin').value > 300 K, 3s)");
  plant.reads(1, 0, 5), plant.reads(1, 1, 290), plant.reads(3, 0, 5), plant.reads(3, 1, 290), plant.reads(5, 0, 5);
  EXPECT_EQ(plant.reads(5, 1, 290), Truth::False);
  EXPECT_EQ(plant.reads(6, 1, 310), Truth::False);  // not after the first
  EXPECT_EQ(plant.reads(7, 1, 290), Truth::False);
  EXPECT_EQ(plant.reads(7.5, 0, 0), Truth::False);
  EXPECT_EQ(plant.reads(9, 1, 310), Truth::True);
  EXPECT_EQ(plant.reads(9.5, 0, 5), Truth::True);
  EXPECT_EQ(plant.reads(10, 1, 290), Truth::False);
  EXPECT_EQ(plant.ticks(14), Truth::Unknown);
}

TEST(Expressions, LateDataOfTwoPointsIsJudgedTogether) {
  TwoPoints plant("value > 10 && point('twin').value > 300 K");
  plant.reads(50, 0, 0), plant.reads(50, 1, 280);
  for (const int s : {5, 4, 3, 2, 1}) plant.reads_late(s, 0, s >= 3 ? 20 : 0);
  plant.ticks(65);
  for (const int s : {1, 2, 3, 4, 5}) plant.reads_late(s + 0.5, 1, s == 4 ? 280 : 310);
  plant.ticks(70);
  ASSERT_EQ(plant.findings().late.size(), 2U);
  EXPECT_EQ(plant.findings().late[0].began, story::second(3));
  EXPECT_EQ(plant.findings().late[0].ended, story::second(4.5));
  EXPECT_EQ(plant.findings().late[0].peak, 20);
  EXPECT_EQ(plant.findings().late[1].began, story::second(5.5));
  EXPECT_EQ(plant.findings().late[1].ended, std::nullopt);
}

TEST(Expressions, WhatFailsNowIsNamed) {
  GasStory plant({story::high(50), expression("1 / int(value) > 0")});
  plant.reads(1, 0);
  EXPECT_THAT(plant.detector().failing(), ElementsAre(site::ConditionIndex(1)));
  plant.reads(2, 1);
  EXPECT_THAT(plant.detector().failing(), IsEmpty());
}

TEST(Expressions, APackConditionWithATimeFunctionRings) {
  site::SourceFiles sources = site::small_site();
  sources = changed(sources, "lab/pack.yaml", "when: high\n        limit: 25\n        deadband: 1",
                    "when: \"rate(30s) > 20 %LEL/min && quality != 'bad'\"");
  sources = changed(sources, "lab/pack.yaml", "when: high\n        limit: 50\n        deadband: 1",
                    "when: \"count(zone.combustible_gas, value > 30) >= 2\"");
  sources = changed(sources, "points.yaml", "{high-high: {limit: 40}}", "{high-high: {on-delay: 1s}}");
  const site::Loaded loaded = site::load_site(sources);
  for (const site::Finding& finding : loaded.findings) ADD_FAILURE() << to_text(finding);
  ASSERT_TRUE(loaded.site);
  const site::Directory directory(*loaded.site);
  Detector detector(*loaded.site, story::kStart);
  Findings out;
  std::vector<Sample> samples;
  for (int s = 1; s <= 60; ++s) {
    const Instant at = story::second(s);
    samples.push_back({*directory.point("ch4-01"), Quality::Good, s < 40 ? 2.0 : 2.0 + (s - 40) * 2, at, at});
    samples.push_back({*directory.point("ch4-02"), Quality::Good, s < 50 ? 31.0 : 32.0, at, at});
  }
  detector.feed(samples, out);
  EXPECT_EQ(detector.truth(*directory.condition("ch4-01:high")), Truth::True);
  EXPECT_EQ(detector.truth(*directory.condition("ch4-02:high")), Truth::False);
  EXPECT_EQ(detector.truth(*directory.condition("ch4-01:high-high")), Truth::True);  // both are above 30
}

TEST(Expressions, AskNothingOfTheHeapAndGiveTheSameHoweverSamplesAreCut) {
  const site::Site site = story::gas_site(
      {expression("avg(30s) > 50 || forecast(1min) > 90 || rate(1min) > 100"), expression("time_to(100) < duration('30s')"),
       expression("stddev(1min) > 10.0 && count(1min) > 5", {.on_delay = 3_s}), expression("stuck(3s, 2) || spike(5s) || anomaly()"),
       expression("sequence(value < 10, value > 90, 5min)"), expression("changed(4s, 3) && deviation(own, own) == 0.0")});
  Detector one(site, story::kStart);
  Detector cut(site, story::kStart);
  Findings out_one, out_cut;
  out_one.edges.reserve(10'000), out_cut.edges.reserve(10'000);
  std::vector<Sample> samples;
  for (int s = 1; s <= 3'000; ++s)
    samples.push_back({site::PointIndex(0), s % 41 == 0 ? Quality::Bad : Quality::Good, 50 + 45 * std::sin(s / 40.0), story::second(s),
                       story::second(s)});
  one.feed(std::span(samples).first(600), out_one);
  const std::size_t before = fixture::allocations();
  for (std::size_t first = 600; first < samples.size(); first += 60) {
    one.feed(std::span(samples).subspan(first, 60), out_one);
    one.tick(samples[first + 59].arrival, out_one);
  }
  EXPECT_EQ(fixture::allocations(), before);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    cut.feed({&samples[i], 1}, out_cut);
    if (i >= 600 && i % 60 == 59) cut.tick(samples[i].arrival, out_cut);
  }
  ASSERT_EQ(out_one.edges.size(), out_cut.edges.size());
  EXPECT_GT(out_one.edges.size(), 50U);
  for (std::size_t i = 0; i < out_one.edges.size(); ++i) {
    EXPECT_EQ(out_one.edges[i].evidence, out_cut.edges[i].evidence);
    EXPECT_EQ(out_one.edges[i].truth, out_cut.edges[i].truth);
    EXPECT_EQ(out_one.edges[i].condition, out_cut.edges[i].condition);
  }
}

}  // namespace
}  // namespace davy::core
