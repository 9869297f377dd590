#pragma once
// How a list is asked for in an order, "-deadline", and how the lists of several posts become one.

#include "api/handler.hpp"
#include "api/http/fields.hpp"
#include "api/resources/duty.hpp"
#include "store/views/merged_pages.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
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
  std::vector<store::Page<Row>> pages;
  for (const std::string& post : posts) {
    filter.post = post;
    Result<store::Page<Row>> page = list(filter);
    if (!page) return page.error();
    pages.push_back(std::move(*page));
  }
  return store::merged(std::move(pages), filter.order, filter.limit);
}

// Of the posts that the asker answers for now.
template <class Row, class Filter, class List>
Result<store::Page<Row>> list_of_my_posts(const Filter& filter, const Desk& desk, List list) {
  const auto posts = posts_now(desk);
  if (!posts) return posts.error();
  return list_of_posts<Row>(filter, *posts, list);
}

}  // namespace davy::api
