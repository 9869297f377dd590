// Over random deeds of people and clocks: what is true of incidents is read from the journal by a slow reading of its own, never from the book.
#include "core/refuse.hpp"
#include "core/testing/incident_story.hpp"

#include <rapidcheck/gtest.h>

namespace davy::core {
namespace {

struct IncidentDeed {
  int what = 0;
  int who = 0;
  int how = 0;
};

// What somebody who reads the journal aloud would know of one incident.
struct ReadIncident {
  std::string commander;
  std::map<std::string, bool> accounted;  // of the present evacuation, by person
  bool goes_on = false;
  std::uint32_t given_up = 0;  // said to be open when the evacuation was ended
  std::set<std::string> taken;
  bool is_ended = false;
};

bool is_found(Whereabouts state) { return state != Whereabouts::Unknown && state != Whereabouts::Missing; }

class JournalReader {
 public:
  std::map<IncidentId, ReadIncident> known;
  int closed = 0;

  void read(const Event& event) {
    visit([&](const auto& body) { take(event, body); }, event.body);
  }

 private:
  void take(const Event& event, const IncidentOpened& opened) { known[IncidentId(event.seq)].commander = opened.commander; }
  void take(const Event& event, const IncidentCommandTaken& taken) { known.at(taken.incident).commander = person_of(event.actor); }
  void take(const Event&, const IncidentCardTaken& taken) {
    const bool is_first = known.at(taken.incident).taken.insert(taken.card).second;
    RC_ASSERT(is_first);
  }
  void take(const Event&, const IncidentCardOverdue& overdue) {
    RC_ASSERT(!known.at(overdue.incident).taken.contains(overdue.card));
    RC_ASSERT(!known.at(overdue.incident).is_ended);
  }
  // Nobody who was on the list gets lost by widening it.
  void take(const Event&, const EvacuationOrdered& ordered) {
    ReadIncident& of = known.at(ordered.incident);
    std::map<std::string, bool> listed;
    for (const ExpectedPerson& each : ordered.people) {
      const bool is_new = listed.emplace(each.person, false).second;
      RC_ASSERT(is_new);
    }
    for (const auto& [person, found] : of.accounted) {
      const bool may_go = !of.goes_on && found;
      RC_ASSERT(may_go || listed.contains(person));
      if (of.goes_on) listed[person] = found;
    }
    of.accounted = listed;
    of.goes_on = true;
    of.given_up = 0;
  }
  void take(const Event&, const PersonAccounted& told) { known.at(told.incident).accounted[told.person] = is_found(told.state); }
  void take(const Event& event, const EvacuationEnded& ended) {
    ReadIncident& of = known.at(ended.incident);
    const auto open = std::ranges::count_if(of.accounted, [](const auto& entry) { return !entry.second; });
    RC_ASSERT(static_cast<std::uint32_t>(open) == ended.open);
    const std::string who = person_of(event.actor);
    RC_ASSERT(open == 0 || who == "chen" || who == "root");
    RC_ASSERT(!ended.reason.empty());
    of.goes_on = false;
    of.given_up = ended.open;
  }
  void take(const Event&, const IncidentEnded& ended) {
    RC_ASSERT(!known.at(ended.incident).goes_on);
    known.at(ended.incident).is_ended = true;
  }
  void take(const Event& event, const IncidentClosed& shut) {
    const ReadIncident& of = known.at(shut.incident);
    RC_ASSERT(of.is_ended);
    RC_ASSERT(!of.goes_on);
    RC_ASSERT(person_of(event.actor) != of.commander);
    const bool all_found = std::ranges::all_of(of.accounted, [](const auto& entry) { return entry.second; });
    RC_ASSERT(all_found || of.given_up > 0);
    ++closed;
  }
  template <class Other>
  void take(const Event&, const Other&) {}
};

class IncidentLife {
 public:
  void does(const IncidentDeed& deed) {
    static const std::array<std::string, 5> kPeople{"wang", "zhao", "li", "chen", "root"};
    if (deed.what == 0) {
      story.plant.after(1_s * (1 + deed.how * deed.how * 3));
    } else if (deed.what == 1) {
      story.plant.only_timers(10_min * deed.how);
    } else if (deed.what == 16) {
      concludes(some(deed.how));
    } else {
      const std::string before = print(story.plant.state());
      const std::string answer = story.ask(kPeople[static_cast<std::size_t>(deed.who)], request(deed));
      if (answer != "done") RC_ASSERT(print(story.plant.state()) == before);
    }
    for (; read < story.plant.journal().size(); ++read) reader.read(story.plant.journal()[read]);
  }

