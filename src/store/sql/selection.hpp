#pragma once
// Selection: a SELECT whose conditions depend on what is asked. Each '?' of a part stands for its next value.

#include "store/sql/database.hpp"

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace davy::store::sql {

class Selection {
 public:
  explicit Selection(std::string_view select_from) : text_(select_from) {}

  // Texts in `values` must live until open().
  template <class... Values>
  Selection& where(std::string_view condition, Values&&... values) {
    static_assert((!std::is_same_v<std::remove_const_t<Values>, std::string> && ...), "a text that is gone before open()");
    text_ += filtered_ ? " AND " : " WHERE ";
    filtered_ = true;
    return then(condition, values...);
  }
  template <class... Values>
  Selection& then(std::string_view part, const Values&... values) {
    (values_.push_back(to_value(values)), ...);
    for (const char c : part) {
      text_ += c == '?' ? '$' : c;
      if (c == '?') text_ += std::to_string(++parameters_);
    }
    return *this;
  }

  Statement open(Database& database) const {
    Statement statement = database.prepare(text_);
    statement.query_list(values_);
    return statement;
  }

 private:
  std::string text_;
  std::vector<Value> values_;
  int parameters_ = 0;
  bool filtered_ = false;
};

}  // namespace davy::store::sql
