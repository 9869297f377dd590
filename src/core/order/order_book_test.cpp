#include "core/order/order_book.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kHigh = "ch4-01:high";

class OrderBookTest : public testing::Test {
 protected:
  // The detector ch4-01 reads this from now on, and Davy has seen it.
  void gas(Lel value) {
    plant.gas("ch4-01", value);
    plant.after(1_s);
  }
  const Order& order() { return plant.order_of(kHigh); }
  std::string accept(const std::string& login) { return plant.asks(login, AcceptOrder{plant.order(kHigh)}); }
  std::string submit(const std::string& login) {
    return plant.asks(login, SubmitOrder{plant.order(kHigh), "tightened the flange", {"photo-1"}});
  }
  std::string approve(const std::string& login) { return plant.asks(login, ApproveOrder{plant.order(kHigh), "seen"}); }
  std::string reject(const std::string& login) {
    return plant.asks(login, RejectOrder{plant.order(kHigh), "the photo shows another flange"});
  }

  PlantStory plant;
};

TEST_F(OrderBookTest, AnOrderIsIssuedHandledRejectedHandledAgainApprovedAndClosed) {
  gas(30_lel);
  EXPECT_EQ(accept("wang"), "done");
  gas(10_lel);
  EXPECT_EQ(submit("wang"), "done");
  EXPECT_EQ(reject("li"), "done");
  EXPECT_EQ(submit("wang"), "done");
  EXPECT_EQ(approve("li"), "done");
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.issued ch4-01:high operator", "order.accepted ch4-01:high",
                                                 "order.submitted ch4-01:high", "order.rejected ch4-01:high", "order.submitted ch4-01:high",
                                                 "order.approved ch4-01:high", "order.closed ch4-01:high"));
  EXPECT_THAT(plant.state().orders.orders, IsEmpty());
  EXPECT_THAT(plant.state().orders.open, IsEmpty());
}

// Who answers.

TEST_F(OrderBookTest, TheDutyOfThePlaceAndTheHourAnswers) {
  gas(30_lel);
  EXPECT_EQ(order().post, "operator");
  EXPECT_EQ(order().deadline, plant.now() + 30_min);

  plant.only_timers(12_h);
  plant.gas("ch4-02", 30_lel);
  plant.after(1_s);
  EXPECT_EQ(plant.order_of("ch4-02:high").post, "shift-lead") << "by night";
}

TEST_F(OrderBookTest, AConditionsOwnPostAnswersAtAnyHour) {
  plant.reads("pt-101", 95);
  plant.after(1_s);
  EXPECT_EQ(plant.order_of("pt-101:high-high").post, "shift-lead");
}

TEST(OrderDuty, WhereNobodyIsOnDutyTheTopOfTheChainAnswers) {
  site::Site site = make_small_plant();
  site.duties.clear();
  PlantStory plant(std::move(site));
  plant.gas("ch4-01", 30_lel);
  plant.after(1_s);
  EXPECT_EQ(plant.order_of(kHigh).post, "safety-officer");
}

TEST_F(OrderBookTest, OnlyThePostItIsForOrOneAboveItAccepts) {
  gas(30_lel);
  EXPECT_EQ(accept("zhao"), "this order is for the post Operator, which you do not hold");
  EXPECT_EQ(accept("li"), "done");
  EXPECT_EQ(order().handler, "li");
  EXPECT_EQ(accept("wang"), "this order has been accepted by li");
}

TEST_F(OrderBookTest, AWorkerWhoHoldsAPostAboveAcceptsToo) {
  gas(30_lel);
  const PersonRequest stand_in{{"zhao", Role::Worker, {"shift-lead"}}, AcceptOrder{plant.order(kHigh)}};
  plant.give(stand_in);
  EXPECT_EQ(order().handler, "zhao");
}

// What is done must be shown.

TEST_F(OrderBookTest, OnlyTheHandlerSubmitsAndOnlyWithANoteAndAPhoto) {
  gas(30_lel);
  EXPECT_EQ(submit("wang"), "an order is accepted first, then submitted");
  accept("wang");
  EXPECT_EQ(submit("li"), "only its handler, wang, may submit it");
  EXPECT_EQ(plant.asks("wang", SubmitOrder{plant.order(kHigh), " ", {"photo-1"}}), "say what was done");
  EXPECT_EQ(plant.asks("wang", SubmitOrder{plant.order(kHigh), "done", {}}), "add at least one photo of the place");
  EXPECT_EQ(submit("wang"), "done");
  EXPECT_EQ(submit("wang"), "an order is accepted first, then submitted") << "not twice";
}

