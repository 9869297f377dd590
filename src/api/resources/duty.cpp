#include "api/resources/duty.hpp"

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/services.hpp"
#include "core/duty/who_answers.hpp"
#include "site/names.hpp"

#include <algorithm>

namespace davy::api {
namespace {

core::PostHolders holders_of(const std::vector<core::Account>& accounts, const site::Directory& directory) {
  core::PostHolders holders(directory);
  for (const core::Account& account : accounts) holders.add(account.login, account.posts);
  return holders;
}

std::optional<std::string_view> name_of_post(const site::Site& site, std::optional<site::PostIndex> post) {
  return post ? std::optional<std::string_view>(site[*post].name) : std::nullopt;
}

std::optional<std::string_view> name_of_gap(core::Gap gap) { return gap == core::Gap::None ? std::nullopt : std::optional(name_of(gap)); }

void write_people(JsonWriter& out, std::span<const std::string> logins, const std::vector<core::Account>& accounts) {
  out.key("people").list();
  for (const std::string& login : logins) {
    const auto account = std::ranges::find(accounts, login, &core::Account::login);
    out.object().field("login", login).field("name", account->name).end();
  }
  out.end();
}

// Of all zones and matters, or of the one that is asked for.
Outcome who_is_on_duty(const Ask& ask, Desk& desk) {
  const site::Directory& directory = desk.services.directory;
  Fields query = Fields::of_query(ask);
  const auto zone_name = query.maybe_text("zone", {1, kNameMax});
  const auto matter_name = query.maybe_text("matter", {1, kNameMax});
  const auto zone = zone_name ? directory.zone(*zone_name) : std::nullopt;
  const auto matter = matter_name ? value_named<core::Matter>(*matter_name) : std::nullopt;
  if (zone_name && !zone) query.wrong("zone", "没有这个区域", "no zone of this site");
  if (matter_name && !matter)
    query.wrong("matter", "应为 alarm、order、hazard、inspection 或 permit", "one of alarm, order, hazard, inspection, permit is expected");
  if (auto wrong = query.problem()) return *wrong;
  const auto accounts = desk.queries.accounts();
  if (!accounts) return to_problem(accounts.error());

  const site::Site& site = directory.site();
  const core::PostHolders holders = holders_of(*accounts, directory);
  JsonWriter out;
  out.object().key("items").list();
  for (std::size_t z = 0; z < site.zones.size(); ++z)
    for (const auto& each : kEnumNames<core::Matter>) {
      if ((zone && zone->get() != z) || (matter && *matter != each.value)) continue;
      const core::Answering who = core::who_answers(holders, directory, site::ZoneIndex(z), each.value, desk.services.now());
      out.object().field("zone", site.zones[z].name).field("matter", each.value).field("post", name_of_post(site, who.post));
      write_people(out, who.people, *accounts);
      out.field("gap", name_of_gap(who.gap)).field("next", name_of_post(site, who.next)).end();
    }
  return json_reply(out.end().end().take());
}

Outcome list_gaps(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  if (auto wrong = query.problem()) return *wrong;
  const auto accounts = desk.queries.accounts();
  if (!accounts) return to_problem(accounts.error());
  const site::Directory& directory = desk.services.directory;
  const site::Site& site = directory.site();
  JsonWriter out;
  out.object().key("items").list();
  for (const core::DutyGap& gap : core::duty_gaps(holders_of(*accounts, directory), directory)) {
    out.object().field("zone", site[gap.zone].name).field("matter", gap.matter).field("from_s", gap.from).field("until_s", gap.until);
    out.field("gap", gap.gap).field("post", name_of_post(site, gap.post)).field("next", name_of_post(site, gap.next)).end();
  }
  return json_reply(out.end().end().take());
}

}  // namespace

void add_duty(Router& router) {
  router.add({Method::Get, "/duty/now", who_is_on_duty});
  router.add({Method::Get, "/duty/gaps", list_gaps});
}

}  // namespace davy::api
