#pragma once
// InterlockReader: reads the rows and their latest commands. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class InterlockReader {
 public:
  explicit InterlockReader(sql::Database& database) : database_(database) {}

  std::vector<RowView> rows();

 private:
  void read_effects(RowView& row);

  sql::Database& database_;
};

}  // namespace davy::store
