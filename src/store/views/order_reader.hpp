#pragma once
// OrderReader: reads the order view. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class OrderReader {
 public:
  explicit OrderReader(sql::Database& database) : database_(database) {}

  Result<Page<OrderRow>> list(const OrderFilter& filter);
  std::optional<OrderRow> one(core::OrderId id);

 private:
  sql::Database& database_;
};

}  // namespace davy::store
