#pragma once
// QualificationBook: certificates and whose they are, as the records say, and what has been told of their running out.
//
// A certificate holds through its last day: the nearer of its review and its expiry (Order 30: without the review it is void; FACTS §H.1). With 90, 60 and
// 30 days left, and when it is void, it is told once; a new date is told anew. A fold of record events of the kinds person and qualification.
// A course that is passed may give a certificate too (training.passed); its renewal is a training of its own, so nothing is told of it here.

#include "core/alarm/alarm_book.hpp"

#include <map>
#include <optional>
#include <string>

namespace davy::core {

struct Certificate {
  std::string person;  // id of the record
  std::string category;
  std::string valid_until;  // days
  std::string review_by;    // empty: none
  std::string login = {};   // of one that a passed course gives; empty: whose the record of the person says
  DAVY_FIELDS(person, category, valid_until, review_by, login)
};

struct ToldDue {
  std::string day;
  std::uint32_t days_left = 0;
  DAVY_FIELDS(day, days_left)
};

struct QualificationBook {
  std::map<std::string, std::string, std::less<>> logins;  // by id of the person's record
  std::map<std::string, Certificate, std::less<>> certificates;
  std::map<std::string, ToldDue, std::less<>> told;  // by certificate
  DAVY_FIELDS(logins, certificates, told)

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
std::optional<std::uint32_t> step_reached(Day last, Day today);   // 90, 60, 30 or 0; none: it is further off
Day next_step(Day last, const ToldDue* told);                     // when the step after what was told is reached; null: nothing was told
Bodies on_time(const QualificationBook& book, const site::Directory& directory, Instant now);
Instant next_due(const QualificationBook& book, const site::Directory& directory);
void evolve(QualificationBook& book, const Event& event);
}  // namespace qualification

}  // namespace davy::core