TEST_F(OrderBookTest, NobodyReviewsTheirOwnWork) {
  gas(30_lel);
  accept("li");
  gas(10_lel);
  submit("li");
  EXPECT_EQ(approve("li"), "the handler may not review their own order");
  EXPECT_EQ(reject("li"), "the handler may not review their own order");
  EXPECT_EQ(approve("wang"), "this takes a team lead, a safety officer, a manager or an administrator");
  EXPECT_EQ(approve("chen"), "done");
}

TEST_F(OrderBookTest, WhatIsNotSubmittedCannotBeReviewed) {
  gas(30_lel);
  EXPECT_THAT(approve("li"), HasSubstr("has not been submitted"));
  accept("wang");
  EXPECT_THAT(approve("li"), HasSubstr("has not been submitted"));
  EXPECT_THAT(reject("li"), HasSubstr("has not been submitted"));
}

TEST_F(OrderBookTest, NothingIsApprovedWhileItIsStillTrue) {
  gas(30_lel);
  accept("wang");
  submit("wang");
  EXPECT_EQ(approve("li"), "still true, it cannot be approved: Methane: too high (ch4-01:high)");
  gas(10_lel);
  EXPECT_EQ(approve("li"), "done");
}

TEST_F(OrderBookTest, NothingIsApprovedWhileItCannotBeSeen) {
  gas(30_lel);
  accept("wang");
  submit("wang");
  plant.falls_silent("ch4-01");
  plant.after(10_s);
  EXPECT_EQ(approve("li"), "cannot be seen now, nothing proves that it is over: Methane: too high (ch4-01:high)");
}

TEST_F(OrderBookTest, NothingIsApprovedOnADetectorThatDiedAfterTheAlarmReturned) {
  gas(30_lel);
  accept("wang");
  gas(10_lel);
  submit("wang");
  plant.falls_silent("ch4-01");
  plant.after(10_s);
  EXPECT_EQ(approve("li"), "cannot be seen now, nothing proves that it is over: Methane: too high (ch4-01:high)");
  plant.crashes(1_min);
  EXPECT_THAT(approve("li"), HasSubstr("cannot be seen now")) << "nothing has been heard since the start";
  plant.speaks_again("ch4-01");
  plant.after(1_s);
  EXPECT_EQ(approve("li"), "done");
}

TEST_F(OrderBookTest, WhatIsSetAsideIsNoWayRoundTheProof) {
  gas(30_lel);
  accept("wang");
  submit("wang");
  EXPECT_EQ(plant.asks("chen", TakeOutOfService{kHigh, "not wanted"}), "done");
  EXPECT_THAT(approve("chen"), HasSubstr("still true"));
}

TEST_F(OrderBookTest, ARejectionNeedsAReasonAndGivesTheSameHandlerNewTime) {
  gas(30_lel);
  accept("wang");
  plant.after(20_min);
  submit("wang");
  EXPECT_EQ(plant.asks("li", RejectOrder{plant.order(kHigh), " "}), "say why it is rejected");
  EXPECT_EQ(reject("li"), "done");
  EXPECT_EQ(order().state, OrderState::Rejected);
  EXPECT_EQ(order().handler, "wang");
  EXPECT_EQ(order().deadline, plant.now() + 30_min);
  EXPECT_EQ(accept("li"), "this order has been accepted by wang");
  EXPECT_EQ(submit("wang"), "done");
}

TEST_F(OrderBookTest, AnOrderOfARuleThatIsGoneCanStillBeClosed) {
  gas(30_lel);
  accept("wang");
  site::Site without = make_small_plant();
  without.conditions[0].suffix = "higher";
  plant.changes(without);
  plant.crashes(1_min);
  submit("wang");
  EXPECT_EQ(approve("li"), "done");
}

// What rings again.

TEST_F(OrderBookTest, TheSameConditionRingingAgainIsTheSameOrder) {
  gas(30_lel);
  const OrderId first = plant.order(kHigh);
  gas(10_lel);
  gas(30_lel);
  EXPECT_EQ(plant.order(kHigh), first);
  EXPECT_EQ(order().alarm, plant.alarm_id(kHigh));
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.issued ch4-01:high operator", "order.recurred ch4-01:high"));
}

