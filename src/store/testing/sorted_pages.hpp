#pragma once
// For tests: what a list gives page by page, and that in every order, at every size of page, it is the one by id, sorted.

#include "store/views/queries.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace davy::store::fixture {

template <class Row, class Filter>
std::vector<Row> every_page(Queries& queries, Filter filter, std::size_t limit, Result<Page<Row>> (Queries::*list)(const Filter&)) {
  filter.limit = limit;
  std::vector<Row> rows;
  for (;;) {
    auto page = (queries.*list)(filter);
    if (!page) {
      ADD_FAILURE() << page.error().message;
      return rows;
    }
    for (Row& row : page->items) rows.push_back(std::move(row));
    if (page->next.empty()) return rows;
    filter.after = page->next;
  }
}

template <class Row>
std::vector<ListPlace> places_of(const std::vector<Row>& rows, ListOrder::By by) {
  std::vector<ListPlace> places;
  for (const Row& row : rows) places.push_back(place_of(row, by));
  return places;
}

template <class Row, class Filter>
void expect_sorted(Queries& queries, const Filter& filter, const std::vector<ListOrder::By>& orders,
                   Result<Page<Row>> (Queries::*list)(const Filter&)) {
  using Way = ListOrder::Way;
  Filter plain = filter;
  plain.order = ListOrder{ListOrder::By::Id, Way::Up};
  const std::vector<Row> rows = every_page<Row>(queries, plain, 500, list);
  ASSERT_GT(rows.size(), 1U);
  for (const ListOrder::By by : orders)
    for (const Way way : {Way::Up, Way::Down})
      for (const std::size_t limit : {1U, 3U, 500U}) {
        SCOPED_TRACE(testing::Message() << "by " << static_cast<int>(by) << " way " << static_cast<int>(way) << " limit " << limit);
        Filter sorted = filter;
        sorted.order = ListOrder{by, way};
        auto expected = places_of(rows, by);
        std::ranges::sort(expected);
        if (way == Way::Down) std::ranges::reverse(expected);
        EXPECT_EQ(places_of(every_page<Row>(queries, sorted, limit, list), by), expected);
      }
}

}  // namespace davy::store::fixture
