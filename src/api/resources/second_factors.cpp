// Second factors: begun with the password, confirmed with a code, removed by oneself with the password or by an administrator with a reason.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/person_fields.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "api/session/totp.hpp"

#include <algorithm>

namespace davy::api {
namespace {

Problem not_begun() { return problem(ProblemKind::NotNow, "请先开始设置", "Begin to set it up first"); }

Outcome get_factor(const Ask&, Desk& desk) {
  store::FactorTable& factors = desk.services.credentials.factors();
  const auto factor = factors.find(desk.person->login);
  if (!factor) return to_problem(factor.error());
  const auto left = factors.recovery_codes_left(desk.person->login);
  if (!left) return to_problem(left.error());
  const char* state = !*factor ? "none" : (*factor)->enrolment == store::Enrolment::Confirmed ? "confirmed" : "begun";
  JsonWriter out;
  out.object().field("state", state).field("required", must_have_factor(desk.person->role, desk.services.directory.site()));
  return json_reply(out.field("recovery_codes_left", *left).end().take());
}

Outcome begin_factor(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    const std::string password = fields.text("password", kPasswordLength);
    if (auto wrong = fields.problem()) return *wrong;
    if (auto refused = wrong_own_password(password, "password", desk)) return *refused;
    store::FactorTable& factors = desk.services.credentials.factors();
    const auto factor = factors.find(desk.person->login);
    if (!factor) return to_problem(factor.error());
    if (*factor && (*factor)->enrolment == store::Enrolment::Confirmed)
      return problem(ProblemKind::NotNow, "已设置两步验证，请先移除", "There is a second factor already: remove it first");
    const std::string secret = new_totp_secret();
    if (const auto begun = factors.begin(desk.person->login, secret); !begun) return to_problem(begun.error());
    JsonWriter out;
    out.object().field("secret", secret).field("uri", totp_uri(desk.services.directory.site().name, desk.person->login, secret));
    return json_reply(out.end().take());
  });
}

Answered confirmed(std::uint64_t step, const std::string& token, Desk& desk) {
  const std::vector<std::string> codes = new_recovery_codes();
  store::Credentials& credentials = desk.services.credentials;
  if (const auto kept = credentials.factors().confirm(desk.person->login, step, codes); !kept) return to_problem(kept.error());
  if (const auto closed = credentials.sessions().close_all(desk.person->login, token); !closed) return to_problem(closed.error());
  JsonWriter out;
  return json_reply(out.object().field("recovery_codes", codes).end().take());
}

Outcome confirm_factor(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    const std::string code = fields.text("code", {6, 6});
    if (auto wrong = fields.problem()) return *wrong;
    const auto factor = desk.services.credentials.factors().find(desk.person->login);
    if (!factor) return to_problem(factor.error());
    if (!*factor || (*factor)->enrolment == store::Enrolment::Confirmed) return not_begun();
    const auto step = totp_step_of((*factor)->secret, code, desk.services.now());
    if (!step) {
      fields.wrong("code", "验证码不对，请核对手机时间", "is wrong: is the phone's clock right?");
      return *fields.problem();
    }
    return Command{core::SetSecondFactor{},
                   [step = *step, token = ask.cookie(kSessionCookie)](const auto&, Desk& later) { return confirmed(step, token, later); },
                   {},
                   {}};
  });
}

Answered removed(const std::string& login, Desk& desk) {
  if (const auto gone = desk.services.credentials.factors().remove(login); !gone) return to_problem(gone.error());
  return no_content();
}

Outcome remove_factor(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    const std::string password = fields.text("password", kPasswordLength);
    if (auto wrong = fields.problem()) return *wrong;
    if (auto refused = wrong_own_password(password, "password", desk)) return *refused;
    const std::string login = desk.person->login;
    return Command{core::RemoveSecondFactor{login, ""}, [login](const auto&, Desk& later) { return removed(login, later); }, {}, {}};
  });
}

// Whoever lost the phone and the recovery codes; the sessions end with it.
Outcome reset_factor(const Ask& ask, Desk& desk) {
  const std::string login = desk.name();
  return from_body(ask, [&](Fields& fields) -> Outcome {
    return Command{core::RemoveSecondFactor{login, fields.text("reason")},
                   [login](const auto&, Desk& later) -> Answered {
                     if (const auto closed = later.services.credentials.sessions().close_all(login); !closed)
                       return to_problem(closed.error());
                     return removed(login, later);
                   },
                   {},
                   {}};
  });
}

}  // namespace

bool must_have_factor(core::Role role, const site::Site& site) {
  return std::ranges::find(site.access.second_factor, name_of(role)) != site.access.second_factor.end();
}

void add_second_factors(Router& router) {
  router.add({Method::Get, "/second-factor", get_factor});
  router.add({Method::Post, "/second-factor", begin_factor, Hands::Passwords});
  router.add({Method::Post, "/second-factor/confirmation", confirm_factor});
  router.add({Method::Post, "/second-factor/removal", remove_factor, Hands::Passwords});
  router.add({Method::Post, "/accounts/{login}/second-factor-reset", reset_factor});
}

}  // namespace davy::api
