#pragma once
// NoticeReader: reads the notice view. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class NoticeReader {
 public:
  explicit NoticeReader(sql::Database& database) : database_(database) {}

  Result<Page<NoticeRow>> list(const NoticeFilter& filter);
  // Costs what the person was told up to the end of the page.
  Result<Page<NoticeRow>> told(const ToldFilter& filter);

 private:
  void add_who_saw(std::vector<NoticeRow>& rows);

  sql::Database& database_;
};

}  // namespace davy::store
