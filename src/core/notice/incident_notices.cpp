#include "core/notice/incident_notices.hpp"

#include "core/duty.hpp"
#include "core/incident/expected_people.hpp"

#include <algorithm>
#include <set>

namespace davy::core::incident_notices {
namespace {

constexpr std::string_view kUser = "user:";

struct IncidentReaction {
  const IncidentBook& book;
  const site::Directory& directory;
  const Event& event;

  static NoticeIssued about(NoticeReason reason, const Incident& incident, std::uint32_t urgency, const std::string& more = {}) {
    const bool is_drill = incident.what.exercise == Exercise::Drill;
    NoticeIssued told;
    told.reason = reason;
    told.incident = incident.id;
    told.what = (is_drill ? std::string(kDrillMark) : std::string()) + incident.what.what + (more.empty() ? "" : " · " + more);
    told.severity = is_drill ? site::Severity::Moderate : site::Severity::Major;
    told.urgency = urgency;
    return told;
  }
  // A notice is one text, and whoever reads it reads either.
  static std::string words(const CardText& title) {
    return title.en.empty() || title.en == title.zh ? title.zh : title.zh.empty() ? title.en : title.zh + " / " + title.en;
  }
  static Bodies to_posts(const NoticeIssued& told, const std::set<std::string>& posts) {
    Bodies bodies;
    for (const std::string& post : posts) {
      if (post.empty()) continue;
      NoticeIssued each = told;
      each.post = post;
      bodies.push_back(std::move(each));
    }
    return bodies;
  }
  // Those of the head-count who have an account.
  static Bodies to_users(const NoticeIssued& told, const Evacuation& evacuation) {
    Bodies bodies;
    for (const auto& [person, count] : evacuation.people) {
      if (!person.starts_with(kUser)) continue;
      NoticeIssued each = told;
      each.person = person.substr(kUser.size());
      bodies.push_back(std::move(each));
    }
    return bodies;
  }

  // At the top, and whose post safety is.
  std::set<std::string> posts_of_reports() const {
    std::set<std::string> posts{post_at_the_top(directory)};
    if (const auto& safety = directory.site().permits.post(site::PermitRole::Safety)) posts.insert(directory.site()[*safety].name);
    return posts;
  }

  Bodies operator()(const IncidentOpened& opened) const {
    const Incident* incident = book.find(IncidentId(event.seq));
    if (incident == nullptr) return {};
    std::set<std::string> posts = posts_of_reports();
    if (const auto zone = directory.zone(opened.zone)) posts.insert(post_on_duty(directory, *zone, Matter::Alarm, event.time));
    return to_posts(about(NoticeReason::IncidentOpened, *incident, 1), posts);
  }
  Bodies operator()(const IncidentCardIssued& issued) const {
    const Incident* incident = book.find(issued.incident);
    return incident == nullptr ? Bodies{} : to_posts(about(NoticeReason::IncidentCard, *incident, 1, words(issued.title)), {issued.post});
  }
  Bodies operator()(const IncidentCardOverdue& overdue) const {
    const Incident* incident = book.find(overdue.incident);
    if (incident == nullptr) return {};
    const auto card = std::ranges::find(incident->cards, overdue.card, &IncidentCard::card);
    const std::string title = card == incident->cards.end() ? std::string() : words(card->title);
    const std::string& said = title.empty() ? overdue.card : title;
    return to_posts(about(NoticeReason::IncidentCardOverdue, *incident, overdue.times + 1, said), {overdue.post});
  }
  Bodies operator()(const EvacuationOrdered& ordered) const {
    const Incident* incident = book.find(ordered.incident);
    if (incident == nullptr || !incident->evacuation) return {};
    const NoticeIssued told = about(NoticeReason::IncidentEvacuation, *incident, 2, where_to(ordered));
    const std::vector<std::string> there = incident::posts_there(directory, ordered.zones, event.time);
    Bodies bodies = to_posts(told, {there.begin(), there.end()});
    append(bodies, to_users(told, *incident->evacuation));
    return bodies;
  }
  std::string where_to(const EvacuationOrdered& ordered) const {
    const auto zone = directory.zone(ordered.assembly);
    return zone ? "→ " + directory.site()[*zone].title.zh : ordered.assembly;
  }
  Bodies operator()(const IncidentReportDue& due) const {
    const Incident* incident = book.find(due.incident);
    if (incident == nullptr) return {};
    std::set<std::string> posts = posts_of_reports();
    posts.insert(due.post);
    return to_posts(about(NoticeReason::IncidentReportDue, *incident, event.time >= due.due ? 2 : 1), posts);
  }
  // Everybody who was called by it.
  Bodies operator()(const IncidentEnded& ended) const {
    const Incident* incident = book.find(ended.incident);
    if (incident == nullptr) return {};
    std::set<std::string> posts = posts_of_reports();
    if (const auto zone = directory.zone(incident->what.zone)) posts.insert(post_on_duty(directory, *zone, Matter::Alarm, event.time));
    for (const IncidentCard& card : incident->cards) posts.insert(card.post);
    NoticeIssued told = about(NoticeReason::IncidentEnded, *incident, 0);
    told.severity = site::Severity::Low;
    Bodies bodies = to_posts(told, posts);
    if (incident->evacuation) append(bodies, to_users(told, *incident->evacuation));
    return bodies;
  }

  template <class Other>
  Bodies operator()(const Other&) const {
    return {};
  }
};

std::string outdated_evacuation(const Notice& notice, const Incident& incident) {
  if (!incident.evacuation || incident.evacuation->over) return "the evacuation has ended";
  const auto count = incident.evacuation->people.find(std::string(kUser) + notice.what.person);
  if (notice.what.person.empty() || count == incident.evacuation->people.end()) return {};
  return incident::is_accounted(count->second.state) ? "it is known where the person is" : "";
}

std::string outdated_card(const Notice& notice, const Incident& incident) {
  const bool by_call = notice.what.reason == NoticeReason::IncidentCardOverdue;
  const bool waits = std::ranges::any_of(incident.cards, [&](const IncidentCard& card) {
    return card.state == CardState::Issued && (by_call ? card.calls > 0 : card.post == notice.what.post);
  });
  return waits ? "" : "the cards have been taken";
}

}  // namespace

Bodies react(const IncidentBook& book, const site::Directory& directory, const Event& event) {
  return visit(IncidentReaction{book, directory, event}, event.body);
}

std::string outdated(const Notice& notice, const IncidentBook& book) {
  const Incident* incident = book.find(notice.what.incident);
  if (incident == nullptr) return "the incident is closed";
  if (notice.what.reason == NoticeReason::IncidentReportDue)
    return incident->report_due && incident->report_calls > 0 ? "" : "no report is due now";
  if (incident->state != IncidentState::Open) return "the response has ended";
  switch (notice.what.reason) {
    case NoticeReason::IncidentCard:
    case NoticeReason::IncidentCardOverdue: return outdated_card(notice, *incident);
    case NoticeReason::IncidentEvacuation: return outdated_evacuation(notice, *incident);
    default: return {};
  }
}

}  // namespace davy::core::incident_notices
