#include "store/views/prevention_reader.hpp"

namespace davy::store {

PreventionReader::PreventionReader(sql::Database& database)
    : live_(database.prepare("SELECT live.kind, live.id, live.field, live.value, records.saved FROM record_live AS live JOIN records ON "
                             "records.kind = live.kind AND records.id = live.id ORDER BY live.kind, live.id, live.position")),
      failed_(database.prepare("SELECT measure, cause, watch, since FROM failed_measures")),
      active_(database.prepare("SELECT id, condition, severity, blind FROM alarms WHERE ended IS NULL AND active = 1 AND condition NOT "
                               "LIKE 'drill/%' ORDER BY id")),
      hazards_(database.prepare("SELECT id, zone, grade, deadline FROM hazards WHERE ended IS NULL ORDER BY id")),
      missed_(database.prepare("SELECT measure, check_id, due FROM missed_checks")) {}

namespace {

// Every record of the kinds that the core reads, as its event was, with nothing but what the core reads of it.
template <class Take>
void each_live_record(sql::Statement& live, Take take) {
  core::Event event{0, Instant(), "system", core::RecordSaved()};
  auto& record = get<core::RecordSaved>(event.body);
  live.query();
  while (live.next()) {
    std::string kind;
    std::string id;
    core::RecordMark mark;
    Instant saved;
    live.read(kind, id, mark.field, mark.value, saved);
    if (kind != record.kind || id != record.id) {
      if (!record.id.empty()) take(event);
      record = core::RecordSaved{};
      record.kind = std::move(kind);
      record.id = std::move(id);
      event.time = saved;
    }
    record.live.push_back(std::move(mark));
  }
  if (!record.id.empty()) take(event);
}

}  // namespace

// The register is folded anew from what its records say, as the core folds it.
core::PreventionBook PreventionReader::book() {
  core::PreventionBook book;
  each_live_record(live_, [&](const core::Event& event) { core::prevention::evolve(book, event); });
  failed_.query();
  while (failed_.next()) {
    std::string measure;
    std::string cause;
    core::FailedMeasure failed;
    failed_.read(measure, cause, failed.watch, failed.since);
    failed.cause = value_named<core::FailureCause>(cause).value_or(failed.cause);
    book.failed.emplace(std::move(measure), std::move(failed));
  }
  return book;
}

core::MaterialBook PreventionReader::materials() {
  core::MaterialBook book;
  each_live_record(live_, [&](const core::Event& event) { core::material::evolve(book, event); });
  return book;
}

std::vector<core::ActiveAlarm> PreventionReader::active_alarms() {
  std::vector<core::ActiveAlarm> alarms;
  active_.query();
  while (active_.next()) {
    core::ActiveAlarm& alarm = alarms.emplace_back();
    int severity = 0;  // kept as a number
    active_.read(alarm.id, alarm.condition, severity, alarm.blind);
    alarm.severity = static_cast<site::Severity>(severity);
  }
  return alarms;
}

std::vector<core::OpenHazard> PreventionReader::open_hazards() {
  std::vector<core::OpenHazard> hazards;
  hazards_.query();
  while (hazards_.next()) {
    core::OpenHazard& hazard = hazards.emplace_back();
    std::optional<core::HazardGrade> grade;
    hazards_.read(hazard.id, hazard.zone, grade, hazard.deadline);
    hazard.grade = grade.value_or(hazard.grade);
  }
  return hazards;
}

std::map<std::string, core::MissedCheck, std::less<>> PreventionReader::missed_checks() {
  std::map<std::string, core::MissedCheck, std::less<>> missed;
  missed_.query();
  while (missed_.next()) {
    std::string measure;
    core::MissedCheck read;
    missed_.read(measure, read.check, read.due);
    missed.emplace(std::move(measure), read);
  }
  return missed;
}

}  // namespace davy::store
