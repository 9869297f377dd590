// A test a clause, called after it.

#include "core/permit/conflict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace davy::core {
namespace {

const Instant kWorkNine = Instant::from_unix_ms(1'795'482'000'000);

// A work from nine to ten in a zone of its own, a spot on the ground `east_m` from the origin.
PermitApplied spot_work(PermitKind kind, double east_m, std::vector<Activity> activities = {}) {
  PermitApplied work;
  work.kind = kind;
  work.zone = "zone-" + std::to_string(east_m);
  work.place = {.x_m = east_m};
  work.activities = std::move(activities);
  work.from = kWorkNine;
  work.until = kWorkNine + 1_h;
  return work;
}

PermitApplied at_height(double bottom_m, double top_m, double radius_m = 2) {
  PermitApplied work = spot_work(PermitKind::Height, 0);
  work.place = {.radius_m = radius_m, .bottom_m = bottom_m, .top_m = top_m};
  return work;
}

PermitApplied plate_on(const std::string& pipe, double east_m) {
  PermitApplied work = spot_work(PermitKind::BlindPlate, east_m);
  work.details = {{"action", "in"}, {"pipe", pipe}};
  return work;
}

PermitApplied fire_in_dike(const std::string& zone, double east_m) {
  PermitApplied work = spot_work(PermitKind::HotWork, east_m);
  work.grounds.hot_place = HotPlace::TankDike;
  work.zone = zone;
  return work;
}

std::vector<Conflict> conflicts_between(const PermitApplied& one, const PermitApplied& other) {
  return conflicts(work_of(PermitId(1), one, Duration()), work_of(PermitId(2), other, Duration()));
}

// The names of the rules that both break, which must be the same both ways.
std::vector<std::string> rules_broken(const PermitApplied& one, const PermitApplied& other) {
  std::vector<std::string> names;
  std::vector<std::string> names_other_way;
  for (const Conflict& conflict : conflicts_between(one, other)) names.emplace_back(conflict.rule->name);
  for (const Conflict& conflict : conflicts_between(other, one)) names_other_way.emplace_back(conflict.rule->name);
  EXPECT_EQ(names, names_other_way);
  return names;
}

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

TEST(Conflict, DistanceIsBetweenTheEdgesInPlan) {
  EXPECT_DOUBLE_EQ(distance_m({.x_m = 0, .y_m = 0}, {.x_m = 3, .y_m = 4}), 5);
  EXPECT_DOUBLE_EQ(distance_m({.radius_m = 1}, {.x_m = 3, .y_m = 4, .radius_m = 1.5}), 2.5);
  EXPECT_DOUBLE_EQ(distance_m({.radius_m = 3}, {.x_m = 3, .y_m = 4, .radius_m = 2}), 0);
  EXPECT_DOUBLE_EQ(distance_m({.radius_m = 9}, {.x_m = 1, .radius_m = 1}), 0);                          // one in the other
  EXPECT_DOUBLE_EQ(distance_m({.bottom_m = 20, .top_m = 22}, {.x_m = 3, .y_m = 4}), 5);                 // height does not matter
  EXPECT_DOUBLE_EQ(distance_m({.x_m = std::nan("")}, {.x_m = 500}), 0);                                 // where nobody knows, it is here
  EXPECT_DOUBLE_EQ(distance_m({.x_m = 0, .radius_m = std::nan("")}, {.x_m = 500}), 0);                  //
  EXPECT_DOUBLE_EQ(distance_m({.x_m = 0, .radius_m = -5}, {.x_m = 3, .y_m = 4, .radius_m = -1}), 5.0);  // no circle is less than a spot
}

TEST(Conflict, Clause5_2_9_NoVentingWithinThirtyMetresOfFire) {
  const auto fire = spot_work(PermitKind::HotWork, 0);
  EXPECT_THAT(rules_broken(fire, spot_work(PermitKind::Excavation, 30, {Activity::GasVenting})), ElementsAre("hot-work-near-venting"));
  EXPECT_THAT(rules_broken(fire, spot_work(PermitKind::Excavation, 30.1, {Activity::GasVenting})), IsEmpty());
  EXPECT_THAT(rules_broken(spot_work(PermitKind::Height, 0), spot_work(PermitKind::Excavation, 10, {Activity::GasVenting})), IsEmpty());
}

TEST(Conflict, Clause5_2_9_NoDrainingWithinFifteenMetresOfFire) {
  const auto fire = spot_work(PermitKind::HotWork, 0);
  EXPECT_THAT(rules_broken(fire, spot_work(PermitKind::Excavation, 15, {Activity::LiquidDraining})), ElementsAre("hot-work-near-draining"));
  EXPECT_THAT(rules_broken(fire, spot_work(PermitKind::Excavation, 15.1, {Activity::LiquidDraining})), IsEmpty());
}

TEST(Conflict, Clause5_2_9_NoPaintingWithinTenMetresOfFireNorAboveNorBelow) {
  const auto fire = spot_work(PermitKind::HotWork, 0);
  auto painting = spot_work(PermitKind::Height, 10, {Activity::SolventOrPainting});
  EXPECT_THAT(rules_broken(fire, painting), ElementsAre("hot-work-near-painting"));
  painting.place.x_m = 10.1;
  EXPECT_THAT(rules_broken(fire, painting), IsEmpty());
  painting.place = {.x_m = 1, .radius_m = 3, .bottom_m = 60, .top_m = 62};  // far above
  EXPECT_THAT(rules_broken(fire, painting), ElementsAre("hot-work-near-painting"));
}

TEST(Conflict, Clause5_2_9_NoSweepingOfDustWithinTenMetresOfFire) {
  const auto fire = spot_work(PermitKind::HotWork, 0);
  EXPECT_THAT(rules_broken(fire, spot_work(PermitKind::Lifting, 10, {Activity::DustSweeping})), ElementsAre("hot-work-near-dust"));
  EXPECT_THAT(rules_broken(fire, spot_work(PermitKind::Lifting, 10.1, {Activity::DustSweeping})), IsEmpty());
}

TEST(Conflict, Clause5_2_9_AnotherFireThatDrainsAndPaintsBreaksBothRulesOnce) {
  const auto dirty = spot_work(PermitKind::HotWork, 5, {Activity::LiquidDraining, Activity::SolventOrPainting});
  EXPECT_THAT(rules_broken(dirty, spot_work(PermitKind::HotWork, 0)), ElementsAre("hot-work-near-draining", "hot-work-near-painting"));
  EXPECT_THAT(rules_broken(dirty, dirty), ElementsAre("hot-work-near-draining", "hot-work-near-painting", "works-beside-each-other"));
}

TEST(Conflict, ADistanceIsToldWithWhatIsNeeded) {
  auto venting = spot_work(PermitKind::Excavation, 22, {Activity::GasVenting});
  venting.place.radius_m = 2;
  const auto found = conflicts_between(spot_work(PermitKind::HotWork, 0), venting);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].with, PermitId(2));
  EXPECT_EQ(found[0].rule->clause, "5.2.9");
  EXPECT_EQ(found[0].rule->clash, Clash::Forbidden);
  EXPECT_DOUBLE_EQ(found[0].distance_m, 20);
  EXPECT_DOUBLE_EQ(found[0].needed_m, 30);
}

