#pragma once
// Merits (积分): points for good reports and good handling of hazards, given to a person once and never taken back.

#include "core/hazard/hazard_events.hpp"

#include <string>

namespace davy::core {

enum class MeritReason { ReportAccepted, ReportMajor, MendedInTime, Reviewed };

struct MeritGiven {
  static constexpr std::string_view kKind = "merit.given";
  std::string person;  // login
  MeritReason reason = MeritReason::ReportAccepted;
  HazardId hazard;
  std::string month;         // of the site's calendar, "2026-11"
  std::uint32_t worth = 0;   // by the rule
  std::uint32_t points = 0;  // that counted: less, or none, when the person had reached the month's cap
  DAVY_FIELDS(person, reason, hazard, month, worth, points)
};

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::MeritReason> =
    std::to_array<EnumName<core::MeritReason>>({{core::MeritReason::ReportAccepted, "report-accepted"},
                                                {core::MeritReason::ReportMajor, "report-major"},
                                                {core::MeritReason::MendedInTime, "mended-in-time"},
                                                {core::MeritReason::Reviewed, "reviewed"}});

}  // namespace davy
