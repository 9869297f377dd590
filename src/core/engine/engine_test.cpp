#include "core/engine/engine.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

const std::string kFault = "xv-101-fb:not-proved";

class EngineTest : public testing::Test {
 protected:
  // The detector ch4-01 reads this from now on, and Davy has seen it.
  void gas(Lel value) {
    plant.gas("ch4-01", value);
    plant.after(1_s);
  }
  // The newest event of type Body.
  template <class Body>
  const Event& newest() const {
    for (auto event = plant.journal().rbegin(); event != plant.journal().rend(); ++event)
      if (holds<Body>(event->body)) return *event;
    ADD_FAILURE() << "no " << Body::kKind;
    return plant.journal().front();
  }
  template <class Body>
  std::string actor() const {
    return newest<Body>().actor;
  }

  PlantStory plant;
};

TEST_F(EngineTest, OneReadingGoesItsWholeWay) {
  plant.wrote();
  gas(60_lel);
  EXPECT_THAT(plant.wrote(),
              ElementsAre("alarm.raised ch4-01:high", "order.issued ch4-01:high operator", "notice.issued ch4-01:high operator",
                          "notice.issued ch4-01:high operator", "notice.sent ch4-01:high", "notice.sent ch4-01:high",  //
                          "row.tripped gas-trip", "command.requested xv-101 closed", "command.requested siren-101 on",
                          "alarm.raised ch4-01:high-high",  //
                          "order.issued ch4-01:high-high operator", "notice.issued ch4-01:high-high operator",
                          "notice.issued ch4-01:high-high operator", "command.sent xv-101 closed", "command.accepted xv-101 closed",
                          "command.sent siren-101 on", "command.accepted siren-101 on", "notice.sent ch4-01:high-high",
                          "notice.sent ch4-01:high-high"));
  plant.after(2_s);
  EXPECT_THAT(plant.wrote(), ElementsAre("command.observed xv-101 closed", "command.observed siren-101 on"));
}

TEST_F(EngineTest, EveryEventNamesWhoCausedIt) {
  gas(60_lel);
  plant.asks("wang", AcceptOrder{plant.order("ch4-01:high")});
  gas(10_lel);
  plant.asks("wang", SubmitOrder{plant.order("ch4-01:high"), "closed it", {"photo-1"}});
  plant.asks("li", ApproveOrder{plant.order("ch4-01:high"), ""});
  plant.give(DeviceReport{site::DeviceIndex(0), Presence::Offline});
  EXPECT_EQ(actor<AlarmRaised>(), "system");
  EXPECT_EQ(actor<CommandSent>(), "system");
  EXPECT_EQ(actor<CommandAccepted>(), "device:rtu-01") << "the device said so";
  EXPECT_EQ(actor<OrderAccepted>(), "user:wang");
  EXPECT_EQ(actor<NoticeIssued>(), "system") << "what follows from a person's doing is Davy's";
  EXPECT_EQ(actor<OrderClosed>(), "user:li");
  EXPECT_EQ(actor<DevicePresence>(), "device:rtu-01");
}

TEST_F(EngineTest, ACommandIsNamedAfterItsStartAndItsOwnSequence) {
  plant.crashes(1_min);
  gas(60_lel);
  const Event& requested = newest<CommandRequested>();
  const std::string name = std::to_string(newest<SystemStarted>().seq) + "-" + std::to_string(requested.seq);
  EXPECT_EQ(get<CommandRequested>(requested.body).command, name);
  EXPECT_TRUE(plant.state().interlocks.commands.contains(name));
}

TEST_F(EngineTest, AStartSaysSinceWhenNothingIsRecorded) {
  gas(10_lel);
  const Instant last = plant.journal().back().time;
  plant.crashes(30_min);
  EXPECT_EQ(get<SystemStarted>(newest<SystemStarted>().body).last_alive, last);
  EXPECT_EQ(newest<SystemStarted>().time, plant.now());
}

TEST_F(EngineTest, AStartCommandsNothingBeforeItGoes) {
  gas(60_lel);
  Engine engine(plant.engine().directory(), plant.state());
  const auto commands = [](const Decision& decision) {
    return std::ranges::count_if(decision.events, [](const Event& event) { return holds<CommandRequested>(event.body); });
  };
  EXPECT_EQ(commands(engine.step(Start{"test", plant.now()}, plant.now() + 1_s)), 0);
  const Decision went = engine.step(Go{}, plant.now() + 1_min);
  ASSERT_EQ(commands(went), 2);
  for (const Event& event : went.events)
    if (const auto* requested = get_if<CommandRequested>(&event.body)) {
      EXPECT_GT(requested->expires, plant.now() + 1_min);
      EXPECT_TRUE(requested->command.starts_with(std::to_string(engine.state().start_seq) + "-"));
    }
}

