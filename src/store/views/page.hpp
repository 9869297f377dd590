#pragma once
// Pages of lists: limits, cursors, and whether there is more.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

#include <algorithm>
#include <charconv>

namespace davy::store {

inline constexpr std::size_t kPageMax = 1'000;

inline std::size_t page_limit(std::size_t wanted) { return std::clamp<std::size_t>(wanted, 1, kPageMax); }

// The numbers of a cursor "3-17". Invalid when there are not as many as fields.
template <class... Numbers>
Result<void> read_cursor(std::string_view cursor, Numbers&... fields) {
  const char* at = cursor.data();
  const char* const end = at + cursor.size();
  bool ok = true;
  const auto take = [&](auto& field) {
    if (at != cursor.data()) ok = ok && at != end && *at++ == '-';
    const auto [next, error] = std::from_chars(at, end, field);
    ok = ok && error == std::errc();
    at = next;
  };
  (take(fields), ...);
  if (!ok || at != end) return invalid("found cursor \"" + std::string(cursor) + "\", expected one that a list gave");
  return {};
}

// `rows` gives one more line than the page holds when there is another page.
template <class T, class ReadRow, class CursorOf>
Page<T> page_of(sql::Statement rows, std::size_t limit, ReadRow read_row, CursorOf cursor_of) {
  Page<T> page;
  while (rows.next()) {
    if (page.items.size() == limit) {
      page.next = cursor_of(page.items.back());
      break;
    }
    page.items.push_back(read_row(rows));
  }
  return page;
}

}  // namespace davy::store
