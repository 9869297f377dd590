#pragma once
// IncidentStory: an emergency in the permit plant, told as a story. For tests only.
//
//   IncidentStory story;
//   const IncidentId id = story.open();
//   EXPECT_EQ(story.ask("wang", TakeCard{id, "shut"}), "done");
//
// The plan gas-leak of the tank farm gives the operator (wang) the card shut and the shift lead (li) the card count. Whoever opens an incident here is zhao, of no post.

#include "core/testing/permit_story.hpp"

namespace davy::core {

inline site::Site make_incident_plant() {
  site::Site site = make_permit_plant();
  site.facts.push_back({"people", {"人数", "People"}, site::FactKind::Count, {site::ZoneIndex(1)}, 1_h});
  return site;
}

class IncidentStory : public PermitStory {
 public:
  explicit IncidentStory(site::Site site = make_incident_plant()) : PermitStory(std::move(site)) {}

  static OpenIncident leak(Exercise exercise = Exercise::Real) {
    OpenIncident opens;
    opens.exercise = exercise;
    opens.plan = "gas-leak";
    opens.zone = "tank-farm";
    return opens;
  }
  using PermitStory::open;
  IncidentId open(const OpenIncident& what = leak(), const std::string& who = "zhao") {
    EXPECT_EQ(ask(who, what), "done");
    return book().incidents.empty() ? IncidentId() : book().incidents.rbegin()->first;
  }
  const IncidentBook& book() const { return plant.state().incidents; }
  const Incident& incident(IncidentId id) const { return book().incidents.at(id); }
  const IncidentCard& card(IncidentId id, std::string_view name) const {
    return *std::ranges::find(incident(id).cards, name, &IncidentCard::card);
  }
  std::vector<std::string> listed(IncidentId id) const {
    std::vector<std::string> people;
    for (const auto& [person, count] : incident(id).evacuation->people) people.push_back(person);
    return people;
  }
  std::string account(IncidentId id, const std::string& person, Whereabouts state = Whereabouts::Safe, const std::string& who = "zhao") {
    return ask(who, AccountForPerson{id, person, state, "", ""});
  }
  void account_for_all(IncidentId id) {
    for (const std::string& person : listed(id)) EXPECT_EQ(account(id, person), "done");
  }
  std::string report(IncidentId id) { return ask("chen", ReportIncident{id, "the county", "by telephone", "what happened"}); }
  // Ended by who commands it.
  std::string end(IncidentId id) { return ask("li", EndIncident{id, "the leak is closed"}); }
  std::string close(IncidentId id, std::vector<std::string> lessons = {}, const std::string& who = "chen") {
    return ask(who, CloseIncident{id, "it went well", std::move(lessons)});
  }
};

}  // namespace davy::core
