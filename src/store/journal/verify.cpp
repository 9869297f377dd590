#include "base/said.hpp"
#include "store/files.hpp"
#include "store/journal/journal.hpp"
#include "store/sql/schema.hpp"
#include "store/store.hpp"

namespace davy::store {
namespace {

// Empty when the record is what must follow.
davy::Said fault_of(const Record& record, const Digest& hash, std::uint64_t seq, const Digest& prev) {
  if (record.seq != seq) return said({"缺失：缺少这条记录，下一条是 {}", "hole: this record is missing, the next one is {}"}, record.seq);
  if (record.prev != prev) return said({"链断：它不承接前一条记录", "chain: it does not follow the record before it"});
  if (hash != hash_of(record)) return said({"哈希不符：内容与写入时不同", "hash: its content is not what was written"});
  if (const Result<core::Event> event = event_of(record); !event)
    return said({"内容无法读取：{}", "unreadable body: {}"}, said_of(event.error()));
  return {};
}

Verified verify(sql::Database& database) {
  Verified verified;
  Digest prev{};
  sql::Statement records = database.prepare(std::string("SELECT ") + kRecordColumns + " FROM journal ORDER BY seq");
  records.query();
  while (records.next()) {
    const Record record = record_at(records);
    const Digest hash = stored_hash(records);
    davy::Said fault = fault_of(record, hash, verified.records + 1, prev);
    if (!fault.empty()) {
      verified.first_bad = verified.records + 1;
      verified.why = std::move(fault);
      return verified;
    }
    prev = hash;
    ++verified.records;
  }
  verified.head = to_hex(prev);
  sql::Statement head = database.prepare("SELECT seq, hash FROM journal_head");
  const bool found = head.query().next();
  const auto head_seq = found ? head.get<std::uint64_t>(0) : 0;
  if (head_seq != verified.records) {
    verified.first_bad = std::min(head_seq, verified.records) + 1;
    verified.why = said({"末尾不符：日志有 {} 条记录，其末条标记指向第 {} 条", "end: the journal has {} records, its head names {}"},
                        verified.records, head_seq);
  } else if (found && digest_of(head.bytes(1)) != prev) {
    verified.first_bad = head_seq;
    verified.why = said({"末尾不符：最后一条记录不是末条标记所指的一条", "end: the last record is not the one that the head names"});
  }
  return verified;
}

}  // namespace

Result<Verified> verify_journal(const std::string& data_folder) {
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(data_folder), sql::Access::Read);
  if (!database) return database.error();
  if (Result<void> known = sql::check_version(**database); !known) return known.error().within(data_folder);
  sql::Transaction reading(**database);
  return reading.commit(verify(**database));
}

}  // namespace davy::store
