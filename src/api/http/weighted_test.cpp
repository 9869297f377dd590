#include "api/http/weighted.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

double weight_in(std::string_view header, std::string_view name) {
  for (const Weighted& each : weighted(header))
    if (each.name == name) return each.weight;
  return -1;
}

TEST(Weights, AreOneUnlessTheyAreGiven) {
  EXPECT_EQ(weight_in("gzip, br;q=0.5", "gzip"), 1);
  EXPECT_EQ(weight_in("gzip, br;q=0.5", "br"), 0.5);
  EXPECT_EQ(weight_in("gzip , br ; q=0.25", "br"), 0.25);
  EXPECT_EQ(weight_in("gzip;Q=0.001", "gzip"), 0.001);
}

TEST(Weights, ThatCannotBeReadAreARefusal) {
  for (const char* header :
       {"gzip;q=0", "gzip;q=0.000", "gzip;q=x", "gzip;q=", "gzip;q=2", "gzip;q=-1", "gzip;q=nan", "gzip;q=0.5x", "gzip;level=1"})
    EXPECT_EQ(weight_in(header, "gzip"), 0) << header;
}

TEST(Weights, OfNothingAreNone) {
  for (const char* header : {"", ",", " , ,", "\t"}) EXPECT_TRUE(weighted(header).empty()) << header;
  EXPECT_EQ(weighted(";q=1").size(), 1U);
}

TEST(ItemsOfAList, ComeWithoutTheBlanksAroundThem) {
  EXPECT_EQ(list_items(" \"a\" ,, W/\"b\"\t,*"), (std::vector<std::string_view>{"\"a\"", "W/\"b\"", "*"}));
}

}  // namespace
}  // namespace davy::api
