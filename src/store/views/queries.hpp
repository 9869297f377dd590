#pragma once
// Queries: what people read. Views folded from the journal, committed with it, rebuilt by `davy rebuild`.
//
// A list costs O(page), with a cursor that cannot skip; a cursor that no list gave is Invalid. Opened read-only on the same database; one object per thread.

#include "core/alarm/rang_alarm.hpp"
#include "core/care/care_book.hpp"
#include "core/duty/due_book.hpp"
#include "core/engine/engine.hpp"
#include "core/material/material_book.hpp"
#include "core/prevention/zone_picture.hpp"
#include "store/views/consent_rows.hpp"
#include "store/views/drill_rows.hpp"
#include "store/views/incident_rows.hpp"
#include "store/views/journal_rows.hpp"
#include "store/views/list_order.hpp"
#include "store/views/obligation_rows.hpp"
#include "store/views/permit_rows.hpp"
#include "store/views/personal_read_rows.hpp"
#include "store/views/training_rows.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace davy::store {

template <class T>
struct Page {
  std::vector<T> items;
  std::string next;  // cursor of the next page; empty at the end
};

// Of an alarm's group: what came first, over or not.
struct FirstOut {
  core::AlarmId alarm;
  std::string condition;
  Instant onset;
};

struct AlarmRow {
  core::Alarm alarm;  // of this occurrence
  std::string zone;
  double raised_value = 0;  // what raised it; alarm.value is the latest that the journal knows
  std::optional<Instant> returned;
  std::optional<Instant> ended;  // back in state A, or followed by the next occurrence
  std::optional<core::OrderId> order;
  std::string rule_version;
  std::optional<FirstOut> first_out;  // of alarm.group
};

struct AlarmFilter {
  enum class Which { Open, All } which = Which::Open;  // open: not ended
  std::string zone;                                    // empty: all
  std::string condition;                               // empty: all
  std::optional<core::AlarmId> group;                  // none: all
  std::optional<core::NoticeId> notice = {};           // those that this notice of a flood tells of; none: all
  std::optional<ListOrder> order = {};  // not by deadline: an alarm has none. None: open ones the worst first, all the newest first
  std::string after;                    // cursor
  std::size_t limit = 50;
};

struct OrderRow {
  core::Order order;
  std::optional<Instant> submitted;
  std::optional<Instant> closed;
  std::vector<std::string> photos;  // of the latest submission; the story has all
};

// The cursor is of a list in the same order.
struct OrderFilter {
  enum class Which { Open, Closed, All } which = Which::Open;
  std::string post;                             // assigned to it; empty: all
  std::string handler;                          // empty: all
  std::string zone;                             // empty: all
  std::optional<site::Severity> severity = {};  // none: all
  std::string after;
  ListOrder order = {};
  std::size_t limit = 50;
};

enum class HazardOutcome { Open, Closed, Merged, Dismissed };

struct HazardRow {
  core::HazardId id;
  std::string zone;
  std::string what;
  core::HazardSource source = core::HazardSource::Routine;
  std::optional<core::HazardPlace> place;
  core::HazardSubject about;
  std::string reporter;  // empty: anonymous
  Instant reported;
  core::HazardState state = core::HazardState::Reported;  // the last one, when it is over
  HazardOutcome outcome = HazardOutcome::Open;
  std::optional<core::HazardGrade> grade;  // none, like the next two: not graded
  std::optional<core::HazardKind> danger;
  std::optional<core::HazardHandling> handling;
  std::string post;
  Instant deadline;
  core::FivePoints plan;
  std::string handler;
  std::string reviewer;
  Instant last_call;
  std::uint32_t reminders = 0;
  std::uint32_t supervision = 0;
  std::string supervised_by;
  std::uint32_t returns = 0;
  std::uint32_t extensions = 0;
  std::vector<std::string> photos_before;
  std::vector<std::string> photos_after;  // of the latest mending; the story has all
  std::optional<Instant> rectified;       // the latest
  std::optional<Instant> ended;
  std::optional<core::HazardId> merged_into;
  std::optional<Instant> asked;                           // until when somebody has asked to have time
  std::optional<Instant> found;                           // none: nobody said when
  std::optional<core::HazardManagement> management = {};  // this and the next three: as of its last grading
  std::optional<core::HazardLink> arose_in = {};
  std::string reason = {};
  std::string hazard_code = {};
  std::optional<double> cost_yuan = {};  // of the latest mending
};

