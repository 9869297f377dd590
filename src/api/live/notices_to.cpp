#include "api/live/notices_to.hpp"

#include <algorithm>

namespace davy::api {

// The cursor of each post's list is the number of its last notice, so one cursor serves all of them.
Result<store::Page<store::NoticeRow>> notices_to(const core::Account& person, const std::string& after, std::size_t limit,
                                                 store::Queries& queries) {
  store::Page<store::NoticeRow> merged;
  bool more = false;
  for (const std::string& post : person.posts) {
    auto page = queries.notices(post, after, limit);
    if (!page) return page.error();
    more = more || !page->next.empty();
    std::move(page->items.begin(), page->items.end(), std::back_inserter(merged.items));
  }
  std::sort(merged.items.begin(), merged.items.end(), [](const auto& a, const auto& b) { return a.notice.id > b.notice.id; });
  more = more || merged.items.size() > limit;
  if (merged.items.size() > limit) merged.items.resize(limit);
  if (more && !merged.items.empty()) merged.next = std::to_string(merged.items.back().notice.id.get());
  return merged;
}

}  // namespace davy::api
