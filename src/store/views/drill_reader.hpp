#pragma once
// DrillReader: reads the drill view. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class DrillReader {
 public:
  explicit DrillReader(sql::Database& database) : database_(database) {}

  Result<Page<DrillRow>> list(const DrillFilter& filter);
  std::optional<DrillRow> one(core::DrillId id);

 private:
  sql::Database& database_;
};

}  // namespace davy::store
