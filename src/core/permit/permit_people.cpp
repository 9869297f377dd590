// Who of those named on a permit is who, and whose certificates hold (4.9, 4.10, and what the firm asks for besides).
#include "core/permit/permit_form.hpp"

#include <algorithm>
#include <span>

namespace davy::core::permit {
namespace {

// Of the record of a person, or of an account; either may be empty.
bool holds_certificate(const Sources& sources, const std::string& person, const std::string& login, std::string_view category,
                       Instant now) {
  const Day today = day_at(now, sources.directory.site().utc_offset);
  return std::ranges::any_of(sources.qualifications.certificates, [&](const auto& each) {
    const Certificate& certificate = each.second;
    const auto last = qualification::last_day(certificate);
    return sources.qualifications.is_of(certificate, person, login) && certificate.category == category && last && today <= last->day;
  });
}

// Whether one of those that the part asks for is held; also where it asks for none.
template <class Holds>
bool holds_one(const site::PermitRules& rules, PermitPart part, PermitKind kind, Holds holds) {
  if (const std::vector<std::string>& own = rules.certificates_of(part, kind); !own.empty()) return std::ranges::any_of(own, holds);
  const auto standard = gb30871::certificates(part, kind);
  return standard.empty() || std::ranges::any_of(standard, holds);
}

bool asks_for_certificate(const site::PermitRules& rules, PermitPart part, PermitKind kind) {
  return !rules.certificates_of(part, kind).empty() || !gb30871::certificates(part, kind).empty();
}

// The latest day on which a certificate of one of these categories holds; none: there is none.
std::optional<Day> latest_day(const Sources& sources, const std::string& person, const std::string& login,
                              std::span<const std::string_view> categories) {
  std::optional<Day> latest;
  for (const auto& [id, certificate] : sources.qualifications.certificates) {
    const auto last = qualification::last_day(certificate);
    if (!last || !sources.qualifications.is_of(certificate, person, login)) continue;
    if (std::ranges::find(categories, certificate.category) != categories.end()) latest = std::max(latest, std::optional(last->day));
  }
  return latest;
}

// Everybody whom the application names by account.
template <class Take>
void each_account(const PermitApplied& what, Take take) {
  take(PermitPart::Guardian, what.guardian);
  take(PermitPart::Lead, what.lead);
  if (!what.coordinator.empty()) take(PermitPart::Coordinator, what.coordinator);
}

// The workers that lack one of those that are asked of them, then the others.
template <class WorkerHolds, class AccountHolds>
std::vector<Uncertified> lacking_of(const site::PermitRules& rules, const PermitApplied& what, WorkerHolds worker_holds,
                                    AccountHolds account_holds) {
  std::vector<Uncertified> found;
  for (const std::string& worker : what.workers)
    if (!holds_one(rules, PermitPart::Worker, what.kind, [&](std::string_view each) { return worker_holds(worker, each); }))
      found.push_back({PermitPart::Worker, worker});
  each_account(what, [&](PermitPart part, const std::string& login) {
    if (!holds_one(rules, part, what.kind, [&](std::string_view each) { return account_holds(login, each); }))
      found.push_back({part, login});
  });
  return found;
}

std::string all_of(const std::vector<std::string_view>& categories) {
  std::string text;
  for (const std::string_view category : categories) text += (text.empty() ? "" : ", ") + std::string(category);
  return text;
}

Text part_words(PermitPart part) {
  switch (part) {
    case PermitPart::Worker: return {"作业人员", "worker"};
    case PermitPart::Guardian: return {"监护人", "guardian"};
    case PermitPart::Lead: return {"作业负责人", "responsible for the work"};
    case PermitPart::Coordinator: return {"协调人", "coordinator"};
    case PermitPart::Applicant: return {"申请人", "applicant"};
    case PermitPart::Approver: return {"审批人", "approver"};
    case PermitPart::Analyst: return {"气体分析人", "gas analyst"};
  }
  return {};
}

}  // namespace

std::string record_of(const QualificationBook& book, const std::string& login) {
  const auto found = std::ranges::find_if(book.logins, [&](const auto& each) { return each.second == login; });
  return found == book.logins.end() ? std::string() : found->first;
}

bool waits_for_receipt(const Permit& permit, const std::string& record) {
  using enum PermitState;
  const bool takes = permit.state == Preparing || permit.state == Signed || permit.state == Interrupted || permit.state == Suspended;
  return takes && !record.empty() && permit.briefed.contains(record) && !permit.received.contains(record);
}

bool waits_for_answer(const site::Directory& directory, const Permit& permit, const std::vector<std::string>& posts, Instant now) {
  const bool is_taken_back = permit.state == PermitState::Suspended || (permit.state == PermitState::Interrupted && permit.stopped);
  if (!is_taken_back) return false;
  const auto zone = directory.zone(permit.what.zone);
  const std::string on_duty = zone ? post_on_duty(directory, *zone, Matter::Permit, now) : post_at_the_top(directory);
  const std::string gives_back = post_for(directory, PermitRole::Shift);
  return std::ranges::any_of(posts, [&](const std::string& post) { return post == on_duty || post == gives_back; });
}

bool is_worker(const Sources& sources, const PermitApplied& what, const std::string& login) {
  return std::ranges::any_of(what.workers, [&](const std::string& worker) {
    const auto found = sources.qualifications.logins.find(worker);
    return found != sources.qualifications.logins.end() && found->second == login;
  });
}

bool names_person(const Sources& sources, const PermitApplied& what, const std::string& person) {
  if (std::ranges::find(what.workers, person) != what.workers.end()) return true;
  bool names = false;
  each_account(what, [&](PermitPart part, const std::string& login) {
    if (names || !asks_for_certificate(sources.directory.site().permits, part, what.kind)) return;
    const std::string record = record_of(sources.qualifications, login);
    names = record.empty() || record == person;  // who has no record any more is not certified either
  });
  return names;
}

std::vector<std::string_view> certificates_asked(const site::PermitRules& rules, PermitPart part, PermitKind kind) {
  const std::vector<std::string>& own = rules.certificates_of(part, kind);
  if (!own.empty()) return {own.begin(), own.end()};
  const auto standard = gb30871::certificates(part, kind);
  return {standard.begin(), standard.end()};
}

bool is_certified(const Sources& sources, PermitPart part, PermitKind kind, const std::string& who, Instant now) {
  return holds_one(sources.directory.site().permits, part, kind,
                   [&](std::string_view category) { return holds_certificate(sources, who, who, category, now); });
}

Text without_certificate(const Sources& sources, PermitPart part, PermitKind kind, const std::string& who) {
  const std::string categories = all_of(certificates_asked(sources.directory.site().permits, part, kind));
  if (part == PermitPart::Guardian) return {"监护人 " + who + " 没有有效的监护人证书", who + " holds no valid certificate as a guardian"};
  if (part == PermitPart::Worker)
    return {who + " 没有有效的证书（" + categories + "）", who + " holds no certificate that is valid (" + categories + ")"};
  const Text as = part_words(part);
  return {as.zh + " " + who + " 没有有效的证书（" + categories + "）",
          who + " (" + as.en + ") holds no certificate that is valid (" + categories + ")"};
}

CertificatesThen::CertificatesThen(const Sources& sources, Instant now)
    : book_(&sources.qualifications), rules_(&sources.directory.site().permits) {
  const Day today = day_at(now, sources.directory.site().utc_offset);
  for (const auto& [id, certificate] : sources.qualifications.certificates) {
    const auto last = qualification::last_day(certificate);
    if (!last || last->day < today) continue;
    if (!certificate.person.empty()) of_people_.emplace(certificate.person, certificate.category);
    if (std::string login = sources.qualifications.login_of(certificate); !login.empty())
      of_logins_.emplace(std::move(login), certificate.category);
  }
}

bool CertificatesThen::suffice(const PermitApplied& what) const {
  return lacking_of(
             *rules_, what,
             [&](const std::string& worker, std::string_view category) {
               return of_people_.contains({worker, category}) || of_logins_.contains({book_->login_of(worker), category});
             },
             [&](const std::string& login, std::string_view category) {
               return of_logins_.contains({login, category});
             })
      .empty();
}

std::vector<training::Untrained> untrained(const Sources& sources, const PermitApplied& what, Instant now) {
  std::vector<std::string> logins{what.lead};
  std::vector<std::string> others;
  if (what.guardian != what.lead) logins.push_back(what.guardian);
  if (!what.coordinator.empty() && std::ranges::find(logins, what.coordinator) == logins.end()) logins.push_back(what.coordinator);
  for (const std::string& worker : what.workers) {
    const auto login = sources.qualifications.logins.find(worker);
    if (login == sources.qualifications.logins.end())
      others.push_back(worker);
    else if (std::ranges::find(logins, login->second) == logins.end())
      logins.push_back(login->second);
  }
  const Day today = day_at(now, sources.directory.site().utc_offset);
  return training::untrained(sources.trainings, sources.accounts, what.kind, logins, others, today);
}

std::vector<Uncertified> uncertified(const Sources& sources, const PermitApplied& what, Instant now) {
  return lacking_of(
      sources.directory.site().permits, what,
      [&](const std::string& worker, std::string_view category) { return holds_certificate(sources, worker, {}, category, now); },
      [&](const std::string& login, std::string_view category) { return holds_certificate(sources, {}, login, category, now); });
}

std::vector<EndingCertificate> ending_certificates(const Sources& sources, const PermitApplied& what, Instant now) {
  if (what.until <= now) return {};
  const site::Site& site = sources.directory.site();
  const Day today = day_at(now, site.utc_offset);
  const Day end = day_at(what.until, site.utc_offset);
  std::vector<EndingCertificate> found;
  const auto add = [&](const std::string& who, std::optional<Day> last) {
    const bool is_named = std::ranges::find(found, who, &EndingCertificate::who) != found.end();
    if (last && *last >= today && *last < end && !is_named) found.push_back({who, *last});
  };
  const std::vector<std::string_view> of_workers = certificates_asked(site.permits, PermitPart::Worker, what.kind);
  for (const std::string& worker : what.workers) add(worker, latest_day(sources, worker, {}, of_workers));
  each_account(what, [&](PermitPart part, const std::string& login) {
    add(login, latest_day(sources, {}, login, certificates_asked(site.permits, part, what.kind)));
  });
  return found;
}

std::vector<std::string> idle_workers(const Sources& sources, const PermitApplied& what, Instant now) {
  const site::Site& site = sources.directory.site();
  const Day today = day_at(now, site.utc_offset);
  const std::vector<std::string_view> categories = certificates_asked(site.permits, PermitPart::Worker, what.kind);
  std::vector<std::string> found;
  for (const std::string& worker : what.workers) {
    bool is_held = false;
    bool is_fresh = false;
    for (const auto& [id, certificate] : sources.qualifications.certificates) {
      const auto last = qualification::last_day(certificate);
      if (!last || last->day < today || std::ranges::find(categories, certificate.category) == categories.end()) continue;
      if (!sources.qualifications.is_of(certificate, worker, {})) continue;
      const auto idle = qualification::idle_after(sources.qualifications, certificate, site.utc_offset);
      is_held = true;
      is_fresh = is_fresh || !idle || today <= *idle;
    }
    if (is_held && !is_fresh) found.push_back(worker);
  }
  return found;
}

std::vector<Text> without_certificate(const Sources& sources, const PermitApplied& what, Instant now) {
  std::vector<Text> lacking;
  for (const Uncertified& each : uncertified(sources, what, now))
    lacking.push_back(without_certificate(sources, each.part, what.kind, each.who));
  for (training::Untrained& each : untrained(sources, what, now)) lacking.push_back(std::move(each.words));
  const std::string categories = all_of(certificates_asked(sources.directory.site().permits, PermitPart::Worker, what.kind));
  for (const std::string& who : idle_workers(sources, what, now))
    lacking.push_back(
        {who + " 已超过六个月未从事此类作业，须经实操考试合格并登记后方可作业（" + categories + "）",
         who + " has not done such work for more than six months and is to be tested in practice first (" + categories + ")"});
  return lacking;
}

std::vector<Text> signers_without_certificate(const Sources& sources, const Permit& permit, Instant now) {
  std::vector<Text> lacking;
  if (permit.started) return lacking;
  const PermitKind kind = permit.what.kind;
  const auto look = [&](PermitPart part, const std::string& who) {
    if (!is_certified(sources, part, kind, who, now)) lacking.push_back(without_certificate(sources, part, kind, who));
  };
  look(PermitPart::Applicant, permit.by);
  const std::vector<gb30871::SignStep> steps = gb30871::signatures(kind, permit.what.level);
  for (std::size_t i = 0; i < steps.size() && i < permit.signatures.size(); ++i)
    if (steps[i].purpose == SignPurpose::Approval) look(PermitPart::Approver, permit.signatures[i].by);
  return lacking;
}

}  // namespace davy::core::permit
