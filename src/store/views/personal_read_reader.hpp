#pragma once
// PersonalReadReader: reads who read personal data. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class PersonalReadReader {
 public:
  explicit PersonalReadReader(sql::Database& database) : database_(database) {}

  Page<PersonalReadRow> list(const PersonalReadFilter& filter);  // newest first; `next` goes into `before`

 private:
  sql::Database& database_;
};

}  // namespace davy::store
