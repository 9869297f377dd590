#include "core/notice/flood_bundle.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class FloodBundleTest : public testing::Test {
 protected:
  // ch4-01 rings and returns eleven times: the operator is flooded, and has been told of each.
  void flood() {
    for (int i = 0; i < 11; ++i) {
      plant.gas("ch4-01", 30_lel);
      plant.after(2_s);
      plant.gas("ch4-01", 0_lel);
      plant.after(2_s);
    }
    ASSERT_TRUE(plant.state().floods.posts.at("operator").since.has_value());
    plant.sent();
    plant.wrote();
  }
  void rings(std::string_view point, double value) {
    plant.reads(point, value);
    plant.after(1_s);
  }
  const PostBundle& waits() const { return plant.state().notices.bundles.at("operator"); }
  NoticeIssued newest() const {
    for (auto event = plant.journal().rbegin(); event != plant.journal().rend(); ++event)
      if (const auto* issued = get_if<NoticeIssued>(&event->body); issued != nullptr && issued->bundle) return *issued;
    return {};
  }

  PlantStory plant;
};

TEST_F(FloodBundleTest, InAFloodNewAlarmsAreToldTogetherAfterFiveSeconds) {
  flood();
  rings("ch4-02", 30);
  rings("tt-101", 85);
  EXPECT_THAT(plant.sent(), IsEmpty());
  EXPECT_THAT(plant.wrote("notice."), ElementsAre("notice.bundled ch4-02:high operator", "notice.bundled ch4-02:high operator",
                                                  "notice.bundled tt-101:high operator"))
      << "the alarm, its order, and an alarm without an order";
  plant.after(4_s);
  EXPECT_THAT(plant.sent(), ElementsAre("operator flood-bundle ch4-02:high"));
  const NoticeIssued told = newest();
  EXPECT_EQ(told.severity, site::Severity::Moderate) << "the worst of it";
  EXPECT_THAT(told.bundle->alarms, ElementsAre(plant.alarm_id("ch4-02:high"), plant.alarm_id("tt-101:high")));
  EXPECT_THAT(told.bundle->orders, ElementsAre(plant.order("ch4-02:high")));
  EXPECT_EQ(told.bundle->moderate, 1u);
  EXPECT_EQ(told.bundle->low, 1u);
  EXPECT_EQ(told.bundle->serious, 0u);
  EXPECT_EQ(told.bundle->gone, 0u);
  EXPECT_THAT(waits().waiting, IsEmpty());
}

TEST_F(FloodBundleTest, TheNextBundleComesAMinuteAfterTheOneBefore) {
  flood();
  rings("tt-101", 85);
  plant.after(5_s);
  EXPECT_THAT(plant.sent(), ElementsAre("operator flood-bundle tt-101:high"));
  rings("ch4-02", 30);
  plant.after(57_s);
  EXPECT_THAT(plant.sent(), IsEmpty());
  plant.after(3_s);
  EXPECT_THAT(plant.sent(), ElementsAre("operator flood-bundle ch4-02:high"));
}

TEST_F(FloodBundleTest, WhatIsOverBeforeItIsToldIsCountedAsGone) {
  flood();
  rings("ch4-02", 30);
  rings("ch4-02", 0);
  rings("tt-101", 85);
  plant.after(5_s);
  EXPECT_THAT(newest().bundle->alarms, SizeIs(2));
  EXPECT_EQ(newest().bundle->gone, 1u);
}

TEST_F(FloodBundleTest, MajorAlarmsRemindersAndFailedMeasuresGoAloneAtOnce) {
  plant.sticks("xv-101");
  plant.sticks("xv-102");
  rings("tt-101", 85);
  plant.asks("wang", AcknowledgeAlarm{plant.alarm_id("tt-101:high"), ""});
  flood();
  rings("pt-101", 95);
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead alarm-raised pt-101:high-high", "safety-officer alarm-raised pt-101:high-high",
                                        "shift-lead order-issued pt-101:high-high"));
  rings("ch4-02", 60);
  plant.after(30_s);
  EXPECT_THAT(plant.sent(), Contains("operator effect-exhausted xv-101-fb:not-proved"));
  plant.only_timers(20_min);
  EXPECT_THAT(plant.sent(), Contains("operator alarm-reannunciated tt-101:high"));
}

