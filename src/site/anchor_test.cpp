#include "site/anchor.hpp"

#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::site {
namespace {

using ::testing::IsEmpty;

void expect_at(const Metres& place, double x, double y) {
  EXPECT_NEAR(place.x, x, 0.05);
  EXPECT_NEAR(place.y, y, 0.05);
}

// By the radii of WGS-84 at 31 degrees a thousandth of a degree is 110.87 m to the north and 95.50 m to the east.
TEST(AnchorOfAPlan, TurnsNorthAndEastIntoUpAndRight) {
  const Anchor north{31, 121, 0};
  expect_at(on_plan(north, 31, 121), 0, 0);
  expect_at(on_plan(north, 31.001, 121), 0, -110.87);
  expect_at(on_plan(north, 31, 121.001), 95.50, 0);
}

// The upper edge looks to the east: what lies north is on the left, what lies east is above.
TEST(AnchorOfAPlan, TurnsWithThePlan) {
  const Anchor east{31, 121, 90};
  expect_at(on_plan(east, 31.001, 121), -110.87, 0);
  expect_at(on_plan(east, 31, 121.001), 0, -95.50);
}

TEST(AnchorOfAPlan, GoesTheShorterWayRoundTheEarth) { expect_at(on_plan({0, 179.9995, 0}, 0, -179.9995), 111.32, 0); }

SourceFiles anchored(const std::string& anchor) {
  return changed(small_site(), "places.yaml", "height: 50 m}", "height: 50 m, anchor: " + anchor + "}");
}

TEST(AnchorOfAPlan, IsReadWhereTheSiteSaysIt) {
  EXPECT_FALSE(load_site(small_site()).site.value().plan.anchor.has_value());
  const SourceFiles sources = anchored("{latitude: 31.2304, longitude: 121.4737, bearing: 12}");
  ASSERT_THAT(findings_of(sources), IsEmpty());
  const Anchor anchor = load_site(sources).site.value().plan.anchor.value();
  EXPECT_EQ(anchor.latitude, 31.2304);
  EXPECT_EQ(anchor.longitude, 121.4737);
  EXPECT_EQ(anchor.bearing, 12);
}

TEST(AnchorOfAPlan, IsSoundOrRefused) {
  for (const char* wrong :
       {"{latitude: 91, longitude: 121, bearing: 0}", "{latitude: 31, longitude: 181, bearing: 0}",
        "{latitude: 31, longitude: 121, bearing: 361}", "{latitude: 31, longitude: 121}", "{latitude: north, longitude: 121, bearing: 0}"})
    EXPECT_FALSE(findings_of(anchored(wrong)).empty()) << wrong;
}

}  // namespace
}  // namespace davy::site
