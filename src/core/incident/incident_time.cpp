// What the clock does to incidents: a card that nobody takes climbs the chain of duty; a report is reminded of.
#include "core/duty.hpp"
#include "core/incident/incident_book.hpp"

#include <algorithm>

namespace davy::core::incident {
namespace {

constexpr Duration kClimbAtLeast = Duration::from_ms(1'000);

bool waits(const Incident& incident, const IncidentCard& card) {
  return incident.state == IncidentState::Open && card.state == CardState::Issued;
}

Instant card_due(const IncidentCard& card, const site::Directory& directory) {
  return card.calls == 0 ? card.due : card.due + std::max(directory.site().escalate_every, kClimbAtLeast);
}

// So many steps above its post; at the top it stays there.
std::string post_called(const IncidentCard& card, const site::Directory& directory, std::uint32_t times) {
  std::string post = card.post;
  for (std::uint32_t i = 0; i < times; ++i) {
    std::string above = post_above(directory, post);
    if (above == post) break;
    post = std::move(above);
  }
  return post;
}

// Once shortly before its time, once when it has passed.
Instant reminder_due(const Incident& incident) {
  if (!incident.report_due || incident.report_calls >= 2) return Instant::never();
  return incident.report_calls == 0 ? *incident.report_due - kReportRemindBefore : *incident.report_due;
}

}  // namespace

Bodies on_time(const Sources& sources, Instant now) {
  Bodies bodies;
  for (const auto& [id, incident] : sources.book.incidents) {
    for (const IncidentCard& card : incident.cards)
      if (waits(incident, card) && card_due(card, sources.directory) <= now)
        bodies.push_back(IncidentCardOverdue{id, card.card, post_called(card, sources.directory, card.calls + 1), card.calls + 1});
    if (reminder_due(incident) <= now)
      bodies.push_back(IncidentReportDue{id, incident.reports == 0 ? ReportKind::First : ReportKind::FollowUp, *incident.report_due,
                                         post_at_the_top(sources.directory)});
  }
  return bodies;
}

Instant next_due(const Sources& sources) {
  Instant due = Instant::never();
  for (const auto& [id, incident] : sources.book.incidents) {
    for (const IncidentCard& card : incident.cards)
      if (waits(incident, card)) due = std::min(due, card_due(card, sources.directory));
    due = std::min(due, reminder_due(incident));
  }
  return due;
}

}  // namespace davy::core::incident
