#pragma once
// Router: finds the route of a method and a path; patterns are those of api/openapi.yaml, "/alarms/{id}/acknowledge".
//
// No two patterns of one method match the same path. Filled at the start, then read-only. What does not stand in the access table is not taken: the program
// ends and says which route it is.

#include "api/ask_bounds.hpp"
#include "api/handler.hpp"
#include "api/http/access_table.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace davy::api {

enum class Hands { Queries, Passwords, Samples, Pictures };  // which of the pools does the work

struct Route {
  Method method = Method::Get;
  std::string pattern;
  Handler handler;
  Hands hands = Hands::Queries;
  Whom whom = core::Right::Administer;  // set by the router, as is `cost`
  Cost cost = Cost::None;
};

class Router {
 public:
  struct Match {
    const Route* route = nullptr;
    std::vector<std::string> parameters;  // in the order of the pattern
  };
  struct NoSuchPath {};
  struct OtherMethods {
    std::vector<Method> allowed;
  };

  // `prefix` stands before every pattern: "/api/v1".
  explicit Router(std::string_view prefix);
  void add(Route route);
  std::size_t size() const { return entries_.size(); }
  std::variant<Match, NoSuchPath, OtherMethods> find(Method method, const std::vector<std::string>& segments) const;

 private:
  struct Entry {
    Route route;
    std::vector<std::string> pattern;
  };
  std::vector<std::string> prefix_;
  std::vector<Entry> entries_;
};

}  // namespace davy::api
