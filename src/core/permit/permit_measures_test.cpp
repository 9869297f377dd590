// What is measured at the place and what the job's analysis says, clause by clause; gas before anything is let out; the guardian's beacon.
#include "core/testing/permit_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class MeasuredWork : public ::testing::Test {
 protected:
  // The measure that asks for the figure, with this one told besides good ones.
  std::string told(PermitKind kind, std::string_view field, double value) {
    const PermitId id = permits.contains(kind) ? permits[kind] : permits[kind] = apply(kind);
    for (const gb30871::Figure& each : gb30871::figures()) {
      if (each.kind != kind || each.field != field) continue;
      ConfirmMeasure ask = story.measure_of(id, each.measure);
      std::ranges::find(ask.figures, field, &MeasuredFigure::field)->value = value;
      return story.ask("wang", ask);
    }
    return "nothing is measured as that";
  }
  PermitId apply(PermitKind kind) {
    PermitApplied what = story.work(kind);
    what.place.x_m = 200 + 100 * static_cast<double>(permits.size());
    return story.apply(what);
  }

  PermitStory story;
  std::map<PermitKind, PermitId> permits;
};

// 5.2.13: acetylene at least 5 m from oxygen, both at least 10 m from the fire.
TEST_F(MeasuredWork, CylindersStandApartAndFarFromTheFire) {
  EXPECT_THAT(told(PermitKind::HotWork, "cylinders-apart-m", 4.9), HasSubstr("≥ 5 m (5.2.13)"));
  EXPECT_THAT(told(PermitKind::HotWork, "cylinders-fire-m", 9.9), HasSubstr("≥ 10 m (5.2.13)"));
  EXPECT_THAT(told(PermitKind::HotWork, "cylinders-fire-m", std::nan("")), HasSubstr("5.2.13"));
  EXPECT_EQ(told(PermitKind::HotWork, "cylinders-fire-m", 10), "done");
}

TEST_F(MeasuredWork, WhatIsMeasuredIsSaidOrDoesNotApply) {
  const PermitId id = story.apply(story.hot_work());
  EXPECT_THAT(story.ask("wang", ConfirmMeasure{id, 12}), HasSubstr("say what was measured"));
  EXPECT_THAT(story.ask("wang", ConfirmMeasure{id, 12, true, "", {}, {{"depth-m", 3}}}), HasSubstr("nothing is measured as depth-m"));
  EXPECT_EQ(story.ask("wang", ConfirmMeasure{id, 12, false, "no cylinders here"}), "done");
}

// 5.2.12: farther than that it is a hot point of its own.
TEST_F(MeasuredWork, TheWeldingMachineIsNearTheFire) {
  EXPECT_THAT(told(PermitKind::HotWork, "machine-m", 10.5), HasSubstr("≤ 10 m (5.2.12)"));
  EXPECT_EQ(told(PermitKind::HotWork, "machine-m", 10), "done");
}

// 5.2.9: from venting, draining, painting and dust; where there is none, nothing is said.
TEST_F(MeasuredWork, FireKeepsItsDistanceFromWhatBurns) {
  EXPECT_THAT(told(PermitKind::HotWork, "venting-m", 29), HasSubstr("≥ 30 m (5.2.9)"));
  EXPECT_THAT(told(PermitKind::HotWork, "draining-m", 14), HasSubstr("≥ 15 m (5.2.9)"));
  EXPECT_THAT(told(PermitKind::HotWork, "painting-m", 9), HasSubstr("≥ 10 m (5.2.9)"));
  EXPECT_THAT(told(PermitKind::HotWork, "dust-m", 9), HasSubstr("≥ 10 m (5.2.9)"));
  EXPECT_EQ(story.ask("wang", ConfirmMeasure{permits[PermitKind::HotWork], 9}), "done");
}

