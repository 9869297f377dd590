#pragma once
// Events of emergencies (应急): an incident from the call to its lessons. An IncidentId is the journal sequence of its IncidentOpened.
//
// Response: GB/T 29639-2020 §6.3. Deadlines of reports: State Council Order 493 art. 9, Order 21. Grades of accidents: Order 493 art. 3.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "core/alarm/alarm_events.hpp"
#include "core/permit/permit_events.hpp"
#include "site/names.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

using IncidentId = SeqId<struct IncidentTag>;
using DrillId = SeqId<struct DrillTag>;  // the sequence of a DrillStarted (core/drill)

using site::ResponseLevel;

enum class Exercise { Real, Drill };  // a drill says so everywhere

struct IncidentOpened {
  static constexpr std::string_view kKind = "incident.opened";
  Exercise exercise = Exercise::Real;
  std::string plan;    // of the site; empty: none fits
  std::string danger;  // code of GB 6441-2025, four digits: "0026" a leak; empty: not known yet
  ResponseLevel level = ResponseLevel::Third;
  std::string zone;
  std::string what;
  AlarmId alarm;          // that it began with; none
  std::string commander;  // login; whoever opened it, until somebody takes over
  std::vector<std::string> photos;
  Instant report_due;  // to the authority
  DrillId drill = {};  // in which it was called, and with which it ends; none
  DAVY_FIELDS(exercise, plan, danger, level, zone, what, alarm, commander, photos, report_due, drill)
};

// In both languages, as the plan says it.
struct CardText {
  std::string zh;
  std::string en;
  DAVY_FIELDS(zh, en)
};

// 应急处置卡: what one post does. Its name is that of the plan's card.
struct IncidentCardIssued {
  static constexpr std::string_view kKind = "incident.card_issued";
  IncidentId incident;
  std::string card;
  CardText title;
  std::vector<CardText> steps;
  std::string post;
  std::string zone;
  Instant due;  // to be taken
  DAVY_FIELDS(incident, card, title, steps, post, zone, due)
};

struct IncidentCardTaken {  // the actor does it
  static constexpr std::string_view kKind = "incident.card_taken";
  IncidentId incident;
  std::string card;
  DAVY_FIELDS(incident, card)
};

struct IncidentCardDone {
  static constexpr std::string_view kKind = "incident.card_done";
  IncidentId incident;
  std::string card;
  std::string note;
  std::vector<std::string> photos;
  DAVY_FIELDS(incident, card, note, photos)
};

struct IncidentCardOverdue {  // nobody took it: told to the post above, again and again
  static constexpr std::string_view kKind = "incident.card_overdue";
  IncidentId incident;
  std::string card;
  std::string post;
  std::uint32_t times = 0;
  DAVY_FIELDS(incident, card, post, times)
};

struct IncidentLevelSet {
  static constexpr std::string_view kKind = "incident.level_set";
  IncidentId incident;
  ResponseLevel level = ResponseLevel::Third;
  std::string reason;
  DAVY_FIELDS(incident, level, reason)
};

struct IncidentCommandTaken {  // by the actor
  static constexpr std::string_view kKind = "incident.command_taken";
  IncidentId incident;
  DAVY_FIELDS(incident)
};

enum class ExpectedBecause { OnDuty, Permit, Added };

// Somebody who is to be found: "user:<login>", "record:person/<id>", or "guest:<name>".
struct ExpectedPerson {
  std::string person;
  std::string zone;
  ExpectedBecause because = ExpectedBecause::OnDuty;
  PermitId permit;  // of whose work; none
  DAVY_FIELDS(person, zone, because, permit)
};

struct CountedZone {  // how many people a machine or somebody counted there (the fact `people`)
  std::string zone;
  double people = 0;
  DAVY_FIELDS(zone, people)
};

struct EvacuationOrdered {
  static constexpr std::string_view kKind = "incident.evacuation_ordered";
  IncidentId incident;
  std::vector<std::string> zones;  // with those inside
  std::string assembly;            // zone where people meet; empty: none is told
  std::vector<ExpectedPerson> people;
  std::vector<CountedZone> counted;
  DAVY_FIELDS(incident, zones, assembly, people, counted)
};

enum class Whereabouts { Unknown, Safe, Missing, Injured, Dead, NotThere };  // not there: was not in the plant

