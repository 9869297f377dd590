#include "site/anchor.hpp"

#include <cmath>
#include <numbers>

namespace davy::site {
namespace {

constexpr double kEquatorM = 6'378'137;          // WGS-84, semi-major axis
constexpr double kFlattened = 0.00669437999014;  // WGS-84, first eccentricity squared

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

// The shorter way round.
double degrees_between(double from, double to) { return std::remainder(to - from, 360.0); }

}  // namespace

// 1. North and east of the origin, by the radii of the ellipsoid there. 2. Turned into the directions of the plan; y goes down.
Metres on_plan(const Anchor& anchor, double latitude, double longitude) {
  const double sine = std::sin(radians(anchor.latitude));
  const double w = std::sqrt(1 - kFlattened * sine * sine);
  const double meridian_m = kEquatorM * (1 - kFlattened) / (w * w * w);
  const double parallel_m = kEquatorM / w * std::cos(radians(anchor.latitude));
  const double north = radians(latitude - anchor.latitude) * meridian_m;
  const double east = radians(degrees_between(anchor.longitude, longitude)) * parallel_m;
  const double turn = radians(anchor.bearing);
  const double right = east * std::cos(turn) - north * std::sin(turn);
  const double up = east * std::sin(turn) + north * std::cos(turn);
  return {right, -up};
}

}  // namespace davy::site
