#include "api/http/router.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

class RouterOfTwo : public testing::Test {
 protected:
  RouterOfTwo() {
    router.add({Method::Get, "/alarms", {}});
    router.add({Method::Post, "/alarms/{id}/acknowledge", {}});
    router.add({Method::Get, "/session", {}});
    router.add({Method::Delete, "/session", {}});
  }
  auto find(Method method, std::string_view path) const { return router.find(method, parse_target(path)->segments); }

  Router router{"/api/v1"};
};

TEST_F(RouterOfTwo, FindsTheRouteAndItsParameters) {
  const auto found = find(Method::Post, "/api/v1/alarms/17/acknowledge");
  const auto* match = std::get_if<Router::Match>(&found);
  ASSERT_NE(match, nullptr);
  EXPECT_EQ(match->route->pattern, "/alarms/{id}/acknowledge");
  EXPECT_EQ(match->parameters, std::vector<std::string>{"17"});
}

TEST_F(RouterOfTwo, AnEmptyParameterIsNone) {
  EXPECT_TRUE(std::holds_alternative<Router::NoSuchPath>(find(Method::Post, "/api/v1/alarms//acknowledge")));
}

TEST_F(RouterOfTwo, KnowsNoOtherPaths) {
  for (const char* path : {"/", "/alarms", "/api/v1", "/api/v1/alarms/17", "/api/v1/alarms/17/acknowledge/now", "/api/v2/alarms"})
    EXPECT_TRUE(std::holds_alternative<Router::NoSuchPath>(find(Method::Get, path))) << path;
}

TEST_F(RouterOfTwo, SaysWhichMethodsAPathHas) {
  const auto found = find(Method::Put, "/api/v1/session");
  const auto* others = std::get_if<Router::OtherMethods>(&found);
  ASSERT_NE(others, nullptr);
  EXPECT_EQ(others->allowed, (std::vector<Method>{Method::Get, Method::Delete}));
}

}  // namespace
}  // namespace davy::api
