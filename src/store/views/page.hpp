#pragma once
// Pages of lists: limits, cursors, and whether there is more.

#include "store/sql/selection.hpp"
#include "store/views/merged_pages.hpp"
#include "store/views/queries.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

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

struct PageAsked {
  ListOrder order;
  std::string_view rank;  // the column that the list is ordered by, when that is not the id alone; empty: or all are of one rank
  std::string_view id;
  const std::string& after;
  std::size_t limit;
};

// A page of a list in an order. `select()` gives the list without it, `place_of` says where a row stands. After a cursor those of the same rank come first and the others
// by a query of their own: a comparison of both at once walks all that have the rank.
template <class T, class Select, class ReadRow>
Result<Page<T>> page_in_order(sql::Database& database, const PageAsked& asked, Select select, ReadRow read_row) {
  const auto [by, way] = asked.order;
  const bool has_rank = by != ListOrder::By::Id;
  const bool by_id = !has_rank || asked.rank.empty();
  const std::string down = way == ListOrder::Way::Down ? " DESC" : "";
  const std::string beyond = way == ListOrder::Way::Down ? " < ?" : " > ?";
  const std::string rank(asked.rank), id(asked.id);
  const std::size_t limit = page_limit(asked.limit);
  std::vector<T> rows;
  const auto take = [&](sql::Selection& list, const std::string& in_order) {
    list.then(" ORDER BY " + in_order + " LIMIT ?", limit + 1 - rows.size());
    for (sql::Statement row = list.open(database); row.next();) rows.push_back(read_row(row));
  };
  ListPlace last;
  if (!asked.after.empty())
    if (const Result<void> read = has_rank ? read_cursor(asked.after, last.rank, last.id) : read_cursor(asked.after, last.id); !read)
      return read.error();
  if (by_id || !asked.after.empty()) {
    sql::Selection list = select();
    if (!by_id) list.where(rank + " = ?", last.rank);
    if (!asked.after.empty()) list.where(id + beyond, last.id);
    take(list, id + down);
  }
  if (!by_id && rows.size() <= limit) {
    sql::Selection list = select();
    if (!asked.after.empty()) list.where(rank + beyond, last.rank);
    take(list, rank + down + ", " + id + down);
  }
  Page<T> page{std::move(rows), ""};
  if (page.items.size() > limit) {
    page.items.resize(limit);
    page.next = to_cursor(place_of(page.items.back(), by), by);
  }
  return page;
}

// The same of several lists, each with an index of its own, as one; what stands in more than one comes once.
template <class T, class Lists, class ReadRow>
Result<Page<T>> pages_in_order(sql::Database& database, const PageAsked& asked, const Lists& lists, ReadRow read_row) {
  std::vector<Page<T>> pages;
  for (const auto& select : lists) {
    Result<Page<T>> page = page_in_order<T>(database, asked, select, read_row);
    if (!page) return page.error();
    pages.push_back(std::move(*page));
  }
  return merged(std::move(pages), asked.order, page_limit(asked.limit));
}

}  // namespace davy::store
