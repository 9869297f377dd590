// Notices: what I was told, and that I have seen it.

#include "api/json/views.hpp"
#include "api/live/notices_to.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

Outcome list_notices(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const std::string after = query.text_or("after", "");
  const std::size_t limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  const auto page = notices_to(*desk.person, after, limit, desk.queries);
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
