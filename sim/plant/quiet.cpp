#include "sim/plant/plant.hpp"

#include <algorithm>
#include <limits>

namespace davy::sim {
namespace {

// Where a healthy plant rests, as a share of the measuring range.
double resting_share(site::PointKind kind) {
  switch (kind) {
    case site::PointKind::CombustibleGas:
    case site::PointKind::ToxicGas:
    case site::PointKind::Smoke:
    case site::PointKind::Flame:
    case site::PointKind::Door:
    case site::PointKind::People:
    case site::PointKind::State: return 0;
    case site::PointKind::Vibration: return 0.1;
    case site::PointKind::Temperature: return 0.25;
    case site::PointKind::Wind: return 0.1;
    case site::PointKind::Current: return 0.35;
    case site::PointKind::Pressure:
    case site::PointKind::Level:
    case site::PointKind::Flow:
    case site::PointKind::Humidity:
    case site::PointKind::Other: return 0.5;
    case site::PointKind::Oxygen: return 0.836;  // 20.9 %vol on 0 … 25
  }
  return 0;
}

}  // namespace

double quiet_value(const site::Site& site, site::PointIndex index) {
  const site::Point& point = site[index];
  double lowest = point.range_min;
  double highest = point.range_max;
  bool has_low = false;
  for (const site::Condition& condition : site.conditions) {
    if (condition.point != index) continue;
    if (condition.kind == site::ConditionKind::High) highest = std::min(highest, condition.limit - condition.deadband);
    if (condition.kind != site::ConditionKind::Low) continue;
    has_low = true;
    lowest = std::max(lowest, condition.limit + condition.deadband);
  }
  const double rest = point.range_min + resting_share(point.kind) * (point.range_max - point.range_min);
  const double room = (highest - lowest) / 4;
  const bool binary = point.kind == site::PointKind::State || point.kind == site::PointKind::Door;
  if (binary) return has_low && rest <= lowest ? point.range_max : rest;
  if (room <= 0) return rest;
  const double low = lowest > point.range_min ? lowest + room : lowest;
  const double high = highest < point.range_max ? highest - room : highest;
  return std::clamp(rest, low, high);
}

}  // namespace davy::sim
