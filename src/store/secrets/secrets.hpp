#pragma once
// Secrets: the keys of a store, in its own database. Made once, at the first opening for writing; never part of an answer, a log or a bundle.

#include "store/sql/database.hpp"

#include <string>
#include <string_view>

namespace davy::store {

inline constexpr std::string_view kJournalKey = "journal";   // 32 bytes: salts of records
inline constexpr std::string_view kSigningSeed = "signing";  // 32 bytes: Ed25519

// Those that are missing.
Result<void> make_secrets(sql::Database& database);

// Empty when there is none.
std::string secret(sql::Database& database, std::string_view name);

}  // namespace davy::store
