#pragma once
// ConsentReader: reads what was asked of a second person. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/consent_rows.hpp"

#include <optional>
#include <vector>

namespace davy::store {

class ConsentReader {
 public:
  explicit ConsentReader(sql::Database& database);

  std::vector<ConsentRow> open();  // oldest first
  std::optional<ConsentRow> find(core::ConsentId id);

 private:
  static ConsentRow row_of(sql::Statement& rows);

  sql::Statement open_;
  sql::Statement one_;
};

}  // namespace davy::store
