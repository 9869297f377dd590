#pragma once
// The form of a permit: what an application must say, and who of those named on it is who. Pure.

#include "core/permit/permit_book.hpp"
#include "core/training/training_needs.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace davy::core::permit {

using site::PermitPart;

// Completed by the standard and the site (level, points, end), or why it cannot be; `field` is of the application.
std::variant<PermitApplied, Refusal> complete(const Sources& sources, PermitApplied asked, Instant now);

std::string record_of(const QualificationBook& book, const std::string& login);  // the id of the person's record; empty: has none
bool waits_for_receipt(const Permit& permit, const std::string& record);         // its worker, briefed, has yet to sign for it and may
// Taken back, and one of the posts gives it back or is on duty there.
bool waits_for_answer(const site::Directory& directory, const Permit& permit, const std::vector<std::string>& posts, Instant now);
bool is_worker(const Sources& sources, const PermitApplied& what, const std::string& login);

// Whose certificates hold on the day, to look at many permits. The sources must outlive it.
class CertificatesThen {
 public:
  CertificatesThen(const Sources& sources, Instant now);
  bool suffice(const PermitApplied& what) const;  // for the workers and everybody else whom the application names

 private:
  const QualificationBook* book_;
  const site::PermitRules* rules_;
  std::set<std::pair<std::string_view, std::string_view>> of_people_;  // id of the record, category
  std::set<std::pair<std::string, std::string_view>> of_logins_;
};

// The categories of which the part asks for one at that kind of work: the firm's, else the standard's (4.9, 4.10). Empty: it asks for none.
std::vector<std::string_view> certificates_asked(const site::PermitRules& rules, PermitPart part, PermitKind kind);
// Whether they hold one of those now; `who` a login, or the id of a person's record. True where none is asked for.
bool is_certified(const Sources& sources, PermitPart part, PermitKind kind, const std::string& who, Instant now);
Text without_certificate(const Sources& sources, PermitPart part, PermitKind kind, const std::string& who);  // in words
// Who of the workers, then of the guardian, the lead and the coordinator, lacks the certificate that is asked of them.
struct Uncertified {
  PermitPart part = PermitPart::Worker;
  std::string who;  // the id of a worker's record, else a login
  bool operator==(const Uncertified&) const = default;
};
std::vector<Uncertified> uncertified(const Sources& sources, const PermitApplied& what, Instant now);
// Before the work begins: who applied for the permit, and who approved it.
std::vector<Text> signers_without_certificate(const Sources& sources, const Permit& permit, Instant now);
// Whether what was changed of the record may matter to somebody of whom a certificate is asked.
bool names_person(const Sources& sources, const PermitApplied& what, const std::string& person);
// Somebody whose certificate holds now, but not through the last day of the work: then the permit will be taken back.
struct EndingCertificate {
  std::string who;  // the id of a worker's record, or a login
  Day last;         // on which it holds; of several the latest
};
std::vector<EndingCertificate> ending_certificates(const Sources& sources, const PermitApplied& what, Instant now);
// Workers who hold the certificate, but have not done such work for more than six months: ids of their records. An open permit goes on, for they do it.
std::vector<std::string> idle_workers(const Sources& sources, const PermitApplied& what, Instant now);
// Whom a training plan keeps from being named on it.
std::vector<training::Untrained> untrained(const Sources& sources, const PermitApplied& what, Instant now);
// Those in words: who lacks the certificate that is asked of them, who of all of them a course that a plan requires, and who was away from such
// work for too long.
std::vector<Text> without_certificate(const Sources& sources, const PermitApplied& what, Instant now);

std::vector<Text> unready(const Sources& sources, const Permit& permit, Instant now);  // before anybody signs: what the form still asks for

// The level of work that is applied for, at its begin.
inline constexpr Duration kWindHolds = 1_h;
PermitLevel level_ahead(const Sources& sources, const PermitApplied& what, Instant now, std::vector<std::string>& upgraded);

std::string post_for(const site::Directory& directory, PermitRole role);  // empty: of Lead
std::size_t count_measures(const PermitApplied& what);                    // of its kind, and its own
Text words(const Fault& fault, const site::Directory& directory);
Text words(const Conflict& conflict);

}  // namespace davy::core::permit
