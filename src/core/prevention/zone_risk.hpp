#pragma once
// Zone risk: one colour from everything that is known of a zone, every term shown. Pure.
//
// A worse input never gives a better colour. What is not known is never taken for good: a safety point that cannot be seen, and a number of people that
// should be told and is not, count.

#include "base/enum_names.hpp"
#include "site/names.hpp"

#include <cstddef>
#include <vector>

namespace davy::core {

// What makes up the risk of a zone. Each has a level of its own; the zone's is the worst.
enum class RiskTerm { Residual, Measures, Checks, Readings, Blindness, Hazards, SpecialWork, People, Calibration, Inside };

struct TermLevel {
  RiskTerm term = RiskTerm::Residual;
  site::Severity level = site::Severity::Low;
  bool operator==(const TermLevel&) const = default;
};

struct ZoneInputs {
  site::Severity residual = site::Severity::Low;
  std::size_t failed_measures = 0;
  site::Severity unguarded = site::Severity::Low;  // the inherent level of what the failed measures were against
  std::size_t missed_checks = 0;                   // measures that nobody looked at when they should have, nor since
  site::Severity unchecked = site::Severity::Low;  // the inherent level of what those are against
  site::Severity readings = site::Severity::Low;   // the worst active alarm, set aside or not
  std::size_t blind = 0;                           // alarms of safety points that cannot be seen, and active alarms that are blind
  std::size_t open_hazards = 0;                    // of general grade, in time
  std::size_t pressing_hazards = 0;                // serious, or past their deadline
  std::size_t major_hazards = 0;
  std::size_t special_work = 0;                 // kinds of permits that hold
  std::size_t people = 0;                       // a number that should be known and is not counts as one
  std::size_t uncalibrated = 0;                 // devices whose calibration has run out
  site::Severity inside = site::Severity::Low;  // the worst of the zones that lie in it
};

struct ZoneRisk {
  site::Severity level = site::Severity::Low;
  std::vector<TermLevel> terms;  // those above low, in the order of RiskTerm
  bool operator==(const ZoneRisk&) const = default;
};

ZoneRisk judge(const ZoneInputs& inputs);

// The terms that must come down for the zone to be at `level` or better.
std::vector<RiskTerm> above(const ZoneRisk& risk, site::Severity level);

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::RiskTerm> =
    std::to_array<davy::EnumName<davy::core::RiskTerm>>({{davy::core::RiskTerm::Residual, "residual"},
                                                         {davy::core::RiskTerm::Measures, "measures"},
                                                         {davy::core::RiskTerm::Checks, "checks"},
                                                         {davy::core::RiskTerm::Readings, "readings"},
                                                         {davy::core::RiskTerm::Blindness, "blindness"},
                                                         {davy::core::RiskTerm::Hazards, "hazards"},
                                                         {davy::core::RiskTerm::SpecialWork, "special-work"},
                                                         {davy::core::RiskTerm::People, "people"},
                                                         {davy::core::RiskTerm::Calibration, "calibration"},
                                                         {davy::core::RiskTerm::Inside, "inside"}});
