#include "store/views/views.hpp"

#include "base/bytes.hpp"

#include <array>

namespace davy::store {
namespace {

struct Table {
  const char* name;
  const char* key;
};

constexpr auto kTables = std::to_array<Table>({{"alarms", "id"},
                                               {"alarm_groups", "id"},
                                               {"set_aside", "condition"},
                                               {"orders", "id"},
                                               {"hazards", "id"},
                                               {"notices", "id"},
                                               {"notices_seen", "notice, login"},
                                               {"notices_bundled", "id"},
                                               {"merits", "id"},
                                               {"interlock_rows", "name"},
                                               {"interlock_effects", "row_name, effect"},
                                               {"trips", "seq, condition"},
                                               {"commands", "seq"},
                                               {"accounts", "login"},
                                               {"consents", "id"},
                                               {"offline_devices", "device"},
                                               {"records", "doc"},
                                               {"record_fields", "number"},
                                               {"record_values", "field, value, id"},
                                               {"modes", "zone"},
                                               {"facts", "fact, zone"},
                                               {"record_live", "kind, id, position"},
                                               {"failed_measures", "measure"},
                                               {"floods", "id"},
                                               {"rosters", "post, first_day"},
                                               {"roster_days", "post, day, person"},
                                               {"absences", "id"},
                                               {"stand_ins", "id"},
                                               {"person_logins", "person"},
                                               {"certificates", "id"},
                                               {"handovers", "id"},
                                               {"handovers_overdue", "post"},
                                               {"notices_people", "login, notice"},
                                               {"requests_done", "request"},
                                               {"care", "id"},
                                               {"care_doubts", "care, point"},
                                               {"care_parts", "care, position"},
                                               {"calibrations", "card"},
                                               {"checks", "id"},
                                               {"check_records", "id"},
                                               {"missed_checks", "measure"},
                                               {"check_seeds", "id"},
                                               {"permits", "id"},
                                               {"permit_people", "login, permit"},
                                               {"incidents", "id"},
                                               {"incident_people", "incident, person"},
                                               {"obligations", "id"},
                                               {"obligation_people", "login, asked, obligation"},
                                               {"obligation_matters", "kind, id"},
                                               {"obligation_conditions", "condition"},
                                               {"matter_links", "kind, id, other_kind, other"},
                                               {"permit_stops", "condition, at, permit"},
                                               {"trainings", "id"},
                                               {"training_reads", "training, section"},
                                               {"training_exams", "id"},
                                               {"drills", "id"},
                                               {"personal_reads", "seq"}});

// Counts of what finds records by their text, which has no lines of its own.
constexpr Table kGramCounts{"record_gram_counts", "term"};

// Raised with every change of what a view keeps of events that it took before: an older store folds its views anew when it opens.
constexpr std::uint64_t kGeneration = 9;

void add(Hasher& hasher, sql::Database& database, const Table& table) {
  sql::Statement lines = database.prepare(std::string("SELECT * FROM ") + table.name + " ORDER BY " + table.key);
  hasher.add(table.name);
  lines.query();
  while (lines.next())
    for (int column = 0; column < lines.columns(); ++column) {
      hasher.add(lines.is_null(column) ? std::uint64_t{0} : std::uint64_t{1});
      hasher.add(lines.bytes(column));
    }
}

template <class Body>
inline constexpr bool kInNoView = false;
template <>
inline constexpr bool kInNoView<core::SystemStarted> = true;
template <>
inline constexpr bool kInNoView<core::SystemStopped> = true;
template <>
inline constexpr bool kInNoView<core::ClockLeapt> = true;
template <>
inline constexpr bool kInNoView<core::SamplesThinned> = true;
template <>
inline constexpr bool kInNoView<core::EvidenceExported> = true;
template <>
inline constexpr bool kInNoView<core::AlarmFoundLate> = true;
template <>
inline constexpr bool kInNoView<core::QualificationDue> = true;
template <>
inline constexpr bool kInNoView<core::RecordDue> = true;
template <>
inline constexpr bool kInNoView<core::CareStillOpen> = true;
// About access: who holds what stands in store/accounts.
template <>
inline constexpr bool kInNoView<core::TokenIssued> = true;
template <>
inline constexpr bool kInNoView<core::TokenRevoked> = true;
template <>
inline constexpr bool kInNoView<core::SecondFactorSet> = true;
template <>
inline constexpr bool kInNoView<core::SecondFactorRemoved> = true;
template <>
inline constexpr bool kInNoView<core::DataKeyChanged> = true;
template <>
inline constexpr bool kInNoView<core::SiteAccepted> = true;
template <>
inline constexpr bool kInNoView<core::SiteHeld> = true;
template <>
inline constexpr bool kInNoView<core::SiteWithdrawn> = true;
// Of permits, what is read from the journal only.
template <>
inline constexpr bool kInNoView<core::PermitMeasureConfirmed> = true;
template <>
inline constexpr bool kInNoView<core::PermitIsolation> = true;
template <>
inline constexpr bool kInNoView<core::PermitGasTested> = true;
template <>
inline constexpr bool kInNoView<core::PermitBriefed> = true;
template <>
inline constexpr bool kInNoView<core::PermitDue> = true;
// Of incidents, too.
template <>
inline constexpr bool kInNoView<core::IncidentCardTaken> = true;
template <>
inline constexpr bool kInNoView<core::IncidentCardOverdue> = true;
template <>
inline constexpr bool kInNoView<core::IncidentNoted> = true;
template <>
inline constexpr bool kInNoView<core::IncidentResourceUsed> = true;
template <>
inline constexpr bool kInNoView<core::CasualtiesTold> = true;

template <class Body, class... Folds>
void fold_into(const core::Event& event, const Body& body, Folds&... views) {
  constexpr bool kFolded = (requires { views.on(event, body); } || ...);
  static_assert(kFolded || kInNoView<Body>, "an event that no view takes");
  const auto fold = [&](auto& view) {
    if constexpr (requires { view.on(event, body); }) view.on(event, body);
  };
  (fold(views), ...);
}

}  // namespace

Views::Views(sql::Database& database)
    : database_(database),
      alarms_(database),
      orders_(database),
      hazards_(database),
      notices_(database),
      merits_(database),
      interlocks_(database),
      people_(database),
      records_(database),
      modes_(database),
      consents_(database),
      prevention_(database),
      duty_(database),
      requests_(database),
      care_(database),
      checks_(database),
      permits_(database),
      incidents_(database),
      obligations_(database),
      trainings_(database),
      drills_(database),
      personal_reads_(database) {}

void Views::fold(const core::Event& event) {
  visit(
      [&](const auto& body) {
        fold_into(event, body, alarms_, orders_, hazards_, notices_, merits_, interlocks_, people_, records_, modes_, consents_,
                  prevention_, duty_, requests_, care_, checks_, permits_, incidents_, trainings_, drills_, personal_reads_);
      },
      event.body);
  obligations_.fold(event);
}

Result<void> Views::fold_anew(Journal& journal) {
  // What an older program folded, its snapshots hold as well.
  if (!are_current()) database_.run("DELETE FROM snapshots");
  for (const Table& table : kTables) database_.run(std::string("DELETE FROM ") + table.name);
  records_.clear();
  obligations_.clear();
  if (Result<void> read = journal.read(0, [&](const core::Event& event) { fold(event); }); !read) return read;
  database_.run("DELETE FROM views_folded");
  database_.prepare("INSERT INTO views_folded (generation) VALUES ($1)").run(kGeneration);
  return {};
}

bool Views::are_current() {
  sql::Statement folded = database_.prepare("SELECT generation FROM views_folded");
  return folded.query().next() && folded.get<std::uint64_t>(0) == kGeneration;
}

std::string Views::digest() {
  Hasher hasher;
  for (const Table& table : kTables) add(hasher, database_, table);
  add(hasher, database_, kGramCounts);
  return to_hex(hasher.finish());
}

}  // namespace davy::store
