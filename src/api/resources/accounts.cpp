// Accounts: who may sign in, as what, holding which posts.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/person_fields.hpp"
#include "api/resources/resources.hpp"
#include "api/resources/whole_list.hpp"
#include "api/services.hpp"
#include "core/engine/permission.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr std::size_t kPostsMax = 64;

constexpr std::size_t kZonesMax = 256;

LinePlace place_of_account(const core::Account& account, std::string_view by) {
  if (by == "name") return {account.name, account.login};
  return {by == "role" ? rank_of(static_cast<std::int64_t>(account.role)) : std::string(), account.login};
}

Outcome list_accounts(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const WholeListAsked asked = whole_asked(query, {"login", "name", "role"});
  const bool any_role = !query.has("role");
  const core::Role role = any_role ? core::Role::Worker : query.named<core::Role>("role");
  const std::string post = query.text_or("post", "", {0, kNameMax});
  const std::string search = query.text_or("search", "", {0, 200});
  if (auto wrong = query.problem()) return *wrong;
  auto accounts = desk.queries.accounts();
  if (!accounts) return to_problem(accounts.error());
  std::erase_if(*accounts, [&](const core::Account& each) {
    const bool is_sought = holds_text(each.login, search) || holds_text(each.name, search);
    const bool has_post = post.empty() || std::ranges::find(each.posts, post) != each.posts.end();
    return !is_sought || !has_post || !(any_role || each.role == role);
  });
  return json_reply(page_json(page_of_whole(std::move(*accounts), asked, place_of_account)));
}

// What is kept of an account besides what the journal has.
struct Kept {
  core::Account account;
  std::optional<std::string> hash;  // none: the password stays
  bool idle_named = false;
  std::optional<Duration> idle;  // none: the usual
  bool rights_changed = false;
};

// A new password ends the sessions that the old one opened; other rights give those that are open another token.
Answered keep(const Kept& kept, Desk& desk) {
  store::Credentials& credentials = desk.services.credentials;
  const std::string& login = kept.account.login;
  if (kept.idle_named)
    if (const auto set = credentials.sessions().set_idle(login, kept.idle); !set) return to_problem(set.error());
  if (kept.hash) {
    if (const auto set = credentials.set_password_hash(login, *kept.hash); !set) return to_problem(set.error());
    if (const auto closed = credentials.sessions().close_all(login); !closed) return to_problem(closed.error());
  } else if (kept.rights_changed) {
    if (const auto renewed = credentials.sessions().renew_all(login); !renewed) return to_problem(renewed.error());
  }
  return json_reply(to_json(kept.account));
}

bool changes_rights(const core::Account& account, Desk& desk) {
  const auto accounts = desk.queries.accounts();
  if (!accounts) return true;
  const auto before = std::ranges::find(*accounts, account.login, &core::Account::login);
  return before != accounts->end() && (before->role != account.role || before->posts != account.posts || before->zones != account.zones);
}

void read_idle(Fields& fields, Kept& kept) {
  if (!fields.has("idle")) return;
  kept.idle_named = true;
  const Duration idle = fields.span("idle");
  if (idle < kIdleLeast || idle > kIdleMost) fields.wrong("idle", "应为 5min 至 720h", "must be 5min to 720h");
  if (idle != kIdleUsual) kept.idle = idle;
}

Outcome save_account(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    Kept kept{{desk.name(), fields.text("name", kNameLength), fields.named<core::Role>("role"), fields.texts("posts", kPostsMax)},
              {},
              false,
              {},
              false};
    core::Account& account = kept.account;
    account.zones = fields.texts_or_none("zones", kZonesMax);
    check_login(account.login, "login", fields);
    read_idle(fields, kept);
    const auto password = fields.maybe_text("password", kPasswordLength);
    if (password) check_password(*password, {account.login, desk.services.directory.site().name}, fields);
    if (auto wrong = fields.problem()) return *wrong;
    const core::SaveAccount request{account.login, account.name, account.role, account.posts, account.zones};
    // Hashing is dear: not for those whom the core would refuse anyway.
    if (const auto refusal = core::forbidden(desk.actor(), request)) return to_problem(*refusal);
    if (password) {
      auto hashed = hash_password(*password);
      if (!hashed) return to_problem(hashed.error());
      kept.hash = std::move(*hashed);
    }
    kept.rights_changed = changes_rights(account, desk);
    return Command{request, [kept](const auto&, Desk& later) { return keep(kept, later); }, {}, {}};
  });
}

}  // namespace

void add_accounts(Router& router) {
  router.add({Method::Get, "/accounts", list_accounts});
  router.add({Method::Put, "/accounts/{login}", save_account, Hands::Passwords});
}

}  // namespace davy::api
