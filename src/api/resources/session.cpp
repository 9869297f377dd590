// Who is asking: first administrator, signing in and out.

#include "api/http/fields.hpp"
#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/duty.hpp"
#include "api/resources/person_fields.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "api/session/passwords.hpp"
#include "api/session/totp.hpp"
#include "base/bytes.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr std::size_t kCodeMost = 32;

// `posts_now`: for which the person answers at this moment; the console has no other way to know whose turn it is.
Answered session_answer(const core::Account& account, Instant expires, const Desk& desk) {
  const auto posts = posts_now(account, desk);
  if (!posts) return to_problem(posts.error());
  JsonWriter out;
  out.object().key("account");
  write(out, account);
  return json_reply(out.field("posts_now", *posts).field("expires", expires).end().take());
}

Answered signed_in(const core::Account& account, const OpenedSession& session, Desk& desk) {
  Answered answered = session_answer(account, session.ends, desk);
  auto* reply = std::get_if<Reply>(&answered);
  if (reply == nullptr) return answered;
  reply->headers.emplace_back("Set-Cookie", desk.services.sessions.cookie_of(session, desk.services.now()));
  return answered;
}

// Always under a new token: one that was planted in the browser before is worth nothing, and the session that it had ends.
Answered open_session(const core::Account& account, const Ask& ask, Desk& desk) {
  const Services& services = desk.services;
  if (const std::string before = ask.cookie(kSessionCookie); !before.empty())
    if (const auto closed = services.sessions.close(before); !closed) return to_problem(closed.error());
  const auto session = services.sessions.open(account.login, {ask.address, std::string(ask.header("user-agent"))}, services.now());
  if (!session) return to_problem(session.error());
  Answered answered = signed_in(account, *session, desk);
  auto* reply = std::get_if<Reply>(&answered);
  if (reply == nullptr) return answered;
  store::SessionTable& table = services.credentials.sessions();
  const auto known = table.knows_browser(ask.cookie(kBrowserCookie), account.login, services.now());
  if (known && !*known) {
    const std::string browser = random_hex(32);
    if (table.know_browser(browser, account.login, services.now() + kBrowserKnown))
      reply->headers.emplace_back("Set-Cookie", services.sessions.browser_cookie_of(browser));
  }
  return answered;
}

std::optional<core::Account> account_of(const std::string& login, Desk& desk) {
  const auto accounts = desk.queries.accounts();
  if (!accounts) return std::nullopt;
  const auto found = std::find_if(accounts->begin(), accounts->end(), [&](const core::Account& each) { return each.login == login; });
  return found == accounts->end() ? std::nullopt : std::optional(*found);
}

// What a session is opened with: the request without its body.
Ask head_of(const Ask& ask) { return {ask.method, {}, ask.headers, {}, ask.address, {}}; }

// The core has made the account: now the password, last of all, so that no half-made administrator can sign in.
Answered finish_set_up(const core::Account& account, const std::string& hash, const Ask& ask, Desk& desk) {
  if (const auto kept = desk.services.credentials.set_password_hash(account.login, hash); !kept) return to_problem(kept.error());
  Answered answered = open_session(account, ask, desk);
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
  check_password(password, {account.login, desk.services.directory.site().name}, fields);
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
  return Command{core::SaveAccount{account.login, account.name, account.role, account.posts, {}},
                 [account, hash = *hash, from = head_of(ask)](const auto&, Desk& later) {
                   return finish_set_up(account, hash, from, later);
                 },
                 first,
                 [&credentials, token, now = desk.services.now()] { (void)credentials.set_setup_token(token, now + kSetupTokenLife); }};
}

Problem wait_a_little(Duration wait) {
  Problem locked = problem(ProblemKind::TooMany, "尝试次数过多，请稍后再试", "Too many attempts: wait a little");
  locked.retry_after = wait;
  return locked;
}

Problem asks_for_code(std::string zh, std::string en) {
  Problem wanted = problem(ProblemKind::Unauthenticated, std::move(zh), std::move(en));
  wanted.second_factor_needed = true;
  return wanted;
}

