#pragma once
// AlarmBook: the alarms that are not normal, as orthogonal fields (ISA-18.2 states A–I, OPC UA Part 9; transitions of FACTS §A.2).
//
// decide_* are pure; evolve() is the only way in which the book changes. A condition without an entry is in state A.

#include "core/input.hpp"
#include "site/directory.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace davy::core {

struct Shelf {
  Instant until;
  std::string reason;
  std::string by;
  DAVY_FIELDS(until, reason, by)
};

struct OutOfService {
  std::string reason;
  std::string by;
  Instant since;
  DAVY_FIELDS(reason, by, since)
};

struct Suppression {
  std::string reason;
  std::string rule;       // the inhibition of the site; empty when other logic asked for it
  std::string inhibitor;  // the condition that is true meanwhile
  std::optional<Instant> until;
  DAVY_FIELDS(reason, rule, inhibitor, until)
};

struct Membership {
  AlarmId group;
  GroupedBy because = GroupedBy::Declared;
  DAVY_FIELDS(group, because)
};

// Why an alarm is graded higher than its rule says.
struct Related {
  std::string rule;
  std::vector<std::string> others;
  Impact impact;
  Instant since;
  DAVY_FIELDS(rule, others, impact, since)
};

// Open as long as one of its alarms is.
struct AlarmGroup {
  AlarmId first_out;  // of the earliest source time, over or not
  std::string first_condition;
  Instant first_onset;
  std::set<AlarmId> open;
  DAVY_FIELDS(first_out, first_condition, first_onset, open)
};

struct Alarm {
  std::string condition;
  AlarmId id;           // of the latest occurrence; none when the entry is only about what is set aside
  bool active = false;  // the condition is true
  bool blind = false;   // active, but no longer known
  bool acked = true;
  bool latched = false;                                    // returned, waits for a reset
  site::Severity severity = site::Severity::Moderate;      // as it now stands
  site::Severity own_severity = site::Severity::Moderate;  // of its rule, when it rang
  Instant onset;
  Instant raised;
  Instant acked_at;  // from here the re-alarm timer runs
  std::string acked_by;
  double value = 0;  // at the raising, then at the return
  std::optional<Shelf> shelf;
  std::optional<OutOfService> out_of_service;
  std::optional<Suppression> suppressed;
  std::optional<Membership> group;
  std::string duty;  // the post that answers for it
  std::optional<Related> related;
  DAVY_FIELDS(condition, id, active, blind, acked, latched, severity, own_severity, onset, raised, acked_at, acked_by, value, shelf,
              out_of_service, suppressed, group, duty, related)
};

// The state's letter in ISA-18.2 Fig. 2 (FACTS §A.1). Out of service covers suppressed covers shelved.
enum class AlarmState { Normal, Unacked, Acked, ReturnedUnacked, LatchedUnacked, LatchedAcked, Shelved, Suppressed, OutOfService };
AlarmState state_of(const Alarm& alarm);
char letter(AlarmState state);  // 'A' … 'I'

// Whether people are told: not shelved, not suppressed, not out of service.
bool annunciates(const Alarm& alarm);

// Active, not acknowledged, and people are told.
bool rings(const Alarm& alarm);

struct AlarmBook {
  std::map<std::string, Alarm, std::less<>> alarms;  // by condition
  std::map<AlarmId, std::string> conditions;         // of the occurrences in `alarms`
  std::map<AlarmId, AlarmGroup> groups;              // by the alarm that stood alone before
  std::vector<Truth> told;                           // by condition, since the process began; not journalled: detection tells it again
  DAVY_FIELDS(alarms, conditions, groups)

  const Alarm* find(AlarmId id) const;
  const Alarm* of(std::string_view condition) const;
  const Alarm* begins_to_ring(const Event& event) const;  // after the event: raised, or no longer set aside; none when it does not ring
  std::string condition_of(const Event& event) const;  // that an alarm event is about, while it is in the book; empty when it is about none
};

using Bodies = std::vector<EventBody>;
using Decided = std::variant<Bodies, Refusal>;

void append(Bodies& to, Bodies from);

namespace alarm {
Bodies decide(const AlarmBook& book, const site::Directory& directory, const Edge& edge);
Bodies decide(const site::Directory& directory, const LateFinding& finding);
// Requests about alarms only. One about a group gives an event for each of its alarms, by their ids, and nothing when none is left to be done.
Decided decide(const AlarmBook& book, const site::Directory& directory, const PersonRequest& request, Instant now);
// Why a person cannot do it to this alarm; none: it can be done.
std::optional<Refusal> cannot_acknowledge(const Alarm& alarm);
std::optional<Refusal> cannot_reset(const Alarm& alarm);  // by the alarm alone, whatever its condition is now
std::optional<Refusal> cannot_reset(const AlarmBook& book, const site::Directory& directory, const Alarm& alarm);
// The engine hands every edge to observe() before decide().
void observe(AlarmBook& book, const Edge& edge);
// Of a condition now: unknown also when detection has not told it since the process began. What the site has no longer is false.
Truth truth_of(const AlarmBook& book, const site::Directory& directory, std::string_view condition);
Bodies decide(const AlarmBook& book, const SuppressByDesign& input);
Bodies decide(const AlarmBook& book, const EndSuppression& input);
// After a start nothing is known of any condition until its first edge; those that the site no longer has are withdrawn.
Bodies on_start(const AlarmBook& book, const site::Directory& directory, const SystemStarted& started, Instant now);
Instant due(const Alarm& alarm, const site::Directory& directory);  // a shelf or a suppression that ends, a re-alarm timer
// Of the conditions named; suppressions are inhibition's.
Bodies on_time(const AlarmBook& book, const site::Directory& directory, const std::vector<std::string>& conditions, Instant now);
void evolve(AlarmBook& book, const Event& event);  // by the event alone: the journal folds alike under a later site
}  // namespace alarm

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::AlarmState> =
    std::to_array<davy::EnumName<davy::core::AlarmState>>({{davy::core::AlarmState::Normal, "normal"},
                                                           {davy::core::AlarmState::Unacked, "unacknowledged"},
                                                           {davy::core::AlarmState::Acked, "acknowledged"},
                                                           {davy::core::AlarmState::ReturnedUnacked, "returned-unacknowledged"},
                                                           {davy::core::AlarmState::LatchedUnacked, "latched-unacknowledged"},
                                                           {davy::core::AlarmState::LatchedAcked, "latched-acknowledged"},
                                                           {davy::core::AlarmState::Shelved, "shelved"},
                                                           {davy::core::AlarmState::Suppressed, "suppressed"},
                                                           {davy::core::AlarmState::OutOfService, "out-of-service"}});
