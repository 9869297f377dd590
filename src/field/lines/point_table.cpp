#include "field/lines/point_table.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace davy::field {
namespace {

// Mixes eight bytes at a time by a multiplication, as the finalizer of SplitMix64 does. Names are the site's own: nobody from outside can
// choose them so that they collide, and what is asked for is only compared.
std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = name.size() * 0x9e3779b97f4a7c15u;
  while (!name.empty()) {
    std::uint64_t word = 0;
    const std::size_t count = std::min(name.size(), sizeof word);
    std::memcpy(&word, name.data(), count);
    hash = (hash ^ word) * 0xbf58476d1ce4e5b9u;
    hash ^= hash >> 31U;
    name.remove_prefix(count);
  }
  return hash;
}

}  // namespace

PointTable::PointTable(const site::Site& site) : slots_(std::bit_ceil(2 * site.points.size() + 1)) {
  for (std::size_t i = 0; i < site.points.size(); ++i) {
    const std::string& name = site.points[i].name;
    const std::uint64_t hash = hash_of(name);
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].size != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {hash, static_cast<std::uint32_t>(names_.size()), static_cast<std::uint32_t>(name.size()), static_cast<std::uint32_t>(i)};
    names_ += name;
  }
}

std::optional<site::PointIndex> PointTable::find(std::string_view name) const {
  const std::uint64_t hash = hash_of(name);
  for (std::size_t at = hash & (slots_.size() - 1); slots_[at].size != 0; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && std::string_view(names_).substr(slot.begin, slot.size) == name) return site::PointIndex(slot.point);
  }
  return std::nullopt;
}

}  // namespace davy::field
