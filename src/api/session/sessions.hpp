#pragma once
// Sessions: who a cookie stands for. Only the token's digest is stored.
//
// A session rests for 30 minutes at most unless an administrator gave the account longer, as a board on the wall needs it; it ends for good 12 hours after the
// sign-in, or after that longer time (OWASP ASVS 4.0.3 §3.3). Its token changes at every sign-in and when its person's rights change. Thread-safe; each call reads
// the credentials' database.

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/engine/engine.hpp"
#include "store/accounts/credentials.hpp"

#include <optional>
#include <string>

namespace davy::store {
class Queries;
}

namespace davy::api {

inline constexpr Duration kIdleUsual = 30_min;
inline constexpr Duration kIdleLeast = 5_min;
inline constexpr Duration kIdleMost = 720_h;
inline constexpr Duration kSessionMost = 12_h;

struct OpenedSession {
  std::string token;
  Instant ends;
};

struct Signed {
  core::Account account;
  Instant expires;
  std::string id;
  std::optional<OpenedSession> renewed;  // the token that takes the place of the one asked with
};

enum class Use { ByPerson, Unattended };  // unattended: nobody touched the screen, it does not keep the session alive
enum class Transport { Plain, Tls };

class Sessions {
 public:
  Sessions(store::Credentials& credentials, Transport transport) : credentials_(credentials), transport_(transport) {}

  struct From {
    std::string address;
    std::string agent;
  };
  Result<OpenedSession> open(const std::string& login, const From& from, Instant now);
  // Empty when the token stands for nobody (any more).
  Result<std::optional<Signed>> check(const std::string& token, store::Queries& queries, Instant now, Use use);
  Result<void> close(const std::string& token) { return credentials_.sessions().close(token); }

  // "davy_session=…; Path=/; HttpOnly; SameSite=Strict; …", Secure over TLS.
  std::string cookie_of(const OpenedSession& session, Instant now) const;
  std::string cookie_that_ends_it() const;
  std::string browser_cookie_of(const std::string& token) const;

 private:
  Result<OpenedSession> renew(const std::string& token, const store::Session& old, Instant now);
  std::string cookie(std::string_view name, const std::string& value, Duration life) const;

  store::Credentials& credentials_;
  Transport transport_;
};

inline constexpr std::string_view kSessionCookie = "davy_session";
inline constexpr std::string_view kBrowserCookie = "davy_browser";  // of a browser in which somebody has signed in before
inline constexpr Duration kBrowserKnown = 2'160_h;                  // 90 days

}  // namespace davy::api
