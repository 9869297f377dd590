// What people did then, done again: under the rules of then and under others.
#include "analysis/backtest/deeds.hpp"

#include "analysis/backtest/sweep.hpp"
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace davy::analysis {
namespace {

using testing::ElementsAre;

const Instant kDeedsBegin = Instant::from_unix_ms(1'800'000'000'000);

Instant after(Duration time) { return kDeedsBegin + time; }

// ch4-01 rings above 25, when it is cleaned above 35; with a permit above 10; its expressions while people are there, and while a hazard is open.
site::Site with_deeds(const std::string& permit_limit = "10") {
  site::SourceFiles sources = site::changed(site::small_site(), "lab/pack.yaml", "limit: 25", "limit: 25\n        by-mode: {cleaning: 35}");
  const std::string words =
      "deadband: 1, severity: serious, respond-within: 15min, title: {zh: 票, en: Permit}, response: {zh: 停, en: Stop}, "
      "basis: test";
  sources =
      site::changed(std::move(sources), "points.yaml", "device: rtu-01, at: [10, 10]}",
                    "device: rtu-01, at: [10, 10], conditions: {permit: {when: high, gates: [blind-plate], rings: with-permit, limit: " +
                        permit_limit + ", " + words + "}, crowd: {when: 'value > 5 && people_in(zone) > 2', " + words +
                        "}, watched: {when: 'value > 5 && open_hazards(zone) > 0', " + words + "}}}");
  sources.site.push_back({"more.yaml", R"(modes:
  - {id: running, title: {zh: 运行, en: Running}}
  - {id: cleaning, title: {zh: 清洗, en: Cleaning}}
facts:
  - {id: people, title: {zh: 人数, en: People}, kind: count, zones: [tank-farm], valid-for: 10min}
)"});
  site::Loaded loaded = site::load_site(sources);
  ensure(loaded.site.has_value(), loaded.findings.empty() ? "the site is sound" : to_text(loaded.findings.front()).c_str());
  return std::move(*loaded.site);
}

class DeedsTest : public testing::Test {
 protected:
  std::uint64_t did(Duration when, core::EventBody body) {
    reader_.take({++seq_, after(when), "user:li", std::move(body)});
    return seq_;
  }
  // A permit on ch4-01.
  core::PermitId opened(Duration when) {
    core::PermitApplied what;
    what.kind = core::PermitKind::BlindPlate;
    what.zone = "tank-farm";
    what.points = {"ch4-01"};
    const core::PermitId id(did(when, what));
    did(when, core::PermitStarted{id});
    return id;
  }
  // One reading of ch4-01 a second.
  void reads(double value, int seconds) {
    for (int i = 0; i < seconds; ++i) {
      const Instant at = kDeedsBegin + 1_s * static_cast<std::int64_t>(samples_.size());
      samples_.push_back({site::PointIndex(0), core::Quality::Good, value, at, at});
    }
  }
  // One more, after a gap perhaps.
  void reads_at(Duration when, double value) {
    samples_.push_back({site::PointIndex(0), core::Quality::Good, value, after(when), after(when)});
  }
  Deeds deeds() {
    if (gathered_.empty()) gathered_ = reader_.give([](core::AlarmId) { return std::string(); });
    return gathered_;
  }
  // What rang, as "condition at seconds".
  std::vector<std::string> rang(site::Site site) {
    Trial trial(std::move(site), {"ch4-01"}, kDeedsBegin, deeds());
    trial.play(samples_);
    trial.pass(samples_.back().arrival);
    std::vector<std::string> lines;
    for (const core::RangAlarm& alarm : trial.rang(kDeedsBegin)) {
      const std::string aside = alarm.aside == core::Aside::No ? "" : " " + std::string(name_of(alarm.aside));
      if (alarm.condition.starts_with("ch4-01:") && !alarm.condition.ends_with("stale"))
        lines.push_back(alarm.condition.substr(7) + " " + std::to_string((alarm.raised - kDeedsBegin).ns() / 1'000'000'000) + aside);
    }
    return lines;
  }
  std::vector<std::size_t> sweep(const std::string& condition, std::vector<double> limits) {
    const auto made = Sweep::create(site_, {condition, std::move(limits), {0_s}}, kDeedsBegin, deeds());
    ensure(made.has_value(), "the grid is sound");
    (*made)->play(samples_);
    (*made)->pass(samples_.back().arrival);
    std::vector<std::size_t> counts;
    for (const SweepCell& cell : (*made)->cells(kDeedsBegin, {})) {
      counts.push_back(cell.rang);
      asides_.push_back(cell.aside);
    }
    return counts;
  }

  site::Site site_ = with_deeds();
  DeedReader reader_;
  Deeds gathered_;
  std::uint64_t seq_ = 0;
  std::vector<core::Sample> samples_;
  std::vector<std::size_t> asides_;
};

TEST_F(DeedsTest, AModeIsThatOfThen) {
  did(10_s, core::ModeSet{"tank-farm", "cleaning", "wash", {}});
  did(30_s, core::ModeEnded{"tank-farm", "cleaning", core::Ended::ByPerson});
  reads(1, 15);
  reads(30, 10);  // cleaning: nothing
  reads(1, 10);
  reads(30, 10);
  EXPECT_THAT(rang(site_), ElementsAre("high 35"));
  EXPECT_THAT(sweep("ch4-01:high", {20, 28, 40}), ElementsAre(1u, 1u, 0u)) << "the limits of cleaning stay";
}

TEST_F(DeedsTest, WhatStoodWhenCountingBeganStands) {
  did(-(5_min), core::ModeSet{"tank-farm", "cleaning", "wash", {}});
  did(-(4_min), core::FactTold{"people", "tank-farm", 4, after(-(4_min)), after(6_min)});
  did(-(3_min), core::AlarmShelved{"ch4-01:crowd", after(20_s), "test"});
  reads(1, 2);
  reads(30, 3);
  reads(1, 20);
  reads(30, 3);
  EXPECT_THAT(rang(site_), ElementsAre("crowd 2 shelved", "crowd 25")) << "cleaning, and four are there";
}

TEST_F(DeedsTest, HazardsAreOpenFromTheirReportUntilTheyWereClosed) {
  core::HazardReported found;
  found.zone = "tank-farm";
  found.what = "a flange drips";
  found.post = "operator";
  found.deadline = after(-(50_min));  // it was never graded; nobody is reminded of it again
  found.about.measure = "m-1";
  const core::HazardId first(did(-(1_h), found));
  did(8_s, core::HazardClosed{first});
  const core::HazardId second(did(20_s, found));
  found.zone = "moon";
  const core::HazardId elsewhere(did(21_s, found));
  did(26_s, core::HazardDismissed{second, "rain"});
  const core::HazardId third(did(31_s, found));
  did(33_s, core::HazardMerged{elsewhere, third});
  did(34_s, core::HazardClosed{core::HazardId(9'999)});
  reads(1, 2);
  reads(20, 35);
  EXPECT_THAT(rang(site_), ElementsAre("watched 2", "watched 21"));
  const std::vector<std::string_view> kinds = deed_kinds();
  EXPECT_EQ(std::ranges::count(kinds, core::HazardReported::kKind), 1) << "the journal is asked for them";
}

TEST_F(DeedsTest, AFactThatIsToldAgainOnlyLastsLonger) {
  for (int minute = 0; minute < 30; ++minute)
    did(1_min * minute, core::FactTold{"people", "tank-farm", 4, after(1_min * minute), after(1_min * minute + 10_min)});
  did(31_min, core::FactTold{"people", "tank-farm", 1, after(31_min), after(41_min)});
  ASSERT_EQ(deeds().size(), 2u);
  EXPECT_EQ(get<core::FactTold>(deeds().front().event.body).until, after(39_min));
}

TEST_F(DeedsTest, WhatIsSetAsideRingsForNobody) {
  did(1_s, core::AlarmTakenOutOfService{"ch4-01:high", "exchange"});
  did(20_s, core::AlarmReturnedToService{"ch4-01:high"});
  reads(1, 5);
  reads(30, 3);
  reads(1, 20);
  reads(30, 3);
  EXPECT_THAT(rang(site_), ElementsAre("high 5 out-of-service", "high 28"));
  EXPECT_THAT(sweep("ch4-01:high", {25, 28, 40}), ElementsAre(1u, 1u, 0u));
  EXPECT_THAT(asides_, ElementsAre(1u, 1u, 0u)) << "and is not taken for quiet";
}

TEST_F(DeedsTest, ALimitWithPermitsRingsOnlyWhileOneStands) {
  const core::PermitId id = opened(10_s);
  did(21_s, core::PermitSuspended{id, core::StopCause::Gas, "ch4-01:permit", 12, "tank-farm", "operator"});
  did(50_s, core::PermitResumed{id, "aired"});
  did(70_s, core::PermitFinished{id, "done", {}, "operator"});
  reads(12, 5);  // nobody works
  reads(1, 15);
  reads(12, 5);  // at 20: taken back
  reads(1, 5);
  reads(12, 5);  // at 30: the work rests
  reads(1, 20);
  reads(12, 5);  // at 55
  reads(1, 20);
  reads(12, 5);  // at 80: it is done
  reads(1, 5);
  EXPECT_THAT(rang(site_), ElementsAre("permit 20", "permit 55"));
  EXPECT_THAT(sweep("ch4-01:permit", {5, 10, 11, 15}), ElementsAre(2u, 2u, 2u, 0u));
}

// Silent for a moment, between two looks of the daemon: the next reading stops the work, and rings.
TEST_F(DeedsTest, SilenceThatNobodyMayHaveSeenStopsNoWork) {
  opened(2_s);
  did(2'100_ms, core::ModeSet{"tank-farm", "cleaning", "wash", {}});  // time passes in steps from here on, to 7.1 s too
  reads(1, 5);
  reads_at(7'120_ms, 12);
  EXPECT_THAT(rang(site_), ElementsAre("permit 7"));
}

TEST_F(DeedsTest, WorkThatTheHistoryStoppedRests) {
  const core::PermitId id = opened(2_s);
  did(70_s, core::PermitSuspended{id, core::StopCause::Blind, "ch4-01:permit", 0, "tank-farm", "operator"});
  reads(1, 75);
  reads(12, 5);
  EXPECT_THAT(rang(site_), ElementsAre()) << "though its detector was well for a minute";
}

TEST_F(DeedsTest, WhatOnlyTheTriedLimitStopsGoesOnWhenItIsWell) {
  opened(2_s);
  reads(1, 10);
  reads(8, 5);  // at 10: under the limit of then
  reads(1, 5);
  reads(8, 5);  // at 20: it rests since
  reads(1, 75);
  reads(8, 5);  // at 100
  reads(1, 5);
  EXPECT_THAT(rang(site_), ElementsAre());
  EXPECT_THAT(rang(with_deeds("7")), ElementsAre("permit 10", "permit 100"));
  EXPECT_THAT(sweep("ch4-01:permit", {7, 10}), ElementsAre(2u, 0u));
}

TEST_F(DeedsTest, WhileDavyWasDownNothingWasSilent) {
  reads(1, 5);
  did(60_s, core::SystemStarted{"1", "1", after(4_s)});
  Trial trial(site_, {"ch4-01"}, kDeedsBegin, deeds());
  const auto times_silent = [&] {
    const std::vector<core::RangAlarm> alarms = trial.rang(kDeedsBegin);
    return std::ranges::count_if(alarms, [](const core::RangAlarm& alarm) { return alarm.condition == "ch4-01:stale"; });
  };
  trial.play(samples_);
  trial.pass(after(62_s));
  EXPECT_EQ(times_silent(), 0) << "a start gives every point its time to speak";
  trial.pass(after(65_s));
  EXPECT_EQ(times_silent(), 1);
  EXPECT_THAT(trial.starts(), ElementsAre(PlayedStart{after(60_s), after(4_s), "1"}));
}

TEST_F(DeedsTest, WhatStoodBeforeAStartStandsAfterIt) {
  reads(1, 5);
  reads(30, 5);
  did(12_s, core::SystemStarted{"1", "1", after(9_s)});
  for (int s = 13; s < 16; ++s) reads_at(1_s * s, 30);
  reads_at(16_s, 1);
  reads_at(17_s, 30);
  EXPECT_THAT(rang(site_), ElementsAre("high 5", "high 17"));
}

TEST_F(DeedsTest, WhatTheTriedSiteDoesNotKnowIsLeftOut) {
  did(1_s, core::ModeSet{"", "turnaround", "test", {}});
  did(1_s, core::FactTold{"crane", "", 1, after(1_s), after(1_min)});
  did(1_s, core::AlarmShelved{"tt-9:high", after(1_min), "test"});
  did(1_s, core::RowBypassed{"no-such-row", after(1_min), "test"});
  did(2_s, core::OrderClosed{core::OrderId(7)});
  did(2_s, core::PermitResumed{core::PermitId(8), "test"});
  reads(1, 5);
  reads(30, 2);
  EXPECT_THAT(rang(site_), ElementsAre("high 5"));
}

}  // namespace
}  // namespace davy::analysis
