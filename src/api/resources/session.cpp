// Who is asking: first administrator, signing in and out.

#include "api/http/fields.hpp"
#include "api/json/views.hpp"
#include "api/resources/person_fields.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "api/session/passwords.hpp"

#include <algorithm>

namespace davy::api {
namespace {

Reply signed_in(const core::Account& account, const Sessions::Opened& session) {
  JsonWriter out;
  out.object().key("account");
  write(out, account);
  out.field("expires", session.expires).end();
  Reply reply = json_reply(out.take());
  reply.headers.emplace_back("Set-Cookie", cookie_of(session));
  return reply;
}

Answered open_session(const core::Account& account, Desk& desk) {
  const auto session = desk.services.sessions.open(account.login, desk.services.now());
  if (!session) return to_problem(session.error());
  return signed_in(account, *session);
}

std::optional<core::Account> account_of(const std::string& login, Desk& desk) {
  const auto accounts = desk.queries.accounts();
  if (!accounts) return std::nullopt;
  const auto found = std::find_if(accounts->begin(), accounts->end(), [&](const core::Account& each) { return each.login == login; });
  return found == accounts->end() ? std::nullopt : std::optional(*found);
}

// The core has made the account: now the password, last of all, so that no half-made administrator can sign in.
Answered finish_set_up(const core::Account& account, const std::string& hash, Desk& desk) {
  if (const auto kept = desk.services.credentials.set_password_hash(account.login, hash); !kept) return to_problem(kept.error());
  Answered answered = open_session(account, desk);
  if (auto* reply = std::get_if<Reply>(&answered)) reply->status = 201;
  return answered;
}

Outcome set_up(const Ask& ask, Desk& desk) {
  auto body = Fields::of_body(ask);
  if (auto* wrong = get_if<Problem>(&body)) return *wrong;
  Fields& fields = get<Fields>(body);
  const std::string token = fields.text("token");
  core::Account account{fields.text("login", kLoginLength), fields.text("name", kNameLength), core::Role::Administrator, {}};
  const std::string password = fields.text("password", kPasswordLength);
  check_login(account.login, "login", fields);
  check_password(password, account.login, fields);
  if (auto wrong = fields.problem()) return *wrong;

  store::Credentials& credentials = desk.services.credentials;
  const auto any = credentials.any();
  if (!any) return to_problem(any.error());
  if (*any) return problem(ProblemKind::NotNow, "已有账号，请登录", "There are accounts already: sign in");
  const auto hash = hash_password(password);
  if (!hash) return to_problem(hash.error());
  const auto taken = credentials.take_setup_token(token, desk.services.now());
  if (!taken) return to_problem(taken.error());
  if (!*taken)
    return problem(ProblemKind::NotAllowed, "链接无效或已过期，重启后会给出新的链接",
                   "The link is not valid (any more); a restart prints a new one");
  // Somebody must be the first: this token is the one thing that allows it.
  const core::Actor first{account.login, core::Role::Administrator, {}};
  return Command{core::SaveAccount{account.login, account.name, account.role, account.posts},
                 [account, hash = *hash](const auto&, Desk& later) { return finish_set_up(account, hash, later); }, first,
                 [&credentials, token, now = desk.services.now()] { (void)credentials.set_setup_token(token, now + kSetupTokenLife); }};
}

Outcome sign_in(const Ask& ask, Desk& desk) {
  auto body = Fields::of_body(ask);
  if (auto* wrong = get_if<Problem>(&body)) return *wrong;
  Fields& fields = get<Fields>(body);
  const std::string login = fields.text("login", kLoginLength);
  const std::string password = fields.text("password", kPasswordLength);
  if (auto wrong = fields.problem()) return *wrong;

  LoginGuard& guard = desk.services.guard;
  if (const auto wait = guard.wait(login, ask.address, desk.services.now())) {
    Problem locked = problem(ProblemKind::TooMany, "尝试次数过多，请稍后再试", "Too many attempts: wait a little");
    locked.retry_after = *wait;
    return locked;
  }
  const auto hash = desk.services.credentials.password_hash(login);
  if (!hash) return to_problem(hash.error());
  const auto account = account_of(login, desk);
  const Verdict verdict = *hash && account ? verify_password(password, **hash) : verify_nobodys_password(password);
  if (verdict == Verdict::Wrong) {
    guard.failed(login, ask.address, desk.services.now());
    return problem(ProblemKind::Unauthenticated, "登录名或密码不对", "The login or the password is wrong");
  }
  guard.succeeded(login, ask.address);
  return to_outcome(open_session(*account, desk));
}

// Asks for no session, so that its 401 can say whether anybody can sign in at all.
Outcome who_am_i(const Ask& ask, Desk& desk) {
  const auto session = desk.services.sessions.check(ask.cookie(kSessionCookie), desk.queries, desk.services.now());
  if (!session) return to_problem(session.error());
  if (*session) {
    JsonWriter out;
    out.object().key("account");
    write(out, (*session)->account);
    return json_reply(out.field("expires", (*session)->expires).end().take());
  }
  const auto any = desk.services.credentials.any();
  if (!any) return to_problem(any.error());
  Problem nobody = problem(ProblemKind::Unauthenticated, *any ? "请登录" : "还没有账号，请使用启动时给出的链接",
                           *any ? "Sign in" : "There are no accounts yet: use the link that was printed at the start");
  nobody.setup_needed = !*any;
  return nobody;
}

Outcome sign_out(const Ask& ask, Desk& desk) {
  if (const auto closed = desk.services.sessions.close(ask.cookie(kSessionCookie)); !closed) return to_problem(closed.error());
  Reply reply = no_content();
  reply.headers.emplace_back("Set-Cookie", cookie_that_ends_it());
  return reply;
}

}  // namespace

void add_session(Router& router) {
  router.add({Method::Post, "/setup", set_up, Access::Anyone, Hands::Passwords});
  router.add({Method::Get, "/session", who_am_i, Access::Anyone});
  router.add({Method::Post, "/session", sign_in, Access::Anyone, Hands::Passwords});
  router.add({Method::Delete, "/session", sign_out});
}

}  // namespace davy::api
