#include "core/incident/incident_book.hpp"

#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core {

const Incident* IncidentBook::find(IncidentId id) const {
  const auto found = incidents.find(id);
  return found == incidents.end() ? nullptr : &found->second;
}

namespace incident {
namespace {

struct IncidentChange {
  IncidentBook& book;
  const Event& event;

  template <class Apply>
  void at(IncidentId id, Apply apply) const {
    const auto found = book.incidents.find(id);
    if (found != book.incidents.end()) apply(found->second);
  }
  template <class Apply>
  void card(IncidentId id, const std::string& name, Apply apply) const {
    at(id, [&](Incident& incident) {
      const auto found = std::ranges::find(incident.cards, name, &IncidentCard::card);
      if (found != incident.cards.end()) apply(*found);
    });
  }

  void operator()(const IncidentOpened& opened) const {
    Incident incident;
    incident.id = IncidentId(event.seq);
    incident.what = opened;
    incident.by = person_of(event.actor);
    incident.opened = event.time;
    incident.level = opened.level;
    incident.commander = opened.commander;
    if (opened.exercise == Exercise::Real) incident.report_due = opened.report_due;
    book.incidents.emplace(incident.id, std::move(incident));
  }
  void operator()(const IncidentCardIssued& issued) const {
    at(issued.incident, [&](Incident& incident) {
      incident.cards.push_back({issued.card, issued.post, CardState::Issued, {}, issued.due, 0, issued.title});
    });
  }
  void operator()(const IncidentCardTaken& taken) const {
    card(taken.incident, taken.card, [&](IncidentCard& of) {
      of.state = CardState::Taken;
      of.by = person_of(event.actor);
    });
  }
  void operator()(const IncidentCardDone& done) const {
    card(done.incident, done.card, [](IncidentCard& of) { of.state = CardState::Done; });
  }
  void operator()(const IncidentCardOverdue& overdue) const {
    card(overdue.incident, overdue.card, [&](IncidentCard& of) {
      of.calls = overdue.times;
      of.due = event.time;
    });
  }
  void operator()(const IncidentLevelSet& set) const {
    at(set.incident, [&](Incident& incident) { incident.level = set.level; });
  }
  void operator()(const IncidentCommandTaken& taken) const {
    at(taken.incident, [&](Incident& incident) { incident.commander = person_of(event.actor); });
  }

  // Of an evacuation that is widened, what is known of people stands.
  void operator()(const EvacuationOrdered& ordered) const {
    at(ordered.incident, [&](Incident& incident) {
      Evacuation made{ordered.zones, ordered.assembly, {}, false};
      for (const ExpectedPerson& each : ordered.people) made.people[each.person] = {each, Whereabouts::Unknown};
      if (incident.evacuation && !incident.evacuation->over)
        for (const auto& [person, count] : incident.evacuation->people) made.people[person] = count;
      incident.evacuation = std::move(made);
    });
  }
  void operator()(const PersonAccounted& told) const {
    at(told.incident, [&](Incident& incident) {
      if (!incident.evacuation) return;
      const auto [found, is_new] = incident.evacuation->people.try_emplace(told.person);
      if (is_new) found->second.who = {told.person, told.zone, ExpectedBecause::Added, {}};
      found->second.state = told.state;
    });
  }
  void operator()(const EvacuationEnded& ended) const {
    at(ended.incident, [](Incident& incident) {
      if (incident.evacuation) incident.evacuation->over = true;
    });
  }

  void operator()(const CasualtiesTold& told) const {
    at(told.incident, [&](Incident& incident) { incident.casualties = {told.dead, told.injured, told.loss_cny}; });
  }
  void operator()(const IncidentReportDue& due) const {
    at(due.incident, [&](Incident& incident) {
      incident.report_due = due.due;
      incident.report_calls = event.time >= due.due ? 2 : 1;
    });
  }
  void asks_for_report(IncidentId id, std::optional<Instant> due) const {
    at(id, [&](Incident& incident) {
      incident.report_due = due;
      incident.report_calls = 0;
    });
  }
  void operator()(const IncidentReported& reported) const {
    at(reported.incident, [](Incident& incident) { ++incident.reports; });
    asks_for_report(reported.incident, reported.next_due);
  }
  void operator()(const IncidentReportWaived& waived) const { asks_for_report(waived.incident, std::nullopt); }

  // A first report stays due, and what has been asked for; that it goes on is no longer reported.
  void operator()(const IncidentEnded& ended) const {
    at(ended.incident, [](Incident& incident) { incident.state = IncidentState::Ended; });
    const Incident* incident = book.find(ended.incident);
    if (incident != nullptr && incident->reports > 0 && incident->report_calls == 0) asks_for_report(ended.incident, std::nullopt);
  }
  void operator()(const IncidentClosed& closed) const { book.incidents.erase(closed.incident); }

  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

void evolve(IncidentBook& book, const Event& event) { visit(IncidentChange{book, event}, event.body); }

}  // namespace incident
}  // namespace davy::core