TEST(FloodBundle, TheEndOfAFloodTellsWhatWaits) {
  BundleBook book;
  const NoticeBundled joined{NoticeReason::AlarmRaised, AlarmId(1), {}, "tt-101:high", "operator", site::Severity::Low};
  bundle::evolve(book, {2, kEight, "system", joined});
  const AlarmBook alarms;
  EXPECT_THAT(bundle::react(book, alarms, {3, kEight, "system", FloodEnded{"shift-lead"}}), IsEmpty());
  const Bodies bodies = bundle::react(book, alarms, {3, kEight, "system", FloodEnded{"operator"}});
  ASSERT_THAT(bodies, SizeIs(1));
  EXPECT_THAT(get<NoticeIssued>(bodies.front()).bundle->alarms, ElementsAre(AlarmId(1)));
  bundle::evolve(book, {4, kEight, "system", bodies.front()});
  EXPECT_EQ(bundle::next_due(book), Instant::never());
}

TEST_F(FloodBundleTest, ABundleOutlivesACrash) {
  flood();
  rings("tt-101", 85);
  plant.crashes(2_s);
  EXPECT_THAT(waits().waiting, SizeIs(1));
  plant.after(6_s);
  EXPECT_THAT(plant.sent(), Contains("operator flood-bundle tt-101:high"));
}

TEST_F(FloodBundleTest, ABundleOfWhichEverythingIsDealtWithTellsNobody) {
  flood();
  plant.notices_wait();
  rings("ch4-02", 30);
  plant.after(6_s);
  plant.asks("wang", AcknowledgeAlarm{plant.alarm_id("ch4-02:high"), ""});
  const Notice waiting = plant.state().notices.waiting.rbegin()->second;
  ASSERT_EQ(waiting.what.reason, NoticeReason::FloodBundle);
  const State& now = plant.state();
  EXPECT_EQ(notice::outdated(waiting, {now.alarms, now.orders, now.hazards, now.care, now.checks, now.permits, now.incidents, now.trainings,
                                       now.handovers}),
            "")
      << "its order is still new";
  plant.asks("wang", AcceptOrder{plant.order("ch4-02:high")});
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), IsEmpty());
}

TEST_F(FloodBundleTest, AnotherPostIsNotBundled) {
  flood();
  rings("pt-101", 95);
  EXPECT_FALSE(plant.state().notices.bundles.contains("shift-lead"));
}

// Causes: what the troubles began with.

TEST(FloodBundle, AlarmsOfOneGroupHaveOneCause) {
  PlantStory plant(make_related_plant());
  for (int i = 0; i < 12; ++i) {
    plant.reads("tt-101", 85);
    plant.after(2_s);
    plant.reads("tt-101", 0);
    plant.after(2_s);
  }
  plant.after(70_s);
  plant.gas("ch4-02", 30_lel);
  plant.after(3_s);
  plant.gas("ch4-01", 30_lel);
  plant.after(10_s);
  const NoticeIssued* told = nullptr;
  for (const Event& event : plant.journal())
    if (const auto* issued = get_if<NoticeIssued>(&event.body); issued != nullptr && issued->bundle) told = issued;
  ASSERT_NE(told, nullptr);
  ASSERT_THAT(told->bundle->causes, SizeIs(1));
  EXPECT_EQ(told->bundle->causes.front().condition, "ch4-02:high");
  EXPECT_EQ(told->bundle->causes.front().alarms, 2u);
  EXPECT_EQ(told->condition, "ch4-02:high");
}

TEST(FloodBundle, NamesTheTenLargestCausesAndCountsTheRest) {
  AlarmBook alarms;
  BundleBook book;
  for (std::uint64_t i = 0; i < 30; ++i) {
    const std::string condition = "p" + std::to_string(i < 5 ? 0 : i) + ":high";
    const Event raised{i * 2 + 1, kEight, "system", AlarmRaised{condition, "z", site::Severity::Low, kEight, 1, "v", "operator"}};
    alarm::evolve(alarms, raised);
    const NoticeBundled joined{NoticeReason::AlarmRaised, AlarmId(raised.seq), {}, condition, "operator", site::Severity::Low};
    bundle::evolve(book, {raised.seq + 1, kEight, "system", joined});
  }
  EXPECT_THAT(bundle::on_time(book, alarms, kEight + 4_s), IsEmpty());
  const Bodies bodies = bundle::on_time(book, alarms, bundle::next_due(book));
  ASSERT_THAT(bodies, SizeIs(1));
  const Bundle& told = *get<NoticeIssued>(bodies.front()).bundle;
  EXPECT_THAT(told.alarms, SizeIs(30));
  EXPECT_EQ(told.low, 30u);
  EXPECT_EQ(told.causes_in_all, 26u);
  ASSERT_THAT(told.causes, SizeIs(10));
  EXPECT_EQ(told.causes.front().condition, "p0:high");
  EXPECT_EQ(told.causes.front().alarms, 5u);
  EXPECT_EQ(told.gone, 4u) << "the first four occurrences of p0:high are over";
}

}  // namespace
}  // namespace davy::core
