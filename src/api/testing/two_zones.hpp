#pragma once
// For tests: a site of a plant with a tank farm inside it, each with a safety point and a condition on it.

#include "site/directory.hpp"

namespace davy::api::fixture {

struct TwoZones {
  site::Site site = make();
  site::Directory directory{site};

  static constexpr site::ZoneIndex kPlant{0};
  static constexpr site::ZoneIndex kTankFarm{1};
  static constexpr site::PointIndex kPlantPoint{0};
  static constexpr site::PointIndex kTankPoint{1};

 private:
  static site::Site make() {
    site::Site site;
    site.name = "small";
    site.title = {"小厂", "Small plant"};
    site.zones.resize(2);
    site.zones[0].name = "plant";
    site.zones[1].name = "tank-farm";
    site.zones[1].parent = kPlant;
    site.zones[1].outline = {{0, 0}, {10, 0}, {10, 5}};
    site.devices = {{"rtu-01", {"控制器", "Controller"}, kPlant}};
    site.guidance = {{{"高高报", "High-high"}, {}, {}, {"撤离", "Leave"}, {"测试用", "made up for tests"}}};
    for (const site::ZoneIndex zone : {kPlant, kTankFarm}) {
      site::Point point;
      point.name = zone == kPlant ? "ch4-01" : "ch4-02";
      point.purpose = site::Purpose::Safety;
      point.zone = zone;
      point.unit = find_unit("%LEL");
      point.at = site::Metres{1.5, 2};
      site::Condition condition;
      condition.suffix = "high-high";
      condition.point = site::PointIndex(site.points.size());
      condition.limit = 50;
      condition.severity = site::Severity::Major;
      site.points.push_back(point);
      site.conditions.push_back(condition);
    }
    return site;
  }
};

}  // namespace davy::api::fixture
