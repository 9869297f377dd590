#pragma once
// Sessions: who a cookie stands for. Twelve hours from the last use; only the token's digest is stored.
//
// Thread-safe; each call reads the credentials' database.

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

struct Signed {
  core::Account account;
  Instant expires;
};

class Sessions {
 public:
  explicit Sessions(store::Credentials& credentials) : credentials_(credentials) {}

  struct Opened {
    std::string token;
    Instant expires;
  };
  Result<Opened> open(const std::string& login, Instant now);
  // Empty when the token stands for nobody (any more). Prolongs the session.
  Result<std::optional<Signed>> check(const std::string& token, store::Queries& queries, Instant now);
  Result<void> close(const std::string& token) { return credentials_.close_session(token); }

 private:
  store::Credentials& credentials_;
};

inline constexpr std::string_view kSessionCookie = "davy_session";
std::string cookie_of(const Sessions::Opened& session);
std::string cookie_that_ends_it();

}  // namespace davy::api
