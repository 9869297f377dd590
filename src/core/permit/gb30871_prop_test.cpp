// Worse grounds never come to a milder level, and a stricter level never allows more.

#include "core/permit/gb30871.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace davy::core::gb30871 {
namespace {

PermitKind any_kind() {
  return *rc::gen::element(PermitKind::HotWork, PermitKind::ConfinedSpace, PermitKind::BlindPlate, PermitKind::Height, PermitKind::Lifting,
                           PermitKind::TemporaryPower, PermitKind::Excavation, PermitKind::RoadBreaking);
}

std::vector<HeightFactor> any_factors() {
  return *rc::gen::scale(0.05, rc::gen::container<std::vector<HeightFactor>>(
                                   rc::gen::element(HeightFactor::Wind, HeightFactor::Cold, HeightFactor::ColdWater, HeightFactor::Slippery,
                                                    HeightFactor::PoorLight, HeightFactor::NearLive, HeightFactor::TinyFooting,
                                                    HeightFactor::ToxicOrLowOxygen, HeightFactor::Rescue)));
}

// Tenths, so that boundaries are met.
double any_tenths(int below) { return *rc::gen::inRange(0, below) / 10.0; }

PermitGrounds any_grounds() {
  PermitGrounds grounds;
  grounds.hot_place = *rc::gen::element(HotPlace::Running, HotPlace::TankDike, HotPlace::ExplosionArea, HotPlace::PipeRack,
                                        HotPlace::ShutDown, HotPlace::Elsewhere);
  grounds.height_m = any_tenths(400);
  grounds.factors = any_factors();
  grounds.load_t = any_tenths(1500);
  grounds.depth_m = any_tenths(60);
  return grounds;
}

RC_GTEST_PROP(Gb30871Prop, HigherHeavierAndMoreFactorsAreNeverMilder, ()) {
  const PermitGrounds grounds = any_grounds();
  PermitGrounds worse = grounds;
  worse.height_m += any_tenths(200);
  worse.load_t += any_tenths(500);
  worse.depth_m += any_tenths(20);
  for (const HeightFactor factor : any_factors()) worse.factors.push_back(factor);
  if (grounds.hot_place == HotPlace::ShutDown || grounds.hot_place == HotPlace::Elsewhere) worse.hot_place = any_grounds().hot_place;
  const PermitKind kind = any_kind();
  RC_ASSERT(rank(kind, level_of(kind, worse)) >= rank(kind, level_of(kind, grounds)));
}

// Table 2 as two rows of what each height comes to.
RC_GTEST_PROP(Gb30871Prop, HeightIsWhatItsTableSays, ()) {
  const int tenths = *rc::gen::inRange(0, 400);
  const bool row_b = *rc::gen::arbitrary<bool>();
  const int column = tenths < 20 ? 0 : 1 + (tenths > 50) + (tenths > 150) + (tenths > 300);
  const PermitLevel rows[2][5] = {{PermitLevel::None, PermitLevel::First, PermitLevel::Second, PermitLevel::Third, PermitLevel::Fourth},
                                  {PermitLevel::None, PermitLevel::Second, PermitLevel::Third, PermitLevel::Fourth, PermitLevel::Fourth}};
  PermitGrounds grounds = {.height_m = tenths / 10.0};
  if (row_b) grounds.factors = {HeightFactor::Cold};
  RC_ASSERT(level_of(PermitKind::Height, grounds) == rows[row_b ? 1 : 0][column]);
}

RC_GTEST_PROP(Gb30871Prop, ALevelIsOneOfItsKindButForWhatIsTooLowForHeightWork, ()) {
  const PermitKind kind = any_kind();
  const PermitGrounds grounds = any_grounds();
  const bool is_height_work = kind != PermitKind::Height || grounds.height_m >= 2;
  RC_ASSERT((rank(kind, level_of(kind, grounds)) > 0) == is_height_work);
}

RC_GTEST_PROP(Gb30871Prop, AStricterLevelNeverAllowsMore, ()) {
  const PermitKind kind = any_kind();
  const auto all = levels(kind);
  const PermitLevel level = all[*rc::gen::inRange<std::size_t>(0, all.size())];
  const PermitLevel next = stricter(kind, level);
  RC_ASSERT(rank(kind, next) == std::min<std::size_t>(rank(kind, level) + 1, all.size()));
  RC_ASSERT(longest(kind, next).value_or(Duration()) <= longest(kind, level).value_or(Duration()));
  RC_ASSERT(rest_without_test(kind, next) <= rest_without_test(kind, level));
  RC_ASSERT(asks_for_detector(kind, next) >= asks_for_detector(kind, level));
  RC_ASSERT(signatures(kind, next).size() >= signatures(kind, level).size());
}

// One concentration told in two units is judged alike; at the limit itself the last bit may decide.
RC_GTEST_PROP(Gb30871Prop, UnitsOfOneConcentrationAgree, ()) {
  const auto known = gases();
  const Gas gas = known[*rc::gen::inRange<std::size_t>(0, known.size())];
  const PermitKind kind = any_kind();
  const double share = *rc::gen::inRange(0, 300) / 100.0;
  RC_PRE(std::abs(share - 1) > 1e-6);
  const auto is_good = [&](GasClass what, std::string_view unit, double value) {
    return within(std::get<GasLimits>(limits(kind, {.what = what, .gas = std::string(gas.name), .unit = std::string(unit)})), value);
  };
  if (gas.lel_vol) {
    const double vol = share * (*gas.lel_vol < 4 ? 0.2 : 0.5);
    RC_ASSERT(is_good(GasClass::Combustible, "%vol", vol) == (share < 1));
    RC_ASSERT(is_good(GasClass::Combustible, "%LEL", vol / *gas.lel_vol * 100) == (share < 1));
  }
  if (gas.toxic_mg_m3) {
    const double mg_m3 = share * *gas.toxic_mg_m3;
    RC_ASSERT(is_good(GasClass::Toxic, "mg/m3", mg_m3) == (share < 1));
    RC_ASSERT(is_good(GasClass::Toxic, "ppm", mg_m3 * 24.055 / gas.molar_mass) == (share < 1));
  }
}

}  // namespace
}  // namespace davy::core::gb30871
