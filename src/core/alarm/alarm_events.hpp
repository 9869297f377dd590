#pragma once
// Events in the life of an alarm (ISA-18.2; states and transitions of FACTS §A). An AlarmId is the journal sequence of its AlarmRaised.

#include "base/fields.hpp"
#include "base/id.hpp"
#include "site/names.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::core {

using AlarmId = SeqId<struct AlarmTag>;

struct AlarmRaised {
  static constexpr std::string_view kKind = "alarm.raised";
  std::string condition;  // "ch4-01:high-high"
  std::string zone;
  site::Severity severity = site::Severity::Moderate;
  Instant onset;  // source time at which the limit was crossed
  double value = 0;
  std::string rule_version;
  std::string duty;  // the post that answers for it, at that time
  DAVY_FIELDS(condition, zone, severity, onset, value, rule_version, duty)
};

struct AlarmReturned {  // to normal
  static constexpr std::string_view kKind = "alarm.returned";
  AlarmId alarm;
  Instant at;
  double value = 0;
  bool latched = false;  // waits for a reset, by the rule of that time
  DAVY_FIELDS(alarm, at, value, latched)
};

struct AlarmAcknowledged {
  static constexpr std::string_view kKind = "alarm.acknowledged";
  AlarmId alarm;
  std::string comment;
  DAVY_FIELDS(alarm, comment)
};

struct AlarmReset {
  static constexpr std::string_view kKind = "alarm.reset";
  AlarmId alarm;
  DAVY_FIELDS(alarm)
};

struct AlarmReannunciated {  // the re-alarm timer ran out: unacknowledged again
  static constexpr std::string_view kKind = "alarm.reannunciated";
  AlarmId alarm;
  DAVY_FIELDS(alarm)
};

struct AlarmBlinded {  // its condition became unknown while it was active, as at every start: it stays active, marked blind
  static constexpr std::string_view kKind = "alarm.blinded";
  AlarmId alarm;
  Instant since;
  DAVY_FIELDS(alarm, since)
};

struct AlarmSighted {  // known to be still true
  static constexpr std::string_view kKind = "alarm.sighted";
  AlarmId alarm;
  DAVY_FIELDS(alarm)
};

struct AlarmShelved {
  static constexpr std::string_view kKind = "alarm.shelved";
  std::string condition;
  Instant until;
  std::string reason;
  std::string asked_by = {};  // when the actor agreed to what another had asked for: that one's login
  DAVY_FIELDS(condition, until, reason, asked_by)
};

enum class Ended { ByPerson, Expired, Withdrawn };  // withdrawn: the site no longer knows it

struct AlarmUnshelved {
  static constexpr std::string_view kKind = "alarm.unshelved";
  std::string condition;
  Ended ended = Ended::ByPerson;
  DAVY_FIELDS(condition, ended)
};

struct AlarmSuppressed {  // by design: logic-initiated
  static constexpr std::string_view kKind = "alarm.suppressed";
  std::string condition;
  std::string reason;
  std::string rule;              // the inhibition of the site; empty when other logic asked for it
  std::string inhibitor;         // the condition that is true meanwhile
  std::optional<Instant> until;  // at the latest; none: while the inhibitor is true
  DAVY_FIELDS(condition, reason, rule, inhibitor, until)
};

struct AlarmUnsuppressed {
  static constexpr std::string_view kKind = "alarm.unsuppressed";
  std::string condition;
  DAVY_FIELDS(condition)
};

struct AlarmTakenOutOfService {
  static constexpr std::string_view kKind = "alarm.taken_out_of_service";
  std::string condition;
  std::string reason;
  std::string asked_by = {};  // as of AlarmShelved
  DAVY_FIELDS(condition, reason, asked_by)
};

struct AlarmReturnedToService {
  static constexpr std::string_view kKind = "alarm.returned_to_service";
  std::string condition;
  DAVY_FIELDS(condition)
};

struct
    AlarmWithdrawn {  // the site no longer has this condition, or its drill is over: nothing watches it, nothing is said of whether it is over
  static constexpr std::string_view kKind = "alarm.withdrawn";
  std::string condition;
  DAVY_FIELDS(condition)
};

// What a related risk reaches, at the time at which it was found.
struct Impact {
  std::vector<std::string> zones;
  std::vector<std::string> posts;      // on duty there
  std::vector<std::string> people;     // logins of who holds these posts
  std::vector<std::string> equipment;  // devices and actuators there
  DAVY_FIELDS(zones, posts, people, equipment)
};

struct AlarmRegraded {  // a related risk raised its grade, or let it fall again; never below its own
  static constexpr std::string_view kKind = "alarm.regraded";
  AlarmId alarm;
  site::Severity severity = site::Severity::Moderate;
  site::Severity before = site::Severity::Moderate;
  std::string rule;                 // the site's risk; empty: back to its own grade
  std::vector<std::string> others;  // the conditions that ring beside it
  Impact impact;
  DAVY_FIELDS(alarm, severity, before, rule, others, impact)
};

enum class GroupedBy { Declared, Row, Equipment, Zone };

struct AlarmGrouped {  // belongs to the trouble that `group` was the first alarm of (core/alarm/alarm_groups.hpp)
  static constexpr std::string_view kKind = "group.joined";
  AlarmId alarm;
  AlarmId group;
  GroupedBy because = GroupedBy::Declared;
  DAVY_FIELDS(alarm, group, because)
};

struct FloodStarted {  // more alarms for one post than a person can take in (core/alarm/flood.hpp)
  static constexpr std::string_view kKind = "flood.started";
  std::string post;
  DAVY_FIELDS(post)
};

struct FloodEnded {
  static constexpr std::string_view kKind = "flood.ended";
  std::string post;
  DAVY_FIELDS(post)
};

struct AlarmFoundLate {  // late data shows it: it would have rung then; no annunciation, no order
  static constexpr std::string_view kKind = "alarm.found_late";
  std::string condition;
  Instant began;
  std::optional<Instant> ended;
  double peak = 0;
  DAVY_FIELDS(condition, began, ended, peak)
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::GroupedBy> =
    std::to_array<davy::EnumName<davy::core::GroupedBy>>({{davy::core::GroupedBy::Declared, "declared"},
                                                          {davy::core::GroupedBy::Row, "row"},
                                                          {davy::core::GroupedBy::Equipment, "equipment"},
                                                          {davy::core::GroupedBy::Zone, "zone"}});

template <>
inline constexpr auto davy::kEnumNames<davy::core::Ended> = std::to_array<davy::EnumName<davy::core::Ended>>(
    {{davy::core::Ended::ByPerson, "by-person"}, {davy::core::Ended::Expired, "expired"}, {davy::core::Ended::Withdrawn, "withdrawn"}});
