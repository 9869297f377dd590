#include "store/journal/record.hpp"

#include <algorithm>

namespace davy::store {

evidence::Content content_of(const Record& record) {
  return {record.salt, record.time, record.kind, record.subject, record.actor, record.body};
}

Digest hash_of(const Record& record) { return evidence::hash_of(record.prev, record.seq, content_of(record)); }

Record record_at(sql::Statement& row) {
  return {.seq = row.get<std::uint64_t>(0),
          .time = row.get<Instant>(1),
          .kind = row.get<std::string>(2),
          .subject = row.get<std::string>(3),
          .actor = row.get<std::string>(4),
          .body = row.get<std::string>(5),
          .prev = digest_of(row.bytes(6)),
          .salt = row.is_null(8) ? std::optional<Digest>() : digest_of(row.bytes(8))};
}

Digest stored_hash(sql::Statement& row) { return digest_of(row.bytes(7)); }

sql::Blob blob_of(const Digest& digest) { return {{reinterpret_cast<const char*>(digest.data()), digest.size()}}; }

Digest digest_of(std::string_view bytes) {
  Digest digest{};
  if (bytes.size() == digest.size()) std::ranges::copy(bytes, digest.begin());
  return digest;
}

}  // namespace davy::store
