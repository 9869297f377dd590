#include "api/session/personal_reads.hpp"

namespace davy::api {
namespace {

constexpr Duration kToldAgainAfter = 1_h;
constexpr std::size_t kReadsMax = 10'000;

}  // namespace

bool PersonalReads::is_new(const std::string& session, const std::string& subject, Instant now) {
  const std::scoped_lock lock(mutex_);
  if (told_.size() >= kReadsMax) told_.clear();
  const auto [entry, fresh] = told_.try_emplace(session + "\n" + subject, now);
  if (!fresh && now - entry->second < kToldAgainAfter) return false;
  entry->second = now;
  return true;
}

}  // namespace davy::api
