#pragma once
// CareBook: what is to be done to devices, by the plans of their classes or because somebody asked, and until when each calibration holds.
//
// For every card and plan of its class there is at most one open care, issued 30 days (or one cycle, if that is shorter) before it is due: one cycle after
// the same work was last finished; a calibration when the present one runs out. What is not done is told of, and never closed by time. A start takes the
// conditions of the device's points out of service, and its end puts exactly those back; of care that somebody asked for beside the plans they are back after
// 8 hours at the latest, and where a site asks for two people, who asked for it does not begin it when it would set safety alarms aside. Of a calibration the latest word counts: a day that is written
// on the card, or one cycle after a calibration that passed. A device that is replaced has none.

#include "core/alarm/alarm_book.hpp"
#include "core/care/care_events.hpp"
#include "core/cycle.hpp"
#include "core/record/record_book.hpp"

#include <map>
#include <optional>
#include <string>

namespace davy::core {

inline constexpr Duration kCareIssuedBefore = 24_h * 30;
inline constexpr Duration kCareClimbsAfter = 24_h * 7;
inline constexpr Duration kCareOpenAtMost = 8_h;  // a work that lasts longer reminds; what was asked for sets nothing aside for longer
inline constexpr Duration kCareUnplanned = 24_h;  // what somebody asks for, and a repair, is due by then
inline constexpr Cycle kVerification{1, CycleUnit::Years};  // of a calibration without a plan: the longest that the rules allow

struct DeviceClass {
  std::optional<double> drift_limit;  // percent of the range
  DAVY_FIELDS(drift_limit)
};

struct CarePlan {
  std::string device_class;
  CareWork work = CareWork::Maintenance;
  Cycle cycle;
  std::string post;
  std::string what;
  Instant since;  // when it was first saved
  DAVY_FIELDS(device_class, work, cycle, post, what, since)
};

struct CareCard {
  std::string device;
  std::string device_class;
  std::string written;                  // the day of its calibration as it stands on the card
  std::string by;                       // the last day on which it holds; empty: as the plan says
  Instant since;                        // in its class, or a new device
  std::optional<Instant> good;          // the last good calibration
  bool failed = false;                  // its readings are not to be believed until it is calibrated
  bool broken = false;                  // to be repaired
  bool recalibrate = false;             // now, whatever the plan says
  std::map<std::string, Instant> done;  // when each work was last finished: by its name, of maintenance by the plan
  DAVY_FIELDS(device, device_class, written, by, since, good, failed, broken, recalibrate, done)
};

struct Care {
  CareId id;
  CareIssued what;
  Instant issued;
  std::uint32_t level = 0;  // of overdue
  Instant called;           // when it was last said to be overdue
  std::optional<Instant> started;
  std::string by;                       // login of who began
  std::vector<std::string> conditions;  // that the start took out of service
  std::uint32_t reminders = 0;          // that it is still open
  std::string asked_by = {};            // login of who asked for it; empty: nobody did
  DAVY_FIELDS(id, what, issued, level, called, started, by, conditions, reminders, asked_by)
};

struct CareBook {
  std::map<std::string, DeviceClass, std::less<>> classes;  // by id of the record, like the next two
  std::map<std::string, CarePlan, std::less<>> plans;
  std::map<std::string, CareCard, std::less<>> cards;
  std::map<std::string, DeviceCalibration, std::less<>> calibrations;  // by card, as last told
  std::map<CareId, Care> open;
  DAVY_FIELDS(classes, plans, cards, calibrations, open)

  const Care* find(CareId id) const;
  const std::pair<const std::string, CareCard>* card_of(std::string_view device) const;  // null: none
};

namespace care {

// What requests about care are judged by.
struct Sources {
  const CareBook& book;
  const AlarmBook& alarms;
  const RecordBook& records;
  const site::Directory& directory;
};

Decided decide(const Sources& sources, const PersonRequest& request, Instant now);  // care requests only
Bodies on_time(const CareBook& book, const site::Directory& directory, Instant now);
Instant next_due(const CareBook& book, const site::Directory& directory);
// What follows at once from a change of a card, and from an end by a person.
Bodies react(const CareBook& book, const site::Directory& directory, const Event& event);
// Of care that was asked for and has lasted too long: what it took out of service, and nobody has touched since, is watched again.
Bodies watched_again(const CareBook& book, const AlarmBook& alarms, const Event& event);
void evolve(CareBook& book, const Event& event);
bool concerns(const EventBody& body);  // evolve() may change the book

// The conditions of a device's points, in the site's order.
std::vector<site::ConditionIndex> conditions_of(const site::Directory& directory, std::string_view device);

}  // namespace care

// Of a device whose calibration is overdue or has failed.
constexpr bool is_doubted(CalibrationState state) { return state == CalibrationState::Overdue || state == CalibrationState::Failed; }

}  // namespace davy::core
