#include "base/units.hpp"

#include <gtest/gtest.h>

namespace davy {
namespace {

TEST(Units, AreFoundBySymbolAndByAsciiSpelling) {
  ASSERT_NE(find_unit("mg/m³"), nullptr);
  EXPECT_EQ(find_unit("mg/m³"), find_unit("mg/m3"));
  EXPECT_EQ(find_unit("furlong"), nullptr);
}

TEST(Units, ConvertWithinADimension) {
  EXPECT_DOUBLE_EQ(*convert(1.6, *find_unit("MPa"), *find_unit("kPa")), 1600);
  EXPECT_DOUBLE_EQ(*convert(300, *find_unit("K"), *find_unit("degC")), 300 - 273.15);
}

TEST(Units, RefuseAPpmLimitOnALelReading) {
  const auto wrong = convert(25, *find_unit("%LEL"), *find_unit("ppm"));
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.find("%LEL"), std::string::npos);
  EXPECT_NE(wrong.error().message.find("ppm"), std::string::npos);
}

}  // namespace
}  // namespace davy
