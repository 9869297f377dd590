#pragma once
// Router: finds the route of a method and a path; patterns are those of api/openapi.yaml, "/alarms/{id}/acknowledge".
//
// No two patterns of one method match the same path. Filled at the start, then read-only.

#include "api/handler.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace davy::api {

enum class Access { Anyone, SignedIn, Machine };
enum class Hands { Queries, Passwords, Samples };  // which of the pools does the work

struct Route {
  Method method = Method::Get;
  std::string pattern;
  Handler handler;
  Access access = Access::SignedIn;
  Hands hands = Hands::Queries;
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
