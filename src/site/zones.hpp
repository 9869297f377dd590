#pragma once
// Zones lie in zones, by way of their parents. Pure; parents never make a circle (load_site() sees to it).

#include "site/model.hpp"

#include <optional>

namespace davy::site {

// The innermost place for which `fits` is so: the zone itself, else what it lies in, and so on up; none: nowhere.
template <class Fits>
std::optional<ZoneIndex> innermost(const Site& site, std::optional<ZoneIndex> zone, Fits fits) {
  for (; zone; zone = site[*zone].parent)
    if (fits(*zone)) return zone;
  return std::nullopt;
}

// A zone lies in itself too; no zone lies nowhere.
inline bool lies_in(const Site& site, std::optional<ZoneIndex> inner, ZoneIndex outer) {
  return innermost(site, inner, [&](ZoneIndex at) { return at == outer; }).has_value();
}

// One in the other, or the same.
inline bool in_line(const Site& site, ZoneIndex one, ZoneIndex other) { return lies_in(site, one, other) || lies_in(site, other, one); }

}  // namespace davy::site
