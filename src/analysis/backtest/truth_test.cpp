#include "analysis/backtest/truth.hpp"

#include "site/small_site.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace davy::analysis {
namespace {

const Instant kTruthBegin = Instant::from_unix_ms(1'800'000'000'000);

Instant truth_minute(double m) { return kTruthBegin + Duration::from_seconds(60 * m); }

class TruthTest : public testing::Test {
 protected:
  static core::RangAlarm rang(std::string condition, double raised, double returned) {
    return {std::move(condition), truth_minute(raised), std::nullopt, truth_minute(returned)};
  }
  Verdict judged(std::vector<core::RangAlarm> alarms, std::vector<TruthWindow> windows) const {
    return judge(alarms, windows, directory_, {.early = 10_min, .grace = 5_min});
  }
  std::string error_of(const std::string& text) const {
    std::istringstream in(text);
    const auto parsed = parse_truth(in, "truth.csv", directory_);
    return parsed ? "" : parsed.error().message;
  }

  site::Site site_ = *site::load_site(site::small_site()).site;
  site::Directory directory_{site_};
};

TEST_F(TruthTest, AnAlarmBeforeItsWindowLeads) {
  const Verdict verdict = judged({rang("ch4-01:high-high", 55, 70)}, {{"ch4-01", truth_minute(60), truth_minute(90)}});
  EXPECT_EQ(verdict.found(), 1u);
  EXPECT_EQ(verdict.leads[0], 5_min);
  EXPECT_EQ(verdict.alarms[0].judgement, Judgement::Real);
}

TEST_F(TruthTest, AZoneTakesTheAlarmsOfItsPoints) {
  const Verdict verdict = judged({rang("ch4-01:high-high", 65, 66)}, {{"plant", truth_minute(60), truth_minute(90)}});
  EXPECT_EQ(verdict.leads[0], -(5_min));
}

TEST_F(TruthTest, AnAlarmElsewhereOrAtAnotherTimeIsFalse) {
  const Verdict verdict =
      judged({rang("ch4-02:high-high", 65, 66), rang("ch4-01:high-high", 100, 101)}, {{"ch4-01", truth_minute(60), truth_minute(90)}});
  EXPECT_EQ(verdict.count(Judgement::False), 2u);
  EXPECT_EQ(verdict.missed(), 1u);
}

TEST_F(TruthTest, AnAlarmInTheGraceIsNotFalseButFindsNothing) {
  const Verdict verdict = judged({rang("ch4-01:high-high", 93, 94)}, {{"ch4-01", truth_minute(60), truth_minute(90)}});
  EXPECT_EQ(verdict.count(Judgement::False), 0u);
  EXPECT_EQ(verdict.missed(), 1u);
}

TEST_F(TruthTest, AnAlarmOfASilentSensorIsJudgedByNoWindow) {
  const Verdict verdict = judged({rang("ch4-01:stale", 65, 66)}, {{"ch4-01", truth_minute(60), truth_minute(90)}});
  EXPECT_EQ(verdict.count(Judgement::OfSensor), 1u);
  EXPECT_EQ(verdict.missed(), 1u);
}

TEST_F(TruthTest, WhatARuleCaughtThatIsGoneIsStillJudged) {
  core::RangAlarm elsewhere = rang("tt-900:rising-fast", 65, 66);  // of a point that is gone, too
  elsewhere.zone = "tank-farm";
  const Verdict verdict = judged({rang("ch4-01:renamed", 55, 70), rang("ch4-02:renamed", 100, 101), elsewhere},
                                 {{"ch4-01", truth_minute(60), truth_minute(90)}, {"plant", truth_minute(60), truth_minute(90)}});
  EXPECT_EQ(verdict.alarms[0].judgement, Judgement::Real);
  EXPECT_EQ(verdict.leads[0], 5_min) << "what stops ringing is missed, not unheard of";
  EXPECT_EQ(verdict.alarms[1].judgement, Judgement::False);
  EXPECT_EQ(verdict.alarms[2].judgement, Judgement::Real);
  EXPECT_EQ(verdict.alarms[2].window, 1u) << "by the zone that the journal names";
}

TEST_F(TruthTest, OfWhatIsGoneTheSensorsOwnIsTold) {
  const Verdict verdict = judged({rang("tt-900:stale", 65, 66), rang("tt-900:bad-quality", 65, 66), rang("xv-900:not-proved", 65, 66)},
                                 {{"ch4-01", truth_minute(60), truth_minute(90)}});
  EXPECT_EQ(verdict.count(Judgement::OfSensor), 3u);
}

TEST_F(TruthTest, SaysEveryMistakeWithItsLine) {
  EXPECT_EQ(error_of("place,from,to\nch4-01,2027-01-15T08:00:00Z,2027-01-15T09:00:00Z\n"), "");
  EXPECT_NE(error_of("point,from\n").find("expected the columns"), std::string::npos);
  std::istringstream in("place,from,to\nnowhere,2027-01-15T09:00:00Z,2027-01-15T08:00:00Z\n");
  EXPECT_EQ(parse_truth(in, "truth.csv", directory_).error().in(Language::Zh),
            "truth.csv:2：错误：'nowhere'；应为本站点的测点或区域\ntruth.csv:2：错误：结束早于开始");
  const std::string error =
      error_of("place,from,to\nch4-1,2027-01-15T08:00:00Z,2027-01-15T07:00:00Z\nch4-01,yesterday,2027-01-15T07:00:00Z\n");
  EXPECT_NE(error.find("truth.csv:2: error: found 'ch4-1', expected a point or a zone of this site (did you mean 'ch4-01'?)"),
            std::string::npos)
      << error;
  EXPECT_NE(error.find("truth.csv:2: error: found an end before"), std::string::npos) << error;
  EXPECT_NE(error.find("truth.csv:3: error:"), std::string::npos) << error;
}

}  // namespace
}  // namespace davy::analysis
