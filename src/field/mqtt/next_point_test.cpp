#include "field/mqtt/next_point.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::field {
namespace {

using Found = std::variant<site::PointIndex, Malformed>;

// p0, p2, p4 … of device 0, the others of device 1.
site::Site two_devices() {
  site::Site site;
  site.devices.resize(2);
  site.devices[0].name = "even";
  site.devices[1].name = "odd";
  for (std::size_t i = 0; i < 8; ++i) {
    site.points.emplace_back();
    site.points.back().name = "p" + std::to_string(i);
    site.points.back().device = site::DeviceIndex(i % 2);
  }
  return site;
}

struct TwoDevices {
  const site::Site site = two_devices();
  const site::Directory directory{site};
};

std::vector<Found> batch(NextPoint& points, std::size_t device, const std::vector<std::string>& names) {
  points.begin(site::DeviceIndex(device));
  std::vector<Found> found;
  for (const std::string& name : names) found.push_back(points.find(name));
  return found;
}

TEST(NextPoint, FindsTheSameListAgainAndOneInAnotherOrder) {
  const TwoDevices site;
  NextPoint points(site.directory);
  const site::PointIndex p0(0), p2(2), p4(4);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(batch(points, 0, {"p0", "p2", "p4"}), (std::vector<Found>{p0, p2, p4}));
  EXPECT_EQ(batch(points, 0, {"p4", "p0", "p0", "p2"}), (std::vector<Found>{p4, p0, p0, p2}));
  EXPECT_EQ(batch(points, 0, {"p0", "p2", "p4"}), (std::vector<Found>{p0, p2, p4}));
}

TEST(NextPoint, IsNotMisledByWhatIsNoPointOfTheDevice) {
  const TwoDevices site;
  NextPoint points(site.directory);
  const site::PointIndex p0(0), p2(2);
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(batch(points, 0, {"p0", "p1", "p", "p2"}), (std::vector<Found>{p0, Malformed::OthersPoint, Malformed::UnknownPoint, p2}));
  EXPECT_EQ(batch(points, 1, {"p0"}), (std::vector<Found>{Malformed::OthersPoint})) << "though the other device began with it";
}

RC_GTEST_PROP(NextPoint, SaysWhatALookUpSays, (const std::vector<std::vector<std::uint8_t>>& batches)) {
  const TwoDevices site;
  NextPoint points(site.directory);
  for (std::size_t i = 0; i < batches.size(); ++i) {
    points.begin(site::DeviceIndex(i % 2));
    for (const std::uint8_t number : batches[i]) {
      const std::string name = "p" + std::to_string(number % 10);
      const auto known = site.directory.point(name);
      const Found expected = !known                      ? Found(Malformed::UnknownPoint)
                             : known->get() % 2 != i % 2 ? Found(Malformed::OthersPoint)
                                                         : Found(*known);
      RC_ASSERT(points.find(name) == expected);
    }
  }
}

}  // namespace
}  // namespace davy::field
