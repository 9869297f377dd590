#pragma once
// Credentials: password hashes, sessions, the tokens of machines and the one-time setup token. Outside the journal: secrets are not evidence.
//
// Passwords are hashed with Argon2id by the caller; all tokens are stored as SHA-256 digests only. Thread-safe (own connection, mutex).

#include "base/enum_names.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/accounts/factor_table.hpp"
#include "store/accounts/session_table.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace davy::store {

// What may write samples or tell facts: for the points of its device, or for all.
struct Machine {
  std::string name;
  std::string device;  // empty: all
  Instant created;
  std::vector<std::string> scopes = {"samples", "facts"};
  std::optional<Instant> expires = {};
  std::optional<Instant> used = {};  // to the minute
};

// What was done to a machine's token by the command line, which does not write the journal: davyd tells it there.
enum class TokenDeed { Issued, Revoked };
struct UntoldToken {
  std::string id;  // of nothing else, ever: it is told once
  TokenDeed deed = TokenDeed::Issued;
  Machine machine;
  std::string by;  // the user of the system
};

// A device's password at the MQTT broker, hashed as Mosquitto's password file has it.
struct BrokerPassword {
  std::string device;
  std::string hash;
  Instant issued;
};

inline constexpr std::size_t kMachineTokenBytes = 32;

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

  // A machine of this name loses the token that it had.
  Result<void> set_machine(const std::string& token, const Machine& machine);
  Result<std::optional<Machine>> machine(const std::string& token, Instant now);  // empty also when it has expired
  Result<std::vector<Machine>> machines();                                        // by name
  Result<bool> remove_machine(const std::string& name);

  // The same two by the command line: what is done and that it is to be told are one.
  Result<void> set_machine_by(const std::string& user, const std::string& token, const Machine& machine);
  Result<bool> remove_machine_by(const std::string& user, const std::string& name, Instant now);
  Result<std::vector<UntoldToken>> untold_tokens();  // the oldest first
  Result<void> token_told(const std::string& id);

  Result<void> note_use(const Machine& machine, Instant now);

  Result<void> set_broker_password(const BrokerPassword& password);
  Result<std::vector<BrokerPassword>> broker_passwords();  // by device
  Result<bool> remove_broker_password(const std::string& device);

  SessionTable& sessions();
  FactorTable& factors();

 private:
  struct Impl;
  explicit Credentials(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::store

template <>
inline constexpr auto davy::kEnumNames<davy::store::TokenDeed> = std::to_array<davy::EnumName<davy::store::TokenDeed>>(
    {{davy::store::TokenDeed::Issued, "issued"}, {davy::store::TokenDeed::Revoked, "revoked"}});
