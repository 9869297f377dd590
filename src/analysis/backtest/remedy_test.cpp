#include "analysis/backtest/remedy.hpp"

#include "analysis/alarm_load/alarm_load.hpp"
#include "core/testing/small_plant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::analysis {
namespace {

using core::kEight;

void append_to(std::vector<double>& values, std::size_t seconds, double value) { values.insert(values.end(), seconds, value); }

std::vector<double> in_turn(std::size_t times, std::size_t seconds_high, double high, std::size_t seconds_low, double low) {
  std::vector<double> values{low};
  for (std::size_t i = 0; i < times; ++i) {
    append_to(values, seconds_high, high);
    append_to(values, seconds_low, low);
  }
  return values;
}

Instant remedy_second(std::size_t s) { return kEight + 1_s * static_cast<std::int64_t>(s); }

// One a second.
std::vector<core::Sample> remedy_series(const std::vector<double>& values) {
  std::vector<core::Sample> samples;
  for (const double value : values)
    samples.push_back({site::PointIndex(0), core::Quality::Good, value, remedy_second(samples.size()), remedy_second(samples.size())});
  return samples;
}

// In the small plant of the core ch4-01:high rings at 25, with a dead-band of 1; its high-high at 50 votes in a row.
class RemedyTest : public testing::Test {
 protected:
  Tried tried(const std::string& condition, const std::vector<double>& values, std::vector<TruthWindow> real = {}) const {
    auto made = RemedyTrial::create(directory_, condition, kEight);
    if (const auto* none = std::get_if<NoRemedy>(&made)) return {.found = *none};
    RemedyTrial& trial = *std::get<std::unique_ptr<RemedyTrial>>(made);
    trial.play(remedy_series(values));
    trial.pass(remedy_second(values.size()));
    return trial.judge(kEight, real);
  }
  std::variant<NoRemedy, Remedy> found(const std::string& condition, const std::vector<double>& values) const {
    return tried(condition, values).found;
  }

  // What the whole plant rings of it with this dead-band and delay.
  std::vector<core::RangAlarm> rings_with(double deadband, Duration delay, const std::vector<double>& values) const {
    site::Site changed = site_;
    site::Condition& rule = changed.conditions[directory_.condition("ch4-01:high")->get()];
    rule.deadband = deadband;
    rule.on_delay = delay;
    Trial trial(std::move(changed), {"ch4-01"}, kEight);
    trial.play(remedy_series(values));
    trial.pass(remedy_second(values.size()));
    std::vector<core::RangAlarm> rang = trial.rang(kEight);
    std::erase_if(rang, [](const core::RangAlarm& alarm) { return alarm.condition != "ch4-01:high"; });
    return rang;
  }

