#include "api/session/personal_reads.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

const Instant kNoon = Instant::from_unix_ms(1'795'500'000'000);

TEST(PersonalReadsTest, TellsEachReadingOnceAnHour) {
  PersonalReads reads;
  EXPECT_TRUE(reads.is_new("s1", "record qualification/c-1", kNoon));
  EXPECT_FALSE(reads.is_new("s1", "record qualification/c-1", kNoon + 59_min));
  EXPECT_TRUE(reads.is_new("s1", "record qualification/c-2", kNoon));
  EXPECT_TRUE(reads.is_new("s2", "record qualification/c-1", kNoon));
  EXPECT_TRUE(reads.is_new("s1", "record qualification/c-1", kNoon + 1_h));
}

TEST(PersonalReadsTest, WhenItIsFullItTellsTwiceRatherThanNotAtAll) {
  PersonalReads reads;
  for (int i = 0; i < 10'000; ++i) reads.is_new("s1", std::to_string(i), kNoon);
  EXPECT_TRUE(reads.is_new("s1", "one more", kNoon));
  EXPECT_TRUE(reads.is_new("s1", "5", kNoon));
}

}  // namespace
}  // namespace davy::api
