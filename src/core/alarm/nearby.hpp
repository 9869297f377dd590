#pragma once
// Nearby: which zones are near each other, for risks that reach from one to the next.
//
// Zone: the same, what it lies in, what lies in it. Neighbours: these, the zones beside it, and all inside those; on both sides alike. Site: all.
// Compiled from the site once; a look-up is O(1).

#include "site/model.hpp"

#include <vector>

namespace davy::core {

class Nearby {
 public:
  explicit Nearby(const site::Site& site);

  // The zone itself among them, in the site's order.
  const std::vector<site::ZoneIndex>& zones(site::Nearness reach, site::ZoneIndex zone) const;

 private:
  std::vector<std::vector<site::ZoneIndex>> line_, beside_, all_;  // by zone
};

}  // namespace davy::core
