#pragma once
// Input: everything that can make the engine decide something. Batches of samples reach it as edges and feedback, through detection.

#include "base/text.hpp"
#include "core/access_requests.hpp"
#include "core/detect/edge.hpp"
#include "core/drill/drill_requests.hpp"
#include "core/event.hpp"
#include "core/permit/permit_requests.hpp"

#include <string>
#include <variant>
#include <vector>

namespace davy::core {

// A person acting, with what they may do at that moment; a machine with a token is "machine:<name>".
struct Actor {
  std::string login;
  Role role = Role::Worker;
  std::vector<std::string> posts;
  std::vector<std::string> zones = {};  // where they may act, with what lies inside; none: everywhere
};

struct AcknowledgeAlarm {
  AlarmId alarm;
  std::string comment;
};
struct ResetAlarm {
  AlarmId alarm;
};
// Each alarm of the group that stands, where it may be done: the others stay as they are.
struct AcknowledgeGroup {
  AlarmId group;
  std::string comment;
};
struct ResetGroup {
  AlarmId group;
};
struct ShelveAlarm {
  std::string condition;
  Duration duration;
  std::string reason;
};
struct UnshelveAlarm {
  std::string condition;
};
struct TakeOutOfService {
  std::string condition;
  std::string reason;
};
struct ReturnToService {
  std::string condition;
};
struct BypassRow {
  std::string row;
  Duration duration;
  std::string reason;
};
struct EndBypass {
  std::string row;
};
struct ResetRow {
  std::string row;
};
struct AcceptOrder {
  OrderId order;
};
struct SubmitOrder {
  OrderId order;
  std::string note;
  std::vector<std::string> photos;
};
struct ApproveOrder {
  OrderId order;
  std::string note;
};
struct RejectOrder {
  OrderId order;
  std::string reason;
};
// `reporter` anonymous: neither the journal nor the state keeps who it was.
enum class Reporter { Named, Anonymous };
struct ReportHazard {
  std::string zone;
  std::string what;
  std::vector<std::string> photos;
  HazardSource source = HazardSource::Routine;
  std::optional<HazardPlace> place;
  HazardSubject about;
  Reporter reporter = Reporter::Named;
  std::optional<Instant> found = {};  // when somebody saw it first; none: not said
};
struct GradeHazard {
  HazardId hazard;
  HazardGrade grade = HazardGrade::General;
  HazardKind danger = HazardKind::Safety;
  HazardHandling handling = HazardHandling::AtOnce;
  std::string post;                 // empty: the one that answers for it already
  std::optional<Instant> deadline;  // none: at once, as long as the site says
  FivePoints plan;                  // of a major one
  std::optional<HazardManagement> management = {};
  std::optional<HazardLink> arose_in = {};
  std::string reason = {};       // why it came about; empty: nobody says
  std::string hazard_code = {};  // of the risk object; empty: none
};
struct MergeHazard {
  HazardId hazard;
  HazardId into;
};
struct DismissHazard {
  HazardId hazard;
  std::string reason;
};
struct AcceptHazard {  // also to take it over
  HazardId hazard;
};
struct RectifyHazard {
  HazardId hazard;
  std::string note;
  std::vector<std::string> photos;
  std::optional<double> cost_yuan = {};
};
struct ReviewHazard {
  HazardId hazard;
  Verdict verdict = Verdict::Approved;
  std::string reason;
};
struct ReviewHazardAgain {
  HazardId hazard;
  Verdict verdict = Verdict::Approved;
  std::string reason;
};
struct ExtendHazard {
  HazardId hazard;
  Instant deadline;
  std::string reason;
};
struct AskExtension {
  HazardId hazard;
  Instant deadline;
  std::string reason;
};
struct RefuseExtension {
  HazardId hazard;
  std::string reason;
};
struct SeeNotice {
  NoticeId notice;
};
// `zone` empty: of the site; the normal mode of the site ends what was set for it.
struct SetMode {
  std::string zone;
  std::string mode;
  std::string reason;
  std::optional<Duration> duration;  // then it ends by itself
};
struct EndMode {
  std::string zone;
};
struct SetFact {
  std::string fact;
  std::string zone;
  double value = 0;  // of a truth 0 or 1
  Instant source;
  std::optional<Duration> valid_for;  // none: as long as the site says
};
struct SaveAccount {
  std::string login;
  std::string name;
  Role role = Role::Worker;
  std::vector<std::string> posts;
  std::vector<std::string> zones = {};
};

// Whose work the records of a kind are.
enum class RecordKeeper { Officer, Equipment };

// A record as it is to be; `expected_version` is the one that it was changed from, 0: it is new.
struct RecordDraft {
  std::string kind;
  std::string id;
  std::uint64_t expected_version = 0;
  std::string body;  // JSON, checked against the kind
  std::vector<RecordMark> unique;
  std::vector<RecordMark> references;
  std::vector<RecordMark> live;
  std::vector<std::string> personal;
  std::uint64_t restored = 0;
  RecordKeeper keeper = RecordKeeper::Officer;
};
// All or none.
struct SaveRecords {
  std::vector<RecordDraft> records;
  std::string reason;
};
struct RemoveRecord {
  std::string kind;
  std::string id;
  std::uint64_t expected_version = 0;
  std::string reason;
  RecordKeeper keeper = RecordKeeper::Officer;
};

struct SetRoster {
  std::string post;
  std::string first_day;
  std::string last_day;            // empty: until another begins
  std::vector<std::string> cycle;  // shifts; empty: off
  std::vector<Crew> crews;
};
struct RemoveRoster {
  std::string post;
  std::string first_day;
};
struct SetRosterDay {
  std::string post;
  std::string person;
  std::string day;
  std::optional<std::vector<std::string>> shifts;  // none: as the roster says again
};
struct TellAbsence {
  std::string person;
  Instant from;
  std::optional<Instant> until;
  std::string reason;
};
struct EndAbsence {
  AbsenceId absence;
};
struct AppointStandIn {
  std::string person;
  std::string instead_of;  // empty: on the post as such
  std::string post;        // empty: on all posts of `instead_of`
  Instant from;
  std::optional<Instant> until;
  std::string reason;
};
struct EndStandIn {
  StandInId stand_in;
};
struct OfferHandover {
  std::string post;
  std::string to;  // login; empty: whoever holds the post next
  std::vector<std::string> notes;
};
// Every matter that is open at that moment, in the state it has then.
struct AcceptHandover {
  HandoverId handover;
  std::vector<HandedMatter> matters;
  std::string remark;
};
struct RefuseHandover {
  HandoverId handover;
  std::string reason;
};
struct WithdrawHandover {
  HandoverId handover;
  std::string reason;
};

struct AskForCare {
  std::string device;
  CareWork work = CareWork::Maintenance;
  std::string reason;
};
struct StartCare {
  CareId care;
  std::string reason;  // of taking conditions out of service; empty: what is to be done
};
struct FinishCare {
  CareId care;
  CareResult result = CareResult::Passed;
  std::string note;
  std::string point;  // whose readings the next three are; empty: of the device's only one
  std::optional<double> as_found;
  std::optional<double> as_left;
  std::optional<double> reference;
  std::vector<std::string> photos;
  std::vector<UsedPart> parts;
  std::string replaced;  // serial number of the new device
};
struct AbandonCare {
  CareId care;
  std::string reason;
};

// What somebody found; perhaps long ago, on a device without a connection.
struct RecordCheck {
  CheckId check;
  CheckResult result = CheckResult::Normal;
  Instant done_at;
  std::optional<double> reading;
  std::string note;
  std::vector<std::string> photos;
  std::string voice;
  std::string signature;
  CheckPlace place = CheckPlace::ByHand;
  std::string tag;
};
struct PlantSeed {
  std::string measure;
  std::string tag;
  Instant until;
  std::string remark;
};
struct RemoveSeed {
  SeedId seed;
};

// One button: with a plan, its cards go out at once. `danger`, `level` and `zone` of a plan are used where nothing else is said.
struct OpenIncident {
  Exercise exercise = Exercise::Real;
  std::string plan;
  std::string danger;
  std::optional<ResponseLevel> level;
  std::string zone;
  std::string what;
  AlarmId alarm;
  std::vector<std::string> photos;
};
struct TakeCard {
  IncidentId incident;
  std::string card;
};
struct FinishCard {
  IncidentId incident;
  std::string card;
  std::string note;
  std::vector<std::string> photos;
};
struct SetResponseLevel {
  IncidentId incident;
  ResponseLevel level = ResponseLevel::Third;
  std::string reason;
};
struct TakeCommand {
  IncidentId incident;
};
// The zones with those inside; empty: that of the incident. Who is expected there is worked out from duty and permits; `others` besides.
struct OrderEvacuation {
  IncidentId incident;
  std::vector<std::string> zones;
  std::string assembly;  // empty: that of the plan
  std::vector<ExpectedPerson> others;
};
struct AccountForPerson {
  IncidentId incident;
  std::string person;
  Whereabouts state = Whereabouts::Safe;
  std::string zone;
  std::string note;
};
struct EndEvacuation {
  IncidentId incident;
  std::string reason;
};
struct NoteIncident {
  IncidentId incident;
  std::string text;
  std::vector<std::string> photos;
};
struct UseResource {
  IncidentId incident;
  std::string supply;
  std::string what;
  double quantity = 0;
  std::string unit;
};
struct TellCasualties {
  IncidentId incident;
  std::uint32_t dead = 0;
  std::uint32_t injured = 0;
  std::uint32_t slight = 0;
  std::uint32_t missing = 0;
  double loss_cny = 0;
};
struct ReportIncident {
  IncidentId incident;
  std::string to;
  std::string how;
  std::string text;
};
struct WaiveReport {
  IncidentId incident;
  std::string reason;
};
struct EndIncident {
  IncidentId incident;
  std::string reason;
};
struct CloseIncident {
  IncidentId incident;
  std::string summary;
  std::vector<std::string> lessons;
};

// `due` none: 30 days. By team leads and above.
struct AssignTraining {
  std::string person;  // login
  std::string course;
  std::optional<Instant> due;
  std::string reason;
};
struct ReadSection {  // like the next two by the person themself
  TrainingId training;
  std::string section;
  std::uint32_t seconds = 0;
};
struct StartExam {
  TrainingId training;
};
struct FinishExam {
  TrainingId training;
  std::vector<ExamAnswer> answers;
};
struct WithdrawTraining {
  TrainingId training;
  std::string reason;
};

// To be asked before the bundle is made: that somebody wanted it stays, whatever becomes of it.
struct ExportEvidence {
  MatterRef matter;
};

struct RequestKinds
    : TypeList<AcknowledgeAlarm, ResetAlarm, ShelveAlarm, UnshelveAlarm, TakeOutOfService, ReturnToService, BypassRow, EndBypass, ResetRow,
               AcceptOrder, SubmitOrder, ApproveOrder, RejectOrder, SeeNotice, SaveAccount, SaveRecords, RemoveRecord, SetMode, EndMode,
               SetFact, ReportHazard, GradeHazard, MergeHazard, DismissHazard, AcceptHazard, RectifyHazard, ReviewHazard, ReviewHazardAgain,
               ExtendHazard, AskExtension, RefuseExtension, SetRoster, RemoveRoster, SetRosterDay, TellAbsence, EndAbsence, AppointStandIn,
               EndStandIn, OfferHandover, AcceptHandover, RefuseHandover, WithdrawHandover, AcknowledgeGroup, ResetGroup, AskForCare,
               StartCare, FinishCare, AbandonCare, RecordCheck, PlantSeed, RemoveSeed, ApplyForPermit, ConfirmMeasure, HandleIsolation,
               TestGas, BriefWorkers, SignPermit, RefusePermit, StartPermit, InterruptPermit, SuspendPermit, ResumePermit, GuardPermit,
               FinishPermit, AcceptPermit, CancelPermit, ArchivePermit, OpenIncident, TakeCard, FinishCard, SetResponseLevel, TakeCommand,
               OrderEvacuation, AccountForPerson, EndEvacuation, NoteIncident, UseResource, TellCasualties, ReportIncident, WaiveReport,
               EndIncident, CloseIncident,                                            //
               AssignTraining, ReadSection, StartExam, FinishExam, WithdrawTraining,  //
               ExportEvidence,                                                        //
               GiveConsent, RefuseConsent, IssueToken, RevokeToken, SetSecondFactor, RemoveSecondFactor, NotePersonalRead, NoteKeyChange,
               NoteSite, ProposeSite,  //
               StartDrill, AbortDrill, AssessDrill> {};
using Request = OneOf<RequestKinds>;

// What tells a repeat of a request from a new one: digests (RequestDone); empty: nobody will repeat it.
struct RequestKey {
  std::string request;
  std::string fingerprint;
};

struct PersonRequest {
  Actor actor;
  Request request;
  RequestKey key = {};
};

// Logic-initiated suppression of one condition (FACTS §A.1 state H).
struct SuppressByDesign {
  std::string condition;
  std::string reason;
};
struct EndSuppression {
  std::string condition;
};

// The truth about a command, from the field.
enum class CommandStage { Sent, NotSent, Accepted, Refused };
struct CommandReport {
  std::string command;
  CommandStage stage = CommandStage::Sent;
  std::string detail;
};

// A live sample of a point that is some actuator's feedback.
struct FeedbackSeen {
  site::PointIndex point;
  double value = 0;
  Instant source;
};

struct DeviceReport {
  site::DeviceIndex device;
  Presence presence = Presence::Offline;
};

enum class NoticeStage { Sent, Dropped, Failed };
struct NoticeReport {
  NoticeId notice;
  NoticeStage stage = NoticeStage::Sent;
  std::string channel;
  std::string detail;
};

// The store has thinned old samples, as the site's retention says.
struct ThinningReport {
  SamplesThinned done;
};

struct Start {
  std::string program_version;
  std::optional<Instant> last_alive;
};
// The start is durable: what it demands may leave.
struct Go {};
struct Stop {
  std::string reason;
  std::string asked_by = {};  // that Davy start anew; empty: it ends
};
struct Tick {};
// The clock has leapt to `now` of the step.
struct ClockLeap {
  Instant from;
};

using Input = std::variant<Tick, Edge, LateFinding, FeedbackSeen, PersonRequest, SuppressByDesign, EndSuppression, CommandReport,
                           DeviceReport, NoticeReport, ThinningReport, Start, Go, Stop, ClockLeap>;

// Why a request was not carried out: a sentence for the person, and a code for the program.
enum class RefusalCode { NotFound, NotAllowed, NotNow, Changed, Invalid };  // changed: by somebody else since it was read
struct Refusal {
  RefusalCode code = RefusalCode::Invalid;
  std::string field;  // of the request, when one is to blame
  Text message;
};

}  // namespace davy::core
