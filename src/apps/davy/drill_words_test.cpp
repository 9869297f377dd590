#include "apps/davy/drill_words.hpp"

#include <gtest/gtest.h>

namespace davy::apps {
namespace {

TEST(DrillWords, AreInEnglishWhatTheInterfaceNames) {
  for (const auto& [did, name] : kEnumNames<core::DrillDid>) EXPECT_EQ(said(drill_words(did)).en(), name);
  for (const auto& [verdict, name] : kEnumNames<core::DrillVerdict>) EXPECT_EQ(said(drill_words(verdict)).en(), name);
  EXPECT_EQ(said(drill_words(core::DrillVerdict::Passed)).zh(), "合格");
  EXPECT_EQ(said(drill_words(core::DrillDid::CommandObserved)).zh(), "回讯证实");
}

}  // namespace
}  // namespace davy::apps
