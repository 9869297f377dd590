#include "core/drill/drill_book.hpp"

#include "core/refuse.hpp"
#include "site/exercise.hpp"

namespace davy::core::drill {
namespace {

// Takes one event into the book; by the event alone: a journal folds alike under a later site.
struct Change {
  DrillBook& book;
  const Event& event;

  void add(DrillDid did, std::string about, Drill& drill) const {
    const bool by_person = event.actor.starts_with("user:");
    if (drill.steps.size() >= (by_person ? 2 * kStepsKept : kStepsKept)) return;  // what people did goes before what Davy did
    drill.steps.push_back(
        {did, std::move(about), by_person ? person_of(event.actor) : std::string(), whole_ms(event.time - drill.started)});
  }
  // Of something of the drill by its id.
  template <class Key>
  void known(const std::map<Key, std::string> Drill::*of, const Key& id, DrillDid did) const {
    if (!book.running) return;
    const auto found = ((*book.running).*of).find(id);
    if (found != ((*book.running).*of).end()) add(did, found->second, *book.running);
  }
  // A new thing that is one of the drill.
  template <class Key>
  void opened(std::map<Key, std::string> Drill::*of, const Key& id, std::string about, DrillDid did) const {
    ((*book.running).*of)[id] = about;
    add(did, std::move(about), *book.running);
  }
  bool is_ours(const std::string& name) const { return book.running && site::is_exercise(name); }

  void operator()(const DrillStarted& started) const {
    Drill drill;
    drill.id = DrillId(event.seq);
    drill.what = started;
    drill.started = event.time;
    drill.by = person_of(event.actor);
    book.running = std::move(drill);
  }
  void operator()(const DrillEnded& ended) const {
    if (!book.running || book.running->id != ended.drill) return;
    if (book.running->what.kind == DrillKind::Practice) book.over[ended.drill] = book.running->what.zone;
    if (book.over.size() > kOverKept) book.over.erase(book.over.begin());
    book.last = std::move(book.running->what);
    book.running.reset();
  }

  void operator()(const AlarmRaised& raised) const {
    if (!is_ours(raised.condition)) return;
    if (!book.running->first_alarm) book.running->first_alarm = event.time;
    opened(&Drill::alarms, event.seq, raised.condition, DrillDid::AlarmRaised);
  }
  void operator()(const AlarmReturned& returned) const { known(&Drill::alarms, returned.alarm.get(), DrillDid::AlarmReturned); }
  void operator()(const AlarmAcknowledged& acked) const { known(&Drill::alarms, acked.alarm.get(), DrillDid::Acknowledged); }
  void operator()(const RowTripped& tripped) const {
    if (is_ours(tripped.row)) add(DrillDid::RowTripped, tripped.row, *book.running);
  }
  void operator()(const CommandRequested& requested) const {
    if (is_ours(requested.actuator)) opened(&Drill::commands, requested.command, requested.actuator, DrillDid::CommandRequested);
  }
  void operator()(const CommandObserved& observed) const { known(&Drill::commands, observed.command, DrillDid::CommandObserved); }
  void operator()(const CommandFailed& failed) const { known(&Drill::commands, failed.command, DrillDid::CommandFailed); }
  void operator()(const NoticeIssued& notice) const {
    if (is_ours(notice.condition)) book.running->notices[event.seq] = notice.condition;
  }
  void operator()(const NoticeSent& sent) const { known(&Drill::notices, sent.notice.get(), DrillDid::NoticeSent); }
  void operator()(const OrderIssued& issued) const {
    if (is_ours(issued.condition)) opened(&Drill::orders, event.seq, issued.condition, DrillDid::OrderIssued);
  }
  void operator()(const OrderAccepted& accepted) const { known(&Drill::orders, accepted.order.get(), DrillDid::OrderAccepted); }
  void operator()(const OrderSubmitted& submitted) const { known(&Drill::orders, submitted.order.get(), DrillDid::OrderSubmitted); }
  void operator()(const OrderApproved& approved) const { known(&Drill::orders, approved.order.get(), DrillDid::OrderApproved); }
  void operator()(const IncidentOpened& opening) const {
    const bool is_drill = book.running && book.running->what.kind == DrillKind::Practice && opening.exercise == Exercise::Drill;
    if (is_drill) opened(&Drill::incidents, event.seq, opening.plan, DrillDid::IncidentCalled);
  }
  void operator()(const IncidentCardTaken& taken) const {
    if (book.running && book.running->incidents.contains(taken.incident.get())) add(DrillDid::CardTaken, taken.card, *book.running);
  }

  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

Instant next_due(const DrillBook& book) { return book.running ? book.running->what.until : Instant::never(); }

void evolve(DrillBook& book, const Event& event) { visit(Change{book, event}, event.body); }

}  // namespace davy::core::drill
