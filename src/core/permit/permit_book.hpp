#pragma once
// PermitBook: the permits for special work that are not over, and what detection says of what they stand on.
//
// Preparing. What its form asks for is given in the application; then, in any order, its measures are confirmed, gas is tested, the workers are briefed; then
// it is signed, step after step, by different people than who does the work. Signed, it can be started: everything is looked at once more at that moment.
// Open. It stays open as long as every detector that it stands on is fresh, calibrated and within the permit's limits, the gas tests are young enough, the
// guardian is heard of, its level is that of the hour, and no other work comes too near. Whatever of this ends takes it back within the same step of the
// engine: it is suspended. To go on it is looked at anew, with a gas test after the event where one is asked for, by the post that checks it for the shift.
// Over. It ends by the clock, or it is finished, accepted by somebody else, and archived. Nothing opens it again.
//
// What is unknown never lets a permit open, nor stay open: after a start a detector has its point's stale_after to speak.

#include "core/account.hpp"
#include "core/alarm/alarm_book.hpp"
#include "core/care/care_book.hpp"
#include "core/duty/qualification_book.hpp"
#include "core/duty/who_answers.hpp"
#include "core/interlock/interlock_table.hpp"
#include "core/mode/fact_book.hpp"
#include "core/permit/conflict.hpp"
#include "core/permit/gb30871.hpp"
#include "core/permit/permit_events.hpp"
#include "core/record/record_book.hpp"
#include "core/training/training_book.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

inline constexpr Duration kPermitRemindBefore = 10_min;
// A fact that the site may have of zones, told by what hears the guardians' beacons: the second proof beside the phone.
inline constexpr std::string_view kGuardianFact = "guardian-present";

enum class PermitState { Preparing, Signed, Open, Interrupted, Suspended, Finished, Accepted };

struct PermitMeasure {
  bool applies = true;
  std::string by;
  Instant at;
  DAVY_FIELDS(applies, by, at)
};

struct PermitTest {
  Instant taken;
  bool good = false;
  DAVY_FIELDS(taken, good)
};

struct PermitSignature {
  std::string by;
  Instant at;
  DAVY_FIELDS(by, at)
};

struct Permit {
  PermitId id;
  PermitApplied what;
  std::string by;  // login of who applied
  Instant applied;
  PermitState state = PermitState::Preparing;
  std::map<std::uint32_t, PermitMeasure> measures;  // confirmed, by number
  std::optional<PermitTest> test;                   // the latest by its samples' time
  std::string briefed_by;
  std::set<std::string> briefed;   // ids of records
  std::set<std::string> received;  // of these, who signed that they were
  std::vector<PermitSignature> signatures;
  std::optional<Instant> started;
  std::optional<Instant> rests_since;  // interrupted or suspended
  std::optional<StopCause> stopped;    // why it is suspended
  std::string stopped_by;              // `what` of that event
  std::optional<Instant> answer_due;   // `due` of that event; none: it is of a program that had no orders of permits
  Instant guarded;                     // the guardian was last heard of
  std::set<PermitDueKind> reminded;    // since what each is about was last put right
  DAVY_FIELDS(id, what, by, applied, state, measures, test, briefed_by, briefed, received, signatures, started, rests_since, stopped,
              stopped_by, answer_due, guarded, reminded)
};

// A lock or tag that hangs: since when, by whom, who saw it, who keeps it on after the work. It hangs until somebody takes it off, whatever becomes of its permit.
struct IsolationLock {
  IsolationKind what = IsolationKind::Blind;
  std::string place;
  std::string zone;
  std::string lock;
  std::string by;
  Instant at;
  std::string verified_by;  // empty: nobody saw it yet
  std::string kept_by;      // empty: it is its permit's
  DAVY_FIELDS(what, place, zone, lock, by, at, verified_by, kept_by)
};

struct PermitBook {
  std::map<PermitId, Permit> permits;
  std::map<PermitId, std::map<std::uint32_t, IsolationLock>> locks;  // those that hang, by the number of the isolation
  std::map<std::string, std::set<PermitId>, std::less<>> open_on;    // the open ones, by each point that they stand on
  std::optional<Instant> started;                                    // the latest start of Davy
  Instant live_since = Instant::before_all();                        // when this process went; not journalled, like the next
  std::map<site::ConditionIndex, Told> told;                         // of conditions that gate; not journalled: detection tells it again
  DAVY_FIELDS(permits, locks, open_on, started)

