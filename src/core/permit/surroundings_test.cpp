// What is told of a place, clause by clause: a train, what is let out, the weather. The work is in the tank farm, at (10, 10) with a radius of 1 m.
#include "core/permit/surroundings.hpp"

#include "core/testing/permit_story.hpp"

#include <gmock/gmock.h>

#include <set>

namespace davy::core {
namespace {

using ::testing::HasSubstr;

// With every fact of a rule, told of the tank farm, of the rails beside it, and of the whole site.
site::Site make_told_plant(const std::string& of_site = "") {
  site::Site site = make_permit_plant();
  site::Zone rails = site.zones[1];
  rails.name = "rails";
  rails.outline = {{100, 0}, {110, 0}, {110, 50}, {100, 50}};
  site.zones.push_back(rails);
  std::set<std::string> names;
  for (const SurroundingRule& rule : surrounding_rules()) names.emplace(rule.fact);
  for (const std::string& name : names) {
    site::Fact fact{name, {name, name}, site::FactKind::Truth, {}, 1_h};
    if (name != of_site) fact.zones = {site::ZoneIndex(0), site::ZoneIndex(1), site::ZoneIndex(2)};
    site.facts.push_back(fact);
  }
  return site;
}

class ToldOfThePlace : public ::testing::Test {
 protected:
  static PermitApplied meant_by(const PermitStory& story, const SurroundingRule& rule) {
    PermitApplied what = rule.kind == PermitKind::HotWork ? story.hot_work() : story.work(rule.kind);
    what.outdoors = true;
    if (rule.clause == "5.2.8") what.grounds.hot_place = HotPlace::TankDike;
    return what;
  }
  static void tell(PermitStory& story, std::string_view fact, const std::string& zone, double value = 1) {
    EXPECT_EQ(story.ask("chen", SetFact{std::string(fact), zone, value, story.plant.now(), {}}), "done");
  }
};

// 5.2.8, 5.2.9, 5.2.10, 8.2.6, 9.2.4: none begins beside it, and what goes on is taken back in the step that is told.
TEST_F(ToldOfThePlace, EveryRuleForbidsToBeginAndToGoOn) {
  for (const SurroundingRule& rule : surrounding_rules()) {
    SCOPED_TRACE(std::string(rule.clause) + " " + std::string(rule.fact));
    PermitStory story(make_told_plant());
    const PermitId id = story.signed_permit(meant_by(story, rule));
    story.guard(id);
    tell(story, rule.fact, "tank-farm");
    EXPECT_THAT(story.ask("wang", StartPermit{id}), HasSubstr(std::string(rule.en)));
    tell(story, rule.fact, "tank-farm", 0);
    ASSERT_EQ(story.ask("wang", StartPermit{id}), "done");
    tell(story, rule.fact, "tank-farm");
    EXPECT_EQ(story.stopped(id), StopCause::Surroundings);
    EXPECT_EQ(story.permit(id).stopped_by, rule.fact);
  }
}

// 8.2.6, 9.2.4: weather is outdoors; 5.2.8: only in the dike.
TEST_F(ToldOfThePlace, ForbidsOnlyWhatIsMeant) {
  for (const auto& [clause, fact] : std::vector<std::pair<std::string, std::string>>{{"8.2.6", "dense-fog"},
                                                                                     {"9.2.4", "heavy-rain"},
                                                                                     {"5.2.8", "dewatering-or-sampling"}}) {
    PermitStory story(make_told_plant());
    const auto rule =
        std::ranges::find_if(surrounding_rules(), [&](const auto& each) { return each.clause == clause && each.fact == fact; });
    ASSERT_NE(rule, surrounding_rules().end());
    PermitApplied what = meant_by(story, *rule);
    what.outdoors = false;
    if (what.kind == PermitKind::HotWork) what.grounds.hot_place = HotPlace::ExplosionArea;
    const PermitId id = story.open(what);
    tell(story, fact, "tank-farm");
    EXPECT_EQ(story.state(id), PermitState::Open) << fact;
  }
}

// 5.2.10: 25 m of the rails, from the edge of the work; 5.2.9 has distances of its own.
TEST_F(ToldOfThePlace, ReachesAsFarAsItsClauseSays) {
  const auto told_at = [](double x_m, const std::string& fact) {
    PermitStory story(make_told_plant());
    PermitApplied what = story.hot_work();
    what.place.x_m = x_m;
    tell(story, fact, "rails");
    return !told_around(story.sources().facts, story.plant.engine().directory(), what, story.plant.now()).empty();
  };
  EXPECT_TRUE(told_at(74, "dangerous-train")) << "100 - 74 - 1 = 25 m";
  EXPECT_FALSE(told_at(73.5, "dangerous-train"));
  EXPECT_TRUE(told_at(69, "gas-venting")) << "30 m";
  EXPECT_FALSE(told_at(68.5, "gas-venting"));
  EXPECT_TRUE(told_at(84, "liquid-draining")) << "15 m";
  EXPECT_FALSE(told_at(83.5, "liquid-draining"));
  EXPECT_TRUE(told_at(89, "dust-sweeping")) << "10 m";
  EXPECT_FALSE(told_at(88.5, "solvent-or-painting"));
}

TEST_F(ToldOfThePlace, OfAZoneAroundOrOfTheSiteHoldsInIt) {
  PermitStory story(make_told_plant("dense-fog"));
  PermitApplied what = story.work(PermitKind::Height);
  what.outdoors = true;
  const auto told = [&] {
    std::vector<std::string> facts;
    for (const SurroundingRule* each : told_around(story.sources().facts, story.plant.engine().directory(), what, story.plant.now()))
      facts.emplace_back(each->fact);
    return facts;
  };
  EXPECT_THAT(told(), ::testing::IsEmpty());
  tell(story, "heavy-snow", "plant");
  EXPECT_THAT(told(), ::testing::ElementsAre("heavy-snow"));
  tell(story, "dense-fog", "");
  EXPECT_THAT(told(), ::testing::ElementsAre("dense-fog", "heavy-snow"));
  story.plant.after(1_h);
  EXPECT_THAT(told(), ::testing::IsEmpty()) << "out of its time it says nothing";
}

// Who applies for the zone around does not get round what is told of the part where they work.
TEST_F(ToldOfThePlace, OfAPartOfTheZoneHoldsWhereTheWorkReachesIt) {
  site::Site site = make_told_plant();
  for (const char* name : {"dike", "unmapped"}) {
    site::Zone part = site.zones[1];
    part.name = name;
    part.parent = site::ZoneIndex(1);
    part.outline.clear();
    if (part.name == "dike") part.outline = {{20, 5}, {30, 5}, {30, 15}, {20, 15}};
    site.zones.push_back(part);
    for (site::Fact& fact : site.facts) fact.zones.emplace_back(site.zones.size() - 1);
  }
  const auto told_at = [&](double x_m, const std::string& fact, const std::string& zone) {
    PermitStory story(site);
    PermitApplied what = fact == "dense-fog" ? story.work(PermitKind::Height) : story.hot_work();
    what.outdoors = true;
    what.grounds.hot_place = HotPlace::TankDike;
    what.place.x_m = x_m;
    tell(story, fact, zone);
    return !told_around(story.sources().facts, story.plant.engine().directory(), what, story.plant.now()).empty();
  };
  EXPECT_TRUE(told_at(25, "dewatering-or-sampling", "dike"));
  EXPECT_TRUE(told_at(19, "dewatering-or-sampling", "dike")) << "its edge is at 20 m";
  EXPECT_FALSE(told_at(18.5, "dewatering-or-sampling", "dike"));
  EXPECT_FALSE(told_at(99.5, "dewatering-or-sampling", "rails")) << "beside it, no part of it";
  EXPECT_TRUE(told_at(10, "dense-fog", "unmapped")) << "nobody can say that the work is not there";
}

// 10.8: power for hot work or a confined space lasts no longer than that work.
TEST(PowerForWork, EndsWithTheWorkAtTheLatest) {
  for (const bool is_fire : {true, false}) {
    PermitStory story;
    PermitApplied work = is_fire ? story.hot_work() : story.confined_space();
    work.coordinator = "li";
    const PermitId id = story.apply(work);
    PermitApplied power = story.work(PermitKind::TemporaryPower);
    power.related = {id};
    power.coordinator = "li";
    power.until = work.until + 1_s;
    EXPECT_THAT(story.ask("wang", ApplyForPermit{power}), HasSubstr("10.8"));
    power.until = work.until;
    EXPECT_EQ(story.ask("wang", ApplyForPermit{power}), "done");
  }
}

TEST(PowerForWork, OfOtherWorkLastsAsLongAsItMay) {
  PermitStory story;
  PermitApplied work = story.work(PermitKind::Height);
  work.coordinator = "li";
  const PermitId id = story.apply(work);
  PermitApplied power = story.work(PermitKind::TemporaryPower);
  power.related = {id};
  power.coordinator = "li";
  power.until = work.until + 24_h;
  EXPECT_EQ(story.ask("wang", ApplyForPermit{power}), "done");
}

// 11.10: the gas of a deep pit in a place with a danger of explosion is a confined space's.
TEST(DeepDigging, IsTestedAsAConfinedSpace) {
  PermitStory story;
  PermitApplied what = story.work(PermitKind::Excavation);
  what.grounds.hot_place = HotPlace::ExplosionArea;
  what.grounds.depth_m = 1.3;
  const PermitId id = story.apply(what);
  EXPECT_THAT(story.sign(id), HasSubstr("the gas has not been tested"));
  TestGas test = story.test_of(id);
  EXPECT_THAT(story.ask("zhao", test), HasSubstr("lacks oxygen"));
  test.readings.push_back({GasClass::Oxygen, "", VesselPart::Whole, 19.4, "%vol", {}, {}, false});
  test.readings.push_back({GasClass::Toxic, "hydrogen-sulphide", VesselPart::Whole, 1, "mg/m3", {}, {}, false});
  ASSERT_EQ(story.ask("zhao", test), "done");
  EXPECT_FALSE(story.permit(id).test->good) << "below 19.5 (6.4a)";
  test.readings[1].value = 20.5;
  test.taken = story.plant.now();
  ASSERT_EQ(story.ask("zhao", test), "done");
  EXPECT_TRUE(story.permit(id).test->good);
}

TEST(DeepDigging, OfWatchedZonesSaysWhatKindOfPlaceItIs) {
  site::Site site = make_permit_plant();
  for (site::Point& point : site.points) point.purpose = site::Purpose::Safety;
  PermitStory story(site);
  PermitApplied what = story.work(PermitKind::Excavation);
  what.grounds.depth_m = 1.3;
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("11.10"));
  what.grounds.depth_m = 1.2;
  EXPECT_EQ(story.ask("wang", ApplyForPermit{what}), "done");
}

// 6.5: every two hours, and after an hour's rest.
TEST(DeepDigging, IsTestedEveryTwoHours) {
  PermitStory story;
  PermitApplied what = story.work(PermitKind::Excavation);
  what.grounds.hot_place = HotPlace::Running;
  what.grounds.depth_m = 2;
  const auto rules = gb30871::gas_rules_of(what.kind, what.grounds);
  EXPECT_EQ(rules, PermitKind::ConfinedSpace);
  EXPECT_EQ(gb30871::test_every(rules), 2_h);
  what.grounds.depth_m = 1.2;
  EXPECT_EQ(gb30871::gas_rules_of(what.kind, what.grounds), PermitKind::Excavation);
  what.grounds.depth_m = 2;
  what.grounds.hot_place = HotPlace::Elsewhere;
  EXPECT_EQ(gb30871::gas_rules_of(what.kind, what.grounds), PermitKind::Excavation);
}

}  // namespace
}  // namespace davy::core
