#include "site/expression/scope.hpp"

#include <algorithm>

namespace davy::site::expression {
namespace {

constexpr std::size_t kCandidatesMax = 2'000;  // so that a site full of errors is still read quickly

template <class T>
std::string nearest_of(std::string_view word, const std::vector<T>& things) {
  std::vector<std::string> names;
  for (const T& thing : things)
    if (names.size() < kCandidatesMax) names.push_back(thing.name);
  return nearest(word.substr(0, 64), names);
}

}  // namespace

Scope::Scope(const Site& site) : site_(&site) {
  for (std::size_t i = 0; i < site.points.size(); ++i) points_.try_emplace(site.points[i].name, PointIndex(i));
  for (std::size_t i = 0; i < site.zones.size(); ++i) zones_.try_emplace(site.zones[i].name, ZoneIndex(i));
}

std::optional<PointIndex> Scope::point(std::string_view name) const {
  const auto found = points_.find(name);
  return found == points_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<ZoneIndex> Scope::zone(std::string_view name) const {
  const auto found = zones_.find(name);
  return found == zones_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<PointIndex> Scope::points_in(ZoneIndex zone, std::optional<PointKind> kind) const {
  const auto inside = [&](ZoneIndex place) {
    std::optional<ZoneIndex> at = place;
    for (std::size_t steps = 0; at && steps <= site_->zones.size(); ++steps) {
      if (*at == zone) return true;
      at = (*site_)[*at].parent;
    }
    return false;
  };
  std::vector<PointIndex> points;
  for (std::size_t i = 0; i < site_->points.size(); ++i) {
    const Point& point = site_->points[i];
    if ((!kind || point.kind == *kind) && point.zone.get() < site_->zones.size() && inside(point.zone)) points.push_back(PointIndex(i));
  }
  return points;
}

std::vector<PointIndex> Scope::points_of(std::optional<PointKind> kind) const {
  std::vector<PointIndex> points;
  for (std::size_t i = 0; i < site_->points.size(); ++i)
    if (!kind || site_->points[i].kind == *kind) points.emplace_back(i);
  return points;
}

std::vector<PointIndex> Scope::points_beside(ZoneIndex zone, std::optional<PointKind> kind) const {
  std::vector<PointIndex> points;
  for (const ZoneIndex neighbour : (*site_)[zone].neighbours) {
    const std::vector<PointIndex> there = points_in(neighbour, kind);
    points.insert(points.end(), there.begin(), there.end());
  }
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

std::string Scope::nearest_point(std::string_view word) const { return nearest_of(word, site_->points); }
std::string Scope::nearest_zone(std::string_view word) const { return nearest_of(word, site_->zones); }

}  // namespace davy::site::expression
