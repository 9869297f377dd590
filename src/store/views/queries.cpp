#include "store/views/queries.hpp"

#include "base/said.hpp"
#include "store/files.hpp"
#include "store/sql/schema.hpp"
#include "store/views/alarm_reader.hpp"
#include "store/views/care_reader.hpp"
#include "store/views/check_reader.hpp"
#include "store/views/consent_reader.hpp"
#include "store/views/drill_reader.hpp"
#include "store/views/duty_reader.hpp"
#include "store/views/hazard_reader.hpp"
#include "store/views/incident_reader.hpp"
#include "store/views/interlock_reader.hpp"
#include "store/views/journal_reader.hpp"
#include "store/views/merit_reader.hpp"
#include "store/views/mode_reader.hpp"
#include "store/views/notice_reader.hpp"
#include "store/views/obligation_reader.hpp"
#include "store/views/order_reader.hpp"
#include "store/views/people_reader.hpp"
#include "store/views/permit_reader.hpp"
#include "store/views/personal_read_reader.hpp"
#include "store/views/prevention_reader.hpp"
#include "store/views/record_reader.hpp"
#include "store/views/training_reader.hpp"

namespace davy::store {

namespace {

template <class T>
struct AsResult {
  using Type = Result<T>;
};
template <class T>
struct AsResult<Result<T>> {
  using Type = Result<T>;
};

}  // namespace

class Queries::Impl {
 public:
  explicit Impl(std::unique_ptr<sql::Database> opened)
      : database(std::move(opened)),
        alarms(*database),
        orders(*database),
        hazards(*database),
        notices(*database),
        merits(*database),
        interlocks(*database),
        journal(*database),
        people(*database),
        records(*database),
        modes(*database),
        consents(*database),
        prevention(*database),
        duty(*database),
        care(*database),
        checks(*database),
        permits(*database),
        incidents(*database),
        obligations(*database),
        trainings(*database),
        drills(*database),
        personal_reads(*database) {}

  // The answer of `ask`, all on one view of the data; or the error that makes it worthless.
  template <class Ask>
  auto read(Ask ask) -> typename AsResult<decltype(ask())>::Type {
    sql::Transaction reading(*database);
    typename AsResult<decltype(ask())>::Type answer = ask();
    if (database->error()) return *database->error();
    if (!answer) return answer;
    return reading.commit(std::move(*answer));
  }

  std::unique_ptr<sql::Database> database;
  AlarmReader alarms;
  OrderReader orders;
  HazardReader hazards;
  NoticeReader notices;
  MeritReader merits;
  InterlockReader interlocks;
  JournalReader journal;
  PeopleReader people;
  RecordReader records;
  ModeReader modes;
  ConsentReader consents;
  PreventionReader prevention;
  DutyReader duty;
  CareReader care;
  CheckReader checks;
  PermitReader permits;
  IncidentReader incidents;
  ObligationReader obligations;
  TrainingReader trainings;
  DrillReader drills;
  PersonalReadReader personal_reads;
};

Result<std::unique_ptr<Queries>> Queries::open(const std::string& data_folder) {
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(data_folder), sql::Access::Read);
  if (!database) return database.error();
  if (Result<void> known = sql::check_version(**database); !known) return known.error().within(data_folder);
  return std::unique_ptr<Queries>(new Queries(std::make_unique<Impl>(std::move(*database))));
}