  const Permit* find(PermitId id) const;
  const IsolationLock* lock_of(PermitId id, std::uint32_t isolation) const;  // none: nothing hangs there
  // Whether an open permit stands on the condition.
  bool stands_on(const site::Directory& directory, site::ConditionIndex condition) const;
  // The open permits that it gates, in order.
  std::vector<PermitId> standing_on(const site::Directory& directory, site::ConditionIndex condition) const;
};

// What keeps a permit from being open.
struct Fault {
  StopCause cause = StopCause::Gas;
  std::string what;
  double value = 0;
  bool operator==(const Fault&) const = default;
};

namespace permit {

// What permits are judged by.
struct Sources {
  const PermitBook& book;
  const AlarmBook& alarms;
  const CareBook& care;
  const QualificationBook& qualifications;
  const RecordBook& records;
  const Accounts& accounts;
  const site::Directory& directory;
  const TrainingBook& trainings;
  const FactBook& facts;
};

// Since when detectors may be heard: since the latest start, however long that took. None: nothing has started.
std::optional<Instant> listening_since(const PermitBook& book);

// The engine hands every edge to observe() before decide().
void observe(PermitBook& book, const site::Directory& directory, const Edge& edge);
Bodies decide(const Sources& sources, const Edge& edge, Instant now);
Decided decide(const Sources& sources, const PersonRequest& request, Instant now);  // permit requests only
Bodies react(const Sources& sources, const Event& event);  // a calibration, a condition out of service, a gas test, …
// Where the site knows a fact "permit-<kind>" of the zone or of one around it: that such a permit is open there, or that none is any more.
Bodies facts(const Sources& sources, const Event& event);
Bodies on_time(const Sources& sources, Instant now);
Instant next_due(const Sources& sources, Instant now);
void evolve(PermitBook& book, const Event& event);
bool concerns(const EventBody& body);  // what is due, or what stands in the way, may change by it

// Of the detectors, the tests, the guardian, the hour and the works beside it, at a moment; empty: it may be open.
std::vector<Fault> faults(const Sources& sources, const Permit& permit, Instant now);
// Whether a detector of it belongs to a device whose calibration is over, has failed or is not known.
bool stands_on_uncalibrated(const Sources& sources, const PermitApplied& what);
// What the fact of the guardians says of its zone, or of the nearest around it that was told of; neither: nothing that holds.
bool is_told_there(const Sources& sources, const PermitApplied& what, Instant now);
bool is_told_away(const Sources& sources, const PermitApplied& what, Instant now);
// The conditions that gate it, in the site's order.
std::vector<site::ConditionIndex> gates(const site::Directory& directory, const PermitApplied& what);
// Whether one of them looks at the gas: a gauge of the wind sees none, and what only raises the level takes nothing back.
bool watches_gas(const site::Directory& directory, const PermitApplied& what);
// The points of its zone, and of those inside, that gate its kind; of works outdoors also the wind, wherever it is measured.
std::vector<std::string> points_for(const site::Directory& directory, const PermitApplied& what);
// What is missing before it can be signed, or started; in words, in the order of the form. Empty: nothing.
std::vector<Text> missing(const Sources& sources, const Permit& permit, Instant now);
// The level that the hour and the day ask for, and why.
PermitLevel level_at(const site::Site& site, PermitKind kind, PermitLevel own, Instant at, std::vector<std::string>& upgraded);
// What the grounds, the hour, the day and, of work outdoors, the wind at its points ask for (5.1.1, 5.2.15). A wind that nobody knows is no calm;
// work that goes on
// gives its gauges the time after a start of Davy to speak.
enum class WorkStands { Ahead, Open };
PermitLevel level_now(const Sources& sources, const PermitApplied& what, Instant now, WorkStands stands,
                      std::vector<std::string>& upgraded);
// What gates the kind of work or upgrades it, of its points, in the site's order.
std::vector<site::ConditionIndex> watched(const site::Directory& directory, const PermitApplied& what);
// With the permits that are not over; of a draft, before it is applied for.
std::vector<Conflict> conflicts_of(const PermitBook& book, const site::Site& site, const PermitApplied& draft, PermitId own);

}  // namespace permit

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::PermitState> =
    std::to_array<davy::EnumName<davy::core::PermitState>>({{davy::core::PermitState::Preparing, "preparing"},
                                                            {davy::core::PermitState::Signed, "signed"},
                                                            {davy::core::PermitState::Open, "open"},
                                                            {davy::core::PermitState::Interrupted, "interrupted"},
                                                            {davy::core::PermitState::Suspended, "suspended"},
                                                            {davy::core::PermitState::Finished, "finished"},
                                                            {davy::core::PermitState::Accepted, "accepted"}});
