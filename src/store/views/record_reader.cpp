#include "store/views/record_reader.hpp"

#include "store/journal/journal.hpp"
#include "store/journal/record.hpp"
#include "store/sql/selection.hpp"
#include "store/views/page.hpp"

namespace davy::store {
namespace {

constexpr const char* kSelect = "SELECT kind, id, version, saved, actor, reason, removed, body FROM records";

RecordRow row_at(sql::Statement& row) {
  RecordRow record;
  record.kind = row.get<std::string>(0);
  record.id = row.get<std::string>(1);
  record.version = row.get<std::uint64_t>(2);
  record.saved = row.get<Instant>(3);
  record.actor = row.get<std::string>(4);
  record.reason = row.get<std::string>(5);
  record.standing = row.integer(6) == 0 ? RecordRow::Standing::There : RecordRow::Standing::Removed;
  record.body_json = row.get<std::string>(7);
  return record;
}

// What LIKE takes for itself stands for itself.
std::string like(const std::string& text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace

RecordReader::RecordReader(sql::Database& database)
    : database_(database),
      one_(database.prepare(std::string(kSelect) + " WHERE kind = $1 AND id = $2")),
      versions_(database.prepare(std::string("SELECT ") + kRecordColumns + " FROM journal WHERE subject = $1 ORDER BY seq DESC")) {}

Result<Page<RecordRow>> RecordReader::list(const RecordFilter& filter) {
  const std::size_t limit = page_limit(filter.limit);
  const std::string pattern = like(filter.search);
  sql::Selection records(kSelect);
  records.where("kind = ?", filter.kind).where("removed = ?", filter.which == RecordFilter::Which::Removed);
  if (!filter.after.empty()) records.where("id > ?", filter.after);
  if (!filter.search.empty()) records.where("search LIKE ? ESCAPE '\\'", pattern);
  records.then(" ORDER BY id LIMIT ?", limit + 1);
  return page_of<RecordRow>(records.open(database_), limit, row_at, [](const RecordRow& last) { return last.id; });
}

std::optional<RecordRow> RecordReader::one(const std::string& kind, const std::string& id) {
  if (!one_.query(kind, id).next()) return std::nullopt;
  return row_at(one_);
}

Result<std::vector<RecordRow>> RecordReader::versions(const std::string& kind, const std::string& id) {
  std::vector<RecordRow> versions;
  versions_.query("record:" + kind + "/" + id);
  while (versions_.next()) {
    const Result<core::Event> event = event_of(record_at(versions_));
    if (!event) return event.error();
    RecordRow& row = versions.emplace_back();
    row.kind = kind;
    row.id = id;
    row.saved = event->time;
    row.actor = event->actor;
    if (const auto* saved = std::get_if<core::RecordSaved>(&event->body)) {
      row.version = saved->version;
      row.reason = saved->reason;
      row.body_json = saved->body;
      row.restored = saved->restored;
    } else if (const auto* removed = std::get_if<core::RecordRemoved>(&event->body)) {
      row.version = removed->version;
      row.reason = removed->reason;
      row.standing = RecordRow::Standing::Removed;
    }
  }
  return versions;
}

}  // namespace davy::store
