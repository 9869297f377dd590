#include "api/session/login_guard.hpp"

#include <algorithm>
#include <vector>

namespace davy::api {
namespace {

constexpr int kFreeFailures = 5;       // of one login from one address
constexpr int kFreeOfAddress = 30;     // of one address over all logins: a whole control room may sit behind it
constexpr Duration kFirstLock = 30_s;  // then twice as long with every failure
constexpr Duration kLongestLock = 15_min;
constexpr Duration kForgottenAfter = 15_min;
constexpr std::size_t kCountsMax = 10'000;

constexpr Duration kStrangersApart = 200_ms;  // half of what the password thread can do
constexpr Duration kStrangersAhead = 10_s;    // so many at once are let through: fifty
constexpr Duration kStrangersWait = 1_s;

std::string key_of(const SignInAttempt& attempt) {
  return attempt.browser.empty() ? attempt.login + "\n" + attempt.address : attempt.login + "\n\n" + attempt.browser;
}
std::string key_of_address(const SignInAttempt& attempt) { return "\n" + attempt.address; }

}  // namespace

std::optional<Duration> LoginGuard::wait(const SignInAttempt& attempt, Instant now) const {
  const std::scoped_lock lock(mutex_);
  Instant until = now;
  const auto heed = [&](const std::string& key) {
    if (const auto found = counts_.find(key); found != counts_.end()) until = std::max(until, found->second.locked_until);
  };
  heed(key_of(attempt));
  if (attempt.browser.empty()) {
    heed(key_of_address(attempt));
    if (until == now && strangers_until_ > now && strangers_until_ - now > kStrangersAhead) until = now + kStrangersWait;
  }
  return until > now ? std::optional(until - now) : std::nullopt;
}

void LoginGuard::failed(const SignInAttempt& attempt, Instant now) {
  const std::scoped_lock lock(mutex_);
  make_room(now);
  count(key_of(attempt), kFreeFailures, now);
  if (!attempt.browser.empty()) return;
  count(key_of_address(attempt), kFreeOfAddress, now);
  strangers_until_ = std::max(strangers_until_, now) + kStrangersApart;
}

void LoginGuard::succeeded(const SignInAttempt& attempt) {
  const std::scoped_lock lock(mutex_);
  counts_.erase(key_of(attempt));
}

void LoginGuard::count(const std::string& key, int free_failures, Instant now) {
  Count& count = counts_[key];
  if (count.failures > 0 && now - count.last > kForgottenAfter && now > count.locked_until) count = {};
  ++count.failures;
  count.last = now;
  if (count.failures < free_failures) return;
  const int doublings = std::min(count.failures - free_failures, 10);
  count.locked_until = now + std::min(kFirstLock * (std::int64_t{1} << doublings), kLongestLock);
}

void LoginGuard::make_room(Instant now) {
  if (counts_.size() + 2 <= kCountsMax) return;
  std::erase_if(counts_, [&](const auto& entry) { return now - entry.second.last > kForgottenAfter; });
  if (counts_.size() + 2 <= kCountsMax) return;
  // A tenth at once, so that a flood of logins costs a walk now and then, not with every one of them.
  std::vector<Instant> times;
  for (const auto& [key, count] : counts_) times.push_back(count.last);
  const auto tenth = times.begin() + kCountsMax / 10;
  std::nth_element(times.begin(), tenth, times.end());
  std::erase_if(counts_, [&](const auto& entry) { return entry.second.last <= *tenth; });
}

}  // namespace davy::api
