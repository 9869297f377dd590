#include "store/secrets/secrets.hpp"

#include "evidence/signing.hpp"

namespace davy::store {
namespace {

constexpr std::size_t kSecretBytes = 32;

}  // namespace

Result<void> make_secrets(sql::Database& database) {
  sql::Transaction writing(database);
  sql::Statement make = database.prepare("INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING");
  for (const std::string_view name : {kJournalKey, kSigningSeed})
    if (secret(database, name).empty()) make.run(name, sql::Blob{evidence::random_bytes(kSecretBytes)});
  return writing.commit();
}

std::string secret(sql::Database& database, std::string_view name) {
  sql::Statement read = database.prepare("SELECT value FROM secrets WHERE name = $1");
  return read.query(name).next() ? std::string(read.bytes(0)) : std::string();
}

}  // namespace davy::store
