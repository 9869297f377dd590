#include "base/name_index.hpp"

#include "base/ensure.hpp"

#include <bit>
#include <functional>
#include <limits>

namespace davy {
namespace {

std::uint32_t hash_of(std::string_view name) { return static_cast<std::uint32_t>(std::hash<std::string_view>{}(name)); }

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
    if (slot.number == 0 || (slot.hash == hash && name_at(slot.number - 1) == name)) return i;
  }
}

std::string_view NameIndex::name_at(std::size_t i) const {
  const std::size_t from = i == 0 ? 0 : ends_[i - 1];
  return std::string_view(text_).substr(from, ends_[i] - from);
}

}  // namespace davy