TEST(Conflict, Clause5_2_8_NoSamplingInTheDikeOfAFire) {
  auto sampling = spot_work(PermitKind::Excavation, 200, {Activity::DewateringOrSampling});
  sampling.zone = "dike-1";
  EXPECT_THAT(rules_broken(fire_in_dike("dike-1", 0), sampling), ElementsAre("hot-work-in-sampled-dike"));
  EXPECT_THAT(rules_broken(fire_in_dike("dike-2", 0), sampling), IsEmpty());
  auto sampling_nowhere = sampling;
  sampling_nowhere.zone.clear();
  EXPECT_THAT(rules_broken(fire_in_dike("", 0), sampling_nowhere), IsEmpty());  // no zone is not the same zone
  auto fire_elsewhere = fire_in_dike("dike-1", 0);
  fire_elsewhere.grounds.hot_place = HotPlace::Running;
  EXPECT_THAT(rules_broken(fire_elsewhere, sampling), IsEmpty());
}

TEST(Conflict, Clause5_2_8_AZoneWithinTheDikeIsTheDikeWhereTheyTouch) {
  auto sampling = spot_work(PermitKind::Excavation, 3, {Activity::DewateringOrSampling});
  sampling.zone = "dike-1-sump";
  sampling.place.radius_m = 4;
  EXPECT_THAT(rules_broken(fire_in_dike("dike-1", 0), sampling), Contains("hot-work-in-sampled-dike"));
}

