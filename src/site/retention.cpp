#include "site/retention.hpp"

#include <algorithm>

namespace davy::site {

bool covers(const Retention& retention, const Point& point) {
  const bool of_kind = retention.kinds.empty() || std::ranges::find(retention.kinds, point.kind) != retention.kinds.end();
  return of_kind && (!retention.purpose || *retention.purpose == point.purpose);
}

const Retention* retention_of(const Site& site, const Point& point) {
  const auto found = std::ranges::find_if(site.retention, [&](const Retention& each) { return covers(each, point); });
  return found == site.retention.end() ? nullptr : &*found;
}

}  // namespace davy::site
