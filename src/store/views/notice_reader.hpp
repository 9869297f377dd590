#pragma once
// NoticeReader: reads the notice view. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

#include <cstdint>

namespace davy::store {

class NoticeReader {
 public:
  explicit NoticeReader(sql::Database& database) : database_(database) {}

  Result<Page<NoticeRow>> list(const NoticeFilter& filter);
  // Costs O(page), whatever the person was told at other times.
  Result<Page<NoticeRow>> told(const ToldFilter& filter);

 private:
  std::int64_t first_issued(Instant time);
  void add_who_saw(std::vector<NoticeRow>& rows);

  sql::Database& database_;
};

}  // namespace davy::store
