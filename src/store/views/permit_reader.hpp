#pragma once
// PermitReader: reads permits for special work. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class PermitReader {
 public:
  explicit PermitReader(sql::Database& database) : database_(database) {}

  Result<Page<PermitRow>> list(const PermitFilter& filter);
  std::optional<PermitRow> one(core::PermitId id);

 private:
  sql::Database& database_;
};

// Of the journal's records of one permit, in order.
PermitStory permit_story(const std::vector<JournalRow>& records);

}  // namespace davy::store
