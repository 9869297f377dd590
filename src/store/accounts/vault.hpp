#pragma once
// Vault: the one database of secrets, credentials.db, private to its owner (0600), and the lock on it.
//
// Secrets are not evidence: nothing here is in the journal or its views. Shared by the tables of this folder, which own it together. Thread-safe through
// write() and alone().

#include "base/result.hpp"
#include "store/sql/database.hpp"

#include <memory>
#include <mutex>
#include <string>

namespace davy::store {

class Vault {
 public:
  // Makes the file, or brings one of an earlier version up to this one; its sessions end then.
  static Result<std::shared_ptr<Vault>> open(const std::string& data_folder);

  sql::Database& database() { return *database_; }

  // Runs `change` alone, in a transaction; gives what it gives.
  template <class Change>
  auto alone(Change change) -> Result<decltype(change())> {
    const std::scoped_lock lock(mutex_);
    sql::Transaction transaction(*database_);
    auto value = change();
    return transaction.commit(std::move(value));
  }

  template <class Change>
  Result<void> write(Change change) {
    const std::scoped_lock lock(mutex_);
    sql::Transaction transaction(*database_);
    change();
    return transaction.commit();
  }

 private:
  explicit Vault(std::unique_ptr<sql::Database> database) : database_(std::move(database)) {}

  std::mutex mutex_;
  std::unique_ptr<sql::Database> database_;
};

// What is kept of a token: enough to know it again, nothing to use it with.
std::string digest_of(const std::string& token);

}  // namespace davy::store