TEST_F(EngineTest, AStopIsWrittenDown) {
  plant.give(Stop{"maintenance"});
  EXPECT_THAT(plant.wrote("system."), ElementsAre("system.started", "system.stopped"));
}

// A valve that does not do what it is told.

TEST_F(EngineTest, AStuckValveIsAnAlarmOfItsOwnAndTheNextMeasureIsTried) {
  plant.sticks("xv-101");
  gas(60_lel);
  plant.wrote();
  plant.after(15_s);
  EXPECT_EQ(plant.letter(kFault), 'B');
  EXPECT_THAT(plant.wrote("command."),
              ElementsAre("command.observed siren-101 on", "command.failed xv-101 closed", "command.requested xv-102 closed",
                          "command.sent xv-102 closed", "command.accepted xv-102 closed", "command.observed xv-102 closed"));
  EXPECT_EQ(plant.letter("xv-102-fb:not-proved"), 'A');
  EXPECT_FALSE(plant.order(kFault).none()) << "somebody mends it";
}

TEST_F(EngineTest, TheValvesAlarmIsOverWhenNothingIsWantedOfItButItsOrderIsNot) {
  plant.sticks("xv-101");
  gas(60_lel);
  plant.after(15_s);
  plant.asks("wang", AcknowledgeAlarm{plant.alarm_id(kFault), ""});
  gas(1_lel);
  EXPECT_EQ(plant.letter(kFault), 'C') << "the gas is gone, the valve still does not do what the tripped row wants";
  EXPECT_EQ(plant.asks("li", ResetRow{"gas-trip"}), "done");
  EXPECT_EQ(plant.letter(kFault), 'A');
  EXPECT_FALSE(plant.order(kFault).none()) << "only a reviewer says that it is mended";
}

TEST_F(EngineTest, TheValvesAlarmRingsAgainWhenItSticksAgain) {
  plant.sticks("xv-101");
  gas(60_lel);
  plant.after(15_s);
  gas(1_lel);
  EXPECT_EQ(plant.asks("li", ResetRow{"gas-trip"}), "done");
  gas(60_lel);
  plant.after(15_s);
  EXPECT_EQ(plant.letter(kFault), 'B');
}

TEST_F(EngineTest, ALateProofIsAProof) {
  plant.sticks("xv-101");
  gas(60_lel);
  plant.after(15_s);
  plant.reads("xv-101-fb", 1);
  plant.after(1_s);
  EXPECT_EQ(plant.letter(kFault), 'D');
}

TEST_F(EngineTest, EachEventIsToldAsSoonAsItIsPartOfTheState) {
  Engine engine = plant.engine();
  const auto high_high = engine.directory().condition("ch4-01:high-high");
  ASSERT_TRUE(high_high);
  std::vector<Event> told;
  const Decision decision = engine.step(Edge{*high_high, Truth::True, 60, kEight, kEight}, kEight, [&](const Event& event) {
    EXPECT_EQ(engine.state().last_seq, event.seq) << "nothing that follows was decided yet";
    told.push_back(event);
  });
  ASSERT_EQ(told.size(), decision.events.size());
  EXPECT_TRUE(std::ranges::any_of(told, [](const Event& event) { return holds<CommandRequested>(event.body); }));
}

// A start.

TEST(EngineStart, WhatHasNotSpokenMayBeSilentFromTheGoingOnHoweverLongTheStartTook) {
  site::Site site = make_small_plant();
  site.rows[0].on_unknown = site::OnUnknown::Trip;
  const site::Directory directory(site);
  Engine engine(directory);
  const auto trips = [&](Instant now) {
    return std::ranges::any_of(engine.step(Tick{}, now).events, [](const Event& event) { return holds<RowTripped>(event.body); });
  };
  engine.step(Start{"test", std::nullopt}, kEight);
  engine.step(Go{}, kEight + 1_min);
  EXPECT_FALSE(trips(kEight + 1_min));
  EXPECT_FALSE(trips(kEight + 1_min + 2_s));
  EXPECT_TRUE(trips(kEight + 1_min + 3_s)) << "it has had its time to speak";
}

