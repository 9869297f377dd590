// 5.2.15, 8.2.6, 9.2.4: work outdoors in the wind. Force 5 begins at 8.0 m/s, force 6 at 10.8 m/s.
#include "core/testing/permit_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A gauge far from the work; it raises hot work a level, as a site may say in place of the ban.
site::Site windy_plant() {
  PlantBuilder builder{make_permit_plant()};
  const site::PointIndex gauge = builder.add_point("wind-01", {"风速", "Wind"});
  site::Point& wind = builder.site.points.back();
  wind.unit = find_unit("m/s");
  wind.range_max = 40;
  wind.kind = site::PointKind::Wind;
  wind.zone = site::ZoneIndex(0);
  const auto limit = [&](std::string suffix, double metres_a_second) -> site::Condition& {
    site::Condition& made =
        builder.add_condition(std::move(suffix), {"大风", "strong wind"}, site::ConditionKind::High, site::Severity::Serious);
    made.point = gauge;
    made.limit = metres_a_second;
    return made;
  };
  limit("high", 8).upgrades = {PermitKind::HotWork};
  limit("permit", 8).gates = {PermitKind::Height};
  limit("permit-lifting", 10.8).gates = {PermitKind::Lifting};
  return std::move(builder.site);
}

class WorkInTheWind : public ::testing::Test {
 protected:
  void blows(double metres_a_second) {
    plant.reads("wind-01", metres_a_second);
    plant.after(1_s);
  }
  static PermitApplied outdoors(PermitApplied what) {
    what.outdoors = true;
    return what;
  }
  PermitStory story{windy_plant()};
  PlantStory& plant = story.plant;
};

// 5.1.1, 5.2.15.
TEST_F(WorkInTheWind, HotWorkOutdoorsIsRaisedOneLevelInForceFive) {
  blows(8);
  const Permit& raised = story.permit(story.apply(outdoors(story.hot_work())));
  EXPECT_EQ(raised.what.level, PermitLevel::Special);
  EXPECT_THAT(raised.what.upgraded, ElementsAre("wind"));
  EXPECT_THAT(raised.what.points, ElementsAre("ch4-01", "wind-01"));
  PermitApplied inside = story.hot_work();
  inside.place.x_m = 500;
  const Permit& sheltered = story.permit(story.apply(inside));
  EXPECT_EQ(sheltered.what.level, PermitLevel::First);
  EXPECT_THAT(sheltered.what.upgraded, IsEmpty());
  EXPECT_THAT(sheltered.what.points, ElementsAre("ch4-01"));
}

// It is judged again when the work starts.
TEST_F(WorkInTheWind, OfNowSaysNothingOfWorkThatIsPlannedAhead) {
  blows(9);
  PermitApplied later = outdoors(story.hot_work());
  later.from = plant.now() + 2_h;
  later.until = later.from + 4_h;
  EXPECT_EQ(story.permit(story.apply(later)).what.level, PermitLevel::First);
}

TEST_F(WorkInTheWind, OfTooMildALevelIsTakenBackWhenItRisesAndGoesOnWhenItIsOver) {
  const PermitId id = story.open(outdoors(story.hot_work()));
  blows(7.9);
  EXPECT_EQ(story.state(id), PermitState::Open);
  blows(8);
  ASSERT_EQ(story.stopped(id), StopCause::LevelTooLow);
  EXPECT_EQ(story.permit(id).stopped_by, "wind");
  ASSERT_EQ(story.ask("zhao", story.test_of(id)), "done");
  EXPECT_THAT(story.ask("li", ResumePermit{id, "screened"}), HasSubstr("5.2.15"));
  blows(3);
  EXPECT_EQ(story.ask("li", ResumePermit{id, "the wind has dropped"}), "done");
}

TEST_F(WorkInTheWind, OfTheStricterLevelGoesOn) {
  PermitApplied what = outdoors(story.hot_work());
  what.level = PermitLevel::Special;
  const PermitId id = story.open(what);
  blows(9);
  EXPECT_EQ(story.state(id), PermitState::Open);
}

TEST_F(WorkInTheWind, ThatNobodyKnowsIsNoCalm) {
  const PermitId id = story.open(outdoors(story.hot_work()));
  plant.falls_silent("wind-01");
  plant.after(5_s);
  EXPECT_EQ(story.stopped(id), StopCause::LevelTooLow);
  PermitApplied other = outdoors(story.hot_work());
  other.place.x_m = 500;
  EXPECT_EQ(story.permit(story.apply(other)).what.level, PermitLevel::Special);
}

// A gauge that has not spoken since a start has its time to do so, and no more.
TEST_F(WorkInTheWind, ThatIsNotHeardOfAfterAStartTakesItBack) {
  const PermitId id = story.open(outdoors(story.hot_work()));
  plant.falls_silent("wind-01");
  plant.crashes(5_s);
  plant.after(2_s);
  EXPECT_EQ(story.state(id), PermitState::Open);
  plant.after(2_s);
  EXPECT_EQ(story.stopped(id), StopCause::LevelTooLow);
}

// 8.2.6.
TEST_F(WorkInTheWind, AtHeightStopsInForceFive) {
  const PermitId id = story.open(outdoors(story.work(PermitKind::Height)));
  blows(7.9);
  EXPECT_EQ(story.state(id), PermitState::Open);
  blows(8);
  EXPECT_EQ(story.stopped(id), StopCause::Gas);
  EXPECT_EQ(story.permit(id).stopped_by, "wind-01:permit");
}

// 9.2.4.
TEST_F(WorkInTheWind, LiftingStopsInForceSix) {
  const PermitId id = story.open(outdoors(story.work(PermitKind::Lifting)));
  blows(10.7);
  EXPECT_EQ(story.state(id), PermitState::Open);
  blows(10.8);
  EXPECT_EQ(story.permit(id).stopped_by, "wind-01:permit-lifting");
}

// 5.3: the gas is watched all the time, which no gauge of the wind does.
TEST(WindAndGas, AGaugeOfTheWindIsNoDetectorOfGas) {
  site::Site site = windy_plant();
  for (site::Condition& condition : site.conditions)
    if (condition.suffix == "permit" && condition.gates.size() == 2) condition.gates = {PermitKind::ConfinedSpace};
  PermitStory story(site);
  PermitApplied what = story.hot_work();
  what.outdoors = true;
  what.level = PermitLevel::Special;
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("bind a detector"));
}

}  // namespace
}  // namespace davy::core
