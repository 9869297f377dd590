#pragma once
// RecordReader: records and their versions for people. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class RecordReader {
 public:
  explicit RecordReader(sql::Database& database);

  Result<Page<RecordRow>> list(const RecordFilter& filter);
  std::optional<RecordRow> one(const std::string& kind, const std::string& id);
  Result<std::vector<RecordRow>> versions(const std::string& kind, const std::string& id);

 private:
  sql::Database& database_;
  sql::Statement one_;
  sql::Statement versions_;
};

}  // namespace davy::store
