#include "analysis/review/review.hpp"

#include "core/testing/small_plant.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace davy::analysis {
namespace {

using core::kEight;
using ::testing::ElementsAre;

// November of the small plant, told event by event; 08:00 of the 24th is the hour from which its times are counted.
struct TheMonth {
  site::Site site = core::make_small_plant();
  site::Directory directory{site};
  std::uint64_t seq = 100;
  std::vector<core::Event> events;
  std::vector<core::Obligation> obligations;

  std::uint64_t at(Duration after, core::EventBody body) {
    events.push_back({++seq, kEight + after, "system", std::move(body)});
    return seq;
  }
  std::uint64_t rings(Duration after, const std::string& condition, site::Severity severity = site::Severity::Moderate) {
    return at(after, core::AlarmRaised{condition, "tank-farm", severity, kEight + after, 1, "rules-1", "operator"});
  }
  void is_over(Duration after, std::uint64_t alarm) { at(after, core::AlarmReturned{core::AlarmId(alarm), kEight + after}); }

  // Asked at the beginning, due after an hour.
  core::Obligation& asks(core::Step step, std::string post, std::optional<Duration> done) {
    core::Obligation& made = obligations.emplace_back();
    made.asked_by = 500 + obligations.size();
    made.step = step;
    made.matter = {core::MatterKind::Order, 112};
    made.zone = "tank-farm";
    made.post = std::move(post);
    made.people = {"wang"};
    made.asked = kEight;
    made.due = kEight + 1_h;
    if (done) {
      made.answer = core::Answer::Done;
      made.done = core::Fulfilment{600 + obligations.size(), kEight + *done, "user:wang"};
    }
    return made;
  }

