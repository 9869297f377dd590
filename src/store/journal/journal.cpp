#include "store/journal/journal.hpp"

#include "evidence/signing.hpp"
#include "store/journal/older_records.hpp"
#include "store/json/event_json.hpp"
#include "store/secrets/secrets.hpp"

namespace davy::store {
namespace {

Error damaged(std::uint64_t seq, const std::string& why) {
  return {ErrorCode::Corrupt, "journal record " + std::to_string(seq) + ": " + why + "; see `davy verify`"};
}

}  // namespace

Journal::Journal(sql::Database& database)
    : insert_(database.prepare(
          "INSERT INTO journal (seq, time, kind, subject, actor, body, prev, hash, salt) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")),
      write_head_(database.prepare("INSERT INTO journal_head (one, seq, hash) VALUES (1, $1, $2) "
                                   "ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, hash = excluded.hash")),
      read_head_(database.prepare("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")),
      read_after_(database.prepare(std::string("SELECT ") + kRecordColumns + " FROM journal WHERE seq > $1 ORDER BY seq")),
      read_hash_(database.prepare("SELECT hash FROM journal WHERE seq = $1")),
      read_last_time_(database.prepare("SELECT time FROM journal ORDER BY seq DESC LIMIT 1")),
      database_(database) {}

void Journal::load() {
  head_ = {};
  if (read_head_.query().next()) head_ = {read_head_.get<std::uint64_t>(0), digest_of(read_head_.bytes(1))};
  key_ = secret(database_, kJournalKey);
}

Result<void> Journal::append(const core::Event& event, const std::string& subject) {
  if (event.seq != head_.seq + 1)
    return Error{ErrorCode::Conflict,
                 "found event " + std::to_string(event.seq) + ", expected " + std::to_string(head_.seq + 1) + ": the journal has no holes"};
  ensure(!key_.empty(), "a journal that is written has its key");
  const Record record{.seq = event.seq,
                      .time = event.time,
                      .kind = std::string(kind_of(event.body)),
                      .subject = subject,
                      .actor = event.actor,
                      .body = body_json(event.body),
                      .prev = head_.hash,
                      .salt = evidence::salt_of(key_, event.seq)};
  const Digest hash = hash_of(record);
  insert_.run(record.seq, record.time, record.kind, record.subject, record.actor, record.body, blob_of(record.prev), blob_of(hash),
              blob_of(*record.salt));
  head_ = {event.seq, hash};
  return {};
}

void Journal::save_head() { write_head_.run(head_.seq, blob_of(head_.hash)); }

Result<void> Journal::read(std::uint64_t after, const std::function<void(core::Event)>& take) {
  Digest prev = hash_at(after);
  std::uint64_t seq = after;
  read_after_.query(after);
  while (read_after_.next()) {
    const Record record = record_at(read_after_);
    if (record.seq != ++seq) return damaged(seq, "missing");
    if (record.prev != prev) return damaged(seq, "does not follow the record before it");
    prev = stored_hash(read_after_);
    if (prev != hash_of(record)) return damaged(seq, "does not match its hash");
    Result<core::Event> event = event_of(record);
    if (!event) return damaged(seq, event.error().message);
    take(std::move(*event));
  }
  return {};
}

Digest Journal::hash_at(std::uint64_t seq) { return read_hash_.query(seq).next() ? digest_of(read_hash_.bytes(0)) : Digest{}; }

Instant Journal::last_time() { return read_last_time_.query().next() ? read_last_time_.get<Instant>(0) : Instant::before_all(); }

Result<core::Event> event_of(const Record& record) {
  Result<core::EventBody> body = body_from_json(record.kind, record.body);
  if (!body) return body.error();
  if (auto* saved = get_if<core::RecordSaved>(&*body)) complete(*saved);
  return core::Event{record.seq, record.time, record.actor, std::move(*body)};
}

}  // namespace davy::store
