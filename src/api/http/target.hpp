#pragma once
// Target: the path and the query of a request line, decoded (RFC 3986 §2.1, §3.3; form encoding in the query).

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::api {

struct Target {
  std::vector<std::string> segments;  // "/api/v1/alarms/17" → api, v1, alarms, 17
  std::map<std::string, std::string, std::less<>> query;
};

// None when it does not begin with '/', an escape is broken, a byte is NUL, a segment is "." or "..", or a query name is given twice.
std::optional<Target> parse_target(std::string_view text);

}  // namespace davy::api
