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
