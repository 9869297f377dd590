#include "sim/plant/plant.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace davy::sim {
namespace {

const Instant kBegin = Instant::from_unix_ms(1'795'500'000'000);
const site::PointIndex kEast(0);
const site::PointIndex kWest(1);

// Two thermometers, each on a device of its own.
site::Site two_thermometers() {
  site::Site site;
  site.zones.emplace_back();
  for (const char* name : {"east", "west"}) {
    site::Point point;
    point.name = name;
    point.kind = site::PointKind::Temperature;
    point.device = site::DeviceIndex(site.devices.size());
    point.range_max = 100;
    site.points.push_back(point);
    site.devices.emplace_back();
  }
  return site;
}

// What a point shows in the next ten seconds, second by second; nothing is -1.
std::vector<double> ten_seconds(Plant& plant, site::PointIndex point, Instant from) {
  std::vector<double> values;
  for (int second = 1; second <= 10; ++second) {
    const Instant now = from + 1_s * second;
    plant.advance(now);
    const auto sample = plant.read(point, now);
    values.push_back(sample ? sample->value : -1);
  }
  return values;
}

TEST(Plant, OneSeedGivesTheSameReadingsAndAnotherGivesOthers) {
  const site::Site site = two_thermometers();
  Plant one(site, 7, kBegin), again(site, 7, kBegin), other(site, 8, kBegin);
  const auto first = ten_seconds(one, kEast, kBegin);
  EXPECT_EQ(ten_seconds(again, kEast, kBegin), first);
  EXPECT_NE(ten_seconds(other, kEast, kBegin), first);
}

TEST(Plant, WhatAPointShowsDoesNotHangOnWhatElseIsRead) {
  const site::Site site = two_thermometers();
  Plant alone(site, 7, kBegin), together(site, 7, kBegin);
  std::vector<double> values;
  for (int second = 1; second <= 10; ++second) {
    const Instant now = kBegin + 1_s * second;
    together.advance(now);
    (void)together.read(kWest, now);
    values.push_back(together.read(kEast, now)->value);
  }
  EXPECT_EQ(ten_seconds(alone, kEast, kBegin), values);
}

TEST(Plant, TwoPointsOfOneKindErrEachInItsOwnWay) {
  const site::Site site = two_thermometers();
  Plant east(site, 7, kBegin), west(site, 7, kBegin);
  EXPECT_NE(ten_seconds(east, kEast, kBegin), ten_seconds(west, kWest, kBegin));
}

TEST(Plant, ASensorThatWasSilentGoesOnAsIfItHadBeenSound) {
  const site::Site site = two_thermometers();
  Plant sound(site, 7, kBegin), silent(site, 7, kBegin);
  silent.happen(SensorFault{kEast, SensorTrouble::Silent, 0}, kBegin);
  ten_seconds(sound, kEast, kBegin);
  EXPECT_EQ(ten_seconds(silent, kEast, kBegin), std::vector<double>(10, -1));
  silent.happen(SensorFault{kEast, SensorTrouble::None, 0}, kBegin + 10_s);
  EXPECT_EQ(ten_seconds(silent, kEast, kBegin + 10_s), ten_seconds(sound, kEast, kBegin + 10_s));
}

}  // namespace
}  // namespace davy::sim
