// Isolations with their locks: asked for where the standard does, seen at the place by somebody else before the work, off or handed over after it.
#include "core/testing/permit_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using enum IsolationDeed;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class LockedOut : public ::testing::Test {
 protected:
  std::string apply_with(PermitApplied what, std::vector<Isolation> isolations, std::string why = {}) {
    what.isolations = std::move(isolations);
    what.no_isolation = std::move(why);
    return story.ask("wang", ApplyForPermit{what});
  }
  PermitApplied fire_on_a_pipe() {
    PermitApplied what = story.hot_work();
    what.grounds.hot_place = HotPlace::PipeRack;
    return what;
  }

  PermitStory story;
};

// 6.1: an isolation, or why there is none; never only a closed valve.
TEST_F(LockedOut, AConfinedSpaceListsWhatKeepsEnergyAway) {
  EXPECT_THAT(apply_with(story.confined_space(), {}), HasSubstr("say why nothing needs to be isolated"));
  EXPECT_THAT(apply_with(story.confined_space(), {{IsolationKind::Valve, "XV-1"}}), HasSubstr("does not stand in for a blind"));
  EXPECT_THAT(apply_with(story.confined_space(), {{IsolationKind::Blind, " "}}), HasSubstr("where the isolation is"));
  EXPECT_EQ(apply_with(story.confined_space(), {}, "a pit without pipes"), "done");
}

// 5.2.2: on equipment and pipes; elsewhere hot work lists none.
TEST_F(LockedOut, HotWorkOnAPipeListsThem) {
  EXPECT_THAT(apply_with(fire_on_a_pipe(), {}), HasSubstr("list what keeps energy away"));
  EXPECT_THAT(apply_with(fire_on_a_pipe(), {{IsolationKind::Valve, "XV-1"}}), HasSubstr("5.2.2"));
  EXPECT_EQ(apply_with(fire_on_a_pipe(), {{IsolationKind::Valve, "XV-1"}, {IsolationKind::Parted, "F1"}}), "done");
  PermitApplied elsewhere = story.hot_work();
  elsewhere.place.x_m = 400;
  EXPECT_EQ(apply_with(elsewhere, {}), "done");
}

// 7: no reason stands in for it.
TEST_F(LockedOut, ABlindPlateAlwaysListsThem) {
  EXPECT_THAT(apply_with(story.work(PermitKind::BlindPlate), {}, "the pipe is empty"), HasSubstr("blinds, valves, lock-outs"));
}

// 10.3: the switch above is locked out.
TEST_F(LockedOut, TemporaryPowerListsTheSwitchAbove) {
  EXPECT_THAT(apply_with(story.work(PermitKind::TemporaryPower), {}), HasSubstr("blinds, valves, lock-outs"));
  EXPECT_THAT(apply_with(story.work(PermitKind::TemporaryPower), {{IsolationKind::Blind, "F1"}}), HasSubstr("10.3"));
  EXPECT_EQ(apply_with(story.work(PermitKind::TemporaryPower), {{IsolationKind::Electrical, "MCC-3"}}), "done");
}

// 4.2, 4.5c: each one locked by somebody and seen at the place by somebody else, or nobody signs.
TEST_F(LockedOut, NobodySignsBeforeEachIsLockedAndSeenAtThePlace) {
  PermitApplied what = story.confined_space();
  what.isolations.push_back({IsolationKind::Electrical, "stirrer M-1"});
  const PermitId id = story.apply(what);
  for (std::uint32_t i = 1; i <= permit::count_measures(what); ++i) story.ask("wang", story.measure_of(id, i));
  story.ask("zhao", story.test_of(id));
  story.ask("wang", story.briefing_of(id));
  EXPECT_THAT(story.sign(id), HasSubstr("2 isolations are not locked yet"));
  EXPECT_THAT(story.isolate("zhao", id, 1, Verified), HasSubstr("nothing is locked"));
  ASSERT_EQ(story.isolate("wang", id, 1, Set), "done");
  EXPECT_THAT(story.isolate("wang", id, 1, Verified), HasSubstr("somebody else"));
  EXPECT_THAT(story.sign(id), AllOf(HasSubstr("1 isolation is not locked yet"), HasSubstr("1 isolation was not verified")));
  HandleIsolation far;
  far.permit = id;
  far.isolation = 1;
  far.deed = Verified;
  EXPECT_THAT(story.ask("zhao", far), HasSubstr("scan the code"));
  ASSERT_EQ(story.isolate("zhao", id, 1, Verified), "done");
  story.lock(id, 2);
  EXPECT_EQ(story.sign(id), "done");
  EXPECT_EQ(story.plant.state().permits.lock_of(id, 1)->verified_by, "zhao");
}