// By severity: by grade, the ungraded as the least. The cursor is of a list in the same order. What is empty or none filters nothing.
struct HazardFilter {
  enum class Which { Open, Over, All } which = Which::Open;
  std::optional<core::HazardState> state;
  std::optional<core::HazardGrade> grade;
  std::string zone;
  std::string post;
  std::optional<Instant> overdue_at;  // open, with a deadline no later than this
  // What concerns one person: reported or in hand by name, and what the posts they hold answer for or watch over.
  struct Concerned {
    std::string login;
    std::vector<std::string> posts;                     // that they hold
    std::vector<std::string> reviews;                   // posts whose work those review
    enum class Grades { No, Yes } grades = Grades::No;  // and reviews the second time
  };
  std::optional<Concerned> concerned = {};
  ListOrder order = {};
  std::string after;
  std::size_t limit = 50;
};

enum class SeedOutcome { Hanging, Found, Overlooked, Removed };

struct CheckRecordRow {
  core::CheckRecorded record;  // without its tag
  std::string by;
  Instant told;
  std::optional<SeedOutcome> seed;
  core::HazardId raised;
};

struct CheckRow {
  core::CheckId id;
  std::string measure;
  std::string name;
  std::string what;
  std::string zone;
  std::string post;
  std::string point;  // empty: none
  Instant issued;
  Instant due;
  core::CheckState state = core::CheckState::Open;
  std::optional<Instant> ended;
  std::vector<CheckRecordRow> records;  // in the order in which they came
};
bool is_disputed(const CheckRow& row);  // its records do not say the same

// What is empty or none filters nothing.
struct CheckFilter {
  enum class Which { Open, Over, All } which = Which::Open;
  std::optional<core::CheckState> state;
  std::string zone;
  std::string post;
  std::string measure;
  enum class Of { Anything, Measures, Supplies } of = Of::Anything;
  struct Mine {
    std::string login;               // recorded by
    std::vector<std::string> posts;  // or of one of these
  };
  std::optional<Mine> mine = {};
  std::optional<ListOrder> order = {};  // not by severity. None: open ones by due time, the others the newest first
  std::string after;
  std::size_t limit = 50;
};

struct SeedRow {
  core::SeedId id;
  std::string measure;
  std::string name;
  std::string zone;
  std::string tag;
  Instant planted;
  std::string by;
  Instant until;
  std::string remark;
  SeedOutcome outcome = SeedOutcome::Hanging;
  std::optional<Instant> ended;
  core::CheckId check;  // whose record found or overlooked it
  std::string judged;
};

struct SeedFilter {
  enum class Which { Open, Over, All } which = Which::All;
  std::string after;
  std::size_t limit = 50;
};

// A request with a key of its own that was carried out.
struct DoneRequest {
  std::string fingerprint;
  std::vector<core::Event> events;  // what it brought about
};

// A kind of records, from an instant on.
struct KindSince {
  std::string_view kind;
  Instant from = Instant::before_all();
};

struct JournalFilter {
  std::string kind_prefix;              // "alarm." …
  std::optional<std::uint64_t> before;  // only records before this seq, newest first; none: from the newest
  std::optional<std::uint64_t> after;   // only records after this seq, oldest first: the change feed; 0: from the beginning
  std::size_t limit = 100;
  std::vector<std::uint64_t> without = {};  // not these: few
};

struct NoticeRow {
  core::Notice notice;
  std::optional<Instant> sent;
  std::string channel;
  std::string dropped;  // why it was not sent
  std::string failed;   // why the channel could not
  std::vector<std::string> seen_by;
};

// Not by deadline: a notice has none. What is empty filters nothing.
struct NoticeFilter {
  std::string post;    // told to it
  std::string person;  // told to this login by name
  std::string after;
  std::size_t limit = 50;
  std::string among = {};  // told to this login, who answered for its post then
  ListOrder order = {};
};

// What one person was told by name or for their post, and was sent: what their use of the system is counted by. The newest first.
struct ToldFilter {
  std::string person;
  Instant from;
  Instant until;
  std::string after;
  std::size_t limit = 50;
};

