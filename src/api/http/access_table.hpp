#pragma once
// The access table: who may use which operation of the interface. A route that does not stand in it cannot be served (Router::add).
//
// The first of three locks: the core judges every request once more by role (core/engine/permission.hpp) and by the zones of the account
// (core/engine/zone_limit.hpp). docs/security.md carries what access_as_markdown() gives; tests/access_test.py tries every cell over HTTP.

#include "api/http/exchange.hpp"
#include "core/role.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace davy::api {

// Anyone, also without an account; a machine with a token, which is no person; or whoever's role holds the right.
struct Anyone {
  bool operator==(const Anyone&) const = default;
};
struct Machine {
  bool operator==(const Machine&) const = default;
};
using Whom = std::variant<Anyone, Machine, core::Right>;

// Whom it is kept from besides: in zones, an account that is limited to others than the matter's. Everywhere: a report, a danger, what is of no zone.
enum class Reach { Seeing, Everywhere, InZones };

struct AccessRule {
  Method method = Method::Get;
  std::string_view pattern;  // as in api/openapi.yaml
  Whom whom = core::Right::Administer;
  Reach reach = Reach::Seeing;  // of what changes something never this
};

std::span<const AccessRule> access_table();
std::optional<Whom> whom_may(Method method, std::string_view pattern);  // none: it does not stand in the table

std::string access_as_markdown();

}  // namespace davy::api
