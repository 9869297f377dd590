#pragma once
// RecordIndex: records by the value of a field, and by any part of their text (docs/formats/records.md).
//
// A value is indexed as a text whose byte order is the order of values. A field that a record does not have is indexed as '', once any record of its kind had the
// field. Text is found by its three-character sequences; what they find is more than what has the text, so that the reader compares again.

#include "store/sql/database.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace davy::store {

// Texts as they are; numbers so that -2 < -1.5 < 10.
std::string key_of_text(std::string_view text);
std::string key_of_number(double number);
std::string key_of_flag(bool yes);

// The key of a field of a record's body; '' when it has none, or a list.
std::string sort_key(std::string_view body, const std::string& field);

// What a search finds a record by, of its id and the values that are not personal: lower case of A-Z, a line each.
std::string search_text(const std::string& id, std::string_view body, const std::vector<std::string>& personal);

// The expressions of FTS5 that the records of the kind with `text` in their search_text all fulfil, the last
// characters first: ends of numbers and ids are rarer than their beginnings. `text` is not empty.
std::vector<std::string> gram_queries(std::string_view kind, std::string_view text);

// Within a transaction.
class RecordIndex {
 public:
  explicit RecordIndex(sql::Database& database);

  struct Entry {
    std::int64_t doc = 0;
    std::string kind;
    std::string id;
    std::string search;
    std::string body;
  };
  void add_values(const Entry& entry, const std::vector<std::string>& personal);
  void remove_values(const Entry& entry);
  void add_text(const Entry& entry);
  void remove_text(const Entry& entry);

 private:
  using Fields = std::map<std::string, std::int64_t, std::less<>>;

  Fields fields_of(const std::string& kind);
  std::int64_t add_field(const std::string& kind, const std::string& field, const std::string& id);

  sql::Statement fields_;
  sql::Statement new_field_;
  sql::Statement nobody_has_;
  sql::Statement add_value_;
  sql::Statement remove_value_;
  sql::Statement add_grams_;
  sql::Statement remove_grams_;
};

}  // namespace davy::store
