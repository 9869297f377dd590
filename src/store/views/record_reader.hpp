#pragma once
// RecordReader: records and their versions for people. Within a transaction; what goes wrong stays with the database.
//
// A page costs O(page) when it is by id or by a field and filtered by at most one field, or when the rarest value filtered by has at most 2,000 records, or the
// rarest characters of what is searched for, three and three together, stand in at most 4,000. Otherwise the list is walked in its order, and costs as many steps as it
// takes to find a page of those that fit; only what has the values filtered by is read on the way, and by id, only what may have the text, if 16,000 may.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

#include <cstdint>
#include <unordered_set>

namespace davy::store {

class RecordReader {
 public:
  explicit RecordReader(sql::Database& database);

  Result<Page<RecordRow>> list(const RecordFilter& filter);
  std::optional<RecordRow> one(const std::string& kind, const std::string& id);
  Result<std::vector<RecordRow>> versions(const std::string& kind, const std::string& id);

 private:
  struct Place;
  struct Asked;
  Asked asked(const RecordFilter& filter);
  std::optional<std::vector<Place>> few(const Asked& asked);
  std::optional<std::vector<Place>> few_on_the_way(const Asked& asked);
  std::optional<std::vector<Place>> text_on_the_way(const Asked& asked, const std::unordered_set<std::int64_t>& docs);
  std::vector<Place> of_value(const Asked& asked);
  std::vector<Place> of_text(const Asked& asked, const std::string& query);
  static std::vector<Place> places_at(sql::Statement rows);
  std::string rare_query(const RecordFilter& filter);
  std::vector<RecordRow> walk(const Asked& asked, std::size_t most);
  std::vector<RecordRow> walk_sorted(const Asked& asked, std::size_t most);

  sql::Database& database_;
  sql::Statement one_;
  sql::Statement versions_;
  sql::Statement field_;
};

}  // namespace davy::store
