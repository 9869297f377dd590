// A permit that was taken back for another cause than a reading has an order of its own, closed as others are.
#include "core/refuse.hpp"
#include "core/suspension.hpp"
#include "core/testing/permit_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class OrderOfAPermit : public ::testing::Test {
 protected:
  static std::string about(PermitId id, StopCause cause) { return suspension::name_of({id, cause}); }
  OrderId order(PermitId id, StopCause cause) const { return plant.order(about(id, cause)); }
  std::string submit(OrderId id) { return story.ask("wang", SubmitOrder{id, "the guardian is back", {"photo-1"}}); }

  PermitStory story;
  PlantStory& plant = story.plant;
};

TEST_F(OrderOfAPermit, IsIssuedWhenTheGuardianIsAbsentAndApprovedOnceItWentOn) {
  const PermitId id = story.open(story.hot_work());
  plant.wrote();
  plant.sent();
  plant.after(31_min);
  ASSERT_EQ(story.stopped(id), StopCause::GuardianAbsent);
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.issued " + about(id, StopCause::GuardianAbsent) + " operator"));
  EXPECT_THAT(plant.sent(), Contains("operator order-issued " + about(id, StopCause::GuardianAbsent)));
  const OrderId order = this->order(id, StopCause::GuardianAbsent);
  ASSERT_FALSE(order.none());
  const Order issued = *plant.state().orders.find(order);
  EXPECT_EQ(issued.zone, "tank-farm");
  EXPECT_EQ(issued.severity, site::Severity::Serious);
  EXPECT_EQ(issued.deadline, issued.issued + 30_min);
  EXPECT_TRUE(issued.alarm.none());

  ASSERT_EQ(story.ask("wang", AcceptOrder{order}), "done");
  ASSERT_EQ(submit(order), "done");
  EXPECT_THAT(story.ask("li", ApproveOrder{order, "seen"}), HasSubstr("still taken back"));
  ASSERT_EQ(story.guard(id), "done");
  ASSERT_EQ(story.ask("zhao", story.test_of(id)), "done");
  ASSERT_EQ(story.ask("li", ResumePermit{id, "the guardian is back"}), "done");
  EXPECT_EQ(story.ask("li", ApproveOrder{order, "seen"}), "done");
  EXPECT_THAT(plant.state().orders.orders, IsEmpty());
}

TEST_F(OrderOfAPermit, IsApprovedToWhenThePermitIsOver) {
  const PermitId id = story.open(story.hot_work());
  ASSERT_EQ(story.ask("zhao", SuspendPermit{id, "sparks fall into the drain"}), "done");
  const OrderId order = this->order(id, StopCause::Person);
  ASSERT_FALSE(order.none());
  ASSERT_EQ(story.ask("wang", AcceptOrder{order}), "done");
  ASSERT_EQ(submit(order), "done");
  EXPECT_THAT(story.ask("li", ApproveOrder{order, "seen"}), HasSubstr("still taken back"));
  ASSERT_EQ(story.ask("wang", CancelPermit{id, "another day"}), "done");
  EXPECT_EQ(story.ask("li", ApproveOrder{order, "seen"}), "done");
}

TEST_F(OrderOfAPermit, IsIssuedForEveryCauseThatIsNoReading) {
  const PermitId id = story.open(story.hot_work());
  ASSERT_EQ(story.ask("chen", TakeOutOfService{"ch4-01:permit", "sensor is replaced"}), "done");
  EXPECT_FALSE(order(id, StopCause::OutOfService).none());

  PermitStory other;
  const PermitId uncalibrated = other.open(other.hot_work());
  other.calibrate("2026-01-01");
  EXPECT_FALSE(other.plant.order(about(uncalibrated, StopCause::Uncalibrated)).none());

  PermitStory third;
  const PermitId blind = third.open(third.hot_work());
  third.plant.falls_silent("ch4-01");
  third.plant.after(5_s);
  EXPECT_FALSE(third.plant.order(about(blind, StopCause::Blind)).none());
}

