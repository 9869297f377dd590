#pragma once
// Who is to be found when people are called out of zones: everybody on duty there now, and everybody named on a permit of work that goes on there.
//
// Rather one too many than one too few: of a post that nobody holds by its certificates, all who have it; a post that answers from a zone around, too.

#include "core/incident/incident_book.hpp"

#include <map>
#include <string>
#include <vector>

namespace davy::core::incident {

// With the zones inside, in the site's order, each once; names that the site has not are passed over.
std::vector<std::string> with_inside(const site::Directory& directory, const std::vector<std::string>& zones);

// The posts that answer for something there at that time, in the site's order.
std::vector<std::string> posts_there(const site::Directory& directory, const std::vector<std::string>& zones, Instant now);

// One who is named on a permit of work that goes on: responsible, guardian or worker.
struct PersonAtWork {
  std::string person;  // as one_name() has it
  std::string zone;
  PermitId permit;
};
std::vector<PersonAtWork> people_at_work(const PermitBook& permits, const QualificationBook& qualifications,
                                         const std::vector<std::string>& zones);

// By person, each once; `zones` with those inside.
std::map<std::string, ExpectedPerson> expected_people(const Sources& sources, const std::vector<std::string>& zones, Instant now);

// One name for one person: "record:person/<id>" becomes "user:<login>" where the record says one. Empty: it is no name of a person, or of no account.
std::string one_name(const Sources& sources, const std::string& person);

bool is_accounted(Whereabouts state);  // missing is known to be not known

}  // namespace davy::core::incident
