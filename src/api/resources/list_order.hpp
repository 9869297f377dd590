#pragma once
// How a list is asked for in an order, "-deadline", and how the lists of several posts become one.

#include "api/handler.hpp"
#include "api/http/fields.hpp"
#include "store/views/queries.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace davy::api {

struct NamedOrder {
  std::string_view name;  // as `sort` has it; with - before it descending
  store::ListOrder::By by;
};

// The query's `sort`; none: it asks for no order.
inline std::optional<store::ListOrder> order_asked(Fields& query, const std::vector<NamedOrder>& orders) {
  std::vector<std::string> choices;
  for (const NamedOrder& each : orders)
    for (const char* way : {"", "-"}) choices.push_back(way + std::string(each.name));
  const std::string asked = query.choice_or("sort", choices, "");
  const bool down = asked.starts_with('-');
  const auto found = std::ranges::find(orders, std::string_view(asked).substr(down ? 1 : 0), &NamedOrder::name);
  if (found == orders.end()) return std::nullopt;
  return store::ListOrder{found->by, down ? store::ListOrder::Way::Down : store::ListOrder::Way::Up};
}

// Each post's list has the same order and kind of cursor. `list(filter)` gives a page.
template <class Row, class Filter, class List>
Result<store::Page<Row>> list_of_posts(Filter filter, const std::vector<std::string>& posts, List list) {
  store::Page<Row> merged;
  bool more = false;
  for (const std::string& post : posts) {
    filter.post = post;
    Result<store::Page<Row>> page = list(filter);
    if (!page) return page.error();
    more = more || !page->next.empty();
    std::ranges::move(page->items, std::back_inserter(merged.items));
  }
  const auto [by, way] = filter.order;
  std::ranges::sort(merged.items, [by = by, way = way](const Row& a, const Row& b) {
    return way == store::ListOrder::Way::Up ? place_of(a, by) < place_of(b, by) : place_of(a, by) > place_of(b, by);
  });
  more = more || merged.items.size() > filter.limit;
  if (merged.items.size() > filter.limit) merged.items.resize(filter.limit);
  if (more && !merged.items.empty()) merged.next = to_cursor(place_of(merged.items.back(), by), by);
  return merged;
}

}  // namespace davy::api
