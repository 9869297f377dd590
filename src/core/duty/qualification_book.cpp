#include "core/duty/qualification_book.hpp"

#include <algorithm>
#include <array>

namespace davy::core {

std::string QualificationBook::login_of(const Certificate& certificate) const {
  return certificate.login.empty() ? login_of(certificate.person) : certificate.login;
}

std::string QualificationBook::login_of(std::string_view person) const {
  const auto found = logins.find(person);
  return found == logins.end() ? std::string() : found->second;
}

bool QualificationBook::is_of(const Certificate& certificate, std::string_view person, std::string_view login) const {
  if (!person.empty() && certificate.person == person) return true;
  const std::string own = login_of(certificate);
  return !own.empty() && (own == login || own == login_of(person));
}

namespace qualification {
namespace {

constexpr std::string_view kForGood = "2260-01-01";  // the last day of a certificate that does not run out

constexpr std::array<std::uint32_t, 3> kSteps{90, 60, 30};
constexpr std::int64_t kIdleAfterMonths = 6;                           // Order 30
constexpr Duration kFarthestEast = Duration::from_ms(14 * 3'600'000);  // there the day is the furthest on

constexpr std::array kHotWork{PermitKind::HotWork};
constexpr std::array kTemporaryPower{PermitKind::TemporaryPower};
constexpr std::array kHeight{PermitKind::Height};
struct Work {
  std::string_view category;
  std::span<const PermitKind> kinds;
};
// Cranes and fork-lifts are special equipment, of another authority and without this rule.
constexpr std::array<Work, 8> kWorks{{{"welding", kHotWork},
                                      {"pressure-welding", kHotWork},
                                      {"brazing", kHotWork},
                                      {"low-voltage-electrician", kTemporaryPower},
                                      {"high-voltage-electrician", kTemporaryPower},
                                      {"explosion-proof-electrician", kTemporaryPower},
                                      {"work-at-height", kHeight},
                                      {"height-erection", kHeight}}};

// Special operations too (Order 30), but done without a permit: of their work only the record can tell.
constexpr std::array<std::string_view, 32> kWithoutPermits{"power-cable",
                                                           "relay-protection",
                                                           "electrical-test",
                                                           "refrigeration",
                                                           "refrigeration-operation",
                                                           "refrigeration-repair",
                                                           "coal-mine",
                                                           "mine",
                                                           "drilling",
                                                           "metallurgical-gas",
                                                           "hazardous-chemicals",
                                                           "phosgenation",
                                                           "chlor-alkali",
                                                           "chlorination",
                                                           "nitration",
                                                           "ammonia-synthesis",
                                                           "cracking",
                                                           "fluorination",
                                                           "hydrogenation",
                                                           "diazotization",
                                                           "oxidation",
                                                           "peroxidation",
                                                           "amination",
                                                           "sulphonation",
                                                           "polymerization",
                                                           "alkylation",
                                                           "chemical-instruments",
                                                           "firework-composition",
                                                           "black-powder",
                                                           "firework-fuse",
                                                           "firework-charge",
                                                           "firework-storage"};

std::string mark_named(const std::vector<RecordMark>& marks, std::string_view field) {
  const auto found = std::ranges::find(marks, field, &RecordMark::field);
  return found == marks.end() ? std::string() : found->value;
}

// To be away is told of beside the days that the certificate names.
std::string told_key(const std::string& id, QualificationLimit limit) { return limit == QualificationLimit::Idle ? id + " idle" : id; }

const ToldDue* told_of(const QualificationBook& book, const std::string& id, const LastDay& last) {
  const auto found = book.told.find(told_key(id, last.limit));
  return found != book.told.end() && found->second.day == to_text(last.day) ? &found->second : nullptr;
}

// The nearest first: whoever has been away is still told when the certificate runs out.
using LastDays = std::array<std::optional<LastDay>, 2>;
LastDays days_to_tell(const QualificationBook& book, const Certificate& certificate, Duration utc_offset) {
  const auto last = last_day(certificate);
  const auto idle = idle_after(book, certificate, utc_offset);
  if (!idle || (last && last->day <= *idle)) return {last, std::nullopt};
  return {LastDay{QualificationLimit::Idle, *idle}, last};
}

std::string work_of(PermitKind kind, const std::string& person) { return std::string(name_of(kind)) + " " + person; }

void save_certificate(QualificationBook& book, const RecordSaved& saved, Instant at) {
  Certificate now{mark_named(saved.live, "person"), mark_named(saved.live, "category"), mark_named(saved.live, "valid-until"),
                  mark_named(saved.live, "review-by")};
  // Of a day that is yet to come nobody has worked.
  const auto practised = parse_day(mark_named(saved.live, "practised"));
  if (practised && *practised <= day_at(at, kFarthestEast)) now.practised = to_text(*practised);
  const auto before = book.certificates.find(saved.id);
  const bool is_same = before != book.certificates.end() && before->second.person == now.person && before->second.category == now.category;
  now.known = is_same ? before->second.known : at;
  book.certificates[saved.id] = std::move(now);
}

// What happens to a permit, for those who work under it.
struct CrewChange {
  QualificationBook& book;
  const Event& event;

