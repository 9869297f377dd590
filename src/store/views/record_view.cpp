#include "store/views/record_view.hpp"

namespace davy::store {

RecordView::RecordView(sql::Database& database)
    : index_(database),
      find_(database.prepare("SELECT doc, search, body, removed FROM records WHERE kind = $1 AND id = $2")),
      save_(database.prepare(
          "INSERT INTO records (doc, kind, id, version, seq, saved, actor, reason, removed, search, body) VALUES ($1, $2, $3, $4, $5, $6, "
          "$7, $8, 0, $9, $10) ON CONFLICT (doc) DO UPDATE SET version = excluded.version, seq = excluded.seq, saved = excluded.saved, "
          "actor = excluded.actor, reason = excluded.reason, removed = 0, search = excluded.search, body = excluded.body")),
      remove_(database.prepare(
          "UPDATE records SET version = $1, seq = $2, saved = $3, actor = $4, reason = $5, removed = 1 WHERE kind = $6 AND id = $7")),
      clear_(database.prepare("INSERT INTO record_grams (record_grams) VALUES ('delete-all')")) {}

void RecordView::on(const core::Event& event, const core::RecordSaved& body) {
  const std::optional<Kept> before = kept(body.kind, body.id);
  if (before) {
    if (before->is_there) index_.remove_values(before->entry);
    index_.remove_text(before->entry);
  }
  const std::int64_t doc = before ? before->entry.doc : static_cast<std::int64_t>(event.seq);
  const RecordIndex::Entry entry{doc, body.kind, body.id, search_text(body.id, body.body, body.personal), body.body};
  index_.add_values(entry, body.personal);
  index_.add_text(entry);
  save_.run(doc, body.kind, body.id, body.version, event.seq, event.time, event.actor, body.reason, entry.search, body.body);
}

void RecordView::on(const core::Event& event, const core::RecordRemoved& body) {
  if (const std::optional<Kept> before = kept(body.kind, body.id); before && before->is_there) index_.remove_values(before->entry);
  remove_.run(body.version, event.seq, event.time, event.actor, body.reason, body.kind, body.id);
}

void RecordView::clear() { clear_.run(); }

std::optional<RecordView::Kept> RecordView::kept(const std::string& kind, const std::string& id) {
  if (!find_.query(kind, id).next()) return std::nullopt;
  Kept kept{{find_.integer(0), kind, id, find_.get<std::string>(1), find_.get<std::string>(2)}, find_.integer(3) == 0};
  while (find_.next()) continue;
  return kept;
}

}  // namespace davy::store
