#pragma once
// Scope: what the names of a condition can mean: the points and zones of a site.
//
// Built once per reading; keeps a reference to the site, whose points and zones must not change while it is used.

#include "site/model.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace davy::site::expression {

class Scope {
 public:
  explicit Scope(const Site& site);

  const Site& site() const { return *site_; }
  std::optional<PointIndex> point(std::string_view name) const;
  std::optional<ZoneIndex> zone(std::string_view name) const;

  // The points of a zone and of the zones inside it, in the site's order; all kinds when none is given.
  std::vector<PointIndex> points_in(ZoneIndex zone, std::optional<PointKind> kind) const;
  // Of the whole site.
  std::vector<PointIndex> points_of(std::optional<PointKind> kind) const;
  // As points_in(), of the zones beside it, and inside those.
  std::vector<PointIndex> points_beside(ZoneIndex zone, std::optional<PointKind> kind) const;

  std::string nearest_point(std::string_view word) const;
  std::string nearest_zone(std::string_view word) const;

 private:
  const Site* site_;
  std::unordered_map<std::string_view, PointIndex> points_;
  std::unordered_map<std::string_view, ZoneIndex> zones_;
};

}  // namespace davy::site::expression
