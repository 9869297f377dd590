#pragma once
// What the resources of incidents share: all that is told of one, with what the asker may do now; and what a body says of people.

#include "api/handler.hpp"
#include "api/http/fields.hpp"
#include "api/json/incident_json.hpp"

#include <string>
#include <vector>

namespace davy::api {

Answered incident_answer(core::IncidentId id, Desk& desk);
Result<std::optional<IncidentDetail>> incident_detail(core::IncidentId id, Desk& desk);  // none: there is none

// The body's "person": a name as a head-count has it. One that names a record must be there.
std::string person_of_body(Fields& fields, Desk& desk);

std::vector<core::ExpectedPerson> others_of_body(Fields& fields, Desk& desk);

// The body's "supply": the id of a record that is there; empty: none is named.
std::string supply_or_none(Fields& fields, Desk& desk);

}  // namespace davy::api
