#include "api/ask_bounds.hpp"

#include "base/ensure.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr std::size_t kRememberedMost = 1'000;

// What reads much, decodes, sets type, or runs for long. Pieces of films are counted by their bytes (UploadBounds); lists are read by their index, a page at a time.
constexpr CostlyRoute kCostly[] = {
    {Method::Get, "/points/{name}/history", Cost::Search},
    {Method::Get, "/points/{name}/gaps", Cost::Search},
    {Method::Get, "/hazards/similar", Cost::Search},
    {Method::Get, "/alarm-load/proposals", Cost::Search},
    {Method::Get, "/conditions/{name}/stories", Cost::Search},
    {Method::Post, "/photos", Cost::Upload},
    {Method::Post, "/voices", Cost::Upload},
    {Method::Post, "/films", Cost::Upload},
    {Method::Post, "/sheets/{kind}", Cost::Upload},
    {Method::Get, "/sheets/{kind}", Cost::Export},
    {Method::Get, "/reviews/{month}/pdf", Cost::Export},
    {Method::Get, "/permits/{id}/pdf", Cost::Export},
    {Method::Get, "/incidents/{id}/pdf", Cost::Export},
    {Method::Get, "/evidence/{matter}/{id}", Cost::Export},
    {Method::Post, "/backtests", Cost::Trial},
    {Method::Post, "/rule-trials", Cost::Trial},
    {Method::Post, "/site/check", Cost::Trial},
    {Method::Get, "/site/folder", Cost::Trial},
    {Method::Post, "/site/reload", Cost::Trial},
};

}  // namespace

std::span<const CostlyRoute> costly_routes() { return kCostly; }

Cost cost_of(Method method, std::string_view pattern) {
  const auto found =
      std::ranges::find_if(kCostly, [&](const CostlyRoute& route) { return route.method == method && route.pattern == pattern; });
  return found == std::ranges::end(kCostly) ? Cost::None : found->cost;
}

Allowance allowance_of(Cost cost) {
  switch (cost) {
    case Cost::None: break;
    case Cost::Search: return {600, 40_ms};
    case Cost::Upload: return {240, 250_ms};  // a round of checks that waited for the network comes all at once
    case Cost::Export: return {30, 2_s};
    case Cost::Trial: return {30, 5_s};
  }
  ensure(false, "what costs nothing has no bound");
  return {};
}

std::optional<Duration> AskBounds::take(const std::string& login, Cost cost, Instant now) {
  if (cost == Cost::None) return std::nullopt;
  const Allowance allowance = allowance_of(cost);
  const std::scoped_lock lock(mutex_);
  if (spent_until_.size() > kRememberedMost) std::erase_if(spent_until_, [&](const auto& each) { return each.second <= now; });
  Instant& until = spent_until_.try_emplace({login, cost}, now).first->second;
  // A clock that was set back must not bar anybody for as long as it went.
  if (until < now || until - now > allowance.each * allowance.at_once) until = now;
  const Duration ahead = until - now;
  const Duration most = allowance.each * (allowance.at_once - 1);
  if (ahead > most) return ahead - most;
  until = until + allowance.each;
  return std::nullopt;
}

}  // namespace davy::api
