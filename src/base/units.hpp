#pragma once
// Units of measurement: a closed list, so that a limit in ppm is never held against a reading in %LEL.
//
// A Unit is compared by dimension and by name; what can be converted without knowing the substance converts (kPa to MPa), what cannot
// (ppm to mg/m³) is refused. Symbols as in GB 3100/3101 practice; ASCII spellings are accepted ("degC", "m3/h").

#include "base/result.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace davy {

enum class Dimension {
  One,
  LelShare,
  VolumeShare,
  Ppm,
  MassConcentration,
  Temperature,
  Pressure,
  Length,
  Flow,
  Velocity,
  Acceleration,
  Current,
  Voltage,
  Power,
  Rotation,
  Illuminance,
  Sound,
  Humidity,
  Opacity,
  State,
  Count,
  Mass,
  Time
};

struct Unit {
  std::string_view symbol;  // as shown: "%LEL", "℃", "mg/m³"
  std::string_view ascii;   // as typed: "%LEL", "degC", "mg/m3"
  Dimension dimension;
  double factor;  // value in the dimension's first unit = value × factor + offset
  double offset;

  bool operator==(const Unit& o) const { return symbol == o.symbol; }
};

std::span<const Unit> all_units();
const Unit* find_unit(std::string_view text);  // symbol or ascii; null when unknown

// `value` given in `from`, expressed in `to`; an error naming both when the dimensions differ.
Result<double> convert(double value, const Unit& from, const Unit& to);

}  // namespace davy
