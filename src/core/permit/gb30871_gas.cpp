// Limits of gas. Numbers: FACTS §B.4, limits of exposure as of GBZ 2.1-2019 with its amendment No. 1 (benzene 3 mg/m³).

#include "core/permit/gb30871.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace davy::core::gb30871 {
namespace {

constexpr std::optional<double> kUnsaid = std::nullopt;

constexpr auto kGases = std::to_array<Gas>({
    {"ammonia", "氨", "Ammonia", 17.03, 15, 20},
    {"benzene", "苯", "Benzene", 78.11, 1.2, 3},
    {"carbon-dioxide", "二氧化碳", "Carbon dioxide", 44.01, kUnsaid, 9000},
    {"carbon-monoxide", "一氧化碳", "Carbon monoxide", 28.01, 12.5, 20},
    {"chlorine", "氯", "Chlorine", 70.91, kUnsaid, 1},
    {"hydrogen", "氢", "Hydrogen", 2.016, 4, kUnsaid},
    {"hydrogen-chloride", "氯化氢", "Hydrogen chloride", 36.46, kUnsaid, 7.5},
    {"hydrogen-cyanide", "氰化氢", "Hydrogen cyanide", 27.03, 5.6, 1},
    {"hydrogen-sulphide", "硫化氢", "Hydrogen sulphide", 34.08, 4, 10},
    {"lpg", "液化石油气", "Liquefied petroleum gas", 44.1, 2.1, 1000},  // as propane: the limit in %LEL is then the stricter
    {"methane", "甲烷", "Methane", 16.04, 5, kUnsaid},
    {"methanol", "甲醇", "Methanol", 32.04, 6, 25},
    {"nitrogen-dioxide", "二氧化氮", "Nitrogen dioxide", 46.01, kUnsaid, 5},
    {"phosgene", "光气", "Phosgene", 98.92, kUnsaid, 0.5},
    {"propane", "丙烷", "Propane", 44.1, 2.1, kUnsaid},
    {"sulphur-dioxide", "二氧化硫", "Sulphur dioxide", 64.06, kUnsaid, 5},
    {"toluene", "甲苯", "Toluene", 92.14, 1.1, 50},
});

constexpr double kLitresPerMole = 24.055;  // at 20 °C and 101.3 kPa

const Gas* gas_named(std::string_view name) {
  const auto found = std::ranges::find(kGases, name, &Gas::name);
  return found == kGases.end() ? nullptr : &*found;
}

std::string names_of_gases_with(std::optional<double> Gas::*value) {
  std::string names;
  for (const Gas& gas : kGases)
    if (gas.*value) names += (names.empty() ? "" : ", ") + std::string(gas.name);
  return names;
}

UnknownLimit unfit_unit(const std::string& unit, std::string_view zh, std::string_view en) {
  return {"unit", {std::string(zh) + "，不能用“" + unit + "”", std::string(en) + ", not in \"" + unit + "\""}};
}

std::variant<GasLimits, UnknownLimit> combustible_limits(const GasReading& reading) {
  const Gas* gas = gas_named(reading.gas);
  // 5.3.2: 0.5 %vol where the lower explosion limit is 4 %vol or more, else 0.2 %vol; so it is, too, for a gas that is not known.
  const double high = gas != nullptr && gas->lel_vol.value_or(0) >= 4 ? 0.5 : 0.2;
  if (reading.unit == "%vol") return GasLimits{std::nullopt, high};
  if (reading.unit != "%LEL") return unfit_unit(reading.unit, "可燃气体用 %vol 或 %LEL 表示", "combustible gas is told in %vol or %LEL");
  if (gas == nullptr || !gas->lel_vol) {
    const std::string known = names_of_gases_with(&Gas::lel_vol);
    return UnknownLimit{"gas",
                        {"不知道“" + reading.gas + "”的爆炸下限，不能用 %LEL 判断；可改用 %vol。已知：" + known,
                         "the explosion limit of \"" + reading.gas + "\" is not known, so that %LEL says nothing: use %vol; known are " +
                             known}};
  }
  return GasLimits{std::nullopt, high * 100 / *gas->lel_vol};
}

std::variant<GasLimits, UnknownLimit> oxygen_limits(PermitKind kind, const GasReading& reading) {
  if (reading.unit != "%vol") return unfit_unit(reading.unit, "氧含量用 %vol 表示", "oxygen is told in %vol");
  if (kind == PermitKind::HotWork) return GasLimits{std::nullopt, 23.5};  // 5.2.7: too much of it; too little puts no fire in danger
  // 6.4a. Up to 23.5 %vol is allowed in surroundings that are rich in oxygen; which these are, no permit says.
  return GasLimits{19.5, 21};
}

std::variant<GasLimits, UnknownLimit> toxic_limits(const GasReading& reading) {
  const bool is_in_ppm = reading.unit == "ppm";
  if (!is_in_ppm && reading.unit != "mg/m3")
    return unfit_unit(reading.unit, "有毒气体用 mg/m3 或 ppm 表示", "toxic gas is told in mg/m3 or ppm");
  const Gas* gas = gas_named(reading.gas);
  if (gas == nullptr || !gas->toxic_mg_m3) {
    const std::string known = names_of_gases_with(&Gas::toxic_mg_m3);
    return UnknownLimit{"gas",
                        {"不知道“" + reading.gas + "”的职业接触限值。已知：" + known,
                         "the limit of exposure to \"" + reading.gas + "\" is not known; known are " + known}};
  }
  return GasLimits{std::nullopt, is_in_ppm ? *gas->toxic_mg_m3 * kLitresPerMole / gas->molar_mass : *gas->toxic_mg_m3};
}

}  // namespace

std::span<const Gas> gases() { return kGases; }

std::variant<GasLimits, UnknownLimit> limits(PermitKind kind, const GasReading& reading) {
  switch (reading.what) {
    case GasClass::Combustible: return combustible_limits(reading);
    case GasClass::Oxygen: return oxygen_limits(kind, reading);
    case GasClass::Toxic: return toxic_limits(reading);
  }
  return unfit_unit(reading.unit, "气体类别未知", "this class of gas is not known");
}

bool within(const GasLimits& limits, double value) {
  if (!std::isfinite(value) || value < 0) return false;
  return (!limits.low || value >= *limits.low) && (!limits.high || value <= *limits.high);
}

}  // namespace davy::core::gb30871
