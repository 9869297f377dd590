#pragma once
// MeritReader: reads the merit view. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class MeritReader {
 public:
  explicit MeritReader(sql::Database& database) : database_(database) {}

  std::vector<MeritRow> list(const std::string& month, const std::string& person);

 private:
  sql::Database& database_;
};

}  // namespace davy::store
