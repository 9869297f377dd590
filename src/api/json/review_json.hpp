#pragma once
// The monthly review in JSON.

#include "analysis/review/review.hpp"
#include "api/json/obligation_json.hpp"

namespace davy::api {

void write(JsonWriter& out, const analysis::ReviewCount& count);
void write(JsonWriter& out, const analysis::Review& review, const ObligationWords& words, const site::Directory& directory);

}  // namespace davy::api
