#pragma once
// `davy mqtt-acl`: who may connect to the broker, and what each may write and read (docs/formats/mqtt.md).

#include "base/result.hpp"
#include "site/model.hpp"

#include <map>
#include <string>
#include <string_view>

namespace davy::apps {

// Mosquitto's ACL file: davyd reads and writes everything of Davy, each device only its own topics.
std::string acl_of(const site::Site& site);

// User to password, in the order of the names.
using Passwords = std::map<std::string, std::string>;

// The text "user:password", a line each; an error names the line that is not so.
Result<Passwords> parse_passwords(std::string_view text);
std::string to_text(const Passwords& passwords);

// A password for davyd and for every device: the known one where there is one, so that installed devices stay connected; else a new one.
// Users that the site no longer has are left out.
Passwords passwords_for(const site::Site& site, const Passwords& known);

}  // namespace davy::apps
