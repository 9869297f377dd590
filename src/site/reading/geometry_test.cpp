#include "site/reading/geometry.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace davy::site {
namespace {

using Outline = std::vector<Metres>;

const Outline kSquare{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
const Outline kHorseshoe{{0, 0}, {10, 0}, {10, 10}, {7, 10}, {7, 3}, {3, 3}, {3, 10}, {0, 10}};

TEST(Outline, APolygonHasNoFault) {
  EXPECT_EQ(fault_of(kSquare), std::nullopt);
  EXPECT_EQ(fault_of(kHorseshoe), std::nullopt);
  EXPECT_EQ(fault_of(Outline{{0, 0}, {5, 0}, {10, 0}, {10, 10}}), std::nullopt) << "a corner in the middle of a straight side is no harm";
}

TEST(Outline, SaysWhatIsWrong) {
  EXPECT_EQ(fault_of(Outline{{0, 0}, {1, 1}}), said({"2 个顶点", "2 corners"}));
  EXPECT_EQ(fault_of(Outline{{0, 0}, {10, 10}, {10, 0}, {0, 10}}), said({"边 1 与边 3 相交", "side 1 crossing side 3"}));
  EXPECT_EQ(fault_of(Outline{{0, 0}, {10, 0}, {10, 0}, {0, 10}}), said({"顶点 2 重复", "corner 2 twice"}));
  EXPECT_EQ(fault_of(Outline{{0, 0}, {10, 0}, {5, 0}}), said({"有边在顶点 2 折返", "a side that runs back on itself at corner 2"}));
  EXPECT_EQ(fault_of(Outline(501, Metres{})), said({"501 个顶点，多于 500 个", "501 corners, more than 500"}));
}

TEST(Outline, TouchingItselfIsCrossing) {
  EXPECT_EQ(fault_of(Outline{{0, 0}, {10, 0}, {10, 10}, {5, 0}, {0, 10}}), said({"边 1 与边 3 相交", "side 1 crossing side 3"}));
}

TEST(Outline, HoldsWhatIsInsideOrOnItsEdge) {
  EXPECT_TRUE(holds(kSquare, {5, 5}));
  EXPECT_TRUE(holds(kSquare, {0, 5}));
  EXPECT_TRUE(holds(kSquare, {10, 10}));
  EXPECT_FALSE(holds(kSquare, {10.01, 5}));
}

TEST(Outline, IsAsFarAsItsNearestSide) {
  EXPECT_EQ(distance_m(kSquare, {5, 5}), 0);
  EXPECT_EQ(distance_m(kSquare, {10, 5}), 0);
  EXPECT_EQ(distance_m(kSquare, {35, 5}), 25);
  EXPECT_EQ(distance_m(kSquare, {13, 14}), 5) << "from a corner";
  EXPECT_EQ(distance_m(kHorseshoe, {5, 9}), 2) << "in its bay";
}

TEST(Outline, WhatLiesInTheBayOfAHorseshoeIsOutside) {
  EXPECT_FALSE(holds(kHorseshoe, {5, 6}));
  EXPECT_TRUE(holds(kHorseshoe, {5, 1}));
  EXPECT_TRUE(holds(kHorseshoe, {8, 6}));
}

}  // namespace
}  // namespace davy::site