  const site::Site site_ = core::make_small_plant();
  const site::Directory directory_{site_};
};

TEST_F(RemedyTest, AValueThatHoversAtItsLimitIsGivenTheSmallestDeadbandThatHoldsIt) {
  const Tried answer = tried("ch4-01:high", in_turn(40, 3, 26, 3, 23.5));
  EXPECT_EQ(answer.rang, 40u);
  EXPECT_EQ(answer.most_in_a_minute, 10u);
  const Remedy& remedy = std::get<Remedy>(answer.found);
  EXPECT_EQ(remedy.kind, RemedyKind::Deadband);
  EXPECT_EQ(remedy.deadband, 1.5);
  EXPECT_EQ(remedy.rang_then, 1u);
  EXPECT_EQ(remedy.kept, 40u);
  EXPECT_EQ(remedy.added, Duration()) << "it holds nothing back";
}

TEST_F(RemedyTest, ShortPeaksAreGivenTheShortestDelayThatOutlastsThemAndALongAlarmStays) {
  std::vector<double> values = in_turn(20, 4, 40, 16, 0);
  append_to(values, 300, 40);
  append_to(values, 10, 0);
  const Tried answer = tried("ch4-01:high", values);
  EXPECT_EQ(answer.rang, 21u);
  EXPECT_EQ(answer.fleeting, 20u);
  const Remedy& remedy = std::get<Remedy>(answer.found);
  EXPECT_EQ(remedy.kind, RemedyKind::Delay);
  EXPECT_EQ(remedy.rang_then, 1u);
  EXPECT_EQ(remedy.kept, 1u);
  EXPECT_EQ(remedy.longest_kept, 300_s);
  EXPECT_EQ(remedy.added, remedy.delay);
  EXPECT_EQ(rings_with(1, remedy.delay, values).size(), 1u);
  EXPECT_EQ(rings_with(1, remedy.delay - 1_s, values).size(), 21u) << "the next shorter one ends nothing";
}

TEST_F(RemedyTest, WhatWasRealIsNotDelayedAway) {
  const std::vector<double> values = in_turn(5, 4, 40, 100, 0);
  EXPECT_TRUE(std::holds_alternative<Remedy>(found("ch4-01:high", values)));
  const TruthWindow third{"ch4-01", remedy_second(1 + 2 * 104), remedy_second(1 + 2 * 104 + 4)};
  EXPECT_EQ(std::get<NoRemedy>(tried("ch4-01:high", values, {third}).found), NoRemedy::LosesAlarms);
}

TEST_F(RemedyTest, ACauseOfARowIsNeverDelayed) {
  EXPECT_EQ(std::get<NoRemedy>(found("ch4-01:high-high", in_turn(20, 4, 60, 16, 0))), NoRemedy::HoldsRow);
  const auto hovers = found("ch4-01:high-high", in_turn(20, 3, 51, 3, 48.5));
  EXPECT_EQ(std::get<Remedy>(hovers).kind, RemedyKind::Deadband) << "that holds nothing back";
}

TEST_F(RemedyTest, SaysWhyThereIsNothingToPropose) {
  EXPECT_EQ(std::get<NoRemedy>(found("ch4-01:hihg", {0})), NoRemedy::Gone);
  EXPECT_EQ(std::get<NoRemedy>(found("ch4-01:stale", {0})), NoRemedy::OfSensor);
  EXPECT_EQ(std::get<NoRemedy>(found("ch4-01:high", in_turn(2, 70, 40, 30, 0))), NoRemedy::Quiet);
}

TEST_F(RemedyTest, NoDelayAsLongAsPeopleHaveToRespond) {
  site::Site site = site_;
  site.conditions[directory_.condition("ch4-01:high")->get()].respond_within = 4_s;
  const site::Directory directory(site);
  auto made = RemedyTrial::create(directory, "ch4-01:high", kEight);
  RemedyTrial& trial = *std::get<std::unique_ptr<RemedyTrial>>(made);
  trial.play(remedy_series(in_turn(5, 10, 40, 100, 0)));
  EXPECT_EQ(std::get<NoRemedy>(trial.judge(kEight, {}).found), NoRemedy::NoneHelps);
}

// Whatever is proposed, the whole plant with it no longer chatters, and rings in each alarm that lasted longer.
RC_GTEST_FIXTURE_PROP(RemedyTest, WhatIsProposedEndsItAndKeepsWhatLastedLonger, ()) {
  std::vector<double> values{0};
  for (int i = 0; i < 12; ++i) {
    append_to(values, *rc::gen::element<std::size_t>(1, 2, 5, 15, 61, 200), *rc::gen::element(25.0, 26.0, 40.0));
    append_to(values, *rc::gen::element<std::size_t>(1, 3, 8, 70), *rc::gen::element(0.0, 21.0, 23.0, 23.9));
  }
  const Tried answer = tried("ch4-01:high", values);
  const auto now = rings_with(1, Duration(), values);
  RC_ASSERT(answer.rang == now.size());
  const Remedy* remedy = std::get_if<Remedy>(&answer.found);
  RC_CLASSIFY(remedy != nullptr && remedy->kind == RemedyKind::Delay, "delay");
  RC_CLASSIFY(remedy != nullptr && remedy->kind == RemedyKind::Deadband, "dead-band");
  if (remedy == nullptr) return;
  const auto then = rings_with(remedy->deadband, remedy->delay, values);
  RC_ASSERT(then.size() == remedy->rang_then);
  std::vector<Instant> rang;
  for (const core::RangAlarm& alarm : then) rang.push_back(alarm.raised);
  RC_ASSERT(most_within_chatter(rang) < kChatterLeast);
  for (const core::RangAlarm& alarm : now) {
    if (alarm.returned && *alarm.returned - alarm.raised <= remedy->delay) continue;
    RC_ASSERT(std::ranges::any_of(then, [&](const core::RangAlarm& other) {
      return other.raised <= alarm.returned.value_or(Instant::never()) && other.returned.value_or(Instant::never()) >= alarm.raised;
    }));
  }
}

}  // namespace
}  // namespace davy::analysis
