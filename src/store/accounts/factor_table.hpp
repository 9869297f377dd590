#pragma once
// FactorTable: second factors: the secret that a person's phone shares with Davy, the step of its last code, and one-time recovery codes as digests.
//
// The secret must be kept readable, or no code could be checked: the file is private and belongs into no backup that is not sealed. Thread-safe.

#include "store/accounts/vault.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace davy::store {

enum class Enrolment { Begun, Confirmed };

struct SecondFactor {
  std::string secret;  // base32 (RFC 4648)
  Enrolment enrolment = Enrolment::Begun;
  std::uint64_t last_step = 0;  // of the latest code that was taken: a code is good once
};

class FactorTable {
 public:
  explicit FactorTable(std::shared_ptr<Vault> vault);
  ~FactorTable();

  Result<std::optional<SecondFactor>> find(const std::string& login);
  Result<void> begin(const std::string& login, const std::string& secret);
  Result<void> confirm(const std::string& login, std::uint64_t step, const std::vector<std::string>& recovery_codes);
  // True once for each step, in rising order.
  Result<bool> take_step(const std::string& login, std::uint64_t step);
  Result<bool> take_recovery_code(const std::string& login, const std::string& code);  // true once
  Result<std::uint64_t> recovery_codes_left(const std::string& login);
  Result<void> remove(const std::string& login);

 private:
  struct Statements;
  std::shared_ptr<Vault> vault_;
  std::unique_ptr<Statements> do_;
};

}  // namespace davy::store
