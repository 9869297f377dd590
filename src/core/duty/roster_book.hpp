#pragma once
// RosterBook: rosters, what single days say otherwise, absences and stand-ins, as they were told. Who answers by it: core/duty/who_answers.hpp.
//
// What ended long ago is forgotten here; the journal and its views keep it. decide() is pure; evolve() is the only way in which the book changes.

#include "core/alarm/alarm_book.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::core {

struct Roster {
  std::string last_day;
  std::vector<std::string> cycle;
  std::vector<Crew> crews;
  Instant told;
  std::string by;
  DAVY_FIELDS(last_day, cycle, crews, told, by)
};

struct Absence {
  std::string person;
  Instant from;
  std::optional<Instant> until;
  std::string reason;
  std::string by;
  DAVY_FIELDS(person, from, until, reason, by)
};

struct StandIn {
  std::string person;
  std::string instead_of;
  std::string held_post;
  Instant from;
  std::optional<Instant> until;
  std::string reason;
  std::string by;
  DAVY_FIELDS(person, instead_of, held_post, from, until, reason, by)
};

struct RosterBook {
  using Days = std::map<std::string, std::map<std::string, std::vector<std::string>>>;  // by day, then person: shifts

  std::map<std::string, std::map<std::string, Roster>, std::less<>> rosters;  // by post, then first day
  std::map<std::string, Days, std::less<>> days;                              // by post
  std::map<AbsenceId, Absence> absences;
  std::map<StandInId, StandIn> stand_ins;
  DAVY_FIELDS(rosters, days, absences, stand_ins)

  // The roster of a post that holds on a day: the latest that has begun, unless it is over.
  const Roster* in_force(std::string_view post, const std::string& day) const;

  // What a person works on a day by that roster and what the day says otherwise.
  struct Works {
    std::vector<std::string> shifts;
    bool told = false;  // of that day itself
  };
  Works works(std::string_view post, const std::string& person, Day day) const;
};

namespace roster {
// What a request may be held against.
struct People {
  const std::function<bool(const std::string& login)> are_known;
};

Decided decide(const RosterBook& book, const site::Directory& directory, const People& people, const PersonRequest& request,
               Instant now);  // of rosters, absences and stand-ins only
void evolve(RosterBook& book, const Event& event);

// Whether an event changes who answers.
bool concerns(const EventBody& body);
}  // namespace roster

}  // namespace davy::core
