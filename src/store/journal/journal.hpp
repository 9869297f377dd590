#pragma once
// Journal: every decision in order, chained by hash, never changed. Format: docs/formats/journal.md.

#include "core/event.hpp"
#include "store/journal/record.hpp"

#include <functional>
#include <string>
#include <vector>

namespace davy::store {

class Journal {
 public:
  explicit Journal(sql::Database& database);

  // The end of the journal as the database has it, and the key of its salts; also after a transaction that failed.
  void load();

  // Within a transaction. Conflict when the event is not the next one. The store's secrets have been made (store/secrets/secrets.hpp).
  Result<void> append(const core::Event& event, const std::string& subject);
  // After the last append of the transaction.
  void save_head();

  // The events after `seq`, in order; the chain is checked on the way.
  Result<void> read(std::uint64_t after, const std::function<void(core::Event)>& take);

  std::uint64_t head_seq() const { return head_.seq; }
  Digest hash_at(std::uint64_t seq);  // zeros when there is no such record
  Instant last_time();                // before_all() when empty

 private:
  struct Head {
    std::uint64_t seq = 0;
    Digest hash{};
  };

  sql::Statement insert_;
  sql::Statement write_head_;
  sql::Statement read_head_;
  sql::Statement read_after_;
  sql::Statement read_hash_;
  sql::Statement read_last_time_;
  Head head_;
  sql::Database& database_;
  std::string key_;
};

// The event of a record, as it would be written today (older_records.hpp). Corrupt when its body is none.
Result<core::Event> event_of(const Record& record);

}  // namespace davy::store
