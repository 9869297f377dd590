// Notices: what I was told, and that I have seen it.

#include "api/json/views.hpp"
#include "api/live/notices_to.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/list_order.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

Outcome list_notices(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  NoticesAsked asked;
  asked.order =
      order_asked(query, {{"issued", store::ListOrder::By::Id}, {"severity", store::ListOrder::By::Severity}}).value_or(asked.order);
  asked.after = query.text_or("after", "");
  asked.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  auto posts = posts_now(desk);
  if (!posts) return to_problem(posts.error());
  asked.posts = std::move(*posts);
  const auto page = notices_to(desk.person->login, asked, desk.queries);
  if (!page) return to_problem(page.error());
  return json_reply(page_json(*page, desk.services.directory));
}

Answered recorded(core::NoticeId, Desk&) { return no_content(); }

Outcome see(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, recorded, [](core::NoticeId notice, Fields&) { return core::SeeNotice{notice}; });
}

}  // namespace

void add_notices(Router& router) {
  router.add({Method::Get, "/notices", list_notices});
  router.add({Method::Post, "/notices/{id}/seen", see});
}

}  // namespace davy::api