  JournalReader reader;

 private:
  void concludes(IncidentId id) {
    const Incident* incident = story.book().find(id);
    if (incident == nullptr) return;
    if (incident->evacuation)
      for (const std::string& person : story.listed(id)) story.account(id, person);
    story.ask("chen", EndEvacuation{id, "all are here"});
    story.report(id);
    story.end(id);
  }
  // Now and then one that is not there.
  IncidentId some(int how) const {
    const auto& all = story.book().incidents;
    if (all.empty() || how == 11) return IncidentId(1);
    return std::next(all.begin(), how % static_cast<int>(all.size()))->first;
  }
  std::string some_person(IncidentId id, int how) const {
    const Incident* incident = story.book().find(id);
    if (how % 3 == 0) return how == 0 ? "guest:driver" : "record:person/p-zhao";
    if (incident == nullptr || !incident->evacuation || incident->evacuation->people.empty()) return "user:wang";
    const auto& people = incident->evacuation->people;
    return std::next(people.begin(), how % static_cast<int>(people.size()))->first;
  }
  Request opening(int how) const {
    OpenIncident opens = IncidentStory::leak(how % 4 == 0 ? Exercise::Drill : Exercise::Real);
    if (how % 5 == 0) opens.plan.clear();
    if (how % 2 == 0) opens.what = "smoke";
    return opens;
  }
  Request request(const IncidentDeed& deed) const {
    const IncidentId id = some(deed.how);
    const int how = deed.how;
    const std::string reason = how == 0 ? " " : "because";
    const std::string card = how % 2 == 0 ? "shut" : "count";
    switch (deed.what) {
      case 2: return opening(how);
      case 3: return TakeCard{id, card};
      case 4: return FinishCard{id, card, "", {}};
      case 5: return TakeCommand{id};
      case 6: return OrderEvacuation{id, how % 2 == 0 ? std::vector<std::string>() : std::vector<std::string>{"plant"}, "", {}};
      case 7:
      case 8: return AccountForPerson{id, some_person(id, how), how < 2 ? Whereabouts::Missing : Whereabouts::Safe, "", ""};
      case 9: return EndEvacuation{id, reason};
      case 10: return TellCasualties{id, 0, how == 3 ? 1U : 0U, 0, 0, how == 4 ? -1.0 : 0.0};
      case 11: return ReportIncident{id, "the county", "telephone", "it burns"};
      case 12: return WaiveReport{id, reason};
      case 13: return EndIncident{id, reason};
      case 14: return SetResponseLevel{id, how % 2 == 0 ? ResponseLevel::First : ResponseLevel::Third, reason};
      default: return CloseIncident{id, reason, how % 3 == 0 ? std::vector<std::string>{"a lesson"} : std::vector<std::string>()};
    }
  }

  IncidentStory story;
  std::size_t read = 0;
};

// The story's end folds the journal again: a restart changes nothing.
RC_GTEST_PROP(IncidentProp, IsNeverClosedOverSomebodyNorByItsCommander, ()) {
  IncidentLife life;
  life.does({2, 1, 1});
  const auto deeds = *rc::gen::container<std::vector<IncidentDeed>>(
      rc::gen::build<IncidentDeed>(rc::gen::set(&IncidentDeed::what, rc::gen::weightedElement<int>({{2, 0},
                                                                                                    {1, 1},
                                                                                                    {2, 2},
                                                                                                    {2, 3},
                                                                                                    {1, 4},
                                                                                                    {1, 5},
                                                                                                    {2, 6},
                                                                                                    {4, 7},
                                                                                                    {4, 8},
                                                                                                    {2, 9},
                                                                                                    {1, 10},
                                                                                                    {2, 11},
                                                                                                    {1, 12},
                                                                                                    {3, 13},
                                                                                                    {1, 14},
                                                                                                    {4, 15},
                                                                                                    {4, 16}})),
                                   rc::gen::set(&IncidentDeed::who, rc::gen::inRange(0, 5)),
                                   rc::gen::set(&IncidentDeed::how, rc::gen::inRange(0, 12))));
  for (const IncidentDeed& deed : deeds) life.does(deed);
  RC_CLASSIFY(life.reader.closed > 0, "some incident was closed");
}

}  // namespace
}  // namespace davy::core
