#include "sim/world/world.hpp"

#include "sim/world/memory_disk.hpp"
#include "sim/world/simulate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace davy::sim {
namespace {

// A world in which nothing goes wrong but what a test adds to it.
WorldPlan calm_plan(std::uint64_t seed) {
  WorldPlan plan = drawn_plan(seed, Planted::None);
  plan.faults = {};
  plan.work.length = 40_s;
  plan.work.kept_share = 0.5;
  return plan;
}

struct Lived {
  Outcome outcome;
  std::vector<core::Event> journal;
};

Lived live(const WorldPlan& plan) {
  MemoryDisk disk(plan.site);
  Lived lived;
  lived.outcome = World(plan, disk, Trail::No).run();
  lived.journal = disk.events();
  if (lived.outcome.finding) ADD_FAILURE() << lived.outcome.finding->checker << ": " << lived.outcome.finding->how;
  return lived;
}

std::size_t count_of(const Lived& lived, std::string_view kind) {
  return static_cast<std::size_t>(
      std::ranges::count_if(lived.journal, [&](const core::Event& event) { return kind_of(event.body) == kind; }));
}

Release big_leak() {
  Release leak;
  leak.name = "leak";
  leak.at = {13, 10};
  leak.strength = 95;
  leak.rise = 1_s;
  leak.fed_by = site::ActuatorIndex(0);
  return leak;
}

TEST(World, ALeakIsShutOffAndProved) {
  WorldPlan plan = calm_plan(1);
  plan.work.between_requests = 1_h;  // nobody is in the way
  plan.faults.plant = {{10_s, big_leak()}};
  const Lived lived = live(plan);
  EXPECT_EQ(lived.outcome.lives, 1);
  EXPECT_EQ(count_of(lived, "row.tripped"), 2U);
  EXPECT_GE(count_of(lived, "command.observed"), 3U);
  EXPECT_EQ(count_of(lived, "command.failed"), 0U);
  EXPECT_GE(count_of(lived, "alarm.returned"), 1U);
}

TEST(World, AStuckValveBringsTheNextOne) {
  WorldPlan plan = calm_plan(2);
  plan.work.between_requests = 1_h;
  plan.faults.plant = {{5_s, ActuatorFault{site::ActuatorIndex(0), ActuatorTrouble::Stuck}}, {10_s, big_leak()}};
  const Lived lived = live(plan);
  EXPECT_GE(count_of(lived, "command.failed"), 1U);
  const bool second = std::ranges::any_of(lived.journal, [](const core::Event& event) {
    const auto* requested = get_if<core::CommandRequested>(&event.body);
    return requested != nullptr && requested->actuator == "xv-102";
  });
  EXPECT_TRUE(second);
}

TEST(World, EveryKindOfCrashIsLivedThrough) {
  for (const CrashPoint point :
       {CrashPoint::BetweenSteps, CrashPoint::BeforeCommit, CrashPoint::InCommit, CrashPoint::BeforePublish, CrashPoint::InOrder}) {
    WorldPlan plan = calm_plan(3);
    plan.faults.plant = {{8_s, big_leak()}};
    plan.faults.crashes = {{10_s, point, 2_s}, {20_s, point, 500_ms}};
    const Lived lived = live(plan);
    EXPECT_EQ(count_of(lived, "system.started"), 3U) << static_cast<int>(point);
    EXPECT_EQ(count_of(lived, "system.stopped") > 0, point == CrashPoint::InOrder);
  }
}

TEST(World, CommandsLeaveWhileTheStoreIsSlowFailingOrFull) {
  for (const StoreMood mood : {StoreMood::Slow, StoreMood::Failing, StoreMood::Full}) {
    WorldPlan plan = calm_plan(4);
    plan.work.between_requests = 1_h;
    plan.faults.plant = {{12_s, big_leak()}};
    plan.faults.store = {{8_s, 30_s, mood, 4_s}};
    const Lived lived = live(plan);  // its law is checked in every turn
    EXPECT_EQ(count_of(lived, "row.tripped"), 2U);
    const auto tripped = std::ranges::find_if(lived.journal, [](const core::Event& event) { return holds<core::RowTripped>(event.body); });
    EXPECT_LT(tripped->time, kWorldBegin + 25_s) << "decided long before the store took it";
  }
}

TEST(World, AStartThatIsLongInBecomingDurableLosesNoCommand) {
  WorldPlan plan = calm_plan(6);
  plan.work.between_requests = 1_h;
  plan.faults.plant = {{5_s, big_leak()}};
  plan.faults.crashes = {{12_s, CrashPoint::BetweenSteps, 1_s}};
  plan.faults.store = {{11_s, 20_s, StoreMood::Slow, 7_s}};
  const Lived lived = live(plan);
  const auto starts = [](const core::Event& event) { return holds<core::SystemStarted>(event.body); };
  const auto second = std::find_if(std::ranges::find_if(lived.journal, starts) + 1, lived.journal.end(), starts);
  ASSERT_NE(second, lived.journal.end());
  const auto again =
      std::find_if(second, lived.journal.end(), [](const core::Event& event) { return holds<core::CommandRequested>(event.body); });
  ASSERT_NE(again, lived.journal.end());
  EXPECT_GE(again->time - second->time, 7_s);
  EXPECT_EQ(count_of(lived, "command.failed"), 0U);
}

TEST(World, AStartThatTakesLongerThanAPointMayBeSilentIsNoSilence) {
  WorldPlan plan = calm_plan(9);
  plan.work.between_requests = 1_h;
  plan.faults.crashes = {{12_s, CrashPoint::BetweenSteps, 500_ms}};
  plan.faults.store = {{12_s, 25_s, StoreMood::Slow, 9_s}};
  const Lived lived = live(plan);
  EXPECT_EQ(count_of(lived, "system.started"), 2U);
  // It goes after 21.5 s; a point that does not speak even then is silent some seconds later.
  EXPECT_FALSE(std::ranges::any_of(lived.journal, [](const core::Event& event) {
    const auto* raised = get_if<core::AlarmRaised>(&event.body);
    return raised != nullptr && raised->condition.ends_with(":stale") && event.time < kWorldBegin + 25_s;
  }));
}

TEST(World, AClockThatIsSetBackStopsNoTimer) {
  WorldPlan plan = calm_plan(5);
  plan.work.between_requests = 1_h;
  plan.faults.jumps = {{10_s, -1_h}};
  plan.faults.plant = {{12_s, SensorFault{site::PointIndex(0), SensorTrouble::Silent, 0}}};
  const Lived lived = live(plan);
  EXPECT_GE(count_of(lived, "alarm.raised"), 1U) << "silence is seen";
}

TEST(World, AClockThatIsSetWhileACommandIsOnItsWayIsNoMissingReadBack) {
  WorldPlan plan = calm_plan(7);
  plan.work.between_requests = 1_h;
  plan.work.length = 20_s;
  plan.faults.plant = {{5_s, big_leak()}};
  const Lived quiet = live(plan);
  const auto left = std::ranges::find_if(quiet.journal, [](const core::Event& event) { return holds<core::CommandRequested>(event.body); });
  ASSERT_NE(left, quiet.journal.end());
  for (Duration after = 1_ms; after < 30_ms; after = after + 1_ms) {
    plan.faults.jumps = {{left->time - kWorldBegin + after, 1_min}};
    live(plan);  // its laws are checked in every turn
  }
}

TEST(World, WorkUnderAPermitIsTakenBackByGasAndGoesOnOnceItIsGone) {
  WorldPlan plan = calm_plan(8);
  plan.work.between_requests = 1_h;
  plan.work.between_steps = 200_ms;
  plan.faults.plant = {{15_s, big_leak()}};
  plan.faults.crashes = {{22_s, CrashPoint::BetweenSteps, 1_s}};
  const Lived lived = live(plan);
  EXPECT_GE(count_of(lived, "permit.started"), 1U);
  EXPECT_GE(count_of(lived, "permit.resumed"), 1U);
  EXPECT_TRUE(std::ranges::any_of(lived.journal, [](const core::Event& event) {
    const auto* back = get_if<core::PermitSuspended>(&event.body);
    return back != nullptr && back->cause == core::StopCause::Gas;
  }));
}

TEST(World, TheSameSeedGivesTheSameJournalAndAnotherOneAnother) {
  const Outcome one = simulate(11, {});
  EXPECT_FALSE(one.finding.has_value());
  EXPECT_EQ(one.digest, simulate(11, {}).digest);
  EXPECT_NE(one.digest, simulate(12, {}).digest);
}

// Which checker is to find it, within how many seeds.
struct Bite {
  Planted planted;
  std::string checker;
};

class CheckersBite : public testing::TestWithParam<Bite> {};

TEST_P(CheckersBite, WithinAFewSeeds) {
  constexpr std::uint64_t kSeedsMax = 60;
  SimulateOptions options;
  options.planted = GetParam().planted;
  options.runs = GetParam().planted == Planted::UnseededChance ? SimulateOptions::Runs::Twice : SimulateOptions::Runs::Once;
  for (std::uint64_t seed = 1; seed <= kSeedsMax; ++seed) {
    const Outcome outcome = simulate(seed, options);
    if (std::ranges::find(outcome.broken, GetParam().checker) != outcome.broken.end()) return;
  }
  ADD_FAILURE() << GetParam().checker << " did not find " << name_of(GetParam().planted) << " in " << kSeedsMax << " seeds";
}

std::string test_name(const testing::TestParamInfo<Bite>& info) {
  std::string name(name_of(info.param.planted));
  std::erase(name, '-');
  return name;
}

INSTANTIATE_TEST_SUITE_P(
    PlantedFaults, CheckersBite,
    testing::Values(Bite{Planted::PublishBeforeCommit, "effects-after-commit"}, Bite{Planted::LoseLastGroup, "kept-is-found"},
                    Bite{Planted::AcceptFailedCommit, "effects-after-commit"}, Bite{Planted::LateAsLive, "late-is-past"},
                    Bite{Planted::SampleTwice, "sample-fates"}, Bite{Planted::DropSamples, "sample-fates"},
                    Bite{Planted::SwallowCommand, "command-at-once"}, Bite{Planted::ReuseCommandName, "command-names"},
                    Bite{Planted::ForgeReadBack, "read-back-or-next-measure"}, Bite{Planted::ForgetShelf, "set-aside-survives"},
                    Bite{Planted::NewNoticeId, "notices-arrive"}, Bite{Planted::SwallowNotice, "notices-arrive"},
                    Bite{Planted::ReviewOneself, "closed-by-another"}, Bite{Planted::ForgetAlarm, "journal-is-state"},
                    Bite{Planted::OpenUngated, "permit-gate"}, Bite{Planted::ForgetSuspension, "permit-gate"},
                    Bite{Planted::IgnoreRisks, "grades-as-demanded"}, Bite{Planted::UnseededChance, "same-seed-same-bytes"}),
    test_name);

}  // namespace
}  // namespace davy::sim
