#include "core/alarm/alarm_book.hpp"

#include "core/testing/print.hpp"
#include "core/testing/small_plant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace davy::core {
namespace {

enum class Doing { True, False, Unknown, Acknowledge, Reset, Shelve, Unshelve, Suppress, EndSuppression, TakeOut, Return, Start, Wait };

struct Deed {
  Doing doing = Doing::Wait;
  int minutes = 0;
};

// ISA-18.2, the transitions of an alarm as a table of letters; what is not in it changes nothing, and is refused when a person asks for it.
enum class Cause { True, False, Acknowledge, Reset, Realarm };
struct Transition {
  char from;
  Cause cause;
  char to;
  char to_if_latching;
};
constexpr Transition kTransitions[] = {
    {'A', Cause::True, 'B', 'B'},         //
    {'B', Cause::Acknowledge, 'C', 'C'},  //
    {'B', Cause::False, 'D', 'E'},        //
    {'C', Cause::False, 'A', 'F'},        //
    {'C', Cause::Realarm, 'B', 'B'},      //
    {'D', Cause::Acknowledge, 'A', 'A'},  //
    {'D', Cause::True, 'B', 'B'},         //
    {'E', Cause::Acknowledge, 'F', 'F'},  //
    {'E', Cause::True, 'B', 'B'},         //
    {'F', Cause::Reset, 'A', 'A'},        //
    {'F', Cause::True, 'B', 'B'},
};
constexpr Duration kRealarmAfter = 20_min;
constexpr Duration kShelf = 25_min;

// One condition as the table says it lives.
struct Model {
  bool latching = false;
  char letter_below = 'A';  // what stands when nothing is set aside
  bool blind = false;
  bool seen_false = false;  // what was told last, and by this process
  bool suppressed = false;
  bool out_of_service = false;
  Instant shelf_until = Instant::never();
  Instant acked_at;
  int occurrences = 0;

  bool shelved() const { return shelf_until != Instant::never(); }
  bool set_aside() const { return shelved() || suppressed || out_of_service; }
  bool active() const { return letter_below == 'B' || letter_below == 'C'; }
  char letter() const { return out_of_service ? 'I' : suppressed ? 'H' : shelved() ? 'G' : letter_below; }

  bool change(Cause cause) {
    for (const Transition& t : kTransitions) {
      if (t.from != letter_below || t.cause != cause) continue;
      letter_below = latching ? t.to_if_latching : t.to;
      return true;
    }
    return false;
  }

  // Whether it may be done.
  bool live(Doing doing, Instant now) {
    if (doing == Doing::True || doing == Doing::Unknown || doing == Doing::Start) seen_false = false;
    switch (doing) {
      case Doing::True:
        if (change(Cause::True)) ++occurrences;
        blind = false;
        return true;
      case Doing::False: return change(Cause::False), blind = false, seen_false = true;
      case Doing::Unknown:
      case Doing::Start: return blind = active(), true;
      case Doing::Acknowledge: return change(Cause::Acknowledge) ? (acked_at = now, true) : false;
      case Doing::Reset: return seen_false && change(Cause::Reset);
      case Doing::Shelve: return set_aside() ? false : (shelf_until = now + kShelf, true);
      case Doing::Unshelve: return shelved() ? (shelf_until = Instant::never(), true) : false;
      case Doing::Suppress: return suppressed = true;
      case Doing::EndSuppression: return suppressed = false, true;
      case Doing::TakeOut: return out_of_service ? false : (out_of_service = true);
      case Doing::Return: return out_of_service ? (out_of_service = false, true) : false;
      case Doing::Wait: return true;
    }
    return true;
  }

  void pass(Instant now) {
    if (shelf_until <= now) shelf_until = Instant::never();
    if (!set_aside() && now - acked_at >= kRealarmAfter) change(Cause::Realarm);
  }
};

site::Site one_condition(site::Latch latch) {
  PlantBuilder plant;
  plant.add_people();
  plant.add_point("tt-101", {});
  site::Condition& high = plant.add_limit("high", 80, site::Severity::Serious);
  high.latch = latch;
  high.realarm_after = kRealarmAfter;
  high.shelve_at_most = 1_h;
  return plant.site;
}

// The book under test, and the events that it decided.
struct Life {
  const site::Directory& directory;
  AlarmBook book = {};
  std::vector<Event> journal = {};
  Instant now = kEight;

  void take(Bodies bodies) {
    for (EventBody& body : bodies) {
      journal.push_back({journal.size() + 1, now, "user:li", std::move(body)});
      alarm::evolve(book, journal.back());
    }
  }

