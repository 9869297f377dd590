#pragma once
// ListOrder: by what a list is ordered, and where a thing then stands in it. Things of one rank follow each other by id, in the same direction.

#include <compare>
#include <cstdint>
#include <string>

namespace davy::store {

struct ListOrder {
  // Id: in the order in which they came to be. Deadline: when it is due; of a permit until when it holds, of a hand-over the change of shift.
  enum class By { Id, Severity, Deadline } by = By::Id;
  enum class Way { Up, Down } way = Way::Down;

  bool operator==(const ListOrder&) const = default;
};

struct ListPlace {
  std::int64_t rank = 0;  // 0 in a list by id
  std::int64_t id = 0;

  auto operator<=>(const ListPlace&) const = default;
};

inline std::string to_cursor(const ListPlace& place, ListOrder::By by) {
  return (by == ListOrder::By::Id ? "" : std::to_string(place.rank) + "-") + std::to_string(place.id);
}

}  // namespace davy::store
