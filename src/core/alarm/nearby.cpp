#include "core/alarm/nearby.hpp"

#include "site/zones.hpp"

#include <algorithm>

namespace davy::core {
namespace {

bool in_neighbour_of(const site::Site& site, site::ZoneIndex zone, site::ZoneIndex of) {
  const std::vector<site::ZoneIndex>& neighbours = site[of].neighbours;
  return std::any_of(neighbours.begin(), neighbours.end(), [&](site::ZoneIndex each) { return site::lies_in(site, zone, each); });
}

}  // namespace

Nearby::Nearby(const site::Site& site) : line_(site.zones.size()), beside_(site.zones.size()), all_(1) {
  if (site.risks.empty()) return;  // nobody asks
  for (std::size_t i = 0; i < site.zones.size(); ++i) {
    const site::ZoneIndex a(i);
    all_.front().push_back(a);
    for (std::size_t j = 0; j < site.zones.size(); ++j) {
      const site::ZoneIndex b(j);
      const bool line = site::in_line(site, a, b);
      if (line) line_[i].push_back(b);
      if (line || in_neighbour_of(site, b, a) || in_neighbour_of(site, a, b)) beside_[i].push_back(b);
    }
  }
}

const std::vector<site::ZoneIndex>& Nearby::zones(site::Nearness reach, site::ZoneIndex zone) const {
  switch (reach) {
    case site::Nearness::Zone: return line_[zone.get()];
    case site::Nearness::Neighbours: return beside_[zone.get()];
    case site::Nearness::Site: break;
  }
  return all_.front();
}

}  // namespace davy::core
