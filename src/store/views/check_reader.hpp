#pragma once
// CheckReader: reads the check view. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class CheckReader {
 public:
  explicit CheckReader(sql::Database& database);

  Result<Page<CheckRow>> list(const CheckFilter& filter);
  std::optional<CheckRow> one(core::CheckId id);
  Result<Page<SeedRow>> seeds(const SeedFilter& filter);
  std::optional<SeedRow> seed(core::SeedId id);
  std::vector<std::uint64_t> hanging();

 private:
  CheckRow with_records(CheckRow row);

  sql::Database& database_;
  sql::Statement records_;
};

}  // namespace davy::store
