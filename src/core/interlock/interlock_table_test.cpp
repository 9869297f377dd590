#include "core/interlock/interlock_table.hpp"

#include "core/interlock/row_story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace davy::core {
namespace {

using site::Severity;
using story::Ch4_1;
using story::Ch4_2;
using story::Ch4_3;
using story::effect;
using story::Fan;
using story::needs;
using story::of;
using story::row;
using story::trips_on_unknown;
using story::V1;
using story::V2;
using testing::ElementsAre;
using testing::IsEmpty;

site::Row one_of_two() { return row("trip", {Ch4_1, Ch4_2}, {effect(V1, "closed")}); }
site::Row valve_or_pump() { return row("trip", {Ch4_1}, {effect(V1, "closed", {effect(V2, "closed"), effect(Fan, "on")})}); }

// ---- the vote -------------------------------------------------------------------------------------------------------

TEST(Row, TripsOnceAndDrivesItsEffectsInOrder) {
  RowStory plant({row("trip", {Ch4_1}, {effect(V1, "closed"), effect(Fan, "on")})});
  plant.gas(Ch4_1, Truth::True);
  EXPECT_THAT(plant.told(), ElementsAre("trip trips: ch4-1:high since 0s", "c1 v1 closed for trip", "c2 fan on for trip"));
  plant.gas(Ch4_1, Truth::False);
  plant.gas(Ch4_1, Truth::True);
  EXPECT_THAT(plant.told(), IsEmpty()) << "it stays tripped until a person resets it";
}

TEST(Row, ACommandSaysWhyAndUntilWhen) {
  RowStory plant({one_of_two()});
  plant.gas(Ch4_2, Truth::True);
  const auto& requested = get<CommandRequested>(plant.events().back().body);
  EXPECT_EQ(requested.reason, "trip: ch4-2:high");
  EXPECT_EQ(requested.expires, plant.now() + 10_s);
}

TEST(Row, TwoOfThreeNeedsTwo) {
  RowStory plant({needs(2, row("trip", {Ch4_1, Ch4_2, Ch4_3}, {effect(V1, "closed")}))});
  plant.gas_since(Ch4_1, Truth::True, story::at(-5));
  plant.gas(Ch4_2, Truth::False);
  plant.gas(Ch4_3, Truth::False);
  EXPECT_THAT(plant.told(), IsEmpty());
  plant.after(4);
  plant.gas_since(Ch4_3, Truth::True, story::at(2));
  EXPECT_THAT(plant.told(), ElementsAre("trip trips: ch4-1:high ch4-3:high since 2s", "c1 v1 closed for trip"))
      << "the onset is that of the cause that decided the vote";
}

TEST(Row, OneBlindCauseOfThreeDoesNotDecideTwoOfThree) {
  RowStory plant({needs(2, row("trip", {Ch4_1, Ch4_2, Ch4_3}, {effect(V1, "closed")}))});
  plant.gas(Ch4_1, Truth::False);
  plant.gas(Ch4_2, Truth::False);
  plant.gas(Ch4_3, Truth::Unknown);
  EXPECT_THAT(plant.told(), IsEmpty()) << "one unknown cannot make two";
  plant.gas(Ch4_2, Truth::True);
  EXPECT_THAT(plant.told(), ElementsAre("trip is blind: ch4-3:high"));
  plant.gas(Ch4_2, Truth::False);
  EXPECT_THAT(plant.told(), ElementsAre("trip sees"));
}

TEST(Row, ThatHoldsOnUnknownIsBlindUntilItSees) {
  RowStory plant({one_of_two()});
  plant.gas(Ch4_1, Truth::Unknown);
  plant.gas(Ch4_2, Truth::Unknown);
  EXPECT_THAT(plant.told(), ElementsAre("trip is blind: ch4-1:high")) << "said once";
  plant.gas(Ch4_1, Truth::False);
  EXPECT_THAT(plant.told(), IsEmpty()) << "the other one is still blind";
  plant.gas(Ch4_2, Truth::True);
  EXPECT_THAT(plant.told(), ElementsAre("trip trips: ch4-2:high since 0s", "c1 v1 closed for trip"));
  EXPECT_FALSE(plant.table().rows.at("trip").undecided);
}

TEST(Row, ThatTripsOnUnknownCountsItAsTrue) {
  RowStory plant({trips_on_unknown(needs(2, one_of_two()))});
  plant.gas(Ch4_1, Truth::True);
  plant.gas(Ch4_2, Truth::False);
  EXPECT_THAT(plant.told(), IsEmpty());
  plant.gas(Ch4_2, Truth::Unknown);
  EXPECT_THAT(plant.told(), ElementsAre("trip trips: ch4-1:high unknown: ch4-2:high since 0s", "c1 v1 closed for trip"));
  EXPECT_EQ(get<CommandRequested>(plant.events().back().body).reason, "trip: ch4-1:high, ch4-2:high unknown");
}

// ---- silence after a start --------------------------------------------------------------------------------------------

TEST(Row, IsNotBlindBeforeItsCausesCouldHaveSpoken) {
  RowStory plant({one_of_two(), trips_on_unknown(row("careful", {Ch4_1, Ch4_2}, {effect(V2, "closed")}))});
  plant.starts();
  plant.after(1);
  plant.gas(Ch4_1, Truth::False);
  plant.after(1);
  plant.gas(Ch4_2, Truth::False);
  plant.passes(60);
  EXPECT_THAT(plant.told(), ElementsAre("start")) << "a start trips nothing by itself";
}

TEST(Row, IsBlindWhenACauseStaysSilentAfterAStart) {
  RowStory plant({one_of_two()});
  plant.starts();
  plant.gas(Ch4_1, Truth::False);
  plant.passes(2.9);
  EXPECT_THAT(plant.told(), ElementsAre("start"));
  plant.passes(0.1);
  EXPECT_THAT(plant.told(), ElementsAre("trip is blind: ch4-2:high")) << "the point is stale after 3 s";
  plant.passes(60);
  plant.gas(Ch4_2, Truth::False);
  EXPECT_THAT(plant.told(), ElementsAre("trip sees"));
}

TEST(Row, ThatTripsOnUnknownTripsOnLastingSilence) {
  RowStory plant({trips_on_unknown(row("trip", {Ch4_1}, {effect(V1, "closed")}))});
  plant.starts();
  plant.passes(3);
  EXPECT_THAT(plant.told(), ElementsAre("start", "trip trips: unknown: ch4-1:high since 3s", "c1 v1 closed for trip"));
}

TEST(Row, WhoseSilentCauseCannotChangeTheVoteIsNotBlind) {
  RowStory plant({needs(2, row("trip", {Ch4_1, Ch4_2, Ch4_3}, {effect(V1, "closed")}))});
  plant.starts();
  plant.gas(Ch4_1, Truth::False);
  plant.gas(Ch4_2, Truth::False);
  EXPECT_EQ(plant.due(), Instant::never());
  plant.after(60);
  plant.gas(Ch4_2, Truth::True);
  EXPECT_THAT(plant.told(), ElementsAre("start", "trip is blind: ch4-3:high"));
}

// ---- reset ----------------------------------------------------------------------------------------------------------

TEST(Reset, IsRefusedWhileACauseIsTrueOrUnknownAndNamesIt) {
  RowStory plant({one_of_two()});
  plant.gas(Ch4_2, Truth::False);
  plant.gas(Ch4_1, Truth::True);
  plant.works("c1");
  EXPECT_EQ(plant.asks(ResetRow{"trip"}), "still true, it cannot be reset: ch4-1:high");
  plant.gas(Ch4_1, Truth::Unknown);
  EXPECT_EQ(plant.asks(ResetRow{"trip"}), "not known to be false, it cannot be reset: ch4-1:high");
  plant.gas(Ch4_1, Truth::False);
  plant.told();
  EXPECT_EQ(plant.asks(ResetRow{"trip"}), "");
  EXPECT_THAT(plant.told(), ElementsAre("trip is reset"));
  EXPECT_THAT(plant.table().commands, IsEmpty());
  EXPECT_EQ(plant.asks(ResetRow{"trip"}), "this row has not tripped");
}

TEST(Reset, IsRefusedWhileACauseHasNotSpokenSinceTheStart) {
  RowStory plant({one_of_two()});
  plant.gas(Ch4_1, Truth::True);
  plant.works("c1");
  plant.gas(Ch4_1, Truth::False);
  EXPECT_EQ(plant.asks(ResetRow{"trip"}), "not known to be false, it cannot be reset: ch4-2:high");
}

TEST(Reset, WaitsForACommandUnderWay) {
  RowStory plant({valve_or_pump()});
  plant.gas(Ch4_1, Truth::True);
  plant.gas(Ch4_1, Truth::False);
  EXPECT_EQ(plant.asks(ResetRow{"trip"}), "a command is under way, reset it later: v1");
  plant.works("c1");
  EXPECT_EQ(plant.asks(ResetRow{"trip"}), "");
}

TEST(Reset, LetsTheRowTripAgain) {
  RowStory plant({row("trip", {Ch4_1}, {effect(V1, "closed")})});
  plant.gas(Ch4_1, Truth::True);
  plant.works("c1");
  plant.gas(Ch4_1, Truth::False);
  plant.asks(ResetRow{"trip"});
  plant.told();
  plant.gas(Ch4_1, Truth::True);
  EXPECT_THAT(plant.told(), ElementsAre("trip trips: ch4-1:high since 1s", "c2 v1 closed for trip"));
}

TEST(Reset, OfARowThatTheSiteDoesNotHaveIsRefused) {
  RowStory plant({one_of_two()});
  EXPECT_EQ(plant.asks(ResetRow{"trap"}), "there is no such row");
  EXPECT_EQ(plant.asks(BypassRow{"trap", 1_min, "test"}), "there is no such row");
  EXPECT_EQ(plant.asks(EndBypass{"trap"}), "there is no such row");
}

// ---- bypass ---------------------------------------------------------------------------------------------------------

TEST(Bypass, NeedsAReasonAndAnEnd) {
  RowStory plant({one_of_two()});
  EXPECT_EQ(plant.asks(BypassRow{"trip", 1_min, ""}), "say why it is bypassed");
  EXPECT_EQ(plant.asks(BypassRow{"trip", 0_s, "calibration"}), "a bypass lasts more than 0 and at most 1h");
  EXPECT_EQ(plant.asks(BypassRow{"trip", 61_min, "calibration"}), "a bypass lasts more than 0 and at most 1h");
  EXPECT_EQ(plant.asks(BypassRow{"trip", 1_h, "calibration"}), "");
  EXPECT_EQ(plant.table().rows.at("trip").bypass->by, "wang");
}

TEST(Bypass, IsNotProlonged) {
  RowStory plant({one_of_two()});
  plant.asks(BypassRow{"trip", 1_h, "calibration"});
  plant.passes(3000);
  EXPECT_EQ(plant.asks(BypassRow{"trip", 1_h, "more calibration"}), "this row is bypassed already, and a bypass is not prolonged");
}

TEST(Bypass, BlocksATripAndSaysSoOnce) {
  RowStory plant({one_of_two()});
  plant.asks(BypassRow{"trip", 1_min, "calibration"});
  plant.gas(Ch4_1, Truth::True);
  plant.gas(Ch4_1, Truth::False);
  plant.gas(Ch4_2, Truth::True);
  EXPECT_THAT(plant.told(), ElementsAre("trip is bypassed until 1min", "trip is blocked: ch4-1:high"));
}

TEST(Bypass, OfABlindRowThatComesToSeeTheGasSaysBoth) {
  RowStory plant({one_of_two()});
  plant.asks(BypassRow{"trip", 1_min, "calibration"});
  plant.gas(Ch4_1, Truth::Unknown);
  plant.gas(Ch4_1, Truth::True);
  EXPECT_THAT(plant.told(),
              ElementsAre("trip is bypassed until 1min", "trip is blind: ch4-1:high", "trip sees", "trip is blocked: ch4-1:high"));
}

TEST(Bypass, ThatEndsByItselfTripsTheRowWhenTheGasIsStillThere) {
  RowStory plant({one_of_two()});
  plant.asks(BypassRow{"trip", 1_min, "calibration"});
  plant.after(10);
  plant.gas(Ch4_1, Truth::True);
  plant.told();
  plant.passes(50);
  EXPECT_THAT(plant.told(), ElementsAre("trip is bypassed no more, expired", "trip trips: ch4-1:high since 10s", "c1 v1 closed for trip"));
}

TEST(Bypass, ThatAPersonEndsTripsTheRowWhenTheGasIsStillThere) {
  RowStory plant({one_of_two()});
  plant.asks(BypassRow{"trip", 1_min, "calibration"});
  plant.gas(Ch4_1, Truth::True);
  plant.told();
  EXPECT_EQ(plant.asks(EndBypass{"trip"}), "");
  EXPECT_THAT(plant.told(), ElementsAre("trip is bypassed no more, by-person", "trip trips: ch4-1:high since 0s", "c1 v1 closed for trip"));
  EXPECT_EQ(plant.asks(EndBypass{"trip"}), "this row is not bypassed");
}

TEST(Bypass, ThatEndsWhenTheGasHasGoneTripsNothing) {
  RowStory plant({one_of_two()});
  plant.asks(BypassRow{"trip", 1_min, "calibration"});
  plant.gas(Ch4_1, Truth::True);
  plant.gas(Ch4_1, Truth::False);
  plant.told();
  plant.passes(60);
  EXPECT_THAT(plant.told(), ElementsAre("trip is bypassed no more, expired"));
}

TEST(Bypass, OfATrippedRowIsRefused) {
  RowStory plant({one_of_two()});
  plant.gas(Ch4_1, Truth::True);
  EXPECT_EQ(plant.asks(BypassRow{"trip", 1_min, "calibration"}), "this row has tripped: reset it before it is bypassed");
}

// ---- the stages of a command ------------------------------------------------------------------------------------------

class CommandStages : public testing::Test {
 protected:
  CommandStages() {
    plant.gas(Ch4_1, Truth::True);
    plant.told();
  }
  RowStory plant{{row("trip", {Ch4_1}, {effect(V1, "closed", {effect(V2, "closed")})})}};
};

TEST_F(CommandStages, OnlyTheReadBackProvesIt) {
  plant.reports("c1", CommandStage::Sent);
  plant.reports("c1", CommandStage::Accepted);
  plant.after(3);
  plant.reads_back(V1, 0.5);
  EXPECT_THAT(plant.told(), ElementsAre("c1 sent", "c1 accepted")) << "half way";
  plant.after(3);
  plant.reads_back(V1, 0.1);
  EXPECT_THAT(plant.told(), ElementsAre("c1 observed")) << "within the tolerance";
  plant.passes(3600);
  EXPECT_THAT(plant.told(), IsEmpty());
}

TEST_F(CommandStages, AReadBackFromBeforeTheRequestProvesNothing) {
  plant.reports("c1", CommandStage::Sent);
  plant.after(1);
  plant.reads_back_at(V1, 0, story::at(-0.001));
  plant.reads_back_at(V1, 0, story::at(0));
  EXPECT_THAT(plant.told(), ElementsAre("c1 sent")) << "the valve was closed before, but is it now?";
  plant.reads_back_at(V1, 0, story::at(0.001));
  EXPECT_THAT(plant.told(), ElementsAre("c1 observed"));
}

TEST_F(CommandStages, AnotherPointOrNoNumberProvesNothing) {
  plant.after(1);
  plant.reads_back(V2, 0);
  plant.reads_back(V1, std::numeric_limits<double>::quiet_NaN());
  EXPECT_THAT(plant.told(), IsEmpty());
}

TEST_F(CommandStages, AFastValveNeedsNoAcceptance) {
  plant.after(0.2);
  plant.reads_back(V1, 0);
  plant.reports("c1", CommandStage::Sent);
  plant.reports("c1", CommandStage::Accepted);
  EXPECT_THAT(plant.told(), ElementsAre("c1 observed"));
}

TEST_F(CommandStages, AnAcceptanceMayOvertakeTheReportOfTheSending) {
  plant.after(0.5);
  plant.reports("c1", CommandStage::Accepted);
  plant.reports("c1", CommandStage::Sent);
  EXPECT_THAT(plant.told(), ElementsAre("c1 accepted"));
  plant.passes(9.9);
  EXPECT_THAT(plant.told(), IsEmpty());
  plant.passes(0.1);
  EXPECT_THAT(plant.told(), ElementsAre("c1 failed: not-observed", "c2 v2 closed for trip")) << "10 s after it was known to have left";
}

TEST(ReadBack, IsMissedAsSoonAsEverWhenTheClockIsSetBack) {
  RowStory plant({valve_or_pump()});
  plant.gas(Ch4_1, Truth::True);
  plant.reports("c1", CommandStage::Sent);
  plant.reports("c1", CommandStage::Accepted);
  plant.told();
  plant.clock_goes_back(3'600);
  plant.passes(10);
  EXPECT_THAT(plant.told(), ElementsAre("c1 failed: not-observed", "c2 v2 closed for trip"));
}

TEST(ReadBack, CountsWhenItIsOfTheNewClock) {
  RowStory plant({valve_or_pump()});
  plant.gas(Ch4_1, Truth::True);
  plant.reports("c1", CommandStage::Sent);
  plant.reports("c1", CommandStage::Accepted);
  plant.told();
  plant.clock_goes_back(3'600);
  plant.after(1);
  plant.reads_back(V1, 0);
  EXPECT_THAT(plant.told(), ElementsAre("c1 observed"));
}

TEST_F(CommandStages, NoAcceptanceInTimeTriesTheAlternative) {
  plant.after(0.5);
  plant.reports("c1", CommandStage::Sent);
  plant.passes(0.999);
  EXPECT_THAT(plant.told(), ElementsAre("c1 sent"));
  plant.passes(0.001);
  EXPECT_THAT(plant.told(), ElementsAre("c1 failed: not-accepted", "c2 v2 closed for trip"));
  EXPECT_EQ(get<CommandRequested>(plant.events().back().body).reason, "trip: instead of v1 closed");
}

TEST_F(CommandStages, NoReportOfItsSendingTriesTheAlternative) {
  plant.passes(1);
  EXPECT_THAT(plant.told(), ElementsAre("c1 failed: not-sent", "c2 v2 closed for trip"));
}

TEST_F(CommandStages, ARefusalTriesTheAlternativeAtOnce) {
  plant.reports("c1", CommandStage::Sent);
  plant.reports("c1", CommandStage::Refused, "local mode");
  EXPECT_THAT(plant.told(), ElementsAre("c1 sent", "c1 failed: refused", "c2 v2 closed for trip"));
}

TEST_F(CommandStages, ACommandThatCannotLeaveTriesTheAlternativeAtOnce) {
  plant.reports("c1", CommandStage::NotSent, "no connection");
  EXPECT_THAT(plant.told(), ElementsAre("c1 failed: not-sent", "c2 v2 closed for trip"));
}

TEST_F(CommandStages, WithoutAnyAlternativeLeftPeopleMustAct) {
  plant.reports("c1", CommandStage::NotSent, "no connection");
  plant.reports("c2", CommandStage::NotSent, "no connection");
  EXPECT_THAT(plant.told(), ElementsAre("c1 failed: not-sent", "c2 v2 closed for trip", "c2 failed: not-sent", "trip exhausted 0"));
  EXPECT_TRUE(interlock::in_fault(plant.table(), "v1"));
  EXPECT_TRUE(interlock::in_fault(plant.table(), "v2"));
  plant.passes(9.9);
  EXPECT_THAT(plant.told(), IsEmpty()) << "it is tried again, later";
}

TEST_F(CommandStages, ALateProofCountsForItIsTheTruth) {
  plant.reports("c1", CommandStage::NotSent, "no connection");
  plant.reports("c2", CommandStage::NotSent, "no connection");
  plant.told();
  plant.after(300);
  plant.reads_back(V1, 0);
  EXPECT_THAT(plant.told(), ElementsAre("c1 observed")) << "somebody closed it by hand";
  EXPECT_FALSE(interlock::in_fault(plant.table(), "v1"));
  EXPECT_FALSE(plant.table().rows.at("trip").effects[0].exhausted);

  plant.after(1);
  plant.reads_back(V1, 1);
  EXPECT_THAT(plant.told(), ElementsAre("c1 failed: lost", "c3 v1 closed for trip")) << "and what was proved is kept";
}

TEST_F(CommandStages, ALateProofOfTheFirstMakesFurtherAlternativesNeedless) {
  plant.passes(1);
  plant.after(2);
  plant.reads_back(V1, 0);
  plant.reports("c2", CommandStage::Refused, "local mode");
  EXPECT_THAT(plant.told(), ElementsAre("c1 failed: not-sent", "c2 v2 closed for trip", "c1 observed", "c2 failed: refused"));
  EXPECT_EQ(plant.table().rows.at("trip").effects[0].command, "c1");
}

TEST_F(CommandStages, ReportsOfStrangersAndLateReportsSayNothing) {
  plant.reports("c7", CommandStage::Accepted);
  plant.works("c1");
  plant.told();
  plant.reports("c1", CommandStage::Refused, "too late");
  EXPECT_THAT(plant.told(), IsEmpty());
}

// ---- a proved state that is lost ----------------------------------------------------------------------------------------

TEST_F(CommandStages, AStateThatIsLostIsCommandedAgain) {
  plant.works("c1");
  plant.told();
  plant.after(1);
  plant.reads_back_at(V1, 1, story::at(0.5));
  EXPECT_THAT(plant.told(), IsEmpty()) << "older than the proof";
  plant.reads_back(V1, 1);
  EXPECT_THAT(plant.told(), ElementsAre("c1 failed: lost", "c2 v1 closed for trip"));
  plant.works("c2");
  EXPECT_THAT(plant.told(), ElementsAre("c2 sent", "c2 accepted", "c2 observed"));
}

TEST_F(CommandStages, AStateThatDoesNotHoldIsReplacedByTheAlternative) {
  plant.works("c1");
  for (const char* again : {"c2", "c3", "c4"}) {
    plant.after(1);
    plant.reads_back(V1, 1);
    plant.works(again);
  }
  plant.told();
  plant.after(1);
  plant.reads_back(V1, 1);
  EXPECT_THAT(plant.told(), ElementsAre("c4 failed: lost", "c5 v2 closed for trip")) << "the fourth time within a minute";
  for (int second = 0; second < 10; ++second) {
    plant.passes(1);
    plant.reads_back(V1, second % 2);
  }
  EXPECT_THAT(plant.told(), ElementsAre("c5 failed: not-sent", "trip exhausted 0")) << "a state that comes and goes is no proof";
  plant.passes(60);
  plant.reads_back(V1, 0);
  EXPECT_EQ(plant.told().back(), "c8 observed") << "until a minute after it began to come and go; meanwhile it was tried again";
}

// ---- two rows, one actuator -------------------------------------------------------------------------------------------

// Fire wants the fan off, gas wants it on (its safe state).
site::Row fire(Severity severity) { return of(severity, row("fire", {Ch4_1}, {effect(Fan, "off")})); }
site::Row gas(Severity severity) { return of(severity, row("gas", {Ch4_2}, {effect(Fan, "on")})); }

TEST(Conflict, TheMoreSevereRowThatTripsLaterTakesTheActuator) {
  RowStory plant({gas(Severity::Serious), fire(Severity::Major)});
  plant.gas(Ch4_2, Truth::True);
  plant.works("c1");
  plant.told();
  plant.gas(Ch4_1, Truth::True);
  EXPECT_THAT(plant.told(), ElementsAre("fire trips: ch4-1:high since 1s", "c2 fan off for fire", "gas overruled by fire"));
  plant.works("c2");
  EXPECT_THAT(plant.told(), ElementsAre("c2 sent", "c2 accepted", "c2 observed"))
      << "the fan's leaving the state that gas had proved is no loss";
}

TEST(Conflict, TheLessSevereRowThatTripsLaterWaits) {
  RowStory plant({gas(Severity::Serious), fire(Severity::Major)});
  plant.gas(Ch4_1, Truth::True);
  plant.gas(Ch4_2, Truth::True);
  EXPECT_THAT(plant.told(), ElementsAre("fire trips: ch4-1:high since 0s", "c1 fan off for fire", "gas trips: ch4-2:high since 0s",
                                        "gas overruled by fire"));
}

TEST(Conflict, WhatOneEdgeTripsIsSettledBeforeACommandLeaves) {
  RowStory plant({of(Severity::Serious, row("gas", {Ch4_1}, {effect(Fan, "on")})), fire(Severity::Major)});
  plant.gas(Ch4_1, Truth::True);
  EXPECT_THAT(plant.told(), ElementsAre("fire trips: ch4-1:high since 0s", "gas trips: ch4-1:high since 0s", "c1 fan off for fire",
                                        "gas overruled by fire"));
}

TEST(Conflict, AmongEqualsTheSafeStatePrevails) {
  RowStory plant({fire(Severity::Major), gas(Severity::Major)});
  plant.gas(Ch4_1, Truth::True);
  plant.after(5);
  plant.gas(Ch4_2, Truth::True);
  EXPECT_THAT(plant.told(), ElementsAre("fire trips: ch4-1:high since 0s", "c1 fan off for fire", "gas trips: ch4-2:high since 5s",
                                        "c2 fan on for gas", "fire overruled by gas"));
}

TEST(Conflict, TheOverruledRowIsServedWhenTheOtherIsReset) {
  RowStory plant({gas(Severity::Serious), fire(Severity::Major)});
  plant.gas(Ch4_1, Truth::True);
  plant.gas(Ch4_2, Truth::True);
  plant.works("c1");
  plant.gas(Ch4_1, Truth::False);
  plant.told();
  EXPECT_EQ(plant.asks(ResetRow{"fire"}), "");
  EXPECT_THAT(plant.told(), ElementsAre("fire is reset", "c2 fan on for gas"));
}

TEST(Conflict, RowsThatWantTheSameAreBothServed) {
  RowStory plant({row("left", {Ch4_1}, {effect(V1, "closed")}), row("right", {Ch4_2}, {effect(V1, "closed")})});
  plant.gas(Ch4_1, Truth::True);
  plant.gas(Ch4_2, Truth::True);
  plant.after(1);
  plant.reads_back(V1, 0);
  EXPECT_THAT(plant.told(), ElementsAre("left trips: ch4-1:high since 0s", "c1 v1 closed for left", "right trips: ch4-2:high since 0s",
                                        "c2 v1 closed for right", "c1 observed", "c2 observed"));
}

TEST(Conflict, AnAlternativeThatWouldNotPrevailIsPassedOver) {
  RowStory plant({of(Severity::Serious, row("gas", {Ch4_2}, {effect(V1, "closed", {effect(Fan, "on"), effect(V2, "closed")})})),
                  fire(Severity::Major)});
  plant.gas(Ch4_1, Truth::True);
  plant.gas(Ch4_2, Truth::True);
  plant.told();
  plant.reports("c2", CommandStage::NotSent, "no connection");
  EXPECT_THAT(plant.told(), ElementsAre("c2 failed: not-sent", "c3 v2 closed for gas"));
}

TEST(Conflict, OfTwoAlternativesChosenAtOnceTheLastToLeavePrevails) {
  RowStory plant({of(Severity::Major, row("fire", {Ch4_1}, {effect(V1, "closed", {effect(Fan, "off")})})),
                  of(Severity::Serious, row("gas", {Ch4_1}, {effect(V2, "closed", {effect(Fan, "on")})}))});
  plant.gas(Ch4_1, Truth::True);
  plant.told();
  plant.passes(1);
  EXPECT_THAT(plant.told(), ElementsAre("c1 failed: not-sent", "c2 failed: not-sent", "c3 fan off for fire", "c4 fan on for gas",
                                        "gas overruled by fire", "c5 fan off for fire"));
}

// ---- after a start ----------------------------------------------------------------------------------------------------

TEST(Start, ATrippedRowCommandsAgain) {
  RowStory plant({row("trip", {Ch4_1}, {effect(V1, "closed"), effect(Fan, "on")})});
  plant.gas(Ch4_1, Truth::True);
  plant.works("c1");
  plant.told();
  plant.starts();
  EXPECT_THAT(plant.told(), ElementsAre("start", "c3 v1 closed for trip", "c4 fan on for trip"));
  plant.reports("c2", CommandStage::Accepted);
  EXPECT_THAT(plant.told(), IsEmpty()) << "the commands of before are forgotten";
}

TEST(Start, AnEffectGoesOnWithTheMeasureThatItStoodOn) {
  RowStory plant({valve_or_pump()});
  plant.gas(Ch4_1, Truth::True);
  plant.reports("c1", CommandStage::NotSent, "no connection");
  plant.works("c2");
  plant.told();
  plant.starts();
  EXPECT_THAT(plant.told(), ElementsAre("start", "c3 v2 closed for trip"));
}

TEST(Start, AnExhaustedEffectBeginsAnew) {
  RowStory plant({valve_or_pump()});
  plant.gas(Ch4_1, Truth::True);
  for (const char* command : {"c1", "c2", "c3"}) plant.reports(command, CommandStage::NotSent, "no connection");
  plant.told();
  plant.starts();
  EXPECT_THAT(plant.told(), ElementsAre("start", "c4 v1 closed for trip"));
}

TEST(Start, AnOverruledEffectStaysOverruled) {
  RowStory plant({gas(Severity::Serious), fire(Severity::Major)});
  plant.gas(Ch4_1, Truth::True);
  plant.gas(Ch4_2, Truth::True);
  plant.told();
  plant.starts();
  EXPECT_THAT(plant.told(), ElementsAre("start", "c2 fan off for fire"));
}

TEST(Start, ABypassAndItsEndSurvive) {
  RowStory plant({row("trip", {Ch4_1}, {effect(V1, "closed")})});
  plant.asks(BypassRow{"trip", 1_min, "calibration"});
  plant.gas(Ch4_1, Truth::True);
  plant.starts();
  plant.told();
  plant.passes(60);
  EXPECT_THAT(plant.told(), ElementsAre("trip is bypassed no more, expired", "trip trips: ch4-1:high since 0s", "c1 v1 closed for trip"));
}

TEST(Start, ARowThatTheSiteNoLongerHasIsReset) {
  RowStory before({one_of_two()});
  before.gas(Ch4_1, Truth::True);
  const site::Site later = story::tank_farm({});
  const site::Directory directory(later);
  const Bodies bodies = interlock::on_go(before.table(), directory, before.now());
  ASSERT_EQ(bodies.size(), 1u);
  EXPECT_EQ(get<RowReset>(bodies[0]).row, "trip");
}

}  // namespace
}  // namespace davy::core