// What somebody earned (core/merit).
struct MeritRow {
  std::uint64_t id = 0;  // of the journal
  Instant given;
  core::MeritGiven merit;
};

struct ModeRow {
  std::string zone;  // empty: the site
  core::PlaceMode set;
};

struct FactRow {
  std::string fact;
  std::string zone;     // empty: of the site
  core::ToldFact told;  // also when it has run out
};

enum class HandoverOutcome { Open, Accepted, Refused, Withdrawn };

struct HandoverRow {
  core::Handover handover;
  HandoverOutcome outcome = HandoverOutcome::Open;
  std::optional<Instant> ended;
  std::string ended_by;
  std::vector<core::HandedMatter> acknowledged;  // of an accepted one
  std::string remark;                            // of who accepted; else why it was refused or withdrawn
};

// Not by severity.
struct HandoverFilter {
  enum class Which { Open, Over, All } which = Which::All;
  std::string post;  // empty: all
  ListOrder order = {};
  std::string after;
  std::size_t limit = 50;
};

// What who answers depends on, as it now stands and as it was.
struct DutySources {
  std::vector<core::Account> accounts;
  core::RosterBook rosters;
  core::QualificationBook qualifications;  // what was told is the core's own
  std::map<std::string, Instant> missing;  // by post: the change of shift that nobody has taken over, late already
};

enum class CareState { Open, Overdue, Working, Done, Abandoned };

struct CareRow {
  core::CareId id;
  core::CareIssued what;
  Instant issued;
  CareState state = CareState::Open;
  std::optional<Instant> started;
  std::string started_by;
  std::vector<std::string> conditions;  // that its start took out of service
  std::optional<Instant> ended;
  std::string ended_by;  // empty: nobody
  std::optional<core::CareFinished> finished;
  std::string abandoned;  // why
};

// The cursor is of the same list only. What is empty or none filters nothing.
struct CareFilter {
  enum class Which { Current, All } which = Which::Current;
  std::optional<CareState> state;
  std::optional<core::CareWork> work;
  std::string device;
  std::string post;
  struct Mine {
    std::string login;
    std::vector<std::string> posts;
  };
  std::optional<Mine> mine;
  std::optional<ListOrder> order = {};  // not by severity. None: current ones by when they are due, others the newest first
  std::string after;
  std::size_t limit = 50;
};

// Samples of a point in [from, until) that a calibration has cast doubt on.
struct DoubtRow {
  core::CareId care;
  std::string point;
  Instant from;
  Instant until;
};
// The newest 200 that reach into [from, until), of a device or a point.
struct DoubtFilter {
  std::string device;
  std::string point;
  Instant from = Instant::before_all();
  Instant until = Instant::never();
};

struct DeviceCareRow {
  std::string card;  // empty: none
  std::string device_class;
  core::DeviceCalibration calibration;
  std::uint64_t open = 0;  // care
};

struct RowView {
  std::string row;
  core::RowState state;                 // losses of effects are the engine's own and stay 0
  std::vector<core::Command> commands;  // the latest of each effect
};

// A record, or one version of it.
struct RecordRow {
  enum class Standing { There, Removed };
  std::string kind;
  std::string id;
  std::uint64_t version = 0;
  Instant saved;
  std::string actor;
  std::string reason;
  Standing standing = Standing::There;
  std::string body_json;       // of a removed record: as it last was; of the version that removed it: empty
  std::uint64_t restored = 0;  // of a version: the one whose body this is again
};

// By id, or by a field and then by id; the cursor is the last id, and stands for where that record is now. What it costs: record_reader.hpp.
struct RecordFilter {
  struct Value {
    std::string field;
    std::string key;  // as key_of_text, key_of_number or key_of_flag gives it; of a list: one of its texts; "": has none
  };
  enum class Which { There, Removed } which = Which::There;
  enum class Order { Ascending, Descending } order = Order::Ascending;
  std::string kind;
  std::string search;         // is in the id or a value that is not personal, whatever the case of a-z; empty: all
  std::vector<Value> values;  // all of them; of records that are there
  std::string sort;           // a field, of records that are there; empty: by id. Records without a value come last
  std::string after;
  std::size_t limit = 50;
};