TEST(Conflict, Clause6_7_NoPaintingInAConfinedSpaceWithFire) {
  auto painters = spot_work(PermitKind::ConfinedSpace, 25, {Activity::SolventOrPainting});
  auto fire = spot_work(PermitKind::HotWork, 0);
  EXPECT_THAT(rules_broken(fire, painters), IsEmpty());
  fire.zone = painters.zone;
  EXPECT_THAT(rules_broken(fire, painters), ElementsAre("hot-work-in-painted-space"));
  painters.activities.clear();
  EXPECT_THAT(rules_broken(fire, painters), IsEmpty());
}

TEST(Conflict, Clause6_7_TouchingPlacesAreOneSpaceWhereHeightsMeet) {
  auto painters = spot_work(PermitKind::ConfinedSpace, 2, {Activity::SolventOrPainting});
  painters.place = {.x_m = 2, .radius_m = 3, .bottom_m = 0, .top_m = 8};
  auto fire = spot_work(PermitKind::HotWork, 0);
  fire.place = {.bottom_m = 8, .top_m = 9};
  EXPECT_THAT(rules_broken(fire, painters), Contains("hot-work-in-painted-space"));
  fire.place.bottom_m = 8.5;
  EXPECT_THAT(rules_broken(fire, painters), ElementsAre("hot-work-near-painting"));
}

TEST(Conflict, Clause7_6_NoFireWithinThirtyMetresOfABlindPlate) {
  EXPECT_THAT(rules_broken(spot_work(PermitKind::HotWork, 0), plate_on("p-1", 30)), ElementsAre("hot-work-near-blind-plate"));
  EXPECT_THAT(rules_broken(spot_work(PermitKind::HotWork, 0), plate_on("p-1", 30.1)), IsEmpty());
}

TEST(Conflict, Clause7_10_OnePlateAtATimeOnAPipe) {
  EXPECT_THAT(rules_broken(plate_on("p-1", 0), plate_on("p-1", 900)), ElementsAre("blind-plates-on-one-pipe"));
  EXPECT_THAT(rules_broken(plate_on("p-1", 0), plate_on(" p-1\t", 900)), ElementsAre("blind-plates-on-one-pipe"));
  EXPECT_THAT(rules_broken(plate_on("p-1", 0), plate_on("p-2", 900)), IsEmpty());
  EXPECT_THAT(rules_broken(plate_on("", 0), plate_on(" ", 900)), IsEmpty());
  EXPECT_THAT(rules_broken(spot_work(PermitKind::BlindPlate, 0), spot_work(PermitKind::BlindPlate, 900)), IsEmpty());
}

TEST(Conflict, Clause8_2_8_NobodyAboveAnotherOnOneFallLine) {
  EXPECT_THAT(rules_broken(at_height(10, 12), at_height(3, 5)), ElementsAre("height-work-above-another"));
  EXPECT_THAT(rules_broken(at_height(5, 7), at_height(3, 5)), ElementsAre("height-work-above-another", "works-beside-each-other"));
  auto aside = at_height(3, 5);
  aside.place.x_m = 4.1;  // of two circles of 2 m
  EXPECT_THAT(rules_broken(at_height(10, 12), aside), IsEmpty());
  aside.place.x_m = 4;
  EXPECT_THAT(rules_broken(at_height(10, 12), aside), ElementsAre("height-work-above-another"));
}

