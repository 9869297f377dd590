#include "api/session/sessions.hpp"

#include "base/bytes.hpp"
#include "store/views/queries.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::api {
namespace {

constexpr Duration kLife = 12_h;
// Longer than any shift: the session decides, and slides; the cookie need not be sent again for that.
constexpr Duration kCookieLife = 720_h;
constexpr Duration kProlongedAfter = 5_min;  // so that not every request writes

}  // namespace

Result<Sessions::Opened> Sessions::open(const std::string& login, Instant now) {
  Opened opened{random_hex(32), now + kLife};
  if (const auto done = credentials_.open_session(opened.token, {login, opened.expires}); !done) return done.error();
  return opened;
}

Result<std::optional<Signed>> Sessions::check(const std::string& token, store::Queries& queries, Instant now) {
  if (token.empty()) return std::optional<Signed>();
  auto session = credentials_.session(token, now);
  if (!session) return session.error();
  if (!*session) return std::optional<Signed>();
  const auto accounts = queries.accounts();
  if (!accounts) return accounts.error();
  const std::string& login = (*session)->login;
  const auto account = std::find_if(accounts->begin(), accounts->end(), [&](const core::Account& each) { return each.login == login; });
  if (account == accounts->end()) return std::optional<Signed>();
  Instant expires = (*session)->expires;
  if (now + kLife - expires > kProlongedAfter) {
    expires = now + kLife;
    if (const auto done = credentials_.open_session(token, {login, expires}); !done) return done.error();
  }
  return std::optional(Signed{*account, expires});
}

std::string cookie_of(const Sessions::Opened& session) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}", kSessionCookie, session.token,
                     static_cast<long>(kCookieLife.seconds()));
}

std::string cookie_that_ends_it() { return fmt::format("{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0", kSessionCookie); }

}  // namespace davy::api
