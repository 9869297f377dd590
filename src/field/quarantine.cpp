#include "field/quarantine.hpp"

#include <numeric>

namespace davy::field {
namespace {

constexpr std::size_t kEntries = 200;
constexpr std::size_t kExcerptBytes = 512;

}  // namespace

void Quarantine::add(Malformed reason, std::string_view topic, std::string_view payload, Instant when) {
  const std::scoped_lock lock(mutex_);
  ++counts_[static_cast<std::size_t>(reason)];
  if (entries_.size() == kEntries) entries_.pop_front();
  entries_.push_back({when, std::string(topic.substr(0, kExcerptBytes)), reason, std::string(payload.substr(0, kExcerptBytes))});
}

std::vector<Quarantined> Quarantine::newest_first() const {
  const std::scoped_lock lock(mutex_);
  return {entries_.rbegin(), entries_.rend()};
}

std::uint64_t Quarantine::count(Malformed reason) const {
  const std::scoped_lock lock(mutex_);
  return counts_[static_cast<std::size_t>(reason)];
}

std::uint64_t Quarantine::total() const {
  const std::scoped_lock lock(mutex_);
  return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
}

}  // namespace davy::field
