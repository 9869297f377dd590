#pragma once
// HazardReader: reads the hazard view. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class HazardReader {
 public:
  explicit HazardReader(sql::Database& database) : database_(database) {}

  Result<Page<HazardRow>> list(const HazardFilter& filter);
  std::optional<HazardRow> one(core::HazardId id);

 private:
  sql::Database& database_;
};

}  // namespace davy::store
