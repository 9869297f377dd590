#include "base/columns.hpp"

#include <gtest/gtest.h>

namespace davy {
namespace {

TEST(Columns, AChineseCharacterTakesTwo) {
  EXPECT_EQ(columns_of("tank … ×"), 8u);
  EXPECT_EQ(columns_of("区域 a，"), 8u);
  EXPECT_EQ(columns_of("\xe5\x8c"), 2u) << "cut off";
}

TEST(Columns, LinesAreBrokenAtBlanks) {
  EXPECT_EQ(wrapped("one two three", 8), "one two\nthree");
  EXPECT_EQ(wrapped("one two three", 7), "one two\nthree");
  EXPECT_EQ(wrapped("one two three", 13), "one two three");
  EXPECT_EQ(wrapped("one\ntwo three", 5), "one\ntwo\nthree");
  EXPECT_EQ(wrapped("", 5), "");
}

TEST(Columns, AWordLongerThanALineStaysWhole) { EXPECT_EQ(wrapped("s3://BUCKET/PREFIX or here", 6), "s3://BUCKET/PREFIX\nor\nhere"); }

TEST(Columns, ChineseIsBrokenAnywhereButBesidePunctuation) {
  EXPECT_EQ(wrapped("数据目录，或站点", 8), "数据目\n录，或站\n点");
  EXPECT_EQ(wrapped("站点（目录）", 6), "站点\n（目\n录）") << "nothing opens at the end of a line";
  EXPECT_EQ(wrapped("取 --limits 与", 11), "取 --limits\n与");
}

}  // namespace
}  // namespace davy
