#include "core/truth.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace davy::core {
namespace {

constexpr Truth F = Truth::False;
constexpr Truth T = Truth::True;
constexpr Truth U = Truth::Unknown;
constexpr std::array kAll{F, T, U};

// The values that `a` may turn out to have.
std::string may_be(Truth a) { return a == U ? "ft" : a == T ? "t" : "f"; }

Truth known(std::string_view outcomes) {
  const bool may_be_true = outcomes.find('t') != std::string_view::npos;
  const bool may_be_false = outcomes.find('f') != std::string_view::npos;
  return may_be_true && may_be_false ? U : may_be_true ? T : F;
}

TEST(Truth, NotOfUnknownIsUnknown) {
  EXPECT_EQ(!F, T);
  EXPECT_EQ(!T, F);
  EXPECT_EQ(!U, U);
}

TEST(Truth, BothIsFalseAsSoonAsOneIs) {
  constexpr Truth kTable[3][3] = {{F, F, F}, {F, T, U}, {F, U, U}};
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 0; b < 3; ++b) EXPECT_EQ(both(kAll[a], kAll[b]), kTable[a][b]) << name_of(kAll[a]) << " and " << name_of(kAll[b]);
}

TEST(Truth, EitherIsTrueAsSoonAsOneIs) {
  constexpr Truth kTable[3][3] = {{F, T, U}, {T, T, T}, {U, T, U}};
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 0; b < 3; ++b) EXPECT_EQ(either(kAll[a], kAll[b]), kTable[a][b]) << name_of(kAll[a]) << " or " << name_of(kAll[b]);
}

TEST(Truth, SaysUnknownExactlyWhenTheUnknownCouldTurnOutEitherWay) {
  for (const Truth a : kAll)
    for (const Truth b : kAll) {
      std::string of_both;
      std::string of_either;
      for (const char x : may_be(a))
        for (const char y : may_be(b)) {
          of_both += x == 't' && y == 't' ? 't' : 'f';
          of_either += x == 't' || y == 't' ? 't' : 'f';
        }
      EXPECT_EQ(both(a, b), known(of_both));
      EXPECT_EQ(either(a, b), known(of_either));
    }
}

TEST(Truth, AVoteIsDecidedAsSoonAsTheUnknownOnesCannotChangeIt) {
  for (std::size_t falses = 0; falses <= 4; ++falses)
    for (std::size_t trues = 0; trues <= 4; ++trues)
      for (std::size_t unknowns = 0; unknowns <= 4; ++unknowns)
        for (std::size_t needed = 1; needed <= trues + unknowns + falses; ++needed) {
          std::string outcomes;
          for (std::size_t turned_true = 0; turned_true <= unknowns; ++turned_true) outcomes += trues + turned_true >= needed ? 't' : 'f';
          EXPECT_EQ(vote(trues, unknowns, needed), known(outcomes))
              << needed << " of " << trues << "t " << unknowns << "u " << falses << "f";
        }
}

}  // namespace
}  // namespace davy::core
