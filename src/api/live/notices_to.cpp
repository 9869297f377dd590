#include "api/live/notices_to.hpp"

#include <algorithm>
#include <functional>

namespace davy::api {

// The cursor of each list is the number of its last notice, so one cursor serves all of them.
Result<store::Page<store::NoticeRow>> notices_to(const core::Account& person, const std::string& after, std::size_t limit,
                                                 store::Queries& queries) {
  store::Page<store::NoticeRow> merged;
  bool more = false;
  std::vector<store::NoticeFilter> lists{{"", person.login, after, limit}, {"", "", after, limit, person.login}};
  for (const std::string& post : person.posts) lists.push_back({post, "", after, limit});
  for (const store::NoticeFilter& filter : lists) {
    auto page = queries.notices(filter);
    if (!page) return page.error();
    more = more || !page->next.empty();
    std::move(page->items.begin(), page->items.end(), std::back_inserter(merged.items));
  }
  const auto id = [](const store::NoticeRow& row) { return row.notice.id; };
  std::ranges::sort(merged.items, std::greater(), id);
  const auto again = std::ranges::unique(merged.items, {}, id);  // told to a post of theirs and by name
  merged.items.erase(again.begin(), again.end());
  more = more || merged.items.size() > limit;
  if (merged.items.size() > limit) merged.items.resize(limit);
  if (more && !merged.items.empty()) merged.next = std::to_string(merged.items.back().notice.id.get());
  return merged;
}

}  // namespace davy::api
