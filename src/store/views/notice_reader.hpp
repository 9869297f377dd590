#pragma once
// NoticeReader: reads the notice view. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class NoticeReader {
 public:
  explicit NoticeReader(sql::Database& database) : database_(database) {}

  Result<Page<NoticeRow>> list(const NoticeFilter& filter);

 private:
  sql::Database& database_;
};

}  // namespace davy::store
