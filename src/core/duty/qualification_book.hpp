#pragma once
// QualificationBook: certificates and whose they are, as the records say, and what has been told of their running out.
//
// A certificate holds through its last day: the nearer of its review and its expiry (Order 30: without the review it is void; FACTS §H.1). With 90, 60 and
// 30 days left, and when it is void, it is told once; a new date is told anew. A fold of record events of the kinds person and qualification.
// Whoever was away from a special operation for more than six months is tested in practice before they do it again (Order 30; FACTS §H.1). Davy knows of the
// work that its own permits were opened for, and of the day that the record says (`practised`: last worked elsewhere, or tested in practice); where neither
// says anything, the six months begin when the certificate became known. Of a certificate
// whose work needs no permit only that day is known: they begin with it, and without one nothing is told.
//
// A course that is passed may give a certificate too (training.passed); its renewal is a training of its own, so nothing is told of it here.

#include "core/alarm/alarm_book.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace davy::core {

struct Certificate {
  std::string person;  // id of the record
  std::string category;
  std::string valid_until;     // days
  std::string review_by;       // empty: none
  std::string login = {};      // of one that a passed course gives; empty: whose the record of the person says
  std::string practised = {};  // the day on which they last did the work, or were tested in it, as the record says; empty: it does not
  Instant known = {};          // since when it is theirs, as far as Davy knows
  DAVY_FIELDS(person, category, valid_until, review_by, login, practised, known)
};

struct ToldDue {
  std::string day;
  std::uint32_t days_left = 0;
  DAVY_FIELDS(day, days_left)
};

// Who is named as a worker on a permit that is not over.
struct PermitCrew {
  PermitKind kind = PermitKind::HotWork;
  std::vector<std::string> workers;  // ids of their records
  bool open = false;                 // they work
  DAVY_FIELDS(kind, workers, open)
};

struct QualificationBook {
  std::map<std::string, std::string, std::less<>> logins;  // by id of the person's record
  std::map<std::string, Certificate, std::less<>> certificates;
  std::map<std::string, ToldDue, std::less<>> told;  // by certificate; "<id> idle": that its holder is away
  std::map<PermitId, PermitCrew> crews;
  std::map<std::string, Instant, std::less<>> worked;  // under a permit of a kind, last: by "<kind> <id of the record>"
  DAVY_FIELDS(logins, certificates, told, crews, worked)

  std::string login_of(const Certificate& certificate) const;  // empty: has none
  std::string login_of(std::string_view person) const;         // of a record, by its id
  // A record's id, a login; either may be empty. Of a record with a login also what the account holds: a course is passed by an account.
  bool is_of(const Certificate& certificate, std::string_view person, std::string_view login) const;
};

struct LastDay {
  QualificationLimit limit = QualificationLimit::Expiry;
  Day day;
};

namespace qualification {
std::optional<LastDay> last_day(const Certificate& certificate);  // none: the record says none that can be read
// The kinds of permits under which the work of a certificate is done; none: it is no special operation, or needs no permit.
std::span<const PermitKind> kinds_of_work(std::string_view category);
// The last day on which its holder may do the work again without a test in practice; none: nothing is known of their work.
std::optional<Day> idle_after(const QualificationBook& book, const Certificate& certificate, Duration utc_offset);
// The nearer of both; once the certificate itself is void, that: to work again would not mend it.
std::optional<LastDay> nearest_day(const QualificationBook& book, const Certificate& certificate, Duration utc_offset, Day today);
std::optional<std::uint32_t> step_reached(Day last, Day today);  // 90, 60, 30 or 0; none: it is further off
Day next_step(Day last, const ToldDue* told);                    // when the step after what was told is reached; null: nothing was told
Bodies on_time(const QualificationBook& book, const site::Directory& directory, Instant now);
Instant next_due(const QualificationBook& book, const site::Directory& directory);
void evolve(QualificationBook& book, const Event& event);
bool concerns(const EventBody& body);  // what may move the next due time, beside what the records say
}  // namespace qualification

}  // namespace davy::core
