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

std::string mark_named(const std::vector<RecordMark>& marks, std::string_view field) {
  const auto found = std::ranges::find(marks, field, &RecordMark::field);
  return found == marks.end() ? std::string() : found->value;
}

const ToldDue* told_of(const QualificationBook& book, const std::string& id, Day last) {
  const auto found = book.told.find(id);
  return found != book.told.end() && found->second.day == to_text(last) ? &found->second : nullptr;
}

}  // namespace

std::optional<LastDay> last_day(const Certificate& certificate) {
  const auto expiry = parse_day(certificate.valid_until);
  const auto review = parse_day(certificate.review_by);
  if (review && (!expiry || *review < *expiry)) return LastDay{QualificationLimit::Review, *review};
  return expiry ? std::optional(LastDay{QualificationLimit::Expiry, *expiry}) : std::nullopt;
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
    const auto last = last_day(certificate);
    const auto step = last ? step_reached(last->day, today) : std::nullopt;
    if (!step) continue;
    const ToldDue* told = told_of(book, id, last->day);
    if (told != nullptr && told->days_left <= *step) continue;
    bodies.push_back(
        QualificationDue{id, certificate.person, book.login_of(certificate), certificate.category, last->limit, to_text(last->day), *step});
  }
  return bodies;
}

Instant next_due(const QualificationBook& book, const site::Directory& directory) {
  Instant due = Instant::never();
  for (const auto& [id, certificate] : book.certificates) {
    const auto last = certificate.login.empty() ? last_day(certificate) : std::nullopt;
    if (!last) continue;
    const ToldDue* told = told_of(book, id, last->day);
    if (told != nullptr && told->days_left == 0) continue;
    due = std::min(due, start_of(next_step(last->day, told), directory.site().utc_offset));
  }
  return due;
}

void evolve(QualificationBook& book, const Event& event) {
  if (const auto* saved = get_if<RecordSaved>(&event.body)) {
    if (saved->kind == "person") {
      book.logins.erase(saved->id);
      if (const std::string login = mark_named(saved->unique, "login"); !login.empty()) book.logins[saved->id] = login;
    }
    if (saved->kind == "qualification")
      book.certificates[saved->id] = {mark_named(saved->live, "person"), mark_named(saved->live, "category"),
                                      mark_named(saved->live, "valid-until"), mark_named(saved->live, "review-by")};
  }
  if (const auto* removed = get_if<RecordRemoved>(&event.body)) {
    if (removed->kind == "person") book.logins.erase(removed->id);
    if (removed->kind == "qualification") {
      book.certificates.erase(removed->id);
      book.told.erase(removed->id);
    }
  }
  if (const auto* passed = get_if<TrainingPassed>(&event.body); passed != nullptr && !passed->gives.empty())
    book.certificates["training:" + passed->person + ":" + passed->course] = {
        {}, passed->gives, passed->valid_until.empty() ? std::string(kForGood) : passed->valid_until, {}, passed->person};
  if (const auto* due = get_if<QualificationDue>(&event.body)) book.told[due->qualification] = {due->day, due->days_left};
}

}  // namespace qualification
}  // namespace davy::core
