#include "core/notice/notice_book.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

const std::string kHigh = "ch4-01:high";

class NoticeBookTest : public testing::Test {
 protected:
  // The detector ch4-01 reads this from now on, and Davy has seen it.
  void gas(Lel value) {
    plant.gas("ch4-01", value);
    plant.after(1_s);
  }
  std::string acknowledge(const std::string& condition) { return plant.asks("wang", AcknowledgeAlarm{plant.alarm_id(condition), ""}); }
  std::string accept() { return plant.asks("wang", AcceptOrder{plant.order(kHigh)}); }
  std::string submit() { return plant.asks("wang", SubmitOrder{plant.order(kHigh), "tightened the flange", {"photo-1"}}); }
  std::string reject() { return plant.asks("li", RejectOrder{plant.order(kHigh), "it still hisses"}); }
  // Why the notices dropped since the last call were.
  std::vector<std::string> dropped() {
    std::vector<std::string> reasons;
    for (; read_ < plant.journal().size(); ++read_)
      if (const auto* drop = get_if<NoticeDropped>(&plant.journal()[read_].body)) reasons.push_back(drop->why);
    return reasons;
  }
  NoticeId newest() const {
    for (auto event = plant.journal().rbegin(); event != plant.journal().rend(); ++event)
      if (holds<NoticeIssued>(event->body)) return NoticeId(event->seq);
    return {};
  }

  PlantStory plant;

 private:
  std::size_t read_ = 0;
};

// Who is told what.

TEST_F(NoticeBookTest, AnAlarmTellsThePostOnDuty) {
  gas(30_lel);
  EXPECT_THAT(plant.sent(), ElementsAre("operator alarm-raised ch4-01:high", "operator order-issued ch4-01:high"));
}

TEST_F(NoticeBookTest, AMajorAlarmTellsThePostAboveAsWell) {
  plant.reads("pt-101", 95);
  plant.after(1_s);
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead alarm-raised pt-101:high-high", "safety-officer alarm-raised pt-101:high-high",
                                        "shift-lead order-issued pt-101:high-high"));
}

TEST_F(NoticeBookTest, WhatRingsAgainTellsAgainLouder) {
  plant.reads("tt-101", 85);
  plant.after(1_s);
  acknowledge("tt-101:high");
  plant.sent();
  plant.after(20_min);
  EXPECT_THAT(plant.sent(), ElementsAre("operator alarm-reannunciated tt-101:high"));
}

TEST_F(NoticeBookTest, WorkToReviewIsToldToThePostAboveItsOwn) {
  gas(30_lel);
  accept();
  plant.sent();
  submit();
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead order-submitted ch4-01:high"));
  reject();
  EXPECT_THAT(plant.sent(), ElementsAre("operator order-rejected ch4-01:high"));
}

TEST_F(NoticeBookTest, AnOverdueOrderTellsItsPostThenThoseAbove) {
  gas(30_lel);
  plant.sent();
  plant.after(50_min);
  EXPECT_THAT(plant.sent(), ElementsAre("operator order-overdue ch4-01:high", "shift-lead order-escalated ch4-01:high",
                                        "safety-officer order-escalated ch4-01:high"));
}

TEST_F(NoticeBookTest, AnOverdueReviewRemindsTheReviewerNotTheHandler) {
  gas(30_lel);
  accept();
  submit();
  plant.sent();
  plant.after(30_min);
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead order-submitted ch4-01:high"));
}

TEST_F(NoticeBookTest, WhenNoMeasureCouldBeProvedPeopleMustAct) {
  plant.sticks("xv-101");
  plant.sticks("xv-102");
  gas(60_lel);
  plant.sent();
  plant.after(30_s);
  EXPECT_THAT(plant.sent(), ElementsAre("operator alarm-raised xv-101-fb:not-proved", "operator order-issued xv-101-fb:not-proved",
                                        "operator alarm-raised xv-102-fb:not-proved", "operator effect-exhausted xv-101-fb:not-proved",
                                        "shift-lead effect-exhausted xv-101-fb:not-proved", "operator order-issued xv-102-fb:not-proved"));
}

// Whether it is still true when its turn comes.

TEST_F(NoticeBookTest, AnAlarmAcknowledgedBeforeItsNoticeLeavesTellsNobody) {
  plant.notices_wait();
  gas(30_lel);
  acknowledge(kHigh);
  accept();
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), IsEmpty());
  EXPECT_THAT(dropped(), ElementsAre("the alarm has been acknowledged", "the order has been accepted"));
}

