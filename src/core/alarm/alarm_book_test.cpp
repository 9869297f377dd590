#include "core/alarm/alarm_book.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class AlarmBookTest : public testing::Test {
 protected:
  // The detector ch4-01 reads this from now on, and Davy has seen it.
  void gas(Lel value) {
    plant.gas("ch4-01", value);
    plant.after(1_s);
  }
  std::string acknowledge(std::string_view condition) { return plant.asks("wang", AcknowledgeAlarm{plant.alarm_id(condition), ""}); }
  std::string reset(std::string_view condition) { return plant.asks("li", ResetAlarm{plant.alarm_id(condition)}); }
  std::string shelve(Duration time = 30_min) {
    return plant.asks("li", ShelveAlarm{"ch4-01:high", time, "the sensor is being calibrated"});
  }

  PlantStory plant;
};

TEST_F(AlarmBookTest, AnAlarmRingsIsAcknowledgedAndIsOverWhenTheGasIsGone) {
  gas(24_lel);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'A');
  gas(30_lel);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'B');
  EXPECT_EQ(acknowledge("ch4-01:high"), "done");
  EXPECT_EQ(plant.letter("ch4-01:high"), 'C');
  gas(10_lel);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'A');
  EXPECT_EQ(plant.alarm("ch4-01:high"), nullptr) << "what is normal is not in the book";
  EXPECT_THAT(plant.wrote("alarm."),
              ElementsAre("alarm.raised ch4-01:high", "alarm.acknowledged ch4-01:high", "alarm.returned ch4-01:high"));
}

TEST_F(AlarmBookTest, AnAlarmThatReturnsUnseenWaitsForSomeoneToAcknowledgeIt) {
  gas(30_lel);
  gas(10_lel);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'D');
  plant.after(10_min);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'D');
  EXPECT_EQ(acknowledge("ch4-01:high"), "done");
  EXPECT_EQ(plant.letter("ch4-01:high"), 'A');
}

TEST_F(AlarmBookTest, AnAlarmThatRingsAgainIsANewOccurrence) {
  gas(30_lel);
  const AlarmId first = plant.alarm_id("ch4-01:high");
  gas(10_lel);
  gas(30_lel);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'B');
  EXPECT_NE(plant.alarm_id("ch4-01:high"), first);
  EXPECT_EQ(plant.asks("wang", AcknowledgeAlarm{first, ""}), "there is no such alarm, or it has ended");
  EXPECT_EQ(acknowledge("ch4-01:high"), "done");
}

TEST_F(AlarmBookTest, ALatchedAlarmStaysUntilItIsAcknowledgedAndReset) {
  gas(60_lel);
  EXPECT_THAT(reset("ch4-01:high-high"), HasSubstr("still holds"));
  gas(10_lel);
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'E');
  EXPECT_THAT(reset("ch4-01:high-high"), HasSubstr("acknowledge it first"));
  EXPECT_EQ(acknowledge("ch4-01:high-high"), "done");
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'F');
  plant.after(10_min);
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'F');
  EXPECT_EQ(reset("ch4-01:high-high"), "done");
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'A');
}

TEST_F(AlarmBookTest, ALatchedAlarmIsNotResetOnADetectorThatIsDead) {
  gas(60_lel);
  gas(10_lel);
  EXPECT_EQ(acknowledge("ch4-01:high-high"), "done");
  plant.falls_silent("ch4-01");
  plant.after(10_s);
  EXPECT_EQ(reset("ch4-01:high-high"), "not known to be false, it cannot be reset: Methane: too high (ch4-01:high-high)");
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'F');
  plant.crashes(1_min);
  EXPECT_THAT(reset("ch4-01:high-high"), HasSubstr("not known to be false")) << "nothing has been heard since the start";
  plant.speaks_again("ch4-01");
  plant.after(1_s);
  EXPECT_EQ(reset("ch4-01:high-high"), "done");
}