  AlarmId newest() const {
    for (auto event = journal.rbegin(); event != journal.rend(); ++event)
      if (holds<AlarmRaised>(event->body)) return AlarmId(event->seq);
    return AlarmId(999);
  }

  bool ask(Request request) {
    Decided decided = alarm::decide(book, directory, PersonRequest{{"li", Role::Administrator, {}}, std::move(request)}, now);
    if (std::holds_alternative<Refusal>(decided)) return false;
    take(std::get<Bodies>(std::move(decided)));
    return true;
  }

  void edge(Truth truth) {
    const Edge told{site::ConditionIndex(0), truth, 1, now, now};
    alarm::observe(book, told);
    take(alarm::decide(book, directory, told));
  }

  bool live(Doing doing) {
    switch (doing) {
      case Doing::True: return edge(Truth::True), true;
      case Doing::False: return edge(Truth::False), true;
      case Doing::Unknown: return edge(Truth::Unknown), true;
      case Doing::Acknowledge: return ask(AcknowledgeAlarm{newest(), ""});
      case Doing::Reset: return ask(ResetAlarm{newest()});
      case Doing::Shelve: return ask(ShelveAlarm{"tt-101:high", kShelf, "calibration"});
      case Doing::Unshelve: return ask(UnshelveAlarm{"tt-101:high"});
      case Doing::Suppress: return take(alarm::decide(book, SuppressByDesign{"tt-101:high", "empty"})), true;
      case Doing::EndSuppression: return take(alarm::decide(book, EndSuppression{"tt-101:high"})), true;
      case Doing::TakeOut: return ask(TakeOutOfService{"tt-101:high", "replaced"});
      case Doing::Return: return ask(ReturnToService{"tt-101:high"});
      case Doing::Start: return book.told.clear(), take(alarm::on_start(book, directory, {}, now)), true;
      case Doing::Wait: return true;
    }
    return true;
  }

  void pass() {
    const auto is_due = [&] { return book.of("tt-101:high") != nullptr && alarm::due(*book.of("tt-101:high"), directory) <= now; };
    while (is_due()) {
      Bodies bodies = alarm::on_time(book, directory, {"tt-101:high"}, now);
      RC_ASSERT(!bodies.empty());
      take(std::move(bodies));
    }
  }
};

rc::Gen<Deed> deed() {
  return rc::gen::build<Deed>(rc::gen::set(&Deed::doing, rc::gen::weightedElement<Doing>({{6, Doing::True},
                                                                                          {5, Doing::False},
                                                                                          {2, Doing::Unknown},
                                                                                          {5, Doing::Acknowledge},
                                                                                          {3, Doing::Reset},
                                                                                          {2, Doing::Shelve},
                                                                                          {2, Doing::Unshelve},
                                                                                          {1, Doing::Suppress},
                                                                                          {1, Doing::EndSuppression},
                                                                                          {1, Doing::TakeOut},
                                                                                          {1, Doing::Return},
                                                                                          {1, Doing::Start},
                                                                                          {3, Doing::Wait}})),
                              rc::gen::set(&Deed::minutes, rc::gen::element(0, 0, 1, 5, 20, 30)));
}

RC_GTEST_PROP(AlarmBookProperty, LivesAsTheTableOfTheStandardSays, ()) {
  const site::Latch latch = *rc::gen::element(site::Latch::No, site::Latch::Yes);
  const site::Site site = one_condition(latch);
  const site::Directory directory(site);
  Life life{directory};
  Model model;
  model.latching = latch == site::Latch::Yes;
  for (const Deed& deed : *rc::gen::container<std::vector<Deed>>(deed())) {
    life.now = life.now + 1_min * deed.minutes;
    life.pass();
    model.pass(life.now);
    RC_ASSERT(life.live(deed.doing) == model.live(deed.doing, life.now));

    const Alarm* alarm = life.book.of("tt-101:high");
    RC_ASSERT(letter(alarm == nullptr ? AlarmState::Normal : state_of(*alarm)) == model.letter());
    RC_ASSERT((alarm == nullptr) == (model.letter_below == 'A' && !model.set_aside()));
    RC_ASSERT((alarm != nullptr && alarm->blind) == model.blind);
    RC_ASSERT((alarm == nullptr || annunciates(*alarm)) == !model.set_aside());
    const auto raised = std::ranges::count_if(life.journal, [](const Event& event) { return holds<AlarmRaised>(event.body); });
    RC_ASSERT(raised == model.occurrences);
    if (model.letter_below != 'A') RC_ASSERT(life.book.find(life.newest()) == alarm);
  }
  AlarmBook folded;
  for (const Event& event : life.journal) alarm::evolve(folded, event);
  RC_ASSERT(print(folded) == print(life.book));
}

}  // namespace
}  // namespace davy::core
