// A person's own sessions and password.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/person_fields.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

Outcome list_sessions(const Ask&, Desk& desk) {
  const auto sessions = desk.services.credentials.sessions().of(desk.person->login, desk.services.now());
  if (!sessions) return to_problem(sessions.error());
  JsonWriter out;
  out.object().key("items").list();
  for (const store::Session& each : *sessions) {
    out.object().field("id", each.id).field("opened", each.opened).field("used", each.used).field("expires", each.expires());
    out.field("address", each.address).field("agent", each.agent).field("current", each.id == desk.session).end();
  }
  return json_reply(out.end().end().take());
}

Outcome end_other_sessions(const Ask& ask, Desk& desk) {
  const auto closed = desk.services.credentials.sessions().close_all(desk.person->login, ask.cookie(kSessionCookie));
  if (!closed) return to_problem(closed.error());
  return no_content();
}

Outcome end_session(const Ask&, Desk& desk) {
  const auto closed = desk.services.credentials.sessions().close_by_id(desk.person->login, desk.name());
  if (!closed) return to_problem(closed.error());
  if (!*closed) return not_found_problem();
  return no_content();
}

// The other sessions end; whoever knew the old password has nothing left.
Outcome change_password(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    store::Credentials& credentials = desk.services.credentials;
    const std::string& login = desk.person->login;
    const std::string old = fields.text("old", kPasswordLength);
    const std::string password = fields.text("password", kPasswordLength);
    const auto factor = credentials.factors().find(login);
    if (!factor) return to_problem(factor.error());
    const bool beside = *factor && (*factor)->enrolment == store::Enrolment::Confirmed;
    check_password(password, {login, desk.services.directory.site().name, beside ? kPasswordBesideFactor : kPasswordAlone}, fields);
    if (auto wrong = fields.problem()) return *wrong;
    if (auto refused = wrong_own_password(old, "old", desk)) return *refused;
    const auto hash = hash_password(password);
    if (!hash) return to_problem(hash.error());
    if (const auto kept = credentials.set_password_hash(login, *hash); !kept) return to_problem(kept.error());
    if (const auto closed = credentials.sessions().close_all(login, ask.cookie(kSessionCookie)); !closed) return to_problem(closed.error());
    return no_content();
  });
}

}  // namespace

// Guarded like a sign-in: a session that was left open is no way to guess.
std::optional<Problem> wrong_own_password(const std::string& password, std::string_view field, Desk& desk) {
  const SignInAttempt attempt{desk.person->login, {}, "session " + desk.session};
  LoginGuard& guard = desk.services.guard;
  if (const auto wait = guard.wait(attempt, desk.services.now())) {
    Problem locked = problem(ProblemKind::TooMany, "尝试次数过多，请稍后再试", "Too many attempts: wait a little");
    locked.retry_after = *wait;
    return locked;
  }
  const auto hash = desk.services.credentials.password_hash(desk.person->login);
  if (!hash) return to_problem(hash.error());
  if (*hash && verify_password(password, **hash) == Verdict::Right) {
    guard.succeeded(attempt);
    return std::nullopt;
  }
  guard.failed(attempt, desk.services.now());
  Problem wrong = problem(ProblemKind::Invalid, "密码不对", "The password is wrong");
  wrong.errors.push_back({std::string(field), wrong.detail});
  return wrong;
}

void note_personal_read(Desk& desk, core::NotePersonalRead read) {
  if (read.person == desk.person->login) return;
  if (!desk.services.personal_reads.is_new(desk.session, read.what + " " + read.about + " " + read.person, desk.services.now())) return;
  desk.services.runtime.request({desk.actor(), std::move(read), {}}, [](const runtime::Answer&) {});
}

void add_sessions(Router& router) {
  router.add({Method::Get, "/sessions", list_sessions});
  router.add({Method::Delete, "/sessions", end_other_sessions});
  router.add({Method::Delete, "/sessions/{id}", end_session});
  router.add({Method::Post, "/session/password", change_password, Hands::Passwords});
}

}  // namespace davy::api
