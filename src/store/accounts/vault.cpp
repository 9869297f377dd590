#include "store/accounts/vault.hpp"

#include "base/bytes.hpp"
#include "base/said.hpp"
#include "store/files.hpp"

#include <sys/stat.h>

#include <array>

namespace davy::store {
namespace {

// Each brings the file one version on; a file's version is the number of steps that it has taken.
constexpr std::array<const char*, 3> kVaultSteps{
    R"(
CREATE TABLE IF NOT EXISTS passwords (login TEXT PRIMARY KEY, hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS machines (name TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, device TEXT NOT NULL, created INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS setup (digest TEXT PRIMARY KEY, expires INTEGER NOT NULL);
)",
    R"(
DROP TABLE IF EXISTS sessions;
CREATE TABLE sessions (
  digest TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, login TEXT NOT NULL, opened INTEGER NOT NULL, used INTEGER NOT NULL, idle INTEGER NOT NULL,
  ends INTEGER NOT NULL, renew INTEGER NOT NULL, address TEXT NOT NULL, agent TEXT NOT NULL);
CREATE INDEX sessions_login ON sessions (login);
CREATE TABLE idle_limits (login TEXT PRIMARY KEY, idle INTEGER NOT NULL);
CREATE TABLE known_browsers (digest TEXT PRIMARY KEY, login TEXT NOT NULL, expires INTEGER NOT NULL);
CREATE TABLE second_factors (login TEXT PRIMARY KEY, secret TEXT NOT NULL, confirmed INTEGER NOT NULL, last_step INTEGER NOT NULL);
CREATE TABLE recovery_codes (login TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (login, digest));
CREATE TABLE broker_passwords (device TEXT PRIMARY KEY, hash TEXT NOT NULL, issued INTEGER NOT NULL);
ALTER TABLE machines ADD COLUMN scopes TEXT NOT NULL DEFAULT 'samples facts';
ALTER TABLE machines ADD COLUMN expires INTEGER;
ALTER TABLE machines ADD COLUMN used INTEGER;
)",
    R"(
CREATE TABLE untold_tokens (
  id TEXT PRIMARY KEY, deed TEXT NOT NULL, name TEXT NOT NULL, device TEXT NOT NULL, scopes TEXT NOT NULL, expires INTEGER, by TEXT NOT NULL, at INTEGER NOT NULL);
)"};

Result<void> bring_up(sql::Database& database) {
  sql::Transaction transaction(database);
  std::uint64_t version = 0;
  {
    sql::Statement asked = database.prepare("PRAGMA user_version");
    if (asked.query().next()) version = asked.get<std::uint64_t>(0);
  }
  if (version > kVaultSteps.size())
    return failed(said({"credentials.db 出自更新版本的 Davy", "credentials.db is of a later version of Davy"}));
  for (std::size_t step = version; step < kVaultSteps.size(); ++step) database.run(kVaultSteps[step]);
  if (version < kVaultSteps.size()) database.run("PRAGMA user_version = " + std::to_string(kVaultSteps.size()));
  return transaction.commit();
}

}  // namespace

std::string digest_of(const std::string& token) { return to_hex(sha256(token)); }

Result<std::shared_ptr<Vault>> Vault::open(const std::string& data_folder) {
  const std::string path = credentials_path(data_folder);
  auto database = sql::Database::open(path, sql::Access::Write);
  if (!database) return database.error().within("credentials");
  if (::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0) return failed(said({"{} 无法设为仅本用户可读写", "{} cannot be made private"}, path));
  if (const Result<void> made = bring_up(**database); !made) return made.error().within("credentials");
  return std::shared_ptr<Vault>(new Vault(*std::move(database)));
}

}  // namespace davy::store