// What is known of one person from now on; of somebody who was not on the list, too.
struct PersonAccounted {
  static constexpr std::string_view kKind = "incident.person_accounted";
  IncidentId incident;
  std::string person;
  Whereabouts state = Whereabouts::Safe;
  std::string zone;  // where they are, or were last seen
  std::string note;
  DAVY_FIELDS(incident, person, state, zone, note)
};

struct EvacuationEnded {
  static constexpr std::string_view kKind = "incident.evacuation_ended";
  IncidentId incident;
  std::string reason;
  std::uint32_t open = 0;  // people whose whereabouts nobody knew then
  DAVY_FIELDS(incident, reason, open)
};

struct IncidentNoted {  // a line of the log
  static constexpr std::string_view kKind = "incident.noted";
  IncidentId incident;
  std::string text;
  std::vector<std::string> photos;
  DAVY_FIELDS(incident, text, photos)
};

struct IncidentResourceUsed {
  static constexpr std::string_view kKind = "incident.resource_used";
  IncidentId incident;
  std::string supply;  // id of its record; empty: it has none
  std::string what;
  double quantity = 0;
  std::string unit;
  DAVY_FIELDS(incident, supply, what, quantity, unit)
};

// As known at that time; never less than nothing.
struct CasualtiesTold {
  static constexpr std::string_view kKind = "incident.casualties_told";
  IncidentId incident;
  std::uint32_t dead = 0;
  std::uint32_t injured = 0;  // seriously, acute poisoning with them
  std::uint32_t slight = 0;
  std::uint32_t missing = 0;
  double loss_cny = 0;
  DAVY_FIELDS(incident, dead, injured, slight, missing, loss_cny)
};

enum class ReportKind { First, FollowUp };

struct IncidentReportDue {  // shortly before its time, and again when it has passed
  static constexpr std::string_view kKind = "incident.report_due";
  IncidentId incident;
  ReportKind report = ReportKind::First;
  Instant due;
  std::string post;  // the top of the chain of duty
  DAVY_FIELDS(incident, report, due, post)
};

struct IncidentReported {  // to the authority, by the actor; Davy sends nothing itself
  static constexpr std::string_view kKind = "incident.reported";
  IncidentId incident;
  ReportKind report = ReportKind::First;
  std::string to;
  std::string how;
  std::string text;
  std::optional<Instant> next_due;  // of the follow-up; none: none is asked for
  DAVY_FIELDS(incident, report, to, how, text, next_due)
};

struct IncidentReportWaived {  // it is none that must be reported, says the actor
  static constexpr std::string_view kKind = "incident.report_waived";
  IncidentId incident;
  std::string reason;
  DAVY_FIELDS(incident, reason)
};

struct IncidentEnded {  // 响应终止
  static constexpr std::string_view kKind = "incident.ended";
  IncidentId incident;
  std::string reason;
  std::vector<std::string> open_cards;  // that nobody had done
  DrillId drill = {};                   // that it ended with; none
  DAVY_FIELDS(incident, reason, open_cards, drill)
};

struct IncidentClosed {  // 总结; each lesson that asks for something is a hazard of its own
  static constexpr std::string_view kKind = "incident.closed";
  IncidentId incident;
  std::string summary;
  std::vector<std::string> lessons;
  DAVY_FIELDS(incident, summary, lessons)
};

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::Exercise> = std::to_array<EnumName<core::Exercise>>({{core::Exercise::Real, "real"},
                                                                                            {core::Exercise::Drill, "drill"}});

template <>
inline constexpr auto kEnumNames<core::ExpectedBecause> = std::to_array<EnumName<core::ExpectedBecause>>(
    {{core::ExpectedBecause::OnDuty, "on-duty"}, {core::ExpectedBecause::Permit, "permit"}, {core::ExpectedBecause::Added, "added"}});

template <>
inline constexpr auto kEnumNames<core::Whereabouts> = std::to_array<EnumName<core::Whereabouts>>({{core::Whereabouts::Unknown, "unknown"},
                                                                                                  {core::Whereabouts::Safe, "safe"},
                                                                                                  {core::Whereabouts::Missing, "missing"},
                                                                                                  {core::Whereabouts::Injured, "injured"},
                                                                                                  {core::Whereabouts::Dead, "dead"},
                                                                                                  {core::Whereabouts::NotThere,
                                                                                                   "not-there"}});

template <>
inline constexpr auto kEnumNames<core::ReportKind> = std::to_array<EnumName<core::ReportKind>>({{core::ReportKind::First, "first"},
                                                                                                {core::ReportKind::FollowUp, "follow-up"}});

}  // namespace davy
