// A mode is set by a person, shows in its zones, and goes when its time is over.
#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;

class Modes : public ::testing::Test {
 protected:
  PlantStory plant{make_risky_plant()};

  std::string mode_of(std::size_t zone) const {
    const PlaceMode* set = plant.state().modes.in_force(plant.engine().directory(), site::ZoneIndex(zone));
    return set == nullptr ? "normal" : set->mode;
  }
};

constexpr std::size_t kPlant = 0, kTankFarm = 1, kPumpHouse = 2;

TEST_F(Modes, AZoneHasItsOwnModeElseThatOfWhatItLiesIn) {
  EXPECT_EQ(plant.asks("li", SetMode{"", "start-up", "after the stop", {}}), "done");
  EXPECT_EQ(plant.asks("li", SetMode{"tank-farm", "maintenance", "pump seal", 2_h}), "done");
  EXPECT_EQ(mode_of(kPlant), "start-up");
  EXPECT_EQ(mode_of(kTankFarm), "maintenance");
  EXPECT_EQ(mode_of(kPumpHouse), "start-up");
  const PlaceMode& set = plant.state().modes.set.at("tank-farm");
  EXPECT_EQ(set.by, "li");
  EXPECT_EQ(set.reason, "pump seal");
  EXPECT_EQ(set.until, plant.now() + 2_h);
  EXPECT_EQ(plant.asks("li", SetMode{"", "running", "all is well", {}}), "done");
  EXPECT_EQ(mode_of(kPumpHouse), "normal");
  EXPECT_EQ(plant.asks("li", EndMode{"tank-farm"}), "done");
  EXPECT_EQ(mode_of(kTankFarm), "normal");
  EXPECT_THAT(plant.wrote("mode."), ElementsAre("mode.set", "mode.set", "mode.ended", "mode.ended"));
}

TEST_F(Modes, AModeEndsByItselfAlsoAcrossACrash) {
  plant.asks("li", SetMode{"tank-farm", "maintenance", "pump seal", 2_h});
  plant.only_timers(1_h);
  EXPECT_EQ(mode_of(kTankFarm), "maintenance");
  plant.crashes(2_h);
  plant.only_timers(1_s);
  EXPECT_EQ(mode_of(kTankFarm), "normal");
}

TEST_F(Modes, WhatIsWrongIsRefused) {
  EXPECT_EQ(plant.asks("wang", SetMode{"", "start-up", "why", {}}), "this takes a team lead, a safety officer or an administrator");
  EXPECT_EQ(plant.asks("li", SetMode{"moon", "start-up", "why", {}}), "there is no such zone");
  EXPECT_EQ(plant.asks("li", SetMode{"", "sleep", "why", {}}), "there is no mode sleep");
  EXPECT_EQ(plant.asks("li", SetMode{"", "start-up", " ", {}}), "say why the mode is set");
  EXPECT_EQ(plant.asks("li", SetMode{"", "maintenance", "why", {}}), "this mode lasts more than 0 and at most 8h");
  EXPECT_EQ(plant.asks("li", SetMode{"", "maintenance", "why", 9_h}), "this mode lasts more than 0 and at most 8h");
  EXPECT_EQ(plant.asks("li", SetMode{"", "running", "why", {}}), "the site is in its normal mode already");
  EXPECT_EQ(plant.asks("li", EndMode{"tank-farm"}), "no mode is set here");
}

TEST(ModesByShift, OfThemTheSiteIsFreeWhileItsNormalModeIsSet) {
  site::Site site = make_risky_plant();
  site.shifts.push_back({"always", {}, 0_s, 0_s});
  site.modes[1].shift = site::ShiftIndex(site.shifts.size() - 1);
  PlantStory plant{std::move(site)};
  EXPECT_EQ(plant.asks("li", SetMode{"", "running", "nobody works tonight", 2_h}), "done") << "else maintenance, by the shift";
  EXPECT_EQ(plant.state().modes.set.at("").mode, "running");
  EXPECT_EQ(plant.asks("li", EndMode{""}), "done");
  EXPECT_TRUE(plant.state().modes.set.empty()) << "the shift's again";
}

TEST_F(Modes, AModeThatTheSiteNoLongerHasIsWithdrawn) {
  plant.asks("li", SetMode{"tank-farm", "start-up", "why", {}});
  site::Site without = make_risky_plant();
  without.modes.pop_back();
  without.conditions[0].by_mode.pop_back();
  plant.changes(std::move(without));
  plant.crashes(1_min);
  EXPECT_EQ(mode_of(kTankFarm), "normal");
}

TEST_F(Modes, TheLimitOfTheModeCounts) {
  plant.asks("li", SetMode{"tank-farm", "maintenance", "purging", 1_h});
  plant.gas("ch4-01", 30_lel);
  plant.after(3_s);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'A');
  plant.only_timers(1_h);
  plant.after(2_s);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'B');
}

TEST_F(Modes, OldChangesAreForgottenAndSaySo) {
  for (int i = 0; i < 300; ++i) {
    plant.asks("li", SetMode{"", "start-up", "why", {}});
    plant.asks("li", SetMode{"", "running", "why", {}});
  }
  EXPECT_EQ(plant.state().modes.changes.size(), ModeBook::kChangesMax);
  EXPECT_TRUE(plant.state().modes.known_since.has_value());
}

TEST_F(Modes, AFactIsToldOfItsZonesAsLongAsTheSiteAllows) {
  const Instant now = plant.now();
  EXPECT_EQ(plant.asks("li", SetFact{"permit-hot-work", "tank-farm", 1, now, {}}), "done");
  EXPECT_EQ(plant.state().facts.find("permit-hot-work", "tank-farm")->until, now + 8_h);
  EXPECT_EQ(plant.asks("li", SetFact{"permit-hot-work", "tank-farm", 0, now - 1_s, {}}), "something newer is known already");
  EXPECT_EQ(plant.asks("li", SetFact{"permit-hot-work", "tank-farm", 0, now, 1_h}), "done");
  EXPECT_EQ(plant.asks("li", SetFact{"permit-hot-work", "tank-farm", 0.5, now, {}}), "the value does not fit the kind of the fact");
  EXPECT_EQ(plant.asks("li", SetFact{"permit-hot-work", "pump-house", 1, now, {}}), "this fact is not told of this zone");
  EXPECT_EQ(plant.asks("li", SetFact{"permit-hot-work", "tank-farm", 1, now, 9_h}), "it is valid for more than 0 and at most 8h");
  EXPECT_EQ(plant.asks("li", SetFact{"permit-hot-work", "tank-farm", 1, now + 2_min, {}}), "its time lies in the future");
  EXPECT_EQ(plant.asks("li", SetFact{"crane", "", 1, now, {}}), "there is no such fact");
  EXPECT_EQ(plant.asks("wang", SetFact{"permit-hot-work", "tank-farm", 1, now, {}}),
            "this takes a team lead, a safety officer or an administrator");
}

}  // namespace
}  // namespace davy::core
