#include "base/name_index.hpp"

#include "base/ensure.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace davy {
namespace {

// Mixes eight bytes at a time by a multiplication, as the finalizer of SplitMix64 does. The names are the site's own: nobody from outside can
// choose them so that they collide, and what is asked for is only compared.
std::uint32_t hash_of(std::string_view name) {
  std::uint64_t hash = name.size() * 0x9e3779b97f4a7c15U;
  while (!name.empty()) {
    std::uint64_t word = 0;
    const std::size_t count = std::min(name.size(), sizeof word);
    std::memcpy(&word, name.data(), count);
    hash = (hash ^ word) * 0xbf58476d1ce4e5b9U;
    hash ^= hash >> 31U;
    name.remove_prefix(count);
  }
  return static_cast<std::uint32_t>(hash);
}

}  // namespace

void NameIndex::begin(std::size_t count) {
  ensure(count <= std::numeric_limits<std::int32_t>::max(), "at most 2^31 names");
  slots_.resize(std::bit_ceil(2 * count + 1));
  ends_.reserve(count);
}

void NameIndex::add(std::string_view name) {
  text_ += name;
  ensure(text_.size() <= std::numeric_limits<std::uint32_t>::max(), "names of at most 4 GiB together");
  ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  const std::uint32_t hash = hash_of(name);
  Slot& slot = slots_[slot_of(name, hash)];
  if (slot.number == 0) slot = {hash, static_cast<std::uint32_t>(ends_.size())};
}

std::optional<std::size_t> NameIndex::find(std::string_view name) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[slot_of(name, hash_of(name))];
  if (slot.number == 0) return std::nullopt;
  return slot.number - 1;
}

std::size_t NameIndex::slot_of(std::string_view name, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    const Slot& slot = slots_[i];
    if (slot.number == 0 || (slot.hash == hash && (*this)[slot.number - 1] == name)) return i;
  }
}

}  // namespace davy