  Review review(Instant as_of, const std::vector<core::Event>& before = {}, std::string_view name = "2026-11") const {
    Reviewer reviewer(directory, *month_named(name, site.utc_offset), as_of);
    for (const core::Event& each : before) reviewer.before(each);
    for (const core::Event& each : events) reviewer.take(each);
    return reviewer.finish(obligations);
  }
};

const ReviewCount& named(const std::vector<ReviewCount>& counts, std::string_view name) {
  const auto found = std::ranges::find(counts, name, &ReviewCount::name);
  static const ReviewCount kNone{"none", {}, 99'999, {}};
  return found == counts.end() ? kNone : *found;
}

std::vector<std::string> proposed(const Review& review) {
  std::vector<std::string> all;
  for (const Proposal& each : review.proposals) all.push_back(std::string(name_of(each.kind)) + " " + each.about);
  return all;
}

TEST(Review, OfAMonthInWhichNothingHappenedSaysSo) {
  const Review review = TheMonth().review(kEight);
  EXPECT_FALSE(review.complete);
  EXPECT_EQ(named(review.happened, "alarms").count, 0U);
  EXPECT_EQ(review.happened.size(), 14U);
  EXPECT_EQ(review.alarms.busiest_hour, std::nullopt);
  EXPECT_EQ(review.alarms.acknowledged_within, std::nullopt);
  EXPECT_TRUE(review.weak_zones.empty());
  EXPECT_TRUE(review.proposals.empty());
}

TEST(Review, CountsWhatRangAndHow) {
  TheMonth month;
  const auto first = month.rings(0_s, "ch4-01:high");
  month.is_over(10_s, first);
  const auto second = month.rings(20_s, "ch4-01:high");
  month.is_over(30_s, second);
  const auto third = month.rings(59_s, "ch4-01:high");
  month.at(90_s, core::AlarmAcknowledged{core::AlarmId(second)});
  month.at(99_s, core::AlarmAcknowledged{core::AlarmId(third)});
  month.at(100_s, core::AlarmAcknowledged{core::AlarmId(third)});  // again: the first time counts
  const auto last = month.rings(60_min, "pt-101:high-high", site::Severity::Major);
  const Review review = month.review(kEight + 48_h);
  EXPECT_EQ(named(review.happened, "alarms").count, 4U);
  EXPECT_EQ(named(review.happened, "alarms").evidence, (Evidence{first, second, third, last}));
  EXPECT_EQ(named(review.by_severity, "major").evidence, Evidence{last});
  EXPECT_EQ(named(review.by_severity, "moderate").count, 3U);
  EXPECT_NEAR(review.alarms.per_day, 4 / (23 + 1.0 / 3 + 2), 1e-9) << "the month began 23 days and 8 hours before";
  EXPECT_EQ(review.alarms.busiest_hour, kEight);
  EXPECT_EQ(review.alarms.busiest_count, 3U);
  EXPECT_EQ(review.alarms.acknowledged_within, 40_s) << "of 70 s and 40 s the lower";
  ASSERT_EQ(review.alarms.chattering.size(), 1U);
  EXPECT_EQ(review.alarms.chattering[0].evidence, (Evidence{first, second, third}));
  EXPECT_EQ(review.alarms.stale, 2U) << "the third and the last stand still";
  EXPECT_EQ(named(review.causes, "ch4-01:high").count, 3U);
  EXPECT_THAT(proposed(review), ElementsAre("root-cause ch4-01:high", "chatter ch4-01:high", "weak-zone tank-farm",
                                            "stale-alarm ch4-01:high", "stale-alarm pt-101:high-high"));
}

TEST(Review, SumsUpForHowLongAPointCouldNotBeSeen) {
  TheMonth month;
  const core::Event before{7, month_named("2026-11", 8_h)->from - 5_h, "system",
                           core::AlarmRaised{"ch4-02:stale", "tank-farm", site::Severity::Moderate, {}, 0, "rules-1", "operator"}};
  month.is_over(0_s, 7);  // since the month began: 23 days and 8 hours
  const auto silent = month.rings(1_h, "ch4-01:stale");
  month.is_over(3_h, silent);
  const auto silent_again = month.rings(10_h, "ch4-01:stale");
  month.is_over(10_h + 30_min, silent_again);
  const Review review = month.review(kEight + 40_h, {before});
  ASSERT_EQ(review.blind.size(), 2U);
  EXPECT_EQ(review.blind[0].point, "ch4-02");
  EXPECT_EQ(review.blind[0].blind, 560_h);
  EXPECT_EQ(review.blind[0].evidence, Evidence{7});
  EXPECT_EQ(review.blind[1].blind, 2_h + 30_min);
  EXPECT_NEAR(review.blind[1].share, 2.5 / 600, 1e-9);
  EXPECT_EQ(review.alarms.stale, 1U);
  EXPECT_THAT(proposed(review), ElementsAre("blind-point ch4-02", "blind-point ch4-01", "weak-zone tank-farm"));
  EXPECT_EQ(named(review.happened, "alarms").count, 2U) << "what rang before rang in another month";
}

TEST(Review, NamesWhatWasLate) {
  TheMonth month;
  for (int i = 0; i < 3; ++i) month.asks(core::Step::AcceptOrder, "operator", 10_min);
  month.asks(core::Step::HandleOrder, "operator", 3_h);
  month.asks(core::Step::HandleOrder, "operator", std::nullopt);
  month.asks(core::Step::CloseOrder, "operator", std::nullopt);  // the order as a whole is no deed
  core::Obligation& gone = month.asks(core::Step::AcceptOrder, "operator", std::nullopt);
  gone.answer = core::Answer::Withdrawn;
  for (int i = 0; i < 4; ++i) month.asks(core::Step::AcceptOrder, "shift-lead", 2_h);
  const Review review = month.review(kEight + 10_h);
  EXPECT_EQ(review.late_in_all, 6U);
  EXPECT_EQ(review.late[0].asked_by, 505U) << "not done at all";
  EXPECT_EQ(review.late[1].asked_by, 504U) << "two hours too late";
  EXPECT_EQ(late_by(review.late[0], month.site.appraisal, review.as_of), 9_h);
  EXPECT_EQ(review.weak_zones[0].late, 6U);
  EXPECT_THAT(proposed(review), ElementsAre("late-post operator", "weak-zone tank-farm")) << "four say nothing of a post";
  EXPECT_EQ(month.review(kEight + 30_min).late_in_all, 0U) << "what is not due is not late";
}

TEST(Review, AsksForBetterWorkWhereItIsReturned) {
  TheMonth month;
  for (int i = 0; i < 5; ++i) {
    core::Obligation& review = month.asks(core::Step::ReviewOrder, "shift-lead", 10_min);
    review.judged = "wang";
    review.judged_post = "operator";
    review.judgement = i < 3 ? core::Judgement::Approved : core::Judgement::Returned;
  }
  const Review review = month.review(kEight + 2_h);
  const core::Share share = review.kpi[static_cast<std::size_t>(core::Metric::FirstPass)];
  EXPECT_EQ(share.good, 3U);
  EXPECT_EQ(share.of, 5U);
  EXPECT_THAT(proposed(review), ElementsAre("returned-work "));
  EXPECT_EQ(review.proposals[0].evidence, (Evidence{604, 605}));
}

TEST(Review, TellsOfChecksCommandsHazardsAndDrills) {
  TheMonth month;
  const core::Event issued{5, kEight - 900_h, "system", core::CheckIssued{"m-7"}};
  month.at(0_s, core::CheckMissed{core::CheckId(5), "shift-lead"});
  month.at(1_s, core::CheckMissed{core::CheckId(6), "shift-lead"});
  month.at(2_s, core::CommandRequested{"0-9", "gas-trip", "xv-101", "closed"});
  const auto failed = month.at(3_s, core::CommandFailed{"0-9"});
  const auto hazard = month.at(4_s, core::HazardReported{"plant", "a leak"});
  month.at(5_s, core::HazardGraded{core::HazardId(hazard), core::HazardGrade::General, core::HazardKind::Fire});
  month.at(6_s, core::HazardReported{"plant", "another"});
  month.at(7_s, core::CareOverdue{core::CareId(3), "operator", 1});
  month.at(8_s, core::CareOverdue{core::CareId(3), "shift-lead", 2});
  month.at(9_s, core::IncidentOpened{core::Exercise::Real});
  const Review review = month.review(month_named("2026-11", 8_h)->until, {issued});
  EXPECT_TRUE(review.complete);
  EXPECT_EQ(named(review.happened, "care-overdue").count, 1U);
  EXPECT_EQ(named(review.happened, "incidents").count, 1U);
  EXPECT_EQ(named(review.hazards, "fire").evidence, Evidence{hazard});
  EXPECT_EQ(named(review.hazards, "ungraded").count, 1U);
  EXPECT_THAT(proposed(review), ElementsAre("missed-checks ", "missed-checks m-7", "weak-zone plant", "failed-command xv-101"));
  EXPECT_EQ(review.proposals[3].evidence, Evidence{failed});

  const Review december = TheMonth().review(month_named("2026-12", 8_h)->until, {}, "2026-12");
  EXPECT_THAT(proposed(december), ElementsAre("drill-due "));
  TheMonth drilled;
  drilled.at(300_h, core::IncidentOpened{core::Exercise::Drill});
  EXPECT_TRUE(drilled.review(month_named("2026-12", 8_h)->until, {}, "2026-12").proposals.empty());
}

TEST(Review, SharesOutRiskPointsAndNamesTheGaps) {
  const TheMonth month;
  const site::Directory directory(month.site);
  const Reviewer reviewer(directory, *month_named("2026-11", 8_h), kEight + 2_h);
  core::RiskFigures risks;
  risks.points = {{{core::RiskPointKind::Zone, "plant"}, {"厂区", "Plant"}, "plant", 0, {{"o", "u", "e", 9}}},
                  {{core::RiskPointKind::RiskPoint, "press"}, {"冲床", "Press"}, "", 7, {}}};
  risks.changes = {{{core::RiskPointKind::RiskPoint, "press"}, {"冲床", "Press"}, "", 7, kEight - 48_h, 0, {}}};
  const Review review = reviewer.finish({}, risks);
  EXPECT_EQ(review.kpi[static_cast<std::size_t>(core::Metric::RiskIdentified)], (core::Share{1, 2}));
  EXPECT_EQ(review.kpi[static_cast<std::size_t>(core::Metric::RiskUpdated)], (core::Share{0, 1}));
  EXPECT_THAT(proposed(review), ElementsAre("risk-gap "));
  EXPECT_EQ(review.proposals[0].evidence, Evidence{7});
  EXPECT_TRUE(proposed(reviewer.finish({})).empty());
}

TEST(Review, NamesTwentyRecordsAtMost) {
  TheMonth month;
  for (int i = 0; i < 50; ++i) month.is_over(2_min * i + 1_s, month.rings(2_min * i, "ch4-01:high"));
  const Review review = month.review(kEight + 48_h);
  EXPECT_EQ(named(review.happened, "alarms").count, 50U);
  EXPECT_EQ(named(review.happened, "alarms").evidence.size(), kEvidenceMost);
  EXPECT_TRUE(review.alarms.chattering.empty());
}

}  // namespace
}  // namespace davy::analysis
