#include "api/live/notices_to.hpp"

#include "store/views/merged_pages.hpp"

namespace davy::api {

// The cursor of each list is the place of its last notice, so one cursor serves all of them. What is told to a post of theirs and by name comes once.
Result<store::Page<store::NoticeRow>> notices_to(const std::string& login, const NoticesAsked& asked, store::Queries& queries) {
  store::NoticeFilter filter;
  filter.order = asked.order;
  filter.after = asked.after;
  filter.limit = asked.limit;
  std::vector<store::NoticeFilter> lists(2, filter);
  lists[0].person = login;
  lists[1].among = login;
  for (const std::string& post : asked.posts) {
    filter.post = post;
    lists.push_back(filter);
  }
  std::vector<store::Page<store::NoticeRow>> pages;
  for (const store::NoticeFilter& each : lists) {
    auto page = queries.notices(each);
    if (!page) return page;
    pages.push_back(std::move(*page));
  }
  return store::merged(std::move(pages), asked.order, asked.limit);
}

}  // namespace davy::api
