#include "base/name_index.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace davy {
namespace {

NameIndex index_of(const std::vector<std::string>& names) {
  return {names.size(), [&](std::size_t i) -> const std::string& { return names[i]; }};
}

TEST(NameIndex, FindsEveryNameOfMany) {
  std::vector<std::string> names;
  for (int i = 0; i < 20'000; ++i) names.push_back("gas-" + std::to_string(i));
  const NameIndex index = index_of(names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    ASSERT_EQ(index.find(names[i]), i);
    ASSERT_EQ(index[i], names[i]);
  }
  EXPECT_EQ(index.find("gas-20000"), std::nullopt);
  EXPECT_EQ(index.find("gas-"), std::nullopt);
}

TEST(NameIndex, TellsANameFromItsBeginningAndItsNeighbour) {
  const NameIndex index = index_of({"a", "ab", "b", "氧-01"});
  EXPECT_EQ(index.find("a"), 0);
  EXPECT_EQ(index.find("ab"), 1);
  EXPECT_EQ(index.find("b"), 2);
  EXPECT_EQ(index.find("氧-01"), 3);
  EXPECT_EQ(index.find("abb"), std::nullopt);
  EXPECT_EQ(index.find(""), std::nullopt);
}

TEST(NameIndex, AnEmptyNameIsAName) { EXPECT_EQ(index_of({"a", ""}).find(""), 1); }

TEST(NameIndex, FindsTheFirstOfEqualNames) { EXPECT_EQ(index_of({"a", "b", "a"}).find("a"), 0); }

TEST(NameIndex, OfNoNamesFindsNothing) {
  EXPECT_EQ(NameIndex().find("a"), std::nullopt);
  EXPECT_EQ(index_of({}).find("a"), std::nullopt);
}

}  // namespace
}  // namespace davy