TEST_F(LockedOut, ALockHangsInOnePlaceAndHasANumber) {
  const PermitId id = story.apply(story.confined_space());
  HandleIsolation ask;
  ask.permit = id;
  ask.isolation = 1;
  EXPECT_THAT(story.ask("wang", ask), HasSubstr("number of the lock"));
  ask.lock = "L-7";
  ask.isolation = 2;
  EXPECT_THAT(story.ask("wang", ask), HasSubstr("no such isolation"));
  ask.isolation = 1;
  ASSERT_EQ(story.ask("wang", ask), "done");
  EXPECT_THAT(story.ask("wang", ask), HasSubstr("locked already"));
  PermitApplied other = story.confined_space();
  other.place.x_m = 400;
  ask.permit = story.apply(other);
  EXPECT_THAT(story.ask("wang", ask), HasSubstr("hangs at permit #" + std::to_string(id.get())));
}

TEST_F(LockedOut, NothingIsUnlockedWhileTheWorkGoesOn) {
  const PermitId id = story.open(story.confined_space());
  EXPECT_THAT(story.isolate("wang", id, 1, Removed), HasSubstr("while the work goes on"));
  ASSERT_EQ(story.ask("wang", InterruptPermit{id, "the stirrer is tried"}), "done");
  ASSERT_EQ(story.isolate("wang", id, 1, Removed), "done");
  EXPECT_THAT(story.ask("wang", ResumePermit{id, ""}), HasSubstr("1 isolation is not locked yet"));
  story.lock(id, 1);
  EXPECT_EQ(story.ask("wang", ResumePermit{id, ""}), "done");
}

TEST_F(LockedOut, WorkIsAcceptedOnceEveryLockIsOffOrHandedOver) {
  PermitApplied what = story.confined_space();
  what.isolations.push_back({IsolationKind::Electrical, "stirrer M-1"});
  const PermitId id = story.open(what);
  EXPECT_THAT(story.isolate("li", id, 2, Kept, "stays"), HasSubstr("not while the permit is open"));
  ASSERT_EQ(story.ask("wang", FinishPermit{id, "", {}}), "done");
  EXPECT_THAT(story.ask("li", AcceptPermit{id, Verdict::Approved, ""}), HasSubstr("2 isolations are neither"));
  ASSERT_EQ(story.isolate("wang", id, 1, Removed), "done");
  EXPECT_THAT(story.ask("li", AcceptPermit{id, Verdict::Approved, ""}), HasSubstr("1 isolation is neither"));
  EXPECT_THAT(story.isolate("li", id, 2, Kept), HasSubstr("why it stays"));
  EXPECT_THAT(story.isolate("zhao", id, 2, Kept, "stays"), HasSubstr("takes it over"));
  ASSERT_EQ(story.isolate("li", id, 2, Kept, "the stirrer is out of use"), "done");
  EXPECT_EQ(story.ask("li", AcceptPermit{id, Verdict::Approved, ""}), "done");
  EXPECT_EQ(story.ask("chen", ArchivePermit{id}), "done");
  // Long after the permit is over the lock still hangs, and somebody takes it off.
  EXPECT_EQ(story.plant.state().permits.lock_of(id, 2)->kept_by, "li");
  EXPECT_THAT(story.isolate("zhao", id, 2, Removed), HasSubstr("only people named"));
  EXPECT_EQ(story.isolate("li", id, 2, Removed), "done");
  EXPECT_THAT(story.plant.state().permits.locks, IsEmpty());
}

TEST_F(LockedOut, TheLeadOfTheNextWorkTakesALockOver) {
  const PermitId id = story.open(story.confined_space());
  ASSERT_EQ(story.ask("wang", FinishPermit{id, "", {}}), "done");
  EXPECT_THAT(story.isolate("wang", id, 1, Kept, "goes on", PermitId(9999)), HasSubstr("no such permit"));
  const PermitId next = story.apply(story.confined_space());
  EXPECT_EQ(story.isolate("wang", id, 1, Kept, "goes on", next), "done");
}

// What is cancelled leaves its locks hanging until somebody takes them off.
TEST_F(LockedOut, LocksOutliveACancelledPermit) {
  const PermitId id = story.apply(story.confined_space());
  ASSERT_EQ(story.isolate("wang", id, 1, Set), "done");
  ASSERT_EQ(story.ask("wang", CancelPermit{id, "not today"}), "done");
  EXPECT_NE(story.plant.state().permits.lock_of(id, 1), nullptr);
  EXPECT_EQ(story.isolate("li", id, 1, Removed), "done");
  EXPECT_THAT(story.isolate("li", id, 1, Removed), HasSubstr("no such permit"));
}

}  // namespace
}  // namespace davy::core
