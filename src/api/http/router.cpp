#include "api/http/router.hpp"

#include "base/ensure.hpp"

#include <optional>

namespace davy::api {
namespace {

std::vector<std::string> split(std::string_view pattern) {
  const auto target = parse_target(pattern);
  ensure(target.has_value(), "a route's pattern is a path");
  return target->segments;
}

bool is_parameter(const std::string& segment) { return segment.front() == '{'; }

std::optional<std::vector<std::string>> match(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
  if (pattern.size() != segments.size()) return std::nullopt;
  std::vector<std::string> parameters;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_parameter(pattern[i]) && !segments[i].empty()) {
      parameters.push_back(segments[i]);
    } else if (pattern[i] != segments[i]) {
      return std::nullopt;
    }
  }
  return parameters;
}

}  // namespace

Router::Router(std::string_view prefix) : prefix_(split(prefix)) {}

void Router::add(Route route) {
  const std::optional<Whom> whom = whom_may(route.method, route.pattern);
  ensure(whom.has_value(), ("in no line of api/http/access_table.cpp: " + route.pattern).c_str());
  route.whom = *whom;
  route.cost = cost_of(route.method, route.pattern);
  std::vector<std::string> pattern = prefix_;
  for (std::string& segment : split(route.pattern)) pattern.push_back(std::move(segment));
  entries_.push_back({std::move(route), std::move(pattern)});
}

std::variant<Router::Match, Router::NoSuchPath, Router::OtherMethods> Router::find(Method method,
                                                                                   const std::vector<std::string>& segments) const {
  OtherMethods others;
  for (const Entry& entry : entries_) {
    auto parameters = match(entry.pattern, segments);
    if (!parameters) continue;
    if (entry.route.method == method) return Match{&entry.route, std::move(*parameters)};
    others.allowed.push_back(entry.route.method);
  }
  if (others.allowed.empty()) return NoSuchPath{};
  return others;
}

}  // namespace davy::api
