#pragma once
// Events of who answers for a post: rosters and their single days, absences, stand-ins, and certificates that run out. An AbsenceId or StandInId is
// the sequence of its event. A person is the login of an account; a day is text as "2026-12-01", by the site's clock.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

using AbsenceId = SeqId<struct AbsenceTag>;
using StandInId = SeqId<struct StandInTag>;

// People who work the same days.
struct Crew {
  std::string name;
  std::vector<std::string> people;
  std::uint32_t starts_at = 0;  // where in the cycle it stands on the roster's first day
  DAVY_FIELDS(name, people, starts_at)
};

// Who holds a post from a day on, as crews that go through a cycle of days. It replaces one of the same first day; from its first day on it holds in
// place of those that began before.
struct RosterSet {
  static constexpr std::string_view kKind = "roster.set";
  std::string post;
  std::string first_day;
  std::string last_day;            // empty: until another begins
  std::vector<std::string> cycle;  // the shift of each day; empty: off
  std::vector<Crew> crews;
  DAVY_FIELDS(post, first_day, last_day, cycle, crews)
};

struct RosterRemoved {
  static constexpr std::string_view kKind = "roster.removed";
  std::string post;
  std::string first_day;
  DAVY_FIELDS(post, first_day)
};

// What one person works on one day in place of what the roster says.
struct RosterDaySet {
  static constexpr std::string_view kKind = "roster.day_set";
  std::string post;
  std::string person;
  std::string day;
  std::vector<std::string> shifts;  // none: off
  DAVY_FIELDS(post, person, day, shifts)
};

struct RosterDayCleared {  // as the roster says again
  static constexpr std::string_view kKind = "roster.day_cleared";
  std::string post;
  std::string person;
  std::string day;
  DAVY_FIELDS(post, person, day)
};

struct AbsenceTold {
  static constexpr std::string_view kKind = "absence.told";
  std::string person;
  Instant from;
  std::optional<Instant> until;  // none: until somebody ends it
  std::string reason;
  DAVY_FIELDS(person, from, until, reason)
};

struct AbsenceEnded {
  static constexpr std::string_view kKind = "absence.ended";
  AbsenceId absence;
  DAVY_FIELDS(absence)
};

// Appointed by the actor.
struct StandInAppointed {
  static constexpr std::string_view kKind = "stand_in.appointed";
  std::string person;      // who stands in
  std::string instead_of;  // empty: beside whoever holds the post
  std::string held_post;   // empty: on all posts of `instead_of`
  Instant from;
  std::optional<Instant> until;  // none: until somebody ends it
  std::string reason;
  DAVY_FIELDS(person, instead_of, held_post, from, until, reason)
};

struct StandInEnded {
  static constexpr std::string_view kKind = "stand_in.ended";
  StandInId stand_in;
  DAVY_FIELDS(stand_in)
};

// The nearest one counts. Idle: who has not worked in the kind for six months is tested in practice before they do again.
enum class QualificationLimit { Review, Expiry, Idle };

// So many days or fewer are left of a certificate: 90, 60, 30, and 0: it is void, or its holder has been away for too long. Each is told once for each date.
struct QualificationDue {
  static constexpr std::string_view kKind = "qualification.due";
  std::string qualification;  // id of the record
  std::string person;         // id of the record
  std::string login;          // empty: the person has no account
  std::string category;
  QualificationLimit limit = QualificationLimit::Expiry;
  std::string day;  // the last on which it holds
  std::uint32_t days_left = 0;
  DAVY_FIELDS(qualification, person, login, category, limit, day, days_left)
};

// Of a supply; of an emergency plan, twice; of a contractor; of a hazard unit; of the sensor of a device.
enum class DueWhat { Expiry, Filing, Evaluation, Licence, FiledUntil, SensorLife };

// So many days or fewer are left of a day that a record names: 90, 60, 30, and 0: it has passed. Each is told once for each day.
struct RecordDue {
  static constexpr std::string_view kKind = "record.due";
  std::string record;  // "supply/foam-agent"
  std::string name;    // what people call it
  DueWhat what = DueWhat::Expiry;
  std::string post;  // that is told; when it has passed, the one above, too
  std::string day;   // the last
  std::uint32_t days_left = 0;
  DAVY_FIELDS(record, name, what, post, day, days_left)
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::QualificationLimit> =
    std::to_array<davy::EnumName<davy::core::QualificationLimit>>({{davy::core::QualificationLimit::Review, "review"},
                                                                   {davy::core::QualificationLimit::Expiry, "expiry"},
                                                                   {davy::core::QualificationLimit::Idle, "idle"}});

template <>
inline constexpr auto davy::kEnumNames<davy::core::DueWhat> =
    std::to_array<davy::EnumName<davy::core::DueWhat>>({{davy::core::DueWhat::Expiry, "expiry"},
                                                        {davy::core::DueWhat::Filing, "filing"},
                                                        {davy::core::DueWhat::Evaluation, "evaluation"},
                                                        {davy::core::DueWhat::Licence, "licence"},
                                                        {davy::core::DueWhat::FiledUntil, "filed-until"},
                                                        {davy::core::DueWhat::SensorLife, "sensor-life"}});
