#include "core/series/truth_set.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace davy::core {
namespace {

TEST(TruthSet, IsDecidedAsSoonAsTheUnknownCannotChangeIt) {
  TruthSet set(3);
  EXPECT_EQ(set.any(), Truth::Unknown);
  set.set(0, Truth::True);
  EXPECT_EQ(set.any(), Truth::True);
  EXPECT_EQ(set.all(), Truth::Unknown);
  EXPECT_EQ(set.at_least(2), Truth::Unknown);
  EXPECT_FALSE(set.count());
  set.set(1, Truth::False);
  EXPECT_EQ(set.all(), Truth::False);
  EXPECT_EQ(set.at_most(2), Truth::True);
  set.set(2, Truth::True);
  EXPECT_EQ(set.count(), 2u);
}

TEST(TruthSet, OfNone) {
  const TruthSet none(0);
  EXPECT_EQ(none.all(), Truth::True);
  EXPECT_EQ(none.any(), Truth::False);
  EXPECT_EQ(none.count(), 0u);
}

RC_GTEST_PROP(TruthSet, AgreesWithAskingEachOne, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 8);
  TruthSet set(size);
  for (int i = 0; i < 20; ++i) {
    set.set(*rc::gen::inRange<std::size_t>(0, size), *rc::gen::element(Truth::True, Truth::False, Truth::Unknown));
    Truth all = Truth::True, any = Truth::False;
    for (std::size_t k = 0; k < size; ++k) all = both(all, set[k]), any = either(any, set[k]);
    RC_ASSERT(set.all() == all);
    RC_ASSERT(set.any() == any);
  }
}

}  // namespace
}  // namespace davy::core
