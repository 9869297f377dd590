#include "analysis/review/month.hpp"

#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

TEST(Month, IsThatOfThePlantsClock) {
  const auto november = month_named("2026-11", 8_h);
  ASSERT_TRUE(november);
  EXPECT_EQ(to_text(november->from), "2026-10-31T16:00:00Z");
  EXPECT_EQ(to_text(november->until), "2026-11-30T16:00:00Z");
  EXPECT_EQ(november->of_year, 11U);
  EXPECT_EQ(month_at(november->until - 1_ms, 8_h).name, "2026-11");
  EXPECT_EQ(month_at(november->until, 8_h).name, "2026-12");
  EXPECT_EQ(to_text(month_named("2026-12", -(5_h))->until), "2027-01-01T05:00:00Z");
}

TEST(Month, IsNothingElse) {
  for (const char* name : {"", "2026", "2026-13", "2026-00", "2026-1", "2026-11-01", "1600-01", "2400-01", "2026/11", "abcd-ef"})
    EXPECT_FALSE(month_named(name, 8_h)) << name;
}

}  // namespace
}  // namespace davy::analysis
