#include "api/http/replays.hpp"

namespace davy::api {
namespace {

constexpr std::size_t kRemembered = 1'000;

}  // namespace

Replays::Found Replays::begin(const std::string& who, const std::string& key, const std::string& fingerprint) {
  const std::scoped_lock lock(mutex_);
  const auto [found, fresh] = entries_.try_emplace({who, key}, Entry{fingerprint, std::nullopt});
  if (fresh) return Fresh{};
  if (found->second.fingerprint != fingerprint) return Different{};
  if (!found->second.reply) return Running{};
  return *found->second.reply;
}

void Replays::forget(const std::string& who, const std::string& key) {
  const std::scoped_lock lock(mutex_);
  entries_.erase({who, key});
}

void Replays::finish(const std::string& who, const std::string& key, const Reply& reply) {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find({who, key});
  if (found == entries_.end()) return;
  if (reply.status >= 500) {
    entries_.erase(found);
    return;
  }
  found->second.reply = reply;
  finished_.push_back(found->first);
  if (finished_.size() <= kRemembered) return;
  entries_.erase(finished_.front());
  finished_.pop_front();
}

}  // namespace davy::api