// Where they stand in a list.
ListPlace place_of(const AlarmRow& row, ListOrder::By by);
ListPlace place_of(const OrderRow& row, ListOrder::By by);
ListPlace place_of(const HazardRow& row, ListOrder::By by);
ListPlace place_of(const CheckRow& row, ListOrder::By by);
ListPlace place_of(const CareRow& row, ListOrder::By by);
ListPlace place_of(const NoticeRow& row, ListOrder::By by);
ListPlace place_of(const HandoverRow& row, ListOrder::By by);
ListPlace place_of(const PermitRow& row, ListOrder::By by);
ListPlace place_of(const IncidentRow& row, ListOrder::By by);
ListPlace place_of(const TrainingRow& row, ListOrder::By by);
ListPlace place_of(const DrillRow& row, ListOrder::By by);

class Queries {
 public:
  static Result<std::unique_ptr<Queries>> open(const std::string& data_folder);
  ~Queries();

  Result<Page<AlarmRow>> alarms(const AlarmFilter& filter);
  Result<std::optional<AlarmRow>> alarm(core::AlarmId id);
  // Raised in [from, until), and those raised before that were first told of since, or are active still; in the order in which they were raised. Costs
  // O(answer).
  Result<std::vector<core::RangAlarm>> rang(Instant from, Instant until);
  // Raised before, and not over by then; in order. Costs a walk through the alarms before it.
  Result<std::vector<core::AlarmId>> stood_at(Instant at);
  Result<std::vector<core::RangFlood>> floods(Instant from, Instant until);  // that lasted at any time in [from, until)
  Result<std::vector<core::Alarm>> set_aside();  // shelved, suppressed or out of service, with or without an occurrence
  Result<Page<OrderRow>> orders(const OrderFilter& filter);
  Result<std::optional<OrderRow>> order(core::OrderId id);
  Result<Page<HazardRow>> hazards(const HazardFilter& filter);
  Result<std::optional<HazardRow>> hazard(core::HazardId id);
  // Everything that happened to an alarm: its order, its rows' commands and its notices included, in order.
  Result<std::vector<JournalRow>> story(core::AlarmId id);
  Result<std::vector<JournalRow>> story(core::HazardId id);  // empty: there is none
  Result<Page<JournalRow>> journal(const JournalFilter& filter);
  Result<Page<NoticeRow>> notices(const NoticeFilter& filter);
  // Of one month, "2026-11", in the order in which they were given; of one person, or empty: of all.
  Result<std::vector<ConsentRow>> open_consents();  // oldest first
  Result<std::optional<ConsentRow>> consent(core::ConsentId id);
  Result<std::vector<MeritRow>> merits(const std::string& month, const std::string& person);
  Result<std::vector<RowView>> rows();  // those that ever did something
  Result<std::vector<core::Account>> accounts();
  Result<std::vector<std::string>> offline_devices();
  Result<Page<RecordRow>> records(const RecordFilter& filter);
  Result<std::optional<RecordRow>> record(const std::string& kind, const std::string& id);
  Result<std::vector<RecordRow>> record_versions(const std::string& kind, const std::string& id);  // the newest first
  Result<std::vector<ModeRow>> modes();                                                            // those that are set
  Result<core::ZoneSources> zone_sources();                                                        // what the risk of zones depends on
  Result<core::MaterialBook> materials();                                                          // what is kept where
  Result<std::vector<FactRow>> facts();                                                            // as last told
  Result<DutySources> duty_sources();
  Result<Page<CheckRow>> checks(const CheckFilter& filter);
  Result<std::optional<CheckRow>> check(core::CheckId id);
  Result<Page<SeedRow>> seeds(const SeedFilter& filter);
  Result<std::optional<SeedRow>> seed(core::SeedId id);
  Result<std::vector<std::uint64_t>> hanging_seeds();  // the records of the journal that say so, which not everybody may read
  Result<Page<HandoverRow>> handovers(const HandoverFilter& filter);
  Result<std::optional<HandoverRow>> handover(core::HandoverId id);
  Result<Page<PersonalReadRow>> personal_reads(const PersonalReadFilter& filter);
  Result<std::optional<DoneRequest>> done_request(const std::string& request);  // none: not, or not yet
  Result<Page<CareRow>> care(const CareFilter& filter);
  Result<std::optional<CareRow>> care(core::CareId id);
  Result<std::map<std::string, DeviceCareRow, std::less<>>> device_care();  // by device, of those that have a card or care
  Result<std::vector<DoubtRow>> doubts(const DoubtFilter& filter);
  Result<double> parts_used(const std::string& part, Instant since);
  Result<Page<PermitRow>> permits(const PermitFilter& filter);
  Result<std::optional<PermitRow>> permit(core::PermitId id);
  Result<PermitStory> permit_story(core::PermitId id);  // empty: there is none
  Result<Page<IncidentRow>> incidents(const IncidentFilter& filter);
  Result<std::optional<IncidentRow>> incident(core::IncidentId id);
  Result<IncidentStory> incident_story(core::IncidentId id);  // empty: there is none
  Result<Page<DrillRow>> drills(const DrillFilter& filter);
  Result<std::optional<DrillRow>> drill(core::DrillId id);

