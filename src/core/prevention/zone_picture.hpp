#pragma once
// ZonePicture: the risk of every zone with what each term comes from. Pure: the same sources give the same picture.

#include "core/care/care_book.hpp"
#include "core/hazard/hazard_book.hpp"
#include "core/mode/fact_book.hpp"
#include "core/prevention/prevention_book.hpp"
#include "core/prevention/zone_risk.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace davy::core {

struct ActiveAlarm {
  AlarmId id;
  std::string condition;
  site::Severity severity = site::Severity::Moderate;
  bool blind = false;
};

struct OpenHazard {
  HazardId id;
  std::string zone;
  HazardGrade grade = HazardGrade::General;  // until it is graded, general
  Instant deadline;
};

// A measure that nobody looked at in time, nor since.
struct MissedCheck {
  std::uint64_t check = 0;  // the number of the latest
  Instant due;
};

struct ZoneSources {
  std::vector<ActiveAlarm> alarms;  // all, set aside or not
  FactBook facts;
  PreventionBook prevention;
  std::vector<OpenHazard> hazards;
  std::map<std::string, DeviceCalibration, std::less<>> calibrations;  // by card
  std::map<std::string, MissedCheck, std::less<>> missed;              // by measure
};

// One thing that a term comes from: an alarm, a hazard or a check by its number, a measure, an event or a device by its name.
struct RiskReason {
  enum class Kind { Assessment, Zone, Measure, Check, Alarm, Hazard, Permit, People, Device } kind = Kind::Zone;
  std::string id;
  std::string
      detail;  // of an alarm its condition, of a measure what watches it, of a device the day on which its calibration ran out, or `failed`, of people how many,
               // of a hazard its grade, of a check its measure
  bool operator==(const RiskReason&) const = default;
};

struct ZonePicture {
  ZoneInputs inputs;
  ZoneRisk risk;
  std::map<RiskTerm, std::vector<RiskReason>> reasons;
};

// By zone, in the site's order.
std::vector<ZonePicture> picture(const site::Directory& directory, const ZoneSources& sources, Instant now);

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::RiskReason::Kind> =
    std::to_array<davy::EnumName<davy::core::RiskReason::Kind>>({{davy::core::RiskReason::Kind::Assessment, "assessment"},
                                                                 {davy::core::RiskReason::Kind::Zone, "zone"},
                                                                 {davy::core::RiskReason::Kind::Measure, "measure"},
                                                                 {davy::core::RiskReason::Kind::Check, "check"},
                                                                 {davy::core::RiskReason::Kind::Alarm, "alarm"},
                                                                 {davy::core::RiskReason::Kind::Hazard, "hazard"},
                                                                 {davy::core::RiskReason::Kind::Permit, "permit"},
                                                                 {davy::core::RiskReason::Kind::People, "people"},
                                                                 {davy::core::RiskReason::Kind::Device, "device"}});
