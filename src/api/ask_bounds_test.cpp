#include "api/ask_bounds.hpp"

#include "api/http/access_table.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

const Instant kNoon = Instant::from_unix_ms(1'800'000'000'000);

TEST(AskBounds, SoManyAtOnceAndThenOneAtATime) {
  AskBounds bounds;
  const Allowance exports = allowance_of(Cost::Export);
  for (int i = 0; i < exports.at_once; ++i) EXPECT_EQ(bounds.take("li.na", Cost::Export, kNoon), std::nullopt) << i;
  EXPECT_EQ(bounds.take("li.na", Cost::Export, kNoon), exports.each);
  EXPECT_EQ(bounds.take("li.na", Cost::Export, kNoon + exports.each - 1_ms), 1_ms) << "what was refused was not counted";
  EXPECT_EQ(bounds.take("li.na", Cost::Export, kNoon + exports.each), std::nullopt);
  EXPECT_EQ(bounds.take("li.na", Cost::Export, kNoon + exports.each), exports.each);
}

TEST(AskBounds, NobodyUsesUpWhatIsAnothersOrOfAnotherKind) {
  AskBounds bounds;
  while (!bounds.take("li.na", Cost::Trial, kNoon)) {
  }
  EXPECT_EQ(bounds.take("wang.qiang", Cost::Trial, kNoon), std::nullopt);
  EXPECT_EQ(bounds.take("li.na", Cost::Upload, kNoon), std::nullopt) << "a hazard can still be shown";
  EXPECT_EQ(bounds.take("li.na", Cost::None, kNoon), std::nullopt);
}

TEST(AskBounds, AllIsThereAgainAfterAWhile) {
  AskBounds bounds;
  const Allowance trials = allowance_of(Cost::Trial);
  while (!bounds.take("li.na", Cost::Trial, kNoon)) {
  }
  const Instant later = kNoon + trials.each * trials.at_once;
  for (int i = 0; i < trials.at_once; ++i) EXPECT_EQ(bounds.take("li.na", Cost::Trial, later), std::nullopt) << i;
  EXPECT_EQ(bounds.take("li.na", Cost::Trial, later), trials.each);
}

TEST(AskBounds, AClockThatWasSetBackBarsNobody) {
  AskBounds bounds;
  EXPECT_EQ(bounds.take("li.na", Cost::Export, kNoon + 24_h), std::nullopt);
  EXPECT_EQ(bounds.take("li.na", Cost::Export, kNoon), std::nullopt);
}

TEST(AskBounds, EveryCostlyRouteIsOneThatThereIsAndIsOfPeople) {
  for (const CostlyRoute& route : costly_routes()) {
    const auto whom = whom_may(route.method, route.pattern);
    ASSERT_TRUE(whom.has_value()) << route.pattern;
    EXPECT_TRUE(std::holds_alternative<core::Right>(*whom)) << route.pattern << ": counted by account";
    EXPECT_EQ(cost_of(route.method, route.pattern), route.cost) << route.pattern;
  }
  for (const char* tried : {"/backtests", "/rule-trials", "/site/check"}) EXPECT_EQ(cost_of(Method::Post, tried), Cost::Trial) << tried;
  EXPECT_EQ(cost_of(Method::Get, "/alarms"), Cost::None);
  EXPECT_EQ(cost_of(Method::Get, "/photos"), Cost::None) << "of another method";
}

}  // namespace
}  // namespace davy::api
