#pragma once
// SessionTable: who is signed in where, how long each may rest, and which browsers are known to belong to whom. Tokens as digests only.
//
// A session ends by itself when it was not used for its idle time, and at its absolute end, whichever comes first. Thread-safe.

#include "base/time.hpp"
#include "store/accounts/vault.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace davy::store {

enum class Renew { No, Due };  // due: the rights of its person have changed, the token must, too

struct Session {
  std::string id;  // to name it by: not the token, nor of any use without one
  std::string login;
  Instant opened;
  Instant used;
  Duration idle;
  Instant ends;
  Renew renew = Renew::No;
  std::string address;
  std::string agent;  // as the browser calls itself

  Instant expires() const { return std::min(ends, used + idle); }
};

class SessionTable {
 public:
  explicit SessionTable(std::shared_ptr<Vault> vault);
  ~SessionTable();

  Result<void> open(const std::string& token, const Session& session);  // and deletes those that are over
  Result<std::optional<Session>> find(const std::string& token, Instant now);
  Result<void> use(const std::string& token, Instant now);
  Result<void> end_at(const std::string& token, Instant end);              // for what was asked with the token before it was renewed
  Result<std::vector<Session>> of(const std::string& login, Instant now);  // latest used first
  Result<void> close(const std::string& token);
  Result<bool> close_by_id(const std::string& login, const std::string& id);
  Result<void> close_all(const std::string& login, const std::string& but_token = {});
  Result<void> renew_all(const std::string& login);

  Result<std::optional<Duration>> idle_of(const std::string& login);  // none: nobody has set another than the usual
  Result<void> set_idle(const std::string& login, std::optional<Duration> idle);

  Result<void> know_browser(const std::string& token, const std::string& login, Instant expires);
  Result<bool> knows_browser(const std::string& token, const std::string& login, Instant now);

 private:
  struct Statements;
  std::shared_ptr<Vault> vault_;
  std::unique_ptr<Statements> do_;
};

}  // namespace davy::store
