#include "base/units.hpp"

#include "base/said.hpp"

#include <array>

namespace davy {
namespace {

using enum Dimension;

constexpr std::array kUnits{
    Unit{"", "1", One, 1, 0},
    Unit{"%", "%", One, 0.01, 0},
    Unit{"%LEL", "%LEL", LelShare, 1, 0},
    Unit{"%vol", "%vol", VolumeShare, 1, 0},
    Unit{"ppm", "ppm", Ppm, 1, 0},
    Unit{"ppb", "ppb", Ppm, 0.001, 0},
    Unit{"mg/m³", "mg/m3", MassConcentration, 1, 0},
    Unit{"µg/m³", "ug/m3", MassConcentration, 0.001, 0},
    Unit{"℃", "degC", Temperature, 1, 0},
    Unit{"K", "K", Temperature, 1, -273.15},
    Unit{"kPa", "kPa", Pressure, 1, 0},
    Unit{"Pa", "Pa", Pressure, 0.001, 0},
    Unit{"MPa", "MPa", Pressure, 1000, 0},
    Unit{"bar", "bar", Pressure, 100, 0},
    Unit{"m", "m", Length, 1, 0},
    Unit{"mm", "mm", Length, 0.001, 0},
    Unit{"m³/h", "m3/h", Flow, 1, 0},
    Unit{"L/min", "L/min", Flow, 0.06, 0},
    Unit{"mm/s", "mm/s", Velocity, 0.001, 0},
    Unit{"m/s", "m/s", Velocity, 1, 0},
    Unit{"m/s²", "m/s2", Acceleration, 1, 0},
    Unit{"A", "A", Current, 1, 0},
    Unit{"mA", "mA", Current, 0.001, 0},
    Unit{"V", "V", Voltage, 1, 0},
    Unit{"kW", "kW", Power, 1, 0},
    Unit{"r/min", "rpm", Rotation, 1, 0},
    Unit{"lx", "lx", Illuminance, 1, 0},
    Unit{"dB(A)", "dBA", Sound, 1, 0},
    Unit{"%RH", "%RH", Humidity, 1, 0},
    Unit{"%obs/m", "%obs/m", Opacity, 1, 0},
    Unit{"m⁻¹", "1/m", Opacity, 1, 0},
    Unit{"state", "state", State, 1, 0},
    Unit{"persons", "persons", Count, 1, 0},
    Unit{"kg", "kg", Mass, 1, 0},
    Unit{"t", "t", Mass, 1000, 0},
    Unit{"s", "s", Time, 1, 0},
};

}  // namespace

std::span<const Unit> all_units() { return kUnits; }

const Unit* find_unit(std::string_view text) {
  for (const Unit& unit : kUnits)
    if (unit.symbol == text || unit.ascii == text) return &unit;
  return nullptr;
}

Result<double> convert(double value, const Unit& from, const Unit& to) {
  if (from == to) return value;
  // %obs/m and optical density per metre are both opacity, but related by a logarithm: not convertible by a factor.
  if (from.dimension != to.dimension || from.dimension == Opacity)
    return invalid(said({"值的单位为 {}；应为 {}：两者不能换算", "found a value in {}, expected {}: one does not convert to the other"},
                        from.symbol, to.symbol));
  return (value * from.factor + from.offset - to.offset) / to.factor;
}

}  // namespace davy
