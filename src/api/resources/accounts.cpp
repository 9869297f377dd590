// Accounts: who may sign in, as what, holding which posts.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/person_fields.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/engine/permission.hpp"

namespace davy::api {
namespace {

constexpr std::size_t kPostsMax = 64;

Outcome list_accounts(const Ask&, Desk& desk) {
  const auto accounts = desk.queries.accounts();
  if (!accounts) return to_problem(accounts.error());
  return json_reply(items_json(*accounts));
}

// A new password ends the sessions that the old one opened.
Answered keep_password(const core::Account& account, const std::optional<std::string>& hash, Desk& desk) {
  if (hash) {
    store::Credentials& credentials = desk.services.credentials;
    if (const auto kept = credentials.set_password_hash(account.login, *hash); !kept) return to_problem(kept.error());
    if (const auto closed = credentials.close_all_sessions(account.login); !closed) return to_problem(closed.error());
  }
  return json_reply(to_json(account));
}

Outcome save_account(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    core::Account account{desk.name(), fields.text("name", kNameLength), fields.named<core::Role>("role"),
                          fields.texts("posts", kPostsMax)};
    check_login(account.login, "login", fields);
    const auto password = fields.maybe_text("password", kPasswordLength);
    if (password) check_password(*password, account.login, fields);
    if (auto wrong = fields.problem()) return *wrong;
    const core::SaveAccount request{account.login, account.name, account.role, account.posts};
    // Hashing is dear: not for those whom the core would refuse anyway.
    if (const auto refusal = core::forbidden(desk.actor(), request)) return to_problem(*refusal);
    std::optional<std::string> hash;
    if (password) {
      auto hashed = hash_password(*password);
      if (!hashed) return to_problem(hashed.error());
      hash = std::move(*hashed);
    }
    return Command{request, [account, hash](const auto&, Desk& later) { return keep_password(account, hash, later); }, {}, {}};
  });
}

}  // namespace

void add_accounts(Router& router) {
  router.add({Method::Get, "/accounts", list_accounts});
  router.add({Method::Put, "/accounts/{login}", save_account, Access::SignedIn, Hands::Passwords});
}

}  // namespace davy::api
