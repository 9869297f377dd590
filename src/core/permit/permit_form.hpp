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

// Completed by the standard and the site (level, points, end), or why it cannot be; `field` is of the application.
std::variant<PermitApplied, Refusal> complete(const Sources& sources, PermitApplied asked, Instant now);

std::string record_of(const QualificationBook& book, const std::string& login);  // the id of the person's record; empty: has none
bool is_worker(const Sources& sources, const PermitApplied& what, const std::string& login);

// Whose certificates hold on the day, to look at many permits. The sources must outlive it.
class CertificatesThen {
 public:
  CertificatesThen(const Sources& sources, Instant now);
  bool suffice(const PermitApplied& what) const;  // for the workers and the guardian

 private:
  const QualificationBook* book_;
  std::set<std::pair<std::string_view, std::string_view>> of_people_;  // id of the record, category
  std::set<std::pair<std::string, std::string_view>> of_logins_;
};

// Who of them lacks the certificate that the work asks for: ids of workers' records, the guardian's login.
std::vector<std::string> uncertified(const Sources& sources, const PermitApplied& what, Instant now);
// Somebody whose certificate holds now, but not through the last day of the work: then the permit will be taken back.
struct EndingCertificate {
  std::string who;  // the id of a worker's record, or the guardian's login
  Day last;         // on which it holds; of several the latest
};
std::vector<EndingCertificate> ending_certificates(const Sources& sources, const PermitApplied& what, Instant now);
// Workers who hold the certificate, but have not done such work for more than six months: ids of their records. An open permit goes on, for they do it.
std::vector<std::string> idle_workers(const Sources& sources, const PermitApplied& what, Instant now);
// Whom a training plan keeps from being named on it.
std::vector<training::Untrained> untrained(const Sources& sources, const PermitApplied& what, Instant now);
// Those in words: who of the workers and the guardian lacks the certificate that the work asks for, who of all of them a course
// that a plan requires, and who was away from such work for too long.
std::vector<Text> without_certificate(const Sources& sources, const PermitApplied& what, Instant now);

// The level of work that is applied for, at its begin.
inline constexpr Duration kWindHolds = 1_h;
PermitLevel level_ahead(const Sources& sources, const PermitApplied& what, Instant now, std::vector<std::string>& upgraded);

std::string post_for(const site::Directory& directory, PermitRole role);  // empty: of Lead
std::size_t count_measures(const PermitApplied& what);                    // of its kind, and its own
Text words(const Fault& fault, const site::Directory& directory);
Text words(const Conflict& conflict);

}  // namespace davy::core::permit