TEST_F(NoticeBookTest, AnAlarmThatIsOverOrSetAsideTellsNobody) {
  plant.notices_wait();
  gas(30_lel);
  plant.asks("li", ShelveAlarm{kHigh, 10_min, "calibration"});
  plant.gas("ch4-02", 30_lel);
  plant.after(1_s);
  acknowledge("ch4-02:high");
  plant.gas("ch4-02", 1_lel);
  plant.after(1_s);
  plant.notices_leave();
  EXPECT_THAT(dropped(), ElementsAre("the alarm has been set aside", "the alarm is over"));
}

TEST_F(NoticeBookTest, AnAlarmThatCameBackUnseenIsStillTold) {
  plant.notices_wait();
  gas(30_lel);
  gas(10_lel);
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), Contains("operator alarm-raised ch4-01:high"));
}

TEST_F(NoticeBookTest, ACallAboutAnOrderIsDroppedOnceTheOrderHasMovedOn) {
  gas(30_lel);
  accept();
  dropped();
  plant.notices_wait();
  plant.after(40_min);
  submit();
  plant.notices_leave();
  EXPECT_THAT(dropped(), ElementsAre("the order has been submitted")) << "the escalation stays true: it is overdue, and not closed";

  plant.notices_wait();
  plant.after(10_min);
  reject();
  plant.notices_leave();
  EXPECT_THAT(dropped(), ElementsAre("the order has a new deadline"));

  plant.notices_wait();
  submit();
  reject();
  submit();
  gas(10_lel);
  plant.asks("li", ApproveOrder{plant.order(kHigh), ""});
  plant.notices_leave();
  EXPECT_THAT(dropped(), ElementsAre("the order is closed", "the order is closed", "the order is closed"));
}

TEST_F(NoticeBookTest, AnAcknowledgedAlarmOfTwoMonthsAgoPagesNobody) {
  gas(30_lel);
  acknowledge(kHigh);
  accept();
  gas(10_lel);
  submit();
  plant.asks("li", ApproveOrder{plant.order(kHigh), ""});
  plant.sent();
  plant.only_timers(24_h * 60);
  EXPECT_THAT(plant.sent(), IsEmpty());
  EXPECT_EQ(plant.engine().next_due(), Instant::never()) << "no timer outlives what it was for";
}

TEST_F(NoticeBookTest, AnExhaustedEffectIsNoNewsOnceTheValveHasMovedAfterAll) {
  plant.sticks("xv-101");
  plant.sticks("xv-102");
  gas(60_lel);
  plant.notices_wait();
  plant.after(30_s);
  plant.reads("xv-101-fb", 1);
  plant.after(1_s);
  plant.notices_leave();
  EXPECT_THAT(plant.sent(), Not(Contains("operator effect-exhausted xv-101-fb:not-proved")));
  EXPECT_THAT(dropped(), Contains("the actuator is no longer in fault"));
}

// What became of it.

TEST_F(NoticeBookTest, AChannelsReportEndsTheWait) {
  plant.notices_wait();
  gas(30_lel);
  const auto [first, notice] = *plant.state().notices.waiting.begin();
  plant.give(NoticeReport{first, NoticeStage::Failed, "voice", "the line is dead"});
  EXPECT_FALSE(plant.state().notices.waiting.contains(first));
  const std::size_t written = plant.journal().size();
  plant.give(NoticeReport{first, NoticeStage::Sent, "voice", ""});
  EXPECT_EQ(plant.journal().size(), written) << "a second report says nothing";
}

TEST_F(NoticeBookTest, EachPersonSeesANoticeOnce) {
  gas(30_lel);
  plant.wrote();
  EXPECT_EQ(plant.asks("wang", SeeNotice{newest()}), "done");
  EXPECT_EQ(plant.asks("li", SeeNotice{newest()}), "done");
  EXPECT_EQ(plant.asks("wang", SeeNotice{newest()}), "done");
  EXPECT_THAT(plant.wrote("notice.seen"), ElementsAre("notice.seen ch4-01:high", "notice.seen ch4-01:high"));
}

TEST_F(NoticeBookTest, NobodySeesANoticeThatNeverWas) {
  EXPECT_EQ(plant.asks("wang", SeeNotice{NoticeId(12345)}), "there is no such notice, or it is too old");
  EXPECT_EQ(plant.asks("wang", SeeNotice{}), "there is no such notice, or it is too old");
}

TEST_F(NoticeBookTest, ThePersonsWhoHaveSeenOldNoticesAreForgotten) {
  gas(30_lel);
  const NoticeId old = newest();
  plant.only_timers(24_h * 14);
  EXPECT_LE(plant.state().notices.seen.size(), 1024u);
  EXPECT_EQ(plant.asks("wang", SeeNotice{old}), "there is no such notice, or it is too old");
  EXPECT_EQ(plant.asks("wang", SeeNotice{newest()}), "done");
}

}  // namespace
}  // namespace davy::core