// 7.6.
TEST_F(MeasuredWork, ABlindPlateKeepsItsDistanceFromFire) {
  EXPECT_THAT(told(PermitKind::BlindPlate, "fire-m", 29), HasSubstr("≥ 30 m (7.6)"));
}

// 4.13.
TEST_F(MeasuredWork, LampsInConfinedSpacesRunOnLowVoltage) {
  EXPECT_THAT(told(PermitKind::ConfinedSpace, "lamp-v", 37), HasSubstr("≤ 36 V (4.13)"));
  EXPECT_THAT(told(PermitKind::TemporaryPower, "lamp-v", 220), HasSubstr("≤ 36 V (4.13)"));
  EXPECT_THAT(told(PermitKind::ConfinedSpace, "wet-lamp-v", 13), HasSubstr("≤ 12 V (4.13)"));
  EXPECT_THAT(told(PermitKind::TemporaryPower, "wet-lamp-v", 36), HasSubstr("≤ 12 V (4.13)"));
  EXPECT_EQ(told(PermitKind::ConfinedSpace, "wet-lamp-v", 12), "done");
}

// 4.5h.
TEST_F(MeasuredWork, WaterToRinseWithIsNear) {
  EXPECT_THAT(told(PermitKind::BlindPlate, "rinse-water-m", 31), HasSubstr("≤ 30 m (4.5h)"));
  EXPECT_EQ(told(PermitKind::BlindPlate, "rinse-water-m", 30), "done");
}

// 8.2.6, 9.2.4: below force 5 at height, below force 6 for lifting.
TEST_F(MeasuredWork, NobodyClimbsOrLiftsInMuchWind) {
  EXPECT_THAT(told(PermitKind::Height, "wind-force", 5), HasSubstr("8.2.6"));
  EXPECT_EQ(told(PermitKind::Height, "wind-force", 4), "done");
  EXPECT_THAT(told(PermitKind::Lifting, "wind-force", 6), HasSubstr("9.2.4"));
  EXPECT_EQ(told(PermitKind::Lifting, "wind-force", 5), "done");
}

// 10.6.
TEST_F(MeasuredWork, TemporaryLinesHangHighOrLieDeep) {
  EXPECT_THAT(told(PermitKind::TemporaryPower, "overhead-m", 2.4), HasSubstr("≥ 2.5 m (10.6)"));
  EXPECT_THAT(told(PermitKind::TemporaryPower, "over-road-m", 4.9), HasSubstr("≥ 5 m (10.6)"));
  EXPECT_THAT(told(PermitKind::TemporaryPower, "buried-m", 0.6), HasSubstr("≥ 0.7 m (10.6)"));
  EXPECT_THAT(told(PermitKind::TemporaryPower, "insulation-v", 499), HasSubstr("≥ 500 V (10.6)"));
}

// A figure belongs to the measure of its clause.
TEST(PermitFigures, StandAtTheMeasureOfTheirClause) {
  for (const gb30871::Figure& each : gb30871::figures()) {
    const auto measures = gb30871::measures(each.kind);
    ASSERT_LE(each.measure, measures.size());
    EXPECT_EQ(measures[each.measure - 1].clause, each.clause) << each.field;
    EXPECT_TRUE(each.least || each.most) << each.field;
  }
}

// 5.2.9: what is let out is tested before, whatever the kind.
TEST_F(MeasuredWork, GasIsTestedBeforeAnythingIsVentedOrDrained) {
  for (const Activity each : {Activity::GasVenting, Activity::LiquidDraining}) {
    PermitApplied what = story.work(PermitKind::Excavation);
    what.place.x_m = each == Activity::GasVenting ? 700 : 900;
    EXPECT_FALSE(gb30871::asks_for_gas_test(what));
    what.activities = {each};
    const PermitId id = story.apply(what);
    EXPECT_THAT(story.sign(id), HasSubstr("the gas has not been tested"));
    story.prepare(id);
    story.sign_all(id);
    story.plant.after(31_min);
    story.guard(id);
    EXPECT_THAT(story.ask("wang", StartPermit{id}), HasSubstr("tested anew"));
  }
}