TEST_F(AlarmBookTest, ALatchedAlarmThatRingsAgainForgetsItsLatchAndItsAcknowledgment) {
  gas(60_lel);
  acknowledge("ch4-01:high-high");
  EXPECT_THAT(reset("ch4-01:high-high"), HasSubstr("still holds"));
  gas(10_lel);
  gas(60_lel);
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'B');
  EXPECT_EQ(plant.alarm("ch4-01:high-high")->acked_by, "");
}

TEST_F(AlarmBookTest, WhatWasAcknowledgedAndStillHoldsRingsAgainAfterItsTime) {
  plant.reads("tt-101", 85);
  plant.after(1_min);
  EXPECT_EQ(acknowledge("tt-101:high"), "done");
  plant.after(19_min);
  EXPECT_EQ(plant.letter("tt-101:high"), 'C');
  plant.after(1_min);
  EXPECT_EQ(plant.letter("tt-101:high"), 'B');
  EXPECT_EQ(acknowledge("tt-101:high"), "done");
  plant.after(19_min);
  EXPECT_EQ(plant.letter("tt-101:high"), 'C') << "the time runs from the latest acknowledgment";
}

TEST_F(AlarmBookTest, NobodyAcknowledgesTwice) {
  gas(30_lel);
  acknowledge("ch4-01:high");
  EXPECT_EQ(plant.asks("li", AcknowledgeAlarm{plant.alarm_id("ch4-01:high"), ""}), "this alarm has been acknowledged by wang");
}

TEST_F(AlarmBookTest, TwoEdgesInOneMomentMakeOneAlarm) {
  const site::ConditionIndex high = plant.engine().directory().condition("ch4-01:high").value();
  plant.give(Edge{high, Truth::True, 30, plant.now(), plant.now()});
  plant.give(Edge{high, Truth::True, 31, plant.now(), plant.now()});
  EXPECT_THAT(plant.wrote("alarm.raised"), ElementsAre("alarm.raised ch4-01:high"));
}

TEST_F(AlarmBookTest, EveryAlarmNamesTheVersionOfTheRulesThatMadeIt) {
  gas(30_lel);
  const auto raised = std::ranges::find_if(plant.journal(), [](const Event& event) { return holds<AlarmRaised>(event.body); });
  ASSERT_NE(raised, plant.journal().end());
  EXPECT_EQ(get<AlarmRaised>(raised->body).rule_version, "rules-1");
}

// What is not known.

TEST_F(AlarmBookTest, MissingDataRaisesNoAlarmButItsOwn) {
  gas(10_lel);
  plant.falls_silent("ch4-01");
  plant.after(10_s);
  EXPECT_THAT(plant.wrote("alarm."), ElementsAre("alarm.raised ch4-01:stale"));
}

TEST_F(AlarmBookTest, AnAlarmWhoseSensorFallsSilentStaysAndIsBlind) {
  gas(30_lel);
  plant.falls_silent("ch4-01");
  plant.after(10_s);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'B');
  EXPECT_TRUE(plant.alarm("ch4-01:high")->blind);
  plant.speaks_again("ch4-01");
  plant.after(1_s);
  EXPECT_FALSE(plant.alarm("ch4-01:high")->blind);
  EXPECT_THAT(plant.wrote("alarm."), ElementsAre("alarm.raised ch4-01:high", "alarm.blinded ch4-01:high", "alarm.raised ch4-01:stale",
                                                 "alarm.sighted ch4-01:high", "alarm.returned ch4-01:stale"));
}

TEST_F(AlarmBookTest, ABlindAlarmIsOverOnlyWhenItIsSeenToBe) {
  gas(30_lel);
  plant.falls_silent("ch4-01");
  plant.after(1_h);
  EXPECT_TRUE(plant.alarm("ch4-01:high")->active);
  plant.gas("ch4-01", 5_lel);
  plant.speaks_again("ch4-01");
  plant.after(1_s);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'D');
  EXPECT_FALSE(plant.alarm("ch4-01:high")->blind);
}

TEST_F(AlarmBookTest, ThePastIsWrittenDownAndRingsNoBell) {
  const site::ConditionIndex high = plant.engine().directory().condition("ch4-01:high").value();
  plant.wrote();
  plant.give(LateFinding{high, plant.now() - 1_h, plant.now() - 50_min, 44, plant.now()});
  EXPECT_THAT(plant.wrote(), ElementsAre("alarm.found_late ch4-01:high"));
  EXPECT_EQ(plant.letter("ch4-01:high"), 'A');
}

