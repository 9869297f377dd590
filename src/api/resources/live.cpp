// The live feed's door: who may have it, and from where on.

#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

// A page of another site may open a WebSocket here with this person's cookie (RFC 6455 §10.2): only our own pages may.
bool from_elsewhere(const Ask& ask) {
  const std::string_view origin = ask.header("origin");
  if (origin.empty()) return false;  // not a browser
  const auto host = origin.find("://");
  return host == std::string_view::npos || origin.substr(host + 3) != ask.header("host");
}

Outcome open_feed(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const auto since = query.maybe_number("since", kSequence);
  if (auto wrong = query.problem()) return *wrong;
  if (from_elsewhere(ask)) return problem(ProblemKind::NotAllowed, "不允许其他网站接入", "Pages of other sites may not have the live feed");
  if (ask.upgrade != Ask::Upgrade::WebSocket)
    return problem(ProblemKind::UpgradeRequired, "请用 WebSocket 连接", "Connect with a WebSocket");
  Reply granted;
  granted.status = 101;
  granted.whose = desk.person->login;
  const auto join = desk.services.join_feed;
  granted.opened = [join, person = *desk.person, token = ask.cookie(kSessionCookie), since](const std::shared_ptr<Outlet>& outlet) {
    join({outlet, person, token}, since);
  };
  granted.closed = [&feed = desk.services.feed](const std::shared_ptr<Outlet>& outlet) { feed.leave(outlet); };
  return granted;
}

}  // namespace

void add_live(Router& router) { router.add({Method::Get, "/live", open_feed}); }

}  // namespace davy::api
