#pragma once
// ModeReader: reads the modes that are set and the facts that were told. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

#include <vector>

namespace davy::store {

class ModeReader {
 public:
  explicit ModeReader(sql::Database& database);

  std::vector<ModeRow> modes();
  std::vector<FactRow> facts();

 private:
  sql::Statement modes_;
  sql::Statement facts_;
};

}  // namespace davy::store
