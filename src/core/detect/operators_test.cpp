#include "core/detect/operators.hpp"

#include "core/detect/gas_story.hpp"

#include <gtest/gtest.h>

#include <set>

namespace davy::core {
namespace {

using site::expression::Input;
using site::expression::InputKind;

// A window, a trend and a step of each of many points.
std::vector<Input> asked_of(std::size_t points) {
  std::vector<Input> asked;
  for (std::size_t p = 0; p < points; ++p) {
    const site::PointIndex point(p);
    asked.push_back({.kind = InputKind::Rate, .point = point, .window = 1_min});
    asked.push_back({.kind = InputKind::Forecast, .point = point, .window = 1_min, .lookback = 10_min});
    asked.push_back({.kind = InputKind::Stuck, .point = point, .window = 10_min, .limit = 0.5});
    asked.push_back({.kind = InputKind::Stuck, .point = point, .window = 10_min, .limit = 0.25});
    asked.push_back({.kind = InputKind::Deviation, .point = point, .other = site::PointIndex((p + 1) % points)});
  }
  return asked;
}

Rules rules_of(std::size_t points) {
  site::Site site = story::gas_site({});
  while (site.points.size() < points) site.points.push_back(site.points[0]);
  return Rules::compile(site);
}

TEST(Operators, AreOneForEachPointFunctionAndWindow) {
  constexpr std::size_t kPoints = 500;
  const Rules rules = rules_of(kPoints);
  Operators operators;
  std::vector<Operators::Number> numbers;
  for (const Input& input : asked_of(kPoints)) numbers.push_back(operators.add(input, rules));
  EXPECT_EQ(std::set(numbers.begin(), numbers.end()).size(), 5 * kPoints);
  EXPECT_EQ(operators.size(), 5 * kPoints);
  std::vector<Operators::Number> again;
  for (const Input& input : asked_of(kPoints)) again.push_back(operators.add(input, rules));
  EXPECT_EQ(again, numbers);
  EXPECT_EQ(operators.size(), 5 * kPoints);
}

TEST(Operators, AnswerSeveralFunctionsOfOneWindowOrTrend) {
  const Rules rules = rules_of(1);
  const site::PointIndex point(0);
  Operators operators;
  const auto stats = operators.add({.kind = InputKind::Average, .point = point, .window = 1_min}, rules);
  EXPECT_EQ(operators.add({.kind = InputKind::Maximum, .point = point, .window = 1_min}, rules), stats);
  EXPECT_NE(operators.add({.kind = InputKind::Maximum, .point = point, .window = 2_min}, rules), stats);
  const auto trend = operators.add({.kind = InputKind::Forecast, .point = point, .window = 5_min, .lookback = 10_min}, rules);
  EXPECT_EQ(operators.add({.kind = InputKind::TimeUp, .point = point, .lookback = 10_min, .limit = 25}, rules), trend);
  EXPECT_EQ(operators.add({.kind = InputKind::Confidence, .point = point, .lookback = 10_min}, rules), trend);
  EXPECT_EQ(operators.size(), 3U);
}

}  // namespace
}  // namespace davy::core