  Result<Page<TrainingRow>> trainings(const TrainingFilter& filter);
  Result<std::optional<TrainingFile>> training(core::TrainingId id);
  Result<std::map<std::string, TrainingHours>> training_hours(Instant from, Instant until);  // by login
  Result<Page<core::Obligation>> obligations(const ObligationFilter& filter);
  Result<std::vector<core::KpiRow>> kpi(const KpiAsk& ask);                        // by name, those for whom anything counts or is pending
  Result<std::vector<UseRow>> notice_use(Instant from, Instant until);             // by login
  Result<Page<NoticeRow>> notices_told(const ToldFilter& filter);                  // those that notice_use counts for one
  Result<std::optional<MatterStory>> matter_story(const core::MatterRef& matter);  // none: there is no such matter
  // The events decided in [from, until), in order.
  Result<void> events(Instant from, Instant until, const std::function<void(const core::Event&)>& take);
  // Of some kinds, decided before `until`; in order. Costs O(their records).
  Result<void> events(std::span<const KindSince> kinds, Instant until, const std::function<void(const core::Event&)>& take);
  // What was ever said in records of some kinds, in order. Costs O(their versions).
  Result<void> record_events(std::span<const std::string_view> kinds, const std::function<void(const core::Event&)>& take);
  std::uint64_t committed_seq();

 private:
  class Impl;
  explicit Queries(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::store

template <>
inline constexpr auto davy::kEnumNames<davy::store::HazardOutcome> =
    std::to_array<davy::EnumName<davy::store::HazardOutcome>>({{davy::store::HazardOutcome::Open, "open"},
                                                               {davy::store::HazardOutcome::Closed, "closed"},
                                                               {davy::store::HazardOutcome::Merged, "merged"},
                                                               {davy::store::HazardOutcome::Dismissed, "dismissed"}});

template <>
inline constexpr auto davy::kEnumNames<davy::store::SeedOutcome> =
    std::to_array<davy::EnumName<davy::store::SeedOutcome>>({{davy::store::SeedOutcome::Hanging, "hanging"},
                                                             {davy::store::SeedOutcome::Found, "found"},
                                                             {davy::store::SeedOutcome::Overlooked, "overlooked"},
                                                             {davy::store::SeedOutcome::Removed, "removed"}});

template <>
inline constexpr auto davy::kEnumNames<davy::store::HandoverOutcome> =
    std::to_array<davy::EnumName<davy::store::HandoverOutcome>>({{davy::store::HandoverOutcome::Open, "open"},
                                                                 {davy::store::HandoverOutcome::Accepted, "accepted"},
                                                                 {davy::store::HandoverOutcome::Refused, "refused"},
                                                                 {davy::store::HandoverOutcome::Withdrawn, "withdrawn"}});

template <>
inline constexpr auto davy::kEnumNames<davy::store::CareState> =
    std::to_array<davy::EnumName<davy::store::CareState>>({{davy::store::CareState::Open, "open"},
                                                           {davy::store::CareState::Overdue, "overdue"},
                                                           {davy::store::CareState::Working, "working"},
                                                           {davy::store::CareState::Done, "done"},
                                                           {davy::store::CareState::Abandoned, "abandoned"}});
