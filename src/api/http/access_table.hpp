#pragma once
// The access table: who may use which operation of the interface. A route that does not stand in it cannot be served (Router::add).
//
// The first of three locks: the core judges every request once more by role (core/engine/permission.hpp) and by the zones of the account
// (core/engine/zone_limit.hpp). docs/security.md carries what access_as_markdown() gives; tests/access_test.py tries every cell over HTTP.

#include "api/http/exchange.hpp"
#include "core/event.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace davy::api {

// Roles include the ones before them; a machine is no person, and no person a machine.
enum class Whom { Anyone, Machine, Worker, TeamLead, SafetyOfficer, Administrator };

struct AccessRule {
  Method method = Method::Get;
  std::string_view pattern;  // as in api/openapi.yaml
  Whom whom = Whom::Administrator;
};

std::span<const AccessRule> access_table();
std::optional<Whom> whom_may(Method method, std::string_view pattern);  // none: it does not stand in the table
bool may(Whom asked, Whom who);                                         // whether `who` may what is open to `asked`
Whom whom_of(core::Role role);

std::string access_as_markdown();

}  // namespace davy::api