// Two rows that want different states of xv-101: gas shuts it, over-pressure opens it and goes before.

class TwoRowsTest : public testing::Test {
 protected:
  static site::Site contested() {
    site::Site site = make_small_plant();
    const site::Directory directory(site);
    const auto valve = directory.actuator("xv-101").value(), siren = directory.actuator("siren-101").value();
    site.rows[0].severity = site::Severity::Serious;
    site::Row& relief = site.rows.emplace_back();
    relief.name = "relief";
    relief.causes = {directory.condition("pt-101:high-high").value()};
    relief.effects = {{valve, "open", {}}, {siren, "on", {}}};
    relief.severity = site::Severity::Major;
    return site;
  }
  std::vector<std::string> done() {
    std::vector<std::string> lines = plant.wrote();
    std::erase_if(lines, [](const std::string& line) {
      return !line.starts_with("row.tripped") && !line.starts_with("command.requested") && !line.starts_with("effect.") &&
             line != "alarm.raised pt-101:high-high";
    });
    return lines;
  }

  PlantStory plant{contested()};
};

TEST_F(TwoRowsTest, WhatIsOverruledIsSaidRightAfterTheCommandThatPrevailsAndBeforeAnythingElse) {
  plant.gas("ch4-01", 60_lel);
  plant.after(5_s);
  done();
  plant.reads("pt-101", 95);
  plant.after(1_s);
  EXPECT_THAT(done(), ElementsAre("row.tripped relief", "command.requested xv-101 open", "effect.overruled gas-trip",
                                  "command.requested siren-101 on", "alarm.raised pt-101:high-high"));
}

TEST_F(TwoRowsTest, WhatLeavesGoesBeforeSayingThatAnotherEffectIsOverruled) {
  plant.reads("pt-101", 95);
  plant.after(5_s);
  done();
  plant.gas("ch4-01", 60_lel);
  plant.after(1_s);
  EXPECT_THAT(done(), ElementsAre("row.tripped gas-trip", "command.requested siren-101 on", "effect.overruled gas-trip"));
}

// Devices and accounts.

TEST_F(EngineTest, ADeviceGoesAndComesBackAndSaysSoOnce) {
  plant.wrote();
  for (const Presence presence : {Presence::Online, Presence::Offline, Presence::Offline, Presence::Online, Presence::Online})
    plant.give(DeviceReport{site::DeviceIndex(0), presence});
  EXPECT_THAT(plant.wrote(), ElementsAre("device.presence", "device.presence"));
  EXPECT_THAT(plant.state().offline, IsEmpty());
}

TEST_F(EngineTest, AnAccountIsSavedWhenItIsWhole) {
  EXPECT_EQ(plant.asks("root", SaveAccount{"wang", "王五", Role::Worker, {"operator"}}), "done");
  EXPECT_EQ(plant.state().accounts.at("wang").posts, std::vector<std::string>{"operator"});
  EXPECT_EQ(plant.asks("root", SaveAccount{" ", "王五", Role::Worker, {}}), "a login is missing");
  EXPECT_EQ(plant.asks("root", SaveAccount{"wang", "", Role::Worker, {}}), "a name is missing");
  EXPECT_EQ(plant.asks("root", SaveAccount{"wang", "王五", Role::Worker, {"king"}}), "there is no post king");
  EXPECT_EQ(plant.asks("chen", SaveAccount{"chen", "陈七", Role::Administrator, {}}), "this takes an administrator");
}

TEST_F(EngineTest, ThereIsAlwaysAnAdministratorLeft) {
  plant.asks("root", SaveAccount{"root", "赵一", Role::Administrator, {}});
  EXPECT_EQ(plant.asks("root", SaveAccount{"root", "赵一", Role::Worker, {}}), "the last administrator stays one");
  plant.asks("root", SaveAccount{"chen", "陈七", Role::Administrator, {}});
  EXPECT_EQ(plant.asks("root", SaveAccount{"root", "赵一", Role::Worker, {}}), "done");
}

TEST_F(EngineTest, ARefusedRequestChangesNothing) {
  gas(30_lel);
  const std::string before = print(plant.state());
  EXPECT_THAT(plant.asks("zhao", AcceptOrder{plant.order("ch4-01:high")}), StartsWith("this order is for"));
  EXPECT_EQ(print(plant.state()), before);
}

}  // namespace
}  // namespace davy::core
