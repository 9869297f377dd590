#pragma once
// Who answers now, and where nobody does; and what the resources of rosters and hand-overs share with it.

#include "api/http/router.hpp"
#include "core/duty/who_answers.hpp"
#include "store/views/queries.hpp"

namespace davy::api {

void add_duty(Router& router);

core::PostHolders holders_of(const store::DutySources& sources, const site::Directory& directory);

// Those of the account, and those that the person answers for at this moment by roster or as a stand-in.
Result<std::vector<std::string>> posts_now(const core::Account& person, const Desk& desk);
Result<std::vector<std::string>> posts_now(const Desk& desk);  // of who asks

// The login itself where there is no such account.
std::string name_of_login(const store::DutySources& sources, std::string_view login);

}  // namespace davy::api
