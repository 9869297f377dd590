#pragma once
// Lists that are few enough to be read whole, as accounts, absences and who earned what: put in an order and cut into pages at the desk, asked for
// with the same words as the lists that the store orders: sort ("-name" descending), limit, after, next.
//
// A line has a place: what the list is ordered by, then what names the line. A cursor is the place of a page's last line and belongs to one order; a
// line that comes or goes between two pages moves no other.

#include "api/http/fields.hpp"
#include "store/views/queries.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::api {

struct LinePlace {
  std::string rank;
  std::string name;  // of no other line
  auto operator<=>(const LinePlace&) const = default;
};

struct WholeListAsked {
  std::string by;
  store::ListOrder::Way way = store::ListOrder::Way::Up;
  std::optional<LinePlace> after;
  std::size_t limit = 50;
};

// From the query; `fields`: by what the list may be ordered, the usual one first, ascending. A cursor of another order is wrong.
WholeListAsked whole_asked(Fields& query, const std::vector<std::string>& fields);
std::string to_cursor(const LinePlace& place, const WholeListAsked& asked);
std::string rank_of(std::int64_t number);  // text in the order of numbers
// Whether a text holds what was sought; A-Z in either case. Everything holds nothing.
bool holds_text(std::string_view text, std::string_view sought);

// `place_of(line, by)` gives a LinePlace.
template <class T, class PlaceOf>
store::Page<T> page_of_whole(std::vector<T> lines, const WholeListAsked& asked, PlaceOf place_of) {
  const auto place = [&](const T& line) { return place_of(line, std::string_view(asked.by)); };
  const bool is_down = asked.way == store::ListOrder::Way::Down;
  const auto before = [&](const LinePlace& one, const LinePlace& other) { return is_down ? one > other : one < other; };
  std::sort(lines.begin(), lines.end(), [&](const T& one, const T& other) { return before(place(one), place(other)); });
  store::Page<T> page;
  for (T& line : lines) {
    if (asked.after && !before(*asked.after, place(line))) continue;
    if (page.items.size() == asked.limit) {
      page.next = to_cursor(place(page.items.back()), asked);
      break;
    }
    page.items.push_back(std::move(line));
  }
  return page;
}

}  // namespace davy::api
