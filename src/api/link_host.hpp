#pragma once
// The host of a link that people open elsewhere: the address that is listened on, and where that is every address of the machine, a name of it.

#include <string>
#include <vector>

namespace davy::api {

// The first of the names under which people reach it, else what the machine calls itself; as a link has it, with IPv6 in brackets.
std::string link_host(const std::string& address, const std::vector<std::string>& names, const std::string& machine);

std::string machine_name();  // empty: it has none

}  // namespace davy::api
