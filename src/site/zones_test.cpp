#include "site/zones.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <optional>
#include <utility>

namespace davy::site {
namespace {

constexpr ZoneIndex kPlant(0);
constexpr ZoneIndex kFarm(1);
constexpr ZoneIndex kTank(2);
constexpr ZoneIndex kOffice(3);

Site nested() {
  Site site;
  for (const auto& [name, parent] : std::initializer_list<std::pair<const char*, std::optional<ZoneIndex>>>{
           {"plant", {}}, {"tank-farm", kPlant}, {"tank-1", kFarm}, {"office", kPlant}}) {
    Zone& zone = site.zones.emplace_back();
    zone.name = name;
    zone.parent = parent;
  }
  return site;
}

TEST(ZonesLieInZones, AZoneLiesInItselfAndInAllAroundIt) {
  const Site site = nested();
  EXPECT_TRUE(lies_in(site, kTank, kTank));
  EXPECT_TRUE(lies_in(site, kTank, kFarm));
  EXPECT_TRUE(lies_in(site, kTank, kPlant));
  EXPECT_FALSE(lies_in(site, kFarm, kTank));
  EXPECT_FALSE(lies_in(site, kOffice, kFarm));
  EXPECT_FALSE(lies_in(site, std::nullopt, kPlant));
}

TEST(ZonesLieInZones, ThoseInLineHoldEachOther) {
  const Site site = nested();
  EXPECT_TRUE(in_line(site, kPlant, kTank));
  EXPECT_TRUE(in_line(site, kTank, kPlant));
  EXPECT_FALSE(in_line(site, kOffice, kTank));
}

TEST(ZonesLieInZones, TheInnermostThatFitsIsFound) {
  const Site site = nested();
  const auto has_parent = [&](ZoneIndex zone) { return site[zone].parent.has_value(); };
  EXPECT_EQ(innermost(site, kTank, has_parent), kTank);
  EXPECT_EQ(innermost(site, kTank, [](ZoneIndex zone) { return zone != kTank; }), kFarm);
  EXPECT_EQ(innermost(site, kPlant, has_parent), std::nullopt);
}

}  // namespace
}  // namespace davy::site