// The alarm of the reading calls for one already; one that calls for none leaves it to the permit.
TEST_F(OrderOfAPermit, IsNotIssuedBesideThatOfTheReading) {
  const PermitId id = story.open(story.hot_work());
  plant.wrote();
  story.gas("ch4-01", 12_lel);
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.issued ch4-01:permit operator"));
  EXPECT_TRUE(order(id, StopCause::Gas).none());

  site::Site site = make_permit_plant();
  for (site::Condition& condition : site.conditions)
    if (condition.suffix == "permit") condition.work_order = site::WorkOrder::No;
  PermitStory quiet(site);
  const PermitId silent = quiet.open(quiet.hot_work());
  quiet.gas("ch4-01", 12_lel);
  EXPECT_FALSE(quiet.plant.order(about(silent, StopCause::Gas)).none());
}

// A rule sets the alarm aside as it rings: nobody is told of it, and it calls for no order.
TEST_F(OrderOfAPermit, IsIssuedWhereTheAlarmOfTheReadingIsSetAside) {
  site::Site site = make_permit_plant();
  const auto condition = [&](site::PointIndex point, std::string_view suffix) {
    const auto found =
        std::ranges::find_if(site.conditions, [&](const site::Condition& each) { return each.point == point && each.suffix == suffix; });
    return site::ConditionIndex(static_cast<std::size_t>(found - site.conditions.begin()));
  };
  const site::Directory directory(site);
  site::Inhibition rule;
  rule.name = "plant-wide";
  rule.reason = {"试验", "a test"};
  rule.inhibitors = {condition(directory.point("ch4-02").value(), "high")};
  rule.targets = {condition(directory.point("ch4-01").value(), "permit")};
  site.inhibitions.push_back(std::move(rule));
  PermitStory aside(site);
  const PermitId id = aside.open(aside.hot_work());
  aside.gas("ch4-02", 30_lel);
  ASSERT_EQ(aside.state(id), PermitState::Open);
  aside.plant.wrote();
  aside.gas("ch4-01", 12_lel);
  ASSERT_EQ(aside.stopped(id), StopCause::Gas);
  ASSERT_TRUE(aside.plant.alarm("ch4-01:permit")->suppressed.has_value());
  EXPECT_THAT(aside.plant.wrote("order."), ElementsAre("order.issued " + about(id, StopCause::Gas) + " operator"));
}

// As long as the site gives for an answer, however late it is and however often.
TEST_F(OrderOfAPermit, HasTheSameTimeAgainAfterEachRejection) {
  const PermitId id = story.open(story.hot_work());
  ASSERT_EQ(story.ask("zhao", SuspendPermit{id, "sparks"}), "done");
  const OrderId order = this->order(id, StopCause::Person);
  ASSERT_EQ(story.ask("wang", AcceptOrder{order}), "done");
  for (int i = 0; i < 3; ++i) {
    plant.after(20_min);
    ASSERT_EQ(submit(order), "done");
    ASSERT_EQ(story.ask("li", RejectOrder{order, "nothing was screened"}), "done");
    EXPECT_EQ(plant.state().orders.find(order)->deadline, plant.now() + 30_min);
  }
}

TEST_F(OrderOfAPermit, RecursWhileItIsOpen) {
  const PermitId id = story.open(story.hot_work());
  ASSERT_EQ(story.ask("zhao", SuspendPermit{id, "sparks"}), "done");
  const OrderId order = this->order(id, StopCause::Person);
  ASSERT_EQ(story.ask("zhao", story.test_of(id)), "done");
  ASSERT_EQ(story.ask("li", ResumePermit{id, "screened"}), "done");
  plant.wrote();
  ASSERT_EQ(story.ask("zhao", SuspendPermit{id, "sparks again"}), "done");
  EXPECT_THAT(plant.wrote("order."), ElementsAre("order.recurred " + about(id, StopCause::Person)));
  EXPECT_EQ(this->order(id, StopCause::Person), order);
}

// Permits that were taken back before there were such orders.
TEST_F(OrderOfAPermit, IsIssuedOnceAtAStartWhereTheJournalHasNone) {
  const PermitId absent = story.open(story.hot_work());
  plant.after(31_min);
  ASSERT_EQ(story.stopped(absent), StopCause::GuardianAbsent);
  const site::Directory& directory = plant.engine().directory();
  const auto issued = [](const Decision& decision) {
    std::vector<std::string> about;
    for (const Event& event : decision.events)
      if (const auto* order = get_if<OrderIssued>(&event.body)) about.push_back(order->condition + " " + order->post);
    return about;
  };
  State older = plant.state();
  older.orders = OrderBook();
  Engine begun(directory, older);
  const Decision start = begun.step(Start{"newer", plant.now()}, plant.now());
  EXPECT_THAT(issued(start), ElementsAre(about(absent, StopCause::GuardianAbsent) + " operator"));
  const OrderId id = begun.state().orders.open.at(about(absent, StopCause::GuardianAbsent));
  EXPECT_EQ(begun.state().orders.find(id)->deadline, plant.now() + 30_min);
  EXPECT_THAT(issued(begun.step(Start{"newer", plant.now()}, plant.now() + 1_h)), IsEmpty()) << "it is there";

  Engine folded(directory, older);
  for (const Event& event : start.events) folded.evolve(event);
  EXPECT_THAT(folded.state().orders.open, SizeIs(1)) << "a replay finds the same, and decides nothing";
  EXPECT_THAT(issued(folded.step(Start{"newer", plant.now()}, plant.now() + 1_h)), IsEmpty());
}