// Why the password alone is not enough; empty: it is, or the code is right. Wrong codes of strangers are counted by login, whatever their address: there are
// too few codes to let each address try some. A known browser is counted by itself, as with passwords: whoever learned the password does not lock out its owner.
std::optional<Problem> wrong_code(const SignInAttempt& by, const std::string& code, Desk& desk) {
  const std::string& login = by.login;
  store::FactorTable& factors = desk.services.credentials.factors();
  const auto factor = factors.find(login);
  if (!factor) return to_problem(factor.error());
  if (!*factor || (*factor)->enrolment != store::Enrolment::Confirmed) return std::nullopt;
  if (code.empty()) return asks_for_code("请输入两步验证码", "Enter the code of your second factor");
  const Instant now = desk.services.now();
  LoginGuard& guard = desk.services.guard;
  const SignInAttempt attempt{login, {}, "code " + by.browser};
  if (const auto wait = guard.wait(attempt, now)) return wait_a_little(*wait);
  const auto step = totp_step_of((*factor)->secret, code, now);
  const auto taken = step ? factors.take_step(login, *step) : factors.take_recovery_code(login, code);
  if (!taken) return to_problem(taken.error());
  if (*taken) {
    guard.succeeded(attempt);
    return std::nullopt;
  }
  guard.failed(attempt, now);
  return asks_for_code("验证码不对或已用过", "The code is wrong, or was used already");
}

Outcome sign_in(const Ask& ask, Desk& desk) {
  auto body = Fields::of_body(ask);
  if (auto* wrong = get_if<Problem>(&body)) return *wrong;
  Fields& fields = get<Fields>(body);
  const std::string login = fields.text("login", kLoginLength);
  const std::string password = fields.text("password", kPasswordLength);
  const std::string code = fields.text_or("code", "", {0, kCodeMost});
  if (auto wrong = fields.problem()) return *wrong;

  store::Credentials& credentials = desk.services.credentials;
  const std::string browser = ask.cookie(kBrowserCookie);
  const auto known = credentials.sessions().knows_browser(browser, login, desk.services.now());
  if (!known) return to_problem(known.error());
  const SignInAttempt attempt{login, ask.address, *known ? browser : std::string()};
  LoginGuard& guard = desk.services.guard;
  if (const auto wait = guard.wait(attempt, desk.services.now())) return wait_a_little(*wait);
  const auto hash = credentials.password_hash(login);
  if (!hash) return to_problem(hash.error());
  const auto account = account_of(login, desk);
  const Verdict verdict = *hash && account ? verify_password(password, **hash) : verify_nobodys_password(password);
  if (verdict == Verdict::Wrong) {
    guard.failed(attempt, desk.services.now());
    return problem(ProblemKind::Unauthenticated, "登录名或密码不对", "The login or the password is wrong");
  }
  guard.succeeded(attempt);
  if (auto wrong = wrong_code(attempt, code, desk)) return *wrong;
  return to_outcome(open_session(*account, ask, desk));
}

// Asks for no session, so that its 401 can say whether anybody can sign in at all.
Outcome who_am_i(const Ask& ask, Desk& desk) {
  const auto session = desk.services.sessions.check(ask.cookie(kSessionCookie), desk.queries, desk.services.now(), Use::Unattended);
  if (!session) return to_problem(session.error());
  if (*session) return to_outcome(session_answer((*session)->account, (*session)->expires, desk));
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
  reply.headers.emplace_back("Set-Cookie", desk.services.sessions.cookie_that_ends_it());
  return reply;
}

}  // namespace

void add_session(Router& router) {
  router.add({Method::Post, "/setup", set_up, Hands::Passwords});
  router.add({Method::Get, "/session", who_am_i});
  router.add({Method::Post, "/session", sign_in, Hands::Passwords});
  router.add({Method::Delete, "/session", sign_out});
}

}  // namespace davy::api
