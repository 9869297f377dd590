#pragma once
// Credentials: password hashes, sessions and the one-time setup token. Outside the journal: secrets are not evidence.
//
// Passwords are hashed with Argon2id by the caller; session and setup tokens are stored as SHA-256 digests only. Thread-safe (own connection, mutex).

#include "base/result.hpp"
#include "base/time.hpp"

#include <memory>
#include <optional>
#include <string>

namespace davy::store {

struct Session {
  std::string login;
  Instant expires;
};

class Credentials {
 public:
  static Result<std::unique_ptr<Credentials>> open(const std::string& data_folder);
  ~Credentials();

  Result<void> set_password_hash(const std::string& login, const std::string& hash);
  Result<std::optional<std::string>> password_hash(const std::string& login);
  Result<bool> any();  // whether somebody can log in

  Result<void> set_setup_token(const std::string& token, Instant expires);
  // True once, for the right token in time.
  Result<bool> take_setup_token(const std::string& token, Instant now);

  Result<void> open_session(const std::string& token, const Session& session);
  Result<std::optional<Session>> session(const std::string& token, Instant now);
  Result<void> close_session(const std::string& token);
  Result<void> close_all_sessions(const std::string& login);

 private:
  struct Impl;
  explicit Credentials(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::store
