#include "apps/davy/drill_words.hpp"

#include <gtest/gtest.h>

namespace davy::apps {
namespace {

TEST(DrillWords, AreInEnglishWhatTheInterfaceNames) {
  for (const auto& [did, name] : kEnumNames<core::DrillDid>) EXPECT_EQ(said(words_of(did)).en(), name);
  for (const auto& [verdict, name] : kEnumNames<core::DrillVerdict>) EXPECT_EQ(said(words_of(verdict)).en(), name);
  EXPECT_EQ(said(words_of(core::DrillVerdict::Passed)).zh(), "合格");
  EXPECT_EQ(said(words_of(core::DrillDid::CommandObserved)).zh(), "回讯证实");
}

}  // namespace
}  // namespace davy::apps