TEST(Conflict, Clause8_2_8_OnOneFloorTheyAreBesideEachOther) {
  EXPECT_THAT(rules_broken(at_height(6, 6), at_height(6, 8)), ElementsAre("works-beside-each-other"));
  EXPECT_THAT(rules_broken(at_height(6, 8), at_height(6, 8)), ElementsAre("works-beside-each-other"));
  EXPECT_THAT(rules_broken(at_height(5, 9), at_height(6, 12)), ElementsAre("works-beside-each-other"));
  EXPECT_THAT(rules_broken(at_height(12, 10), at_height(5, 3)), ElementsAre("height-work-above-another"));  // given the other way round
}

TEST(Conflict, Clause8_2_8_AProtectiveLayerOfEitherLiftsIt) {
  auto upper = at_height(30, 32);
  auto lower = at_height(3, 5);
  upper.details = {{"protective-layer", "  "}};
  EXPECT_THAT(rules_broken(upper, lower), ElementsAre("height-work-above-another"));
  upper.details = {{"protective-layer", "two layers of boards at 20 m"}};
  EXPECT_THAT(rules_broken(upper, lower), IsEmpty());
  std::swap(upper.details, lower.details);
  EXPECT_THAT(rules_broken(upper, lower), IsEmpty());
}

TEST(Conflict, Clause9_2_12_NobodyWithinALifting) {
  auto lifting = spot_work(PermitKind::Lifting, 0);
  lifting.place = {.radius_m = 20, .bottom_m = 0, .top_m = 10};
  auto other = spot_work(PermitKind::TemporaryPower, 20);
  other.place.bottom_m = other.place.top_m = 40;
  EXPECT_THAT(rules_broken(lifting, other), ElementsAre("work-within-lifting"));
  other.place.x_m = 20.1;
  EXPECT_THAT(rules_broken(lifting, other), IsEmpty());
}

TEST(Conflict, Clause4_7_WorksBesideEachOtherNeedOneCoordinator) {
  auto digging = spot_work(PermitKind::Excavation, 0);
  auto wiring = spot_work(PermitKind::TemporaryPower, 0);
  EXPECT_THAT(rules_broken(digging, wiring), ElementsAre("works-beside-each-other"));
  EXPECT_EQ(conflicts_between(digging, wiring)[0].rule->clash, Clash::Coordinate);
  digging.coordinator = "wang";
  EXPECT_THAT(rules_broken(digging, wiring), ElementsAre("works-beside-each-other"));
  wiring.coordinator = "li";
  EXPECT_THAT(rules_broken(digging, wiring), ElementsAre("works-beside-each-other"));
  wiring.coordinator = "wang";
  EXPECT_THAT(rules_broken(digging, wiring), IsEmpty());
}

TEST(Conflict, Clause4_7_OtherHeightsAreNotBesideEachOther) {
  auto wiring = spot_work(PermitKind::TemporaryPower, 0);
  wiring.place.bottom_m = 4;
  wiring.place.top_m = 6;
  EXPECT_THAT(rules_broken(spot_work(PermitKind::Excavation, 0), wiring), IsEmpty());
  wiring.place.top_m = std::nan("");
  EXPECT_THAT(rules_broken(spot_work(PermitKind::Excavation, 0), wiring), ElementsAre("works-beside-each-other"));
}

TEST(Conflict, Clause4_6_PermitsOfOneJobNeedNoCoordinatorButKeepWhatIsForbidden) {
  auto fire = spot_work(PermitKind::HotWork, 0);
  auto painting = spot_work(PermitKind::Height, 0, {Activity::SolventOrPainting});
  EXPECT_THAT(rules_broken(fire, painting), ElementsAre("hot-work-near-painting", "works-beside-each-other"));
  fire.related = {PermitId(7)};
  EXPECT_THAT(rules_broken(fire, painting), Contains("works-beside-each-other"));
  fire.related = {PermitId(7), PermitId(2)};
  const auto found = conflicts(work_of(PermitId(1), fire, Duration()), work_of(PermitId(2), painting, Duration()));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule->name, "hot-work-near-painting");
  EXPECT_EQ(conflicts(work_of(PermitId(2), painting, Duration()), work_of(PermitId(1), fire, Duration())).size(),
            1U);  // one names the other
}

