#pragma once
// The report of an accident, drafted from what the journal says of it: State Council Order 493 art. 12.
//
// Unit; time and place; brief course; casualties; measures taken; other. What nobody has said is 不详, unknown: nothing is guessed. Times by the site's clock.
// Of a drill it begins with 【演练】, DRILL. At most 20,000 characters: of a long course the latest.

#include "api/json/incident_json.hpp"

namespace davy::api {

Text incident_report(const IncidentDetail& incident, const site::Directory& directory);  // the next one: the first, or a follow-up

}  // namespace davy::api
