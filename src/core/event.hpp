#pragma once
// Event: one decision, as it stands in the journal. evolve() over events is the only way in which state changes.

#include "base/one_of.hpp"
#include "core/access_events.hpp"
#include "core/alarm/alarm_events.hpp"
#include "core/care/care_events.hpp"
#include "core/check/check_events.hpp"
#include "core/consent/consent_events.hpp"
#include "core/consent/rule_events.hpp"
#include "core/drill/drill_events.hpp"
#include "core/duty/duty_events.hpp"
#include "core/handover/handover_events.hpp"
#include "core/hazard/hazard_events.hpp"
#include "core/incident/incident_events.hpp"
#include "core/interlock/interlock_events.hpp"
#include "core/merit/merit_events.hpp"
#include "core/mode/mode_events.hpp"
#include "core/notice/notice_events.hpp"
#include "core/obligation/obligation.hpp"
#include "core/order/order_events.hpp"
#include "core/permit/permit_events.hpp"
#include "core/prevention/prevention_events.hpp"
#include "core/record/record_events.hpp"
#include "core/role.hpp"
#include "core/training/training_events.hpp"

#include <string>

namespace davy::core {

struct SystemStarted {
  static constexpr std::string_view kKind = "system.started";
  std::string program_version;
  std::string site_version;
  std::optional<Instant> last_alive;  // the newest record before this start: the gap is from then to the event's time
  DAVY_FIELDS(program_version, site_version, last_alive)
};

struct SystemStopped {  // in order; a start without one before it follows a crash
  static constexpr std::string_view kKind = "system.stopped";
  std::string reason;
  std::string asked_by = {};  // who asked that Davy start anew, a login or "uid 0"; empty: it ended
  DAVY_FIELDS(reason, asked_by)
};

// The machine's clock did not go on as time does: somebody set it, or the machine stood still. This event's own time is the first after that.
struct ClockLeapt {
  static constexpr std::string_view kKind = "clock.leapt";
  Instant from;  // the last time before
  DAVY_FIELDS(from)
};

enum class Presence { Online, Offline };

struct DevicePresence {
  static constexpr std::string_view kKind = "device.presence";
  std::string device;
  Presence presence = Presence::Offline;
  DAVY_FIELDS(device, presence)
};

struct AccountSaved {
  static constexpr std::string_view kKind = "account.saved";
  std::string login;
  std::string name;
  Role role = Role::Worker;
  std::vector<std::string> posts;       // the posts this person holds
  std::vector<std::string> zones = {};  // where this person may act, with what lies inside; none: everywhere
  DAVY_FIELDS(login, name, role, posts, zones)
};

// Samples that are no longer there as they came: of the points of a class of retention, all before `until` but those around alarms.
struct SamplesThinned {
  static constexpr std::string_view kKind = "samples.thinned";
  std::uint64_t run = 0;  // counts the runs of this store
  std::string retention;  // the class
  std::string site_version;
  Instant until;
  std::uint64_t points = 0;  // of which something went
  std::uint64_t samples = 0;
  std::uint64_t summaries = 0;          // intervals whose figures stand in their place
  std::uint64_t summaries_removed = 0;  // older ones, whose time was over
  DAVY_FIELDS(run, retention, site_version, until, points, samples, summaries, summaries_removed)
};

// A request that carried a key of its own was carried out: by this and the records from `first` on. A repeat, also after a crash, does nothing.
struct RequestDone {
  static constexpr std::string_view kKind = "request.done";
  std::string request;      // digest of who asked and the key
  std::string fingerprint;  // digest of what was asked
  std::uint64_t first = 0;
  DAVY_FIELDS(request, fingerprint, first)
};

// Somebody took a matter out of the house, as a bundle that proves itself (docs/formats/evidence.md).
struct EvidenceExported {
  static constexpr std::string_view kKind = "evidence.exported";
  MatterRef matter;
  DAVY_FIELDS(matter)
};

struct EventKinds
    : TypeList<SystemStarted, SystemStopped, ClockLeapt, DevicePresence, AccountSaved, SamplesThinned,                            //
               AlarmRaised, AlarmReturned, AlarmAcknowledged, AlarmReset, AlarmReannunciated, AlarmBlinded, AlarmSighted,         //
               AlarmShelved, AlarmUnshelved, AlarmSuppressed, AlarmUnsuppressed, AlarmTakenOutOfService, AlarmReturnedToService,  //
               AlarmFoundLate, AlarmWithdrawn, AlarmGrouped, FloodStarted, FloodEnded, AlarmRegraded,                             //
               RowTripped, RowUndecided, RowDecided, RowBlocked, RowReset, RowBypassed, RowBypassEnded,                           //
               CommandRequested, CommandSent, CommandAccepted, CommandObserved, CommandFailed, EffectExhausted, EffectOverruled,  //
               OrderIssued, OrderRecurred, OrderAccepted, OrderSubmitted, OrderApproved, OrderRejected, OrderClosed,              //
               OrderReminded, OrderEscalated,                                                                                     //
               HazardReported, HazardGraded, HazardMerged, HazardDismissed, HazardAccepted, HazardRectified, HazardReviewed,      //
               HazardReviewedAgain, HazardExtended, HazardReminded, HazardSupervised, HazardClosed,                               //
               HazardExtensionAsked, HazardExtensionRefused, MeritGiven,                                                          //
               NoticeIssued, NoticeBundled, NoticeSent, NoticeDropped, NoticeFailed, NoticeSeen,                                  //
               RecordSaved, RecordRemoved,                                                                                        //
               ModeSet, ModeEnded, FactTold,                                                                                      //
               MeasureFailed, MeasureRestored,                                                                                    //
               RosterSet, RosterRemoved, RosterDaySet, RosterDayCleared, AbsenceTold, AbsenceEnded, StandInAppointed,             //
               StandInEnded, QualificationDue, RecordDue,                                                                         //
               HandoverOffered, HandoverAccepted, HandoverRefused, HandoverWithdrawn, HandoverOverdue,                            //
               RequestDone,                                                                                                       //
               CareIssued, CareOverdue, CareStarted, CareStillOpen, CareFinished, CareAbandoned, DeviceCalibration,               //
               CheckIssued, CheckOverdue, CheckMissed, CheckWithdrawn, CheckRecorded, SeedPlanted, SeedRemoved, SeedFound, SeedOverlooked,
               PermitApplied, PermitMeasureConfirmed, PermitGasTested, PermitBriefed, PermitIsolation, PermitSigned, PermitRefused,
               PermitStarted,                                                                                                   //
               PermitInterrupted, PermitSuspended, PermitResumed, PermitGuarded, PermitDue, PermitFinished, PermitAccepted,     //
               PermitReturned, PermitExpired, PermitCancelled, PermitArchived,                                                  //
               IncidentOpened, IncidentCardIssued, IncidentCardTaken, IncidentCardDone, IncidentCardOverdue, IncidentLevelSet,  //
               IncidentCommandTaken, EvacuationOrdered, PersonAccounted, EvacuationEnded, IncidentNoted, IncidentResourceUsed,  //
               CasualtiesTold, IncidentReportDue, IncidentReported, IncidentReportWaived, IncidentEnded, IncidentClosed,        //
               TrainingAssigned, TrainingRead, TrainingExamStarted, TrainingExamFinished, TrainingPassed, TrainingFailed, TrainingOverdue,
               TrainingWithdrawn,  //
               EvidenceExported,   //
               ConsentAsked, ConsentGiven, ConsentRefused, ConsentLapsed, TokenIssued, TokenRevoked, SecondFactorSet, SecondFactorRemoved,
               PersonalRead, DataKeyChanged,           //
               SiteAccepted, SiteHeld, SiteWithdrawn,  //
               OrderWithdrawn, DrillStarted, DrillEnded, DrillAssessed> {};
using EventBody = OneOf<EventKinds>;

// The actor of what a person did who did not want to be named.
inline constexpr std::string_view kAnonymous = "anonymous";

struct Event {
  std::uint64_t seq = 0;  // of the journal, without holes
  Instant time;           // when it was decided
  std::string actor;      // "system", "user:<login>", "device:<name>", "machine:<name>", "anonymous"
  EventBody body;
};

std::string_view kind_of(const EventBody& body);

// Whether it names a condition, a row or an actuator that is a twin of drills (site/exercise.hpp).
bool is_of_exercise(const EventBody& body);

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::Presence> = std::to_array<davy::EnumName<davy::core::Presence>>(
    {{davy::core::Presence::Online, "online"}, {davy::core::Presence::Offline, "offline"}});