Queries::Queries(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Queries::~Queries() = default;

Result<Page<AlarmRow>> Queries::alarms(const AlarmFilter& filter) {
  return impl_->read([&] { return impl_->alarms.list(filter); });
}

Result<std::optional<AlarmRow>> Queries::alarm(core::AlarmId id) {
  return impl_->read([&] { return impl_->alarms.one(id); });
}

Result<std::vector<core::AlarmId>> Queries::stood_at(Instant at) {
  return impl_->read([&] { return impl_->alarms.stood_at(at); });
}

Result<std::vector<core::RangFlood>> Queries::floods(Instant from, Instant until) {
  return impl_->read([&] { return impl_->alarms.floods(from, until); });
}

Result<std::vector<core::RangAlarm>> Queries::rang(Instant from, Instant until) {
  return impl_->read([&] { return impl_->alarms.rang(from, until); });
}

Result<std::vector<core::Alarm>> Queries::set_aside() {
  return impl_->read([&] { return impl_->alarms.set_aside(); });
}

Result<Page<OrderRow>> Queries::orders(const OrderFilter& filter) {
  return impl_->read([&] { return impl_->orders.list(filter); });
}

Result<Page<HazardRow>> Queries::hazards(const HazardFilter& filter) {
  return impl_->read([&] { return impl_->hazards.list(filter); });
}

Result<std::optional<HazardRow>> Queries::hazard(core::HazardId id) {
  return impl_->read([&] { return impl_->hazards.one(id); });
}

Result<std::optional<OrderRow>> Queries::order(core::OrderId id) {
  return impl_->read([&] { return impl_->orders.one(id); });
}

Result<std::vector<JournalRow>> Queries::story(core::AlarmId id) {
  return impl_->read([&]() -> Result<std::vector<JournalRow>> {
    const std::optional<AlarmRow> alarm = impl_->alarms.one(id);
    if (!alarm) return not_found(said({"没有报警 {}", "there is no alarm {}"}, id.get()));
    return impl_->journal.story(*alarm);
  });
}

Result<std::vector<JournalRow>> Queries::story(core::HazardId id) {
  return impl_->read([&] { return impl_->journal.story(id); });
}

Result<Page<JournalRow>> Queries::journal(const JournalFilter& filter) {
  return impl_->read([&] { return impl_->journal.list(filter); });
}

Result<Page<NoticeRow>> Queries::notices(const NoticeFilter& filter) {
  return impl_->read([&] { return impl_->notices.list(filter); });
}

Result<std::vector<ConsentRow>> Queries::open_consents() {
  return impl_->read([&] { return impl_->consents.open(); });
}

Result<std::optional<ConsentRow>> Queries::consent(core::ConsentId id) {
  return impl_->read([&] { return impl_->consents.find(id); });
}

Result<std::vector<MeritRow>> Queries::merits(const std::string& month, const std::string& person) {
  return impl_->read([&] { return impl_->merits.list(month, person); });
}

Result<std::vector<RowView>> Queries::rows() {
  return impl_->read([&] { return impl_->interlocks.rows(); });
}

Result<Page<RecordRow>> Queries::records(const RecordFilter& filter) {
  return impl_->read([&] { return impl_->records.list(filter); });
}

Result<std::optional<RecordRow>> Queries::record(const std::string& kind, const std::string& id) {
  return impl_->read([&] { return impl_->records.one(kind, id); });
}

Result<std::vector<RecordRow>> Queries::record_versions(const std::string& kind, const std::string& id) {
  return impl_->read([&] { return impl_->records.versions(kind, id); });
}

Result<std::vector<core::Account>> Queries::accounts() {
  return impl_->read([&] { return impl_->people.accounts(); });
}

Result<std::vector<std::string>> Queries::offline_devices() {
  return impl_->read([&] { return impl_->people.offline_devices(); });
}

Result<std::vector<ModeRow>> Queries::modes() {
  return impl_->read([&] { return impl_->modes.modes(); });
}

Result<std::vector<FactRow>> Queries::facts() {
  return impl_->read([&] { return impl_->modes.facts(); });
}

Result<core::ZoneSources> Queries::zone_sources() {
  return impl_->read([&] {
    core::ZoneSources sources{impl_->prevention.active_alarms(), {},
                              impl_->prevention.book(),          impl_->prevention.open_hazards(),
                              impl_->care.calibrations(),        impl_->prevention.missed_checks()};
    for (FactRow& row : impl_->modes.facts()) sources.facts.facts[row.fact][row.zone] = std::move(row.told);
    return sources;
  });
}

Result<core::MaterialBook> Queries::materials() {
  return impl_->read([&] { return impl_->prevention.materials(); });
}

Result<DutySources> Queries::duty_sources() {
  return impl_->read([&] {
    DutySources sources = impl_->duty.sources();
    sources.accounts = impl_->people.accounts();
    return sources;
  });
}

Result<Page<CheckRow>> Queries::checks(const CheckFilter& filter) {
  return impl_->read([&] { return impl_->checks.list(filter); });
}

Result<std::optional<CheckRow>> Queries::check(core::CheckId id) {
  return impl_->read([&] { return impl_->checks.one(id); });
}

Result<Page<SeedRow>> Queries::seeds(const SeedFilter& filter) {
  return impl_->read([&] { return impl_->checks.seeds(filter); });
}

Result<std::optional<SeedRow>> Queries::seed(core::SeedId id) {
  return impl_->read([&] { return impl_->checks.seed(id); });
}

Result<std::vector<std::uint64_t>> Queries::hanging_seeds() {
  return impl_->read([&] { return impl_->checks.hanging(); });
}

Result<Page<DrillRow>> Queries::drills(const DrillFilter& filter) {
  return impl_->read([&] { return impl_->drills.list(filter); });
}

Result<std::optional<DrillRow>> Queries::drill(core::DrillId id) {
  return impl_->read([&] { return impl_->drills.one(id); });
}

Result<Page<TrainingRow>> Queries::trainings(const TrainingFilter& filter) {
  return impl_->read([&] { return impl_->trainings.list(filter); });
}

Result<std::optional<TrainingFile>> Queries::training(core::TrainingId id) {
  return impl_->read([&] { return impl_->trainings.one(id); });
}

Result<std::map<std::string, TrainingHours>> Queries::training_hours(Instant from, Instant until) {
  return impl_->read([&] { return impl_->trainings.hours(from, until); });
}

Result<Page<HandoverRow>> Queries::handovers(const HandoverFilter& filter) {
  return impl_->read([&] { return impl_->duty.handovers(filter); });
}

Result<std::optional<HandoverRow>> Queries::handover(core::HandoverId id) {
  return impl_->read([&] { return impl_->duty.handover(id); });
}

Result<Page<PersonalReadRow>> Queries::personal_reads(const PersonalReadFilter& filter) {
  return impl_->read([&] { return impl_->personal_reads.list(filter); });
}

Result<std::optional<DoneRequest>> Queries::done_request(const std::string& request) {
  return impl_->read([&] { return impl_->journal.done_request(request); });
}

Result<Page<CareRow>> Queries::care(const CareFilter& filter) {
  return impl_->read([&] { return impl_->care.list(filter); });
}

Result<std::optional<CareRow>> Queries::care(core::CareId id) {
  return impl_->read([&] { return impl_->care.one(id); });
}

Result<std::map<std::string, DeviceCareRow, std::less<>>> Queries::device_care() {
  return impl_->read([&] { return impl_->care.devices(); });
}

Result<std::vector<DoubtRow>> Queries::doubts(const DoubtFilter& filter) {
  return impl_->read([&] { return impl_->care.doubts(filter); });
}

Result<double> Queries::parts_used(const std::string& part, Instant since) {
  return impl_->read([&] { return impl_->care.used(part, since); });
}

Result<Page<PermitRow>> Queries::permits(const PermitFilter& filter) {
  return impl_->read([&] { return impl_->permits.list(filter); });
}

Result<std::optional<PermitRow>> Queries::permit(core::PermitId id) {
  return impl_->read([&] { return impl_->permits.one(id); });
}

Result<PermitStory> Queries::permit_story(core::PermitId id) {
  return impl_->read([&]() -> Result<PermitStory> {
    const Result<std::vector<JournalRow>> records = impl_->journal.story(id);
    if (!records) return records.error();
    return store::permit_story(*records);
  });
}

Result<Page<IncidentRow>> Queries::incidents(const IncidentFilter& filter) {
  return impl_->read([&] { return impl_->incidents.list(filter); });
}

Result<std::optional<IncidentRow>> Queries::incident(core::IncidentId id) {
  return impl_->read([&] { return impl_->incidents.one(id); });
}

Result<IncidentStory> Queries::incident_story(core::IncidentId id) {
  return impl_->read([&]() -> Result<IncidentStory> {
    Result<std::vector<JournalRow>> records = impl_->journal.story(id);
    if (!records) return records.error();
    return store::incident_story(std::move(*records));
  });
}

Result<Page<core::Obligation>> Queries::obligations(const ObligationFilter& filter) {
  return impl_->read([&] { return impl_->obligations.list(filter); });
}

Result<std::vector<core::KpiRow>> Queries::kpi(const KpiAsk& ask) {
  return impl_->read([&] { return impl_->obligations.kpi(ask); });
}

Result<std::vector<UseRow>> Queries::notice_use(Instant from, Instant until) {
  return impl_->read([&] { return impl_->obligations.use(from, until); });
}

Result<Page<NoticeRow>> Queries::notices_told(const ToldFilter& filter) {
  return impl_->read([&] { return impl_->notices.told(filter); });
}

Result<std::optional<MatterStory>> Queries::matter_story(const core::MatterRef& matter) {
  return impl_->read([&]() -> Result<std::optional<MatterStory>> {
    const auto alarm_of = [&](const core::MatterRef& ref) {
      return ref.kind == core::MatterKind::Alarm ? impl_->alarms.one(core::AlarmId(ref.id)) : std::nullopt;
    };
    if (!impl_->journal.is_known(matter)) return std::optional<MatterStory>();
    MatterStory story{{matter}, {}, {}};
    for (const core::MatterRef& other : impl_->obligations.related(matter, alarm_of(matter))) story.matters.push_back(other);
    std::vector<AlarmRow> alarms;
    for (const core::MatterRef& each : story.matters)
      if (std::optional<AlarmRow> alarm = alarm_of(each)) alarms.push_back(std::move(*alarm));
    Result<std::vector<JournalRow>> records = impl_->journal.story(story.matters, alarms);
    if (!records) return records.error();
    story.records = std::move(*records);
    story.chain = impl_->obligations.chain(story.matters);
    return std::optional(std::move(story));
  });
}

Result<void> Queries::events(Instant from, Instant until, const std::function<void(const core::Event&)>& take) {
  const Result<bool> read = impl_->read([&]() -> Result<bool> {
    if (Result<void> done = impl_->journal.between(from, until, take); !done) return done.error();
    return true;
  });
  if (!read) return read.error();
  return {};
}

Result<void> Queries::events(std::span<const KindSince> kinds, Instant until, const std::function<void(const core::Event&)>& take) {
  const Result<bool> read = impl_->read([&]() -> Result<bool> {
    if (Result<void> done = impl_->journal.of_kinds(kinds, until, take); !done) return done.error();
    return true;
  });
  if (!read) return read.error();
  return {};
}

Result<void> Queries::record_events(std::span<const std::string_view> kinds, const std::function<void(const core::Event&)>& take) {
  const Result<bool> read = impl_->read([&]() -> Result<bool> {
    if (Result<void> done = impl_->journal.of_records(kinds, take); !done) return done.error();
    return true;
  });
  if (!read) return read.error();
  return {};
}

std::uint64_t Queries::committed_seq() {
  const Result<std::uint64_t> seq = impl_->read([&] { return impl_->journal.committed_seq(); });
  return seq ? *seq : 0;
}

}  // namespace davy::store
