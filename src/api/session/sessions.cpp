#include "api/session/sessions.hpp"

#include "base/bytes.hpp"
#include "store/views/queries.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::api {
namespace {

constexpr Duration kNotedEvery = 1_min;     // so that not every request writes
constexpr Duration kOldTokenServes = 30_s;  // what the console had under way when its token was changed
constexpr std::size_t kSessionIdBytes = 8;
constexpr std::size_t kAgentMost = 200;

}  // namespace

Result<OpenedSession> Sessions::open(const std::string& login, const From& from, Instant now) {
  const auto idle = credentials_.sessions().idle_of(login);
  if (!idle) return idle.error();
  const Duration rest = idle->value_or(kIdleUsual);
  OpenedSession opened{random_hex(32), now + std::max(kSessionMost, rest)};
  const store::Session session{random_hex(kSessionIdBytes),     login, now, now, rest, opened.ends, store::Renew::No, from.address,
                               from.agent.substr(0, kAgentMost)};
  if (const auto done = credentials_.sessions().open(opened.token, session); !done) return done.error();
  return opened;
}

Result<std::optional<Signed>> Sessions::check(const std::string& token, store::Queries& queries, Instant now, Use use) {
  if (token.empty()) return std::optional<Signed>();
  auto session = credentials_.sessions().find(token, now);
  if (!session) return session.error();
  if (!*session) return std::optional<Signed>();
  const auto accounts = queries.accounts();
  if (!accounts) return accounts.error();
  const auto account = std::ranges::find((*accounts), (*session)->login, &core::Account::login);
  if (account == accounts->end()) return std::optional<Signed>();
  Signed found{*account, (*session)->expires(), (*session)->id, {}};
  if (use == Use::Unattended) return std::optional(std::move(found));
  if ((*session)->renew == store::Renew::Due) {
    auto renewed = renew(token, **session, now);
    if (!renewed) return renewed.error();
    found.renewed = std::move(*renewed);
  } else if (now - (*session)->used >= kNotedEvery) {
    if (const auto done = credentials_.sessions().use(token, now); !done) return done.error();
  }
  found.expires = std::min((*session)->ends, now + (*session)->idle);
  return std::optional(std::move(found));
}

Result<OpenedSession> Sessions::renew(const std::string& token, const store::Session& old, Instant now) {
  store::Session fresh = old;
  fresh.id = random_hex(kSessionIdBytes);
  fresh.used = now;
  OpenedSession opened{random_hex(32), old.ends};
  if (const auto done = credentials_.sessions().end_at(token, std::min(old.ends, now + kOldTokenServes)); !done) return done.error();
  if (const auto done = credentials_.sessions().open(opened.token, fresh); !done) return done.error();
  return opened;
}

std::string Sessions::cookie(std::string_view name, const std::string& value, Duration life) const {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}", name, value, static_cast<long>(life.seconds()),
                     transport_ == Transport::Tls ? "; Secure" : "");
}

std::string Sessions::cookie_of(const OpenedSession& session, Instant now) const {
  return cookie(kSessionCookie, session.token, session.ends - now);
}

std::string Sessions::cookie_that_ends_it() const { return cookie(kSessionCookie, "", Duration{}); }

std::string Sessions::browser_cookie_of(const std::string& token) const { return cookie(kBrowserCookie, token, kBrowserKnown); }

}  // namespace davy::api