TEST(Conflict, OneThatIsNotAppliedForYetIsOfAJobThatItNames) {
  auto wiring = spot_work(PermitKind::TemporaryPower, 0);
  wiring.related = {PermitId(1), PermitId()};
  const auto digging = spot_work(PermitKind::Excavation, 0);
  EXPECT_THAT(conflicts(work_of(PermitId(), wiring, Duration()), work_of(PermitId(1), digging, Duration())), IsEmpty());
  EXPECT_EQ(conflicts(work_of(PermitId(), wiring, Duration()), work_of(PermitId(), digging, Duration())).size(), 1U);
}

TEST(Conflict, AWorkDoesNotMeetItself) {
  const auto fire = spot_work(PermitKind::HotWork, 0, {Activity::GasVenting});
  EXPECT_THAT(conflicts(work_of(PermitId(5), fire, Duration()), work_of(PermitId(5), fire, Duration())), IsEmpty());
  EXPECT_THAT(conflicts(work_of(PermitId(), fire, Duration()), work_of(PermitId(), fire, Duration())), Not(IsEmpty()));
}

TEST(Conflict, WhatFollowsWhenTheOtherIsOverDoesNotMeetIt) {
  const auto fire = spot_work(PermitKind::HotWork, 0);
  auto painting = spot_work(PermitKind::Height, 5, {Activity::SolventOrPainting});
  painting.from = fire.until;
  painting.until = fire.until + 1_h;
  EXPECT_THAT(rules_broken(fire, painting), IsEmpty());
  painting.from = fire.until - 1_ns;
  EXPECT_THAT(rules_broken(fire, painting), Not(IsEmpty()));
}

TEST(Conflict, PreparationAndCleanUpBelongToTheWork) {
  const auto fire = spot_work(PermitKind::HotWork, 0);
  auto painting = spot_work(PermitKind::Height, 5, {Activity::SolventOrPainting});
  painting.from = fire.until + 50_min;
  painting.until = fire.until + 2_h;
  const auto with = [&](Duration around) {
    return conflicts(work_of(PermitId(1), fire, around), work_of(PermitId(2), painting, around)).size();
  };
  EXPECT_EQ(with(25_min), 0U);
  EXPECT_EQ(with(26_min), 1U);
  const Work wide = work_of(PermitId(1), fire, 30_min);
  EXPECT_EQ(wide.from, fire.from - 30_min);
  EXPECT_EQ(wide.until, fire.until + 30_min);
  auto endless = fire;
  endless.until = Instant::never();
  EXPECT_EQ(work_of(PermitId(1), endless, 30_min).until, Instant::never());
}

// A plant of a thousand works in rows of 50, 20 m apart each way: within 30 m of a fire in the middle there are nine of them.
TEST(Conflict, OneAgainstAThousandFindsThoseAroundIt) {
  std::vector<PermitApplied> works;
  for (int i = 0; i < 1000; ++i) {
    works.push_back(spot_work(PermitKind::Excavation, 20.0 * (i % 50), {Activity::GasVenting}));
    works.back().place.y_m = 20.0 * (i / 50);
  }
  auto fire = spot_work(PermitKind::HotWork, 20.0 * 25);
  fire.place.y_m = 20.0 * 10;
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < works.size(); ++i)
    if (!conflicts(work_of(PermitId(5000), fire, 30_min), work_of(PermitId(i + 1), works[i], 30_min)).empty()) found.push_back(i);
  EXPECT_THAT(found, ElementsAre(474, 475, 476, 524, 525, 526, 574, 575, 576));
}

}  // namespace
}  // namespace davy::core
