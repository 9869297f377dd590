#include "core/hazard/likeness.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace davy::core {
namespace {

double of(std::string_view a, std::string_view b) { return likeness({a, {}}, {b, {}}); }

TEST(Likeness, TheSameThingSaidInOtherWords) {
  EXPECT_GE(of("2号储罐护栏松动", "储罐护栏松动，有人会摔下去"), kAlike);
  EXPECT_GE(of("Guard rail of tank 2 is loose", "loose guard rail, tank 2"), kAlike);
}

TEST(Likeness, AnotherThingAtTheSamePlace) {
  EXPECT_LT(of("2号储罐护栏松动", "灭火器过期"), kAlike);
  EXPECT_LT(of("guard rail loose", "fire extinguisher out of date"), kAlike);
}

TEST(Likeness, WhatIsNearNeedsFewerWordsInCommonButSome) {
  const HazardPlace here{10, 10}, beside{14, 13}, far{10, 21};
  const std::string_view pump = "泵轴封渗油", oil = "地面渗油湿滑";
  EXPECT_LT(likeness({pump, here}, {oil, far}), kAlike);
  EXPECT_GE(likeness({pump, here}, {oil, beside}), kAlike);
  EXPECT_EQ(likeness({pump, here}, {"护栏松动", here}), 0);
}

TEST(Likeness, CapitalsBlanksAndCommasDoNotCount) { EXPECT_EQ(of("Guard-rail, LOOSE", "guard rail loose"), 1); }

TEST(Likeness, NothingIsLikeNothing) {
  EXPECT_EQ(of("", ""), 0);
  EXPECT_EQ(of("，。!", "，。!"), 0);
  EXPECT_EQ(of("漏", "漏"), 1);
}

RC_GTEST_PROP(Likeness, IsTheSameBothWaysAndBetweenNoneAndOne, (const std::string& a, const std::string& b)) {
  RC_ASSERT(of(a, b) == of(b, a));
  RC_ASSERT(of(a, b) >= 0 && of(a, b) <= 1);
}

}  // namespace
}  // namespace davy::core