TEST_F(OrderBookTest, AfterItsOrderIsClosedANewAlarmOpensANewOne) {
  gas(30_lel);
  const OrderId first = plant.order(kHigh);
  accept("wang");
  gas(10_lel);
  submit("wang");
  approve("li");
  gas(30_lel);
  EXPECT_NE(plant.order(kHigh), first);
  EXPECT_EQ(order().state, OrderState::Issued);
}

TEST_F(OrderBookTest, AnAlarmWithoutWorkHasNoOrder) {
  plant.reads("tt-101", 85);
  plant.after(1_s);
  EXPECT_EQ(plant.letter("tt-101:high"), 'B');
  EXPECT_TRUE(plant.order("tt-101:high").none());
}

TEST_F(OrderBookTest, AnAlarmAcknowledgedOnTheShelfGetsItsOrderWhenItComesBack) {
  plant.asks("li", ShelveAlarm{kHigh, 10_min, "calibration"});
  gas(30_lel);
  plant.asks("wang", AcknowledgeAlarm{plant.alarm_id(kHigh), ""});
  plant.after(10_min);
  EXPECT_EQ(plant.letter(kHigh), 'C');
  EXPECT_EQ(order().state, OrderState::Issued) << "knowing of a leak does not mend it";
}

// What is overdue.

TEST_F(OrderBookTest, AnOverdueOrderRemindsThenClimbsTheChainOfDuty) {
  gas(30_lel);
  plant.wrote();
  plant.after(29_min);
  EXPECT_THAT(plant.wrote("order."), IsEmpty());
  plant.after(1_min);
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.reminded ch4-01:high"));
  plant.after(10_min);
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.escalated ch4-01:high shift-lead"));
  plant.after(10_min);
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.escalated ch4-01:high safety-officer"));
  plant.after(10_min);
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.escalated ch4-01:high safety-officer")) << "at the top again";
  EXPECT_EQ(order().escalation, 3u);
}

TEST_F(OrderBookTest, AForgottenOrderIsNeverClosedByItselfItOnlyGetsLouder) {
  gas(30_lel);
  gas(10_lel);
  plant.sent();
  plant.only_timers(24_h * 5);
  EXPECT_EQ(order().state, OrderState::Issued);
  EXPECT_EQ(order().escalation, 5u * 24 * 6 - 3) << "every ten minutes since the fortieth";
  std::uint32_t loudest = 0;
  for (const Event& event : plant.journal()) {
    const auto* notice = get_if<NoticeIssued>(&event.body);
    if (notice == nullptr || notice->reason != NoticeReason::OrderEscalated) continue;
    EXPECT_EQ(notice->urgency, loudest == 0 ? 2 : loudest + 1);
    loudest = notice->urgency;
  }
  EXPECT_GT(loudest, 700u);
}

TEST_F(OrderBookTest, AcceptingIsNotDoingTheClockRunsOn) {
  gas(30_lel);
  accept("wang");
  plant.wrote();
  plant.after(40_min);
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.reminded ch4-01:high", "order.escalated ch4-01:high shift-lead"));
}

TEST_F(OrderBookTest, ARejectedOrderIsRemindedOfItsNewDeadlineAndClimbsOnFromWhereItWas) {
  gas(30_lel);
  accept("wang");
  plant.after(40_min);
  submit("wang");
  reject("li");
  plant.wrote();
  plant.after(29_min);
  EXPECT_THAT(plant.wrote("order."), IsEmpty());
  plant.after(11_min);
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.reminded ch4-01:high", "order.escalated ch4-01:high safety-officer"));
  EXPECT_EQ(order().reminders, 2u);
  EXPECT_EQ(order().escalation, 2u);
}

TEST_F(OrderBookTest, TimersGoOnThroughACrashAndRepeatNothing) {
  gas(30_lel);
  plant.after(30_min);
  plant.wrote();
  plant.crashes(5_min);
  plant.after(4_min);
  EXPECT_THAT(plant.wrote("order."), IsEmpty());
  plant.after(1_min);
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.escalated ch4-01:high shift-lead"));
  plant.crashes(3_h);
  plant.after(1_s);
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.escalated ch4-01:high safety-officer")) << "once, however long Davy was down";
}

}  // namespace
}  // namespace davy::core