// 4.1: step, danger, measure, and the risk that is left.
TEST_F(MeasuredWork, TheAnalysisSaysWhatRiskIsLeft) {
  PermitApplied what = story.hot_work();
  what.analysis.front().residual.reset();
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("what risk is left"));
  what.analysis.front().residual = site::Severity::Major;
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("more measures first (4.1)"));
  what.analysis.front().residual = site::Severity::Serious;
  EXPECT_EQ(story.ask("wang", ApplyForPermit{what}), "done");
}

site::Site make_beacon_plant() {
  site::Site site = make_permit_plant();
  site.facts.push_back(
      {std::string(kGuardianFact), {"监护人在场", "Guardian present"}, site::FactKind::Truth, {site::ZoneIndex(1)}, 5_min});
  return site;
}

// 4.10: the beacon is a second proof that the guardian is there, and a first one that nobody is.
TEST(GuardedByABeacon, TheGuardianIsHeardOrIsAway) {
  PermitStory story(make_beacon_plant());
  const auto tells = [&](double value) {
    EXPECT_EQ(story.ask("chen", SetFact{std::string(kGuardianFact), "tank-farm", value, story.plant.now(), {}}), "done");
  };
  const PermitId id = story.signed_permit(story.hot_work());
  EXPECT_THAT(story.ask("zhao", GuardPermit{id, {}}), HasSubstr("scan the code"));
  tells(1);
  ASSERT_EQ(story.ask("zhao", GuardPermit{id, {}}), "done");
  ASSERT_EQ(story.ask("wang", StartPermit{id}), "done");
  story.plant.after(6_min);
  EXPECT_EQ(story.state(id), PermitState::Open) << "a beacon that says nothing any more takes nothing back";
  tells(0);
  EXPECT_EQ(story.stopped(id), StopCause::GuardianAbsent);
  EXPECT_THAT(story.guard(id), HasSubstr("no guardian is at the place"));
  story.plant.after(5_min);
  EXPECT_EQ(story.guard(id), "done");
}

// While it hears the guardian they need not come to the phone; then the half hour runs again.
TEST(GuardedByABeacon, TheWorkGoesOnAsLongAsTheGuardianIsHeard) {
  PermitStory story(make_beacon_plant());
  const auto tells = [&] {
    EXPECT_EQ(story.ask("chen", SetFact{std::string(kGuardianFact), "tank-farm", 1, story.plant.now(), {}}), "done");
  };
  const PermitId id = story.open(story.hot_work());
  story.plant.wrote();
  for (int i = 0; i < 20; ++i) {
    tells();
    story.plant.after(4_min);
  }
  EXPECT_EQ(story.state(id), PermitState::Open) << "80 minutes without a word of the guardian";
  EXPECT_THAT(story.plant.wrote("permit.guarded"), ::testing::SizeIs(::testing::AllOf(::testing::Ge(3U), ::testing::Le(5U))))
      << "told when it is due, not with every beacon";
  story.plant.after(36_min);
  EXPECT_EQ(story.stopped(id), StopCause::GuardianAbsent);
}

TEST(GuardedByABeacon, AGuardianWhoIsHeardAfterTheReminderIsThere) {
  PermitStory story(make_beacon_plant());
  const PermitId id = story.open(story.hot_work());
  story.plant.after(25_min);
  EXPECT_EQ(story.ask("chen", SetFact{std::string(kGuardianFact), "tank-farm", 1, story.plant.now(), {}}), "done");
  story.plant.after(20_min);
  EXPECT_EQ(story.state(id), PermitState::Open);
  story.plant.after(11_min);
  EXPECT_EQ(story.stopped(id), StopCause::GuardianAbsent);
}

}  // namespace
}  // namespace davy::core
