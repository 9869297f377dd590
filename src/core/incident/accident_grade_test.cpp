// Order 493 art. 3, at each of its boundaries.
#include "core/incident/accident_grade.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

using enum AccidentGrade;

TEST(AccidentGrade, IsThatOfTheDead) {
  EXPECT_EQ(accident_grade(0, 0, 0), None);
  EXPECT_EQ(accident_grade(1, 0, 0), General);
  EXPECT_EQ(accident_grade(2, 0, 0), General);
  EXPECT_EQ(accident_grade(3, 0, 0), Larger);
  EXPECT_EQ(accident_grade(9, 0, 0), Larger);
  EXPECT_EQ(accident_grade(10, 0, 0), Major);
  EXPECT_EQ(accident_grade(29, 0, 0), Major);
  EXPECT_EQ(accident_grade(30, 0, 0), Extraordinary);
}

TEST(AccidentGrade, IsThatOfTheInjured) {
  EXPECT_EQ(accident_grade(0, 1, 0), General);
  EXPECT_EQ(accident_grade(0, 9, 0), General);
  EXPECT_EQ(accident_grade(0, 10, 0), Larger);
  EXPECT_EQ(accident_grade(0, 49, 0), Larger);
  EXPECT_EQ(accident_grade(0, 50, 0), Major);
  EXPECT_EQ(accident_grade(0, 99, 0), Major);
  EXPECT_EQ(accident_grade(0, 100, 0), Extraordinary);
}

TEST(AccidentGrade, IsThatOfTheLoss) {
  EXPECT_EQ(accident_grade(0, 0, 1), General);
  EXPECT_EQ(accident_grade(0, 0, 9'999'999), General);
  EXPECT_EQ(accident_grade(0, 0, 10'000'000), Larger);
  EXPECT_EQ(accident_grade(0, 0, 49'999'999), Larger);
  EXPECT_EQ(accident_grade(0, 0, 50'000'000), Major);
  EXPECT_EQ(accident_grade(0, 0, 99'999'999), Major);
  EXPECT_EQ(accident_grade(0, 0, 100'000'000), Extraordinary);
}

TEST(AccidentGrade, IsTheWorstOfThem) {
  EXPECT_EQ(accident_grade(2, 50, 1), Major);
  EXPECT_EQ(accident_grade(30, 1, 1), Extraordinary);
}

}  // namespace
}  // namespace davy::core
