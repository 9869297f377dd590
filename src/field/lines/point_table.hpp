#pragma once
// PointTable: the points of a site by name, for the hot path: one hash of a few bytes, one look.
//
// Read-only once made; any thread.

#include "site/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::field {

class PointTable {
 public:
  explicit PointTable(const site::Site& site);

  std::optional<site::PointIndex> find(std::string_view name) const;

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t begin = 0;  // of the name in names_
    std::uint32_t size = 0;   // 0: an empty slot
    std::uint32_t point = 0;
  };

  std::vector<Slot> slots_;  // a power of two, at most half of them used; the next one when one is taken
  std::string names_;
};

}  // namespace davy::field
