#pragma once
// merged(): pages of several lists in one order as a page of all of them. Each page has `limit` lines, or all that its list has.

#include "store/views/queries.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>
#include <vector>

namespace davy::store {

// What stands in several lists comes once.
template <class T>
Page<T> merged(std::vector<Page<T>> pages, ListOrder order, std::size_t limit) {
  Page<T> all;
  bool more = false;
  for (Page<T>& page : pages) {
    more = more || !page.next.empty();
    std::ranges::move(page.items, std::back_inserter(all.items));
  }
  const auto place = [by = order.by](const T& row) { return place_of(row, by); };
  if (order.way == ListOrder::Way::Up)
    std::ranges::sort(all.items, std::less(), place);
  else
    std::ranges::sort(all.items, std::greater(), place);
  const auto again = std::ranges::unique(all.items, {}, place);
  all.items.erase(again.begin(), again.end());
  more = more || all.items.size() > limit;
  if (all.items.size() > limit) all.items.resize(limit);
  if (more && !all.items.empty()) all.next = to_cursor(place(all.items.back()), order.by);
  return all;
}

}  // namespace davy::store
