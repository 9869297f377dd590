#include "store/views/consent_reader.hpp"

namespace davy::store {
namespace {

std::string consents_where(const char* condition) {
  return std::string(
             "SELECT id, deed, name, reason, until, lapses, asked, asked_by, answer, answered, answered_by, answer_reason FROM "
             "consents WHERE ") +
         condition;
}

}  // namespace

ConsentReader::ConsentReader(sql::Database& database)
    : open_(database.prepare(consents_where("answer = 'open' ORDER BY id"))), one_(database.prepare(consents_where("id = $1"))) {}

ConsentRow ConsentReader::row_of(sql::Statement& rows) {
  ConsentRow row;
  rows.read(row.id, row.asked.deed, row.asked.name, row.asked.reason, row.asked.until, row.asked.lapses, row.since, row.by, row.answer,
            row.answered, row.answered_by, row.answer_reason);
  return row;
}

std::vector<ConsentRow> ConsentReader::open() {
  std::vector<ConsentRow> all;
  open_.query();
  while (open_.next()) all.push_back(row_of(open_));
  return all;
}

std::optional<ConsentRow> ConsentReader::find(core::ConsentId id) {
  one_.query(id);
  return one_.next() ? std::optional(row_of(one_)) : std::nullopt;
}

}  // namespace davy::store
