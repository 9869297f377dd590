#pragma once
// Record: one line of the journal, and the hash that chains it to the one before.

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "evidence/content.hpp"
#include "store/sql/database.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace davy::store {

struct Record {
  std::uint64_t seq = 0;
  Instant time;
  std::string kind;
  std::string subject;
  std::string actor;
  std::string body;            // canonical JSON
  Digest prev{};               // hash of the record before; zeros before the first
  std::optional<Digest> salt;  // none: of an older store
};

evidence::Content content_of(const Record& record);

// By the record's own formula, with or without a salt (docs/formats/journal.md).
Digest hash_of(const Record& record);

inline constexpr const char* kRecordColumns = "seq, time, kind, subject, actor, body, prev, hash, salt";

// From a statement that gives kRecordColumns.
Record record_at(sql::Statement& row);
Digest stored_hash(sql::Statement& row);

sql::Blob blob_of(const Digest& digest);
// Zeros, which no record hashes to, when the bytes are no digest.
Digest digest_of(std::string_view bytes);

}  // namespace davy::store