// What is set aside.

TEST_F(AlarmBookTest, AShelfNeedsAReasonAndAnEnd) {
  EXPECT_EQ(plant.asks("li", ShelveAlarm{"ch4-01:high", 30_min, ""}), "say why it is shelved");
  EXPECT_EQ(plant.asks("li", ShelveAlarm{"ch4-01:high", 30_min, " \u3000\n"}), "say why it is shelved");
  EXPECT_EQ(plant.asks("li", ShelveAlarm{"ch4-01:high", 2_h, "busy"}), "a shelf lasts more than 0 and at most 1h");
  EXPECT_EQ(plant.asks("li", ShelveAlarm{"ch4-01:high", 0_s, "busy"}), "a shelf lasts more than 0 and at most 1h");
  EXPECT_EQ(plant.asks("li", ShelveAlarm{"ch4-01:high-high", 1_min, "busy"}), "this alarm may not be shelved");
  EXPECT_EQ(plant.asks("li", ShelveAlarm{"ch4-09:high", 1_min, "busy"}), "there is no such condition");
  EXPECT_EQ(shelve(1_h), "done");
  EXPECT_EQ(plant.letter("ch4-01:high"), 'G');
  EXPECT_THAT(shelve(1_h), HasSubstr("already")) << "a shelf is not made longer piece by piece";
}

TEST_F(AlarmBookTest, AShelfThatEndsOverALeakRingsThen) {
  shelve(30_min);
  gas(30_lel);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'G');
  EXPECT_THAT(plant.sent(), IsEmpty());
  EXPECT_TRUE(plant.order("ch4-01:high").none());

  plant.after(30_min);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'B');
  EXPECT_THAT(plant.sent(), ElementsAre("operator alarm-raised ch4-01:high", "operator order-issued ch4-01:high"));
  EXPECT_FALSE(plant.order("ch4-01:high").none());
}

TEST_F(AlarmBookTest, APersonEndsAShelfBeforeItsTime) {
  shelve(1_h);
  gas(30_lel);
  EXPECT_EQ(plant.asks("li", UnshelveAlarm{"ch4-01:high"}), "done");
  EXPECT_EQ(plant.letter("ch4-01:high"), 'B');
  EXPECT_THAT(plant.sent(), ElementsAre("operator alarm-raised ch4-01:high", "operator order-issued ch4-01:high"));
  EXPECT_EQ(plant.asks("li", UnshelveAlarm{"ch4-01:high"}), "this alarm is not shelved");
}

TEST_F(AlarmBookTest, WhatCameAndWentOnTheShelfIsStillToBeAcknowledged) {
  shelve(30_min);
  gas(30_lel);
  gas(10_lel);
  plant.after(30_min);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'D');
  EXPECT_THAT(plant.sent(), IsEmpty()) << "nothing is dangerous now";
}

TEST_F(AlarmBookTest, AShelfOverNothingLeavesNothing) {
  shelve(30_min);
  plant.after(30_min);
  EXPECT_EQ(plant.alarm("ch4-01:high"), nullptr);
}

TEST_F(AlarmBookTest, WhatIsSetAsideNeverHoldsAnInterlockBack) {
  EXPECT_EQ(plant.asks("chen", TakeOutOfService{"ch4-01:high-high", "sensor to be replaced"}), "done");
  gas(60_lel);
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'I');
  EXPECT_TRUE(plant.state().interlocks.rows.at("gas-trip").tripped);
  EXPECT_THAT(plant.wrote("command.requested"), ElementsAre("command.requested xv-101 closed", "command.requested siren-101 on"));
}

