#pragma once
// NoticeReader: reads the notice view. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

#include <cstdint>
#include <utility>

namespace davy::store {

class NoticeReader {
 public:
  explicit NoticeReader(sql::Database& database) : database_(database) {}

  Result<Page<NoticeRow>> list(const NoticeFilter& filter);
  // Costs O(page), and a glance at the number of each notice of that time, whatever the person was told at other times.
  Result<Page<NoticeRow>> told(const ToldFilter& filter);

 private:
  std::pair<std::int64_t, std::int64_t> numbers_of(Instant from, Instant until);
  void add_who_saw(std::vector<NoticeRow>& rows);

  sql::Database& database_;
};

}  // namespace davy::store
