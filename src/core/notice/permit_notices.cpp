#include "core/notice/permit_notices.hpp"

#include "core/incident/expected_people.hpp"

#include <algorithm>
#include <set>

namespace davy::core::permit_notices {
namespace {

constexpr std::string_view kAccount = "user:";

struct PermitReaction {
  const PermitBook& book;
  const QualificationBook& qualifications;
  const site::Directory& directory;
  const Event& event;

  NoticeIssued about(NoticeReason reason, PermitId id, std::string what, site::Severity severity, std::uint32_t urgency) const {
    NoticeIssued told;
    told.reason = reason;
    told.permit = id;
    told.what = std::move(what);
    told.severity = severity;
    told.urgency = urgency;
    return told;
  }

  static Bodies to_post(NoticeIssued told, const std::string& post) {
    if (post.empty()) return {};
    told.post = post;
    return {std::move(told)};
  }

  static Bodies to_people(const NoticeIssued& told, const std::vector<std::string>& people) {
    Bodies bodies;
    for (const std::string& person : people) {
      NoticeIssued each = told;
      each.person = person;
      bodies.push_back(std::move(each));
    }
    return bodies;
  }

  // Logins; each once.
  std::vector<std::string> people_of(const PermitApplied& what) const {
    std::vector<std::string> people{what.lead, what.guardian};
    if (!what.coordinator.empty()) people.push_back(what.coordinator);
    for (const std::string& worker : what.workers) {
      const auto login = qualifications.logins.find(worker);
      if (login != qualifications.logins.end()) people.push_back(login->second);
    }
    std::ranges::sort(people);
    people.erase(std::unique(people.begin(), people.end()), people.end());
    return people;
  }

  Bodies operator()(const PermitSigned& given) const {
    const Permit* permit = book.find(given.permit);
    if (permit == nullptr) return {};
    return to_post(about(NoticeReason::PermitToSign, given.permit, permit->what.what, site::Severity::Low, 0), given.next);
  }

  Bodies operator()(const PermitSuspended& suspended) const {
    const Permit* permit = book.find(suspended.permit);
    if (permit == nullptr) return {};
    const std::string why = suspended.what.empty() ? std::string(name_of(suspended.cause)) : suspended.what;
    const NoticeIssued told = about(NoticeReason::PermitSuspended, suspended.permit, why, site::Severity::Serious, 1);
    Bodies bodies = to_post(told, suspended.post);
    const std::vector<std::string> zones = incident::with_inside(directory, {permit->what.zone});
    for (const std::string& post : incident::posts_there(directory, zones, event.time))
      if (post != suspended.post) append(bodies, to_post(told, post));
    const std::vector<std::string> own = people_of(permit->what);
    append(bodies, to_people(told, own));
    append(bodies, to_people(told, beside(suspended, own, zones)));
    return bodies;
  }

  // Logins of others who are at work there.
  std::vector<std::string> beside(const PermitSuspended& suspended, const std::vector<std::string>& own,
                                  const std::vector<std::string>& zones) const {
    std::set<std::string> people;
    for (const incident::PersonAtWork& each : incident::people_at_work(book, qualifications, zones)) {
      if (!each.person.starts_with(kAccount) || is_taken_back_with(book.permits.at(each.permit), suspended)) continue;
      if (std::string login = each.person.substr(kAccount.size()); std::ranges::find(own, login) == own.end())
        people.insert(std::move(login));
    }
    return {people.begin(), people.end()};
  }
  // One reading takes back all that stand on it, one after the other.
  bool is_taken_back_with(const Permit& other, const PermitSuspended& suspended) const {
    if (other.stopped && other.rests_since == event.time && other.stopped_by == suspended.what) return true;
    const auto condition = directory.condition(suspended.what);
    if (!condition || (suspended.cause != StopCause::Gas && suspended.cause != StopCause::Blind)) return false;
    const std::vector<PermitId> standing = book.standing_on(directory, *condition);
    return std::ranges::find(standing, other.id) != standing.end();
  }

  Bodies operator()(const PermitDue& due) const {
    const Permit* permit = book.find(due.permit);
    if (permit == nullptr) return {};
    const NoticeIssued told = about(NoticeReason::PermitDue, due.permit, std::string(name_of(due.what)), site::Severity::Moderate, 0);
    if (due.what == PermitDueKind::Guardian) return to_people(told, {permit->what.guardian});
    return to_people(told, {permit->what.lead, permit->what.guardian});
  }

  Bodies operator()(const PermitExpired& expired) const {
    if (!expired.was_open) return {};
    const NoticeIssued told = about(NoticeReason::PermitExpired, expired.permit, expired.what, site::Severity::Serious, 1);
    Bodies bodies = to_post(told, expired.post);
    append(bodies, to_people(told, expired.people));
    return bodies;
  }

  Bodies operator()(const PermitFinished& finished) const {
    const Permit* permit = book.find(finished.permit);
    if (permit == nullptr) return {};
    return to_post(about(NoticeReason::PermitToAccept, finished.permit, permit->what.what, site::Severity::Low, 0), finished.post);
  }

  Bodies operator()(const PermitRefused& refused) const {
    return to_people(about(NoticeReason::PermitRefused, refused.permit, refused.what, site::Severity::Low, 0), {refused.applicant});
  }

  template <class Other>
  Bodies operator()(const Other&) const {
    return {};
  }
};

}  // namespace

Bodies react(const PermitBook& book, const QualificationBook& qualifications, const site::Directory& directory, const Event& event) {
  return visit(PermitReaction{book, qualifications, directory, event}, event.body);
}

std::string outdated(const Notice& notice, const PermitBook& book) {
  const Permit* permit = book.find(notice.what.permit);
  if (permit == nullptr) return "the permit is over";
  const PermitState state = permit->state;
  switch (notice.what.reason) {
    case NoticeReason::PermitToSign: return state == PermitState::Preparing ? "" : "all have signed";
    case NoticeReason::PermitSuspended: return state == PermitState::Suspended ? "" : "the permit is no longer suspended";
    case NoticeReason::PermitToAccept: return state == PermitState::Finished ? "" : "the work is not waiting to be accepted";
    default: return state == PermitState::Open ? "" : "the work does not go on";
  }
}

}  // namespace davy::core::permit_notices