TEST_F(AlarmBookTest, OutOfServiceCoversSuppressedCoversShelved) {
  shelve();
  EXPECT_EQ(plant.letter("ch4-01:high"), 'G');
  plant.give(SuppressByDesign{"ch4-01:high", "the tank is empty"});
  EXPECT_EQ(plant.letter("ch4-01:high"), 'H');
  EXPECT_EQ(plant.asks("chen", TakeOutOfService{"ch4-01:high", "sensor removed"}), "done");
  EXPECT_EQ(plant.letter("ch4-01:high"), 'I');

  gas(30_lel);
  EXPECT_EQ(plant.asks("chen", ReturnToService{"ch4-01:high"}), "done");
  EXPECT_EQ(plant.letter("ch4-01:high"), 'H');
  plant.give(EndSuppression{"ch4-01:high"});
  EXPECT_EQ(plant.letter("ch4-01:high"), 'G');
  EXPECT_THAT(plant.sent(), IsEmpty()) << "one cover is enough";
  EXPECT_EQ(plant.asks("li", UnshelveAlarm{"ch4-01:high"}), "done");
  EXPECT_EQ(plant.letter("ch4-01:high"), 'B');
  EXPECT_THAT(plant.sent(), ElementsAre("operator alarm-raised ch4-01:high", "operator order-issued ch4-01:high"));
}

TEST_F(AlarmBookTest, OutOfServiceNeedsAReason) {
  EXPECT_EQ(plant.asks("chen", TakeOutOfService{"ch4-01:high", " "}), "say why it is taken out of service");
  EXPECT_EQ(plant.asks("chen", ReturnToService{"ch4-01:high"}), "this alarm is not out of service");
  EXPECT_EQ(plant.asks("chen", TakeOutOfService{"ch4-09:high", "gone"}), "there is no such condition");
}

// Davy's own restarts.

TEST_F(AlarmBookTest, ARestartRaisesNoAlarm) {
  gas(10_lel);
  plant.wrote();
  plant.crashes(30_min);
  plant.after(1_min);
  EXPECT_THAT(plant.wrote("alarm."), IsEmpty());
}

TEST_F(AlarmBookTest, AShelfLastsThroughACrashAndEndsInTime) {
  shelve(30_min);
  gas(30_lel);
  plant.crashes(10_min);
  plant.after(10_min);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'G');
  EXPECT_THAT(plant.sent(), IsEmpty());
  plant.crashes(20_min);
  plant.after(1_s);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'B') << "its end came while Davy was down";
  plant.after(1_min);
  EXPECT_THAT(plant.sent(), ElementsAre("operator alarm-raised ch4-01:high", "operator order-issued ch4-01:high"));
}

TEST_F(AlarmBookTest, AfterACrashAnAlarmIsBlindUntilItsSensorIsHeard) {
  gas(30_lel);
  acknowledge("ch4-01:high");
  plant.falls_silent("ch4-01");
  plant.wrote();
  plant.crashes(5_min);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'C');
  EXPECT_TRUE(plant.alarm("ch4-01:high")->blind);
  plant.speaks_again("ch4-01");
  plant.after(1_s);
  EXPECT_FALSE(plant.alarm("ch4-01:high")->blind);
  EXPECT_THAT(plant.wrote("alarm."), ElementsAre("alarm.blinded ch4-01:high", "alarm.sighted ch4-01:high"))
      << "the same occurrence, told to nobody again";
}

TEST_F(AlarmBookTest, AnAlarmWhoseRuleIsTakenAwayIsWithdrawnAndItsOrderGoesOn) {
  gas(30_lel);
  site::Site without = make_small_plant();
  std::erase_if(without.conditions, [](const site::Condition& c) { return c.suffix == "high" && c.point == site::PointIndex(0); });
  without.rows.clear();
  for (site::Actuator& actuator : without.actuators) actuator.fault = site::ConditionIndex(actuator.fault.get() - 1);
  plant.wrote();
  plant.changes(without);
  plant.crashes(1_min);
  EXPECT_THAT(plant.wrote("alarm."), ElementsAre("alarm.withdrawn ch4-01:high"));
  EXPECT_EQ(plant.alarm("ch4-01:high"), nullptr);
  EXPECT_EQ(plant.order_of("ch4-01:high").state, OrderState::Issued);
}

}  // namespace
}  // namespace davy::core
