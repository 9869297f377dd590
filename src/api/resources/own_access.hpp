#pragma once
// What the resources about a person's own access share: proving the password once more, and whether a role must have a second factor.

#include "api/handler.hpp"
#include "core/access_requests.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace davy::api {

// Why the password is not that of the person at the desk; empty: it is. Slow: on the password thread only.
std::optional<Problem> wrong_own_password(const std::string& password, std::string_view field, Desk& desk);

// Tells the journal that the person at the desk looked at personal data of others: `about` as "qualification/c-1" or "person", `person` whom it was about if it was
// one with an account. The first time in an hour only; what was read is answered without waiting for it.
void note_personal_read(Desk& desk, core::NotePersonalRead read);

bool must_have_factor(core::Role role, const site::Site& site);

}  // namespace davy::api