// The order of the reading was closed while the permit rests still: that was all there was to be, also when the detector is taken away for repair.
TEST_F(OrderOfAPermit, IsNotIssuedAtAStartForWhatTheAlarmCalledFor) {
  const PermitId id = story.open(story.hot_work());
  story.gas("ch4-01", 12_lel);
  ASSERT_EQ(story.stopped(id), StopCause::Gas);
  const site::Directory& directory = plant.engine().directory();
  const auto issued = [&](const AlarmBook& alarms, const PermitBook& permits) {
    return order::on_start(OrderBook(), alarms, permits, directory, plant.now());
  };
  PermitBook older = plant.state().permits;
  older.permits.at(id).answer_due.reset();  // as a program tells it that had no such orders
  EXPECT_THAT(issued(AlarmBook(), older), IsEmpty());
  EXPECT_THAT(issued(plant.state().alarms, older), IsEmpty());
  ASSERT_EQ(story.ask("chen", TakeOutOfService{"ch4-01:permit", "sensor is replaced"}), "done");
  EXPECT_THAT(issued(plant.state().alarms, plant.state().permits), IsEmpty());
  EXPECT_THAT(issued(plant.state().alarms, older), SizeIs(1)) << "nobody knows whether the alarm called then";
}

// The alarm of the detector may have an order of its own, of another reading.
TEST_F(OrderOfAPermit, IsIssuedAtAStartBesideAnOrderOfItsDetector) {
  const PermitId id = story.open(story.hot_work());
  ASSERT_EQ(story.ask("chen", TakeOutOfService{"ch4-01:permit", "sensor is replaced"}), "done");
  ASSERT_EQ(story.stopped(id), StopCause::OutOfService);
  OrderBook older;
  older.open["ch4-01:permit"] = OrderId(1);
  const Bodies bodies = order::on_start(older, plant.state().alarms, plant.state().permits, plant.engine().directory(), plant.now());
  ASSERT_THAT(bodies, SizeIs(1));
  EXPECT_EQ(get<OrderIssued>(bodies[0]).condition, about(id, StopCause::OutOfService));
  PermitBook elsewhere = plant.state().permits;
  elsewhere.permits.at(id).what.zone = "gone";
  const Bodies of_gone = order::on_start(older, plant.state().alarms, elsewhere, plant.engine().directory(), plant.now());
  ASSERT_THAT(of_gone, SizeIs(1));
  EXPECT_EQ(get<OrderIssued>(of_gone[0]).post, "safety-officer") << "of a zone that is gone, the top of the chain";
  older.open[about(id, StopCause::OutOfService)] = OrderId(2);
  EXPECT_THAT(order::on_start(older, plant.state().alarms, plant.state().permits, plant.engine().directory(), plant.now()), IsEmpty());
}

TEST(SubjectOfAnOrder, IsAPermitAndWhyItWasTakenBack) {
  for (const auto& each : kEnumNames<StopCause>) {
    const suspension::Subject subject{PermitId(41), each.value};
    EXPECT_EQ(suspension::subject_named(suspension::name_of(subject)), subject) << each.name;
    EXPECT_FALSE(suspension::words(each.value).en.empty()) << each.name;
  }
  for (const char* other :
       {"ch4-01:high", "permit/", "permit/41", "permit/41:", "permit/0:person", "permit/x:person", "permit/41:whatever"})
    EXPECT_FALSE(suspension::subject_named(other)) << other;
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  EXPECT_EQ(title_of_condition(directory, "permit/41:guardian-absent").en, "Permit #41 taken back: no guardian");
}

}  // namespace
}  // namespace davy::core