  void works(PermitId id) const {
    const auto crew = book.crews.find(id);
    if (crew == book.crews.end()) return;
    crew->second.open = true;
    mark(crew->second);
  }
  void rests(PermitId id) const {
    const auto crew = book.crews.find(id);
    if (crew == book.crews.end() || !crew->second.open) return;
    crew->second.open = false;
    mark(crew->second);
  }
  void over(PermitId id) const {
    rests(id);
    book.crews.erase(id);
  }
  void mark(const PermitCrew& crew) const {
    for (const std::string& worker : crew.workers) book.worked[work_of(crew.kind, worker)] = event.time;
  }

  void operator()(const PermitApplied& applied) const { book.crews[PermitId(event.seq)] = {applied.kind, applied.workers}; }
  void operator()(const PermitStarted& started) const { works(started.permit); }
  void operator()(const PermitResumed& resumed) const { works(resumed.permit); }
  void operator()(const PermitInterrupted& interrupted) const { rests(interrupted.permit); }
  void operator()(const PermitSuspended& suspended) const { rests(suspended.permit); }
  void operator()(const PermitFinished& finished) const { rests(finished.permit); }
  void operator()(const PermitAccepted& accepted) const { over(accepted.permit); }
  void operator()(const PermitRefused& refused) const { over(refused.permit); }
  void operator()(const PermitExpired& expired) const { over(expired.permit); }
  void operator()(const PermitCancelled& cancelled) const { over(cancelled.permit); }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

std::optional<LastDay> last_day(const Certificate& certificate) {
  const auto expiry = parse_day(certificate.valid_until);
  const auto review = parse_day(certificate.review_by);
  if (review && (!expiry || *review < *expiry)) return LastDay{QualificationLimit::Review, *review};
  return expiry ? std::optional(LastDay{QualificationLimit::Expiry, *expiry}) : std::nullopt;
}

std::span<const PermitKind> kinds_of_work(std::string_view category) {
  const auto found = std::ranges::find(kWorks, category, &Work::category);
  return found == kWorks.end() ? std::span<const PermitKind>() : found->kinds;
}

std::optional<Day> idle_after(const QualificationBook& book, const Certificate& certificate, Duration utc_offset) {
  const auto kinds = kinds_of_work(certificate.category);
  const auto practised = parse_day(certificate.practised);
  const bool is_told_of = practised && std::ranges::find(kWithoutPermits, certificate.category) != kWithoutPermits.end();
  if ((kinds.empty() && !is_told_of) || !certificate.login.empty()) return std::nullopt;
  Day latest = practised ? *practised : day_at(certificate.known, utc_offset);
  for (const PermitKind kind : kinds)
    if (const auto worked = book.worked.find(work_of(kind, certificate.person)); worked != book.worked.end())
      latest = std::max(latest, day_at(worked->second, utc_offset));
  return months_after(latest, kIdleAfterMonths);
}

std::optional<LastDay> nearest_day(const QualificationBook& book, const Certificate& certificate, Duration utc_offset, Day today) {
  const auto last = last_day(certificate);
  return last && last->day < today ? last : days_to_tell(book, certificate, utc_offset).front();
}

std::optional<std::uint32_t> step_reached(Day last, Day today) {
  if (last < today) return 0;
  std::optional<std::uint32_t> reached;
  for (const std::uint32_t step : kSteps)
    if (last - today <= static_cast<std::int64_t>(step)) reached = step;
  return reached;
}

Day next_step(Day last, const ToldDue* told) {
  if (told == nullptr) return last + -static_cast<std::int64_t>(kSteps.front());
  for (const std::uint32_t step : kSteps)
    if (step < told->days_left) return last + -static_cast<std::int64_t>(step);
  return last + 1;
}

Bodies on_time(const QualificationBook& book, const site::Directory& directory, Instant now) {
  const Day today = day_at(now, directory.site().utc_offset);
  Bodies bodies;
  for (const auto& [id, certificate] : book.certificates) {
    if (!certificate.login.empty()) continue;
    for (const auto& last : days_to_tell(book, certificate, directory.site().utc_offset)) {
      const auto step = last ? step_reached(last->day, today) : std::nullopt;
      if (!step) continue;
      const ToldDue* told = told_of(book, id, *last);
      if (told != nullptr && told->days_left <= *step) continue;
      bodies.push_back(QualificationDue{id, certificate.person, book.login_of(certificate), certificate.category, last->limit,
                                        to_text(last->day), *step});
    }
  }
  return bodies;
}

Instant next_due(const QualificationBook& book, const site::Directory& directory) {
  Instant due = Instant::never();
  for (const auto& [id, certificate] : book.certificates) {
    if (!certificate.login.empty()) continue;
    for (const auto& last : days_to_tell(book, certificate, directory.site().utc_offset)) {
      if (!last) continue;
      const ToldDue* told = told_of(book, id, *last);
      if (told != nullptr && told->days_left == 0) continue;
      due = std::min(due, start_of(next_step(last->day, told), directory.site().utc_offset));
    }
  }
  return due;
}

void evolve(QualificationBook& book, const Event& event) {
  if (const auto* saved = get_if<RecordSaved>(&event.body)) {
    if (saved->kind == "person") {
      book.logins.erase(saved->id);
      if (const std::string login = mark_named(saved->unique, "login"); !login.empty()) book.logins[saved->id] = login;
    }
    if (saved->kind == "qualification") save_certificate(book, *saved, event.time);
  }
  if (const auto* removed = get_if<RecordRemoved>(&event.body)) {
    if (removed->kind == "person") book.logins.erase(removed->id);
    if (removed->kind == "qualification") {
      book.certificates.erase(removed->id);
      for (const QualificationLimit limit : {QualificationLimit::Expiry, QualificationLimit::Idle})
        book.told.erase(told_key(removed->id, limit));
    }
  }
  if (const auto* passed = get_if<TrainingPassed>(&event.body); passed != nullptr && !passed->gives.empty())
    book.certificates["training:" + passed->person + ":" + passed->course] = {
        {}, passed->gives, passed->valid_until.empty() ? std::string(kForGood) : passed->valid_until, {}, passed->person};
  if (const auto* due = get_if<QualificationDue>(&event.body))
    book.told[told_key(due->qualification, due->limit)] = {due->day, due->days_left};
  visit(CrewChange{book, event}, event.body);
}

bool concerns(const EventBody& body) {
  return holds<QualificationDue>(body) || holds<PermitStarted>(body) || holds<PermitResumed>(body) || holds<PermitInterrupted>(body) ||
         holds<PermitSuspended>(body) || holds<PermitFinished>(body) || holds<PermitExpired>(body) || holds<PermitCancelled>(body);
}

}  // namespace qualification
}  // namespace davy::core
