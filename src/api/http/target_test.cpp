#include "api/http/target.hpp"

#include "api/http/exchange.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

using Segments = std::vector<std::string>;

TEST(Target, SplitsThePathIntoDecodedSegments) {
  const auto target = parse_target("/api/v1/conditions/ch4-01%3Ahigh-high/shelve");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (Segments{"api", "v1", "conditions", "ch4-01:high-high", "shelve"}));
}

TEST(Target, AnEscapedSlashStaysInsideItsSegment) {
  const auto target = parse_target("/a%2Fb/c");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (Segments{"a/b", "c"}));
}

TEST(Target, ReadsTheQueryAsAForm) {
  const auto target = parse_target("/points?from=2026-11-24T11:32:18%2B08:00&text=a+b&empty=&flag");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->query.at("from"), "2026-11-24T11:32:18+08:00");
  EXPECT_EQ(target->query.at("text"), "a b");
  EXPECT_EQ(target->query.at("empty"), "");
  EXPECT_EQ(target->query.at("flag"), "");
}

TEST(Target, TheRootHasNoSegments) { EXPECT_TRUE(parse_target("/")->segments.empty()); }

TEST(Target, RefusesWhatNoHonestClientSends) {
  for (const char* text :
       {"", "points", "http://elsewhere/", "/%zz", "/%4", "/a%00b", "/../etc/passwd", "/a/%2e%2e/b", "/./a", "/?a=1&a=2", "/?x=%g0"})
    EXPECT_FALSE(parse_target(text)) << text;
}

TEST(Ask, FindsItsCookieAmongOthers) {
  Ask ask;
  ask.headers = {{"cookie", "theme=dark; davy_session=abc123; davy_session2=no"}};
  EXPECT_EQ(ask.cookie("davy_session"), "abc123");
  EXPECT_EQ(ask.cookie("theme"), "dark");
  EXPECT_EQ(ask.cookie("davy"), "");
}

}  // namespace
}  // namespace davy::api
