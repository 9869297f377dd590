#pragma once
// Events of device care: maintenance, bump tests and calibration, and what they say of a device's data. A CareId is the journal sequence of its CareIssued.
//
// A card (record of kind device-card) stands for one device; cards without a device in Davy have care, but no data.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::core {

using CareId = SeqId<struct CareTag>;

enum class CareWork { Calibration, BumpTest, Maintenance, Repair };
enum class CareCause {
  Plan,
  Asked,
  Failed,
  Replaced
};  // failed: a work before it ended so; replaced: the device is another one, or mended
enum class CareResult { Passed, Adjusted, Failed };
enum class DriftState { Unknown, Within, Drift };  // unknown: no drift was found, or the class has no limit
enum class CareEnd { ByPerson, Withdrawn };        // withdrawn: what it was issued for is no longer so

struct CareIssued {
  static constexpr std::string_view kKind = "care.issued";
  std::string device;  // empty: the card has none
  std::string card;    // empty: the device has none
  std::string plan;    // empty: by no plan
  CareWork work = CareWork::Maintenance;
  std::string what;  // is to be done
  std::string post;
  std::string zone;  // of the device; empty: none
  Instant due;
  CareCause cause = CareCause::Plan;
  std::string reason;  // of one that somebody asked for
  DAVY_FIELDS(device, card, plan, work, what, post, zone, due, cause, reason)
};

struct CareOverdue {  // level 1: to its post; 2: to the post above
  static constexpr std::string_view kKind = "care.overdue";
  CareId care;
  std::string post;
  std::uint32_t level = 1;
  DAVY_FIELDS(care, post, level)
};

struct CareStarted {
  static constexpr std::string_view kKind = "care.started";
  CareId care;
  std::vector<std::string> conditions;  // that it takes out of service: those that were in service
  DAVY_FIELDS(care, conditions)
};

struct CareStillOpen {  // begun long ago and not ended: what it took out of service is not watched
  static constexpr std::string_view kKind = "care.still_open";
  CareId care;
  std::string post;
  std::uint32_t times = 0;
  DAVY_FIELDS(care, post, times)
};

struct UsedPart {
  std::string part;  // id of the record
  double quantity = 0;
  DAVY_FIELDS(part, quantity)
};

struct CareFinished {
  static constexpr std::string_view kKind = "care.finished";
  CareId care;
  CareResult result = CareResult::Passed;
  std::string point;  // whose readings the next three are, in its unit; empty: there are none
  std::optional<double> as_found;
  std::optional<double> as_left;
  std::optional<double> reference;
  std::optional<double> drift;  // as_found - reference
  DriftState drift_state = DriftState::Unknown;
  std::string note;
  std::vector<std::string> photos;
  std::vector<UsedPart> parts;
  std::string replaced;                      // serial number of the new device; empty: it is the same
  std::string calibrated_until;              // the last day on which the calibration holds from now on; empty: it says nothing of that
  std::vector<std::string> doubtful_points;  // whose samples are doubtful
  std::optional<Instant> doubtful_from;      // until this event
  DAVY_FIELDS(care, result, point, as_found, as_left, reference, drift, drift_state, note, photos, parts, replaced, calibrated_until,
              doubtful_points, doubtful_from)
};

struct CareAbandoned {
  static constexpr std::string_view kKind = "care.abandoned";
  CareId care;
  std::string reason;
  CareEnd end = CareEnd::ByPerson;
  DAVY_FIELDS(care, reason, end)
};

enum class CalibrationState { None, Valid, Overdue, Failed };

// What is so from now on, told whenever it changes. While it is overdue or failed, good samples of the device's points are taken as uncertain.
struct DeviceCalibration {
  static constexpr std::string_view kKind = "device.calibration";
  std::string card;
  std::string device;  // empty: the card has none any more
  std::string by;      // the last day on which it holds; empty: nobody asks for one
  CalibrationState state = CalibrationState::None;
  DAVY_FIELDS(card, device, by, state)
};

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::CareWork> = std::to_array<EnumName<core::CareWork>>({{core::CareWork::Calibration, "calibration"},
                                                                                            {core::CareWork::BumpTest, "bump-test"},
                                                                                            {core::CareWork::Maintenance, "maintenance"},
                                                                                            {core::CareWork::Repair, "repair"}});

template <>
inline constexpr auto kEnumNames<core::CareCause> = std::to_array<EnumName<core::CareCause>>({{core::CareCause::Plan, "plan"},
                                                                                              {core::CareCause::Asked, "asked"},
                                                                                              {core::CareCause::Failed, "failed"},
                                                                                              {core::CareCause::Replaced, "replaced"}});

template <>
inline constexpr auto kEnumNames<core::CareResult> = std::to_array<EnumName<core::CareResult>>({{core::CareResult::Passed, "passed"},
                                                                                                {core::CareResult::Adjusted, "adjusted"},
                                                                                                {core::CareResult::Failed, "failed"}});

template <>
inline constexpr auto kEnumNames<core::DriftState> = std::to_array<EnumName<core::DriftState>>({{core::DriftState::Unknown, "unknown"},
                                                                                                {core::DriftState::Within, "within"},
                                                                                                {core::DriftState::Drift, "drift"}});

template <>
inline constexpr auto kEnumNames<core::CareEnd> = std::to_array<EnumName<core::CareEnd>>({{core::CareEnd::ByPerson, "by-person"},
                                                                                          {core::CareEnd::Withdrawn, "withdrawn"}});

template <>
inline constexpr auto kEnumNames<core::CalibrationState> =
    std::to_array<EnumName<core::CalibrationState>>({{core::CalibrationState::None, "none"},
                                                     {core::CalibrationState::Valid, "valid"},
                                                     {core::CalibrationState::Overdue, "overdue"},
                                                     {core::CalibrationState::Failed, "failed"}});

}  // namespace davy
