#include "api/resources/duty.hpp"

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/services.hpp"
#include "core/duty/who_answers.hpp"
#include "site/names.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr std::int64_t kGapDaysMax = 62;
constexpr std::int64_t kGapDays = 7;

std::optional<std::string_view> name_of_post(const site::Site& site, std::optional<site::PostIndex> post) {
  return post ? std::optional<std::string_view>(site[*post].name) : std::nullopt;
}

std::optional<std::string_view> name_of_gap(core::Gap gap) { return gap == core::Gap::None ? std::nullopt : std::optional(name_of(gap)); }

void write_people(JsonWriter& out, const std::vector<std::string_view>& logins, const store::DutySources& sources) {
  out.key("people").list();
  for (const std::string_view login : logins) out.object().field("login", login).field("name", name_of_login(sources, login)).end();
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
  const auto sources = desk.queries.duty_sources();
  if (!sources) return to_problem(sources.error());

  const site::Site& site = directory.site();
  const core::PostHolders holders = holders_of(*sources, directory);
  JsonWriter out;
  out.object().key("items").list();
  for (std::size_t z = 0; z < site.zones.size(); ++z)
    for (const auto& each : kEnumNames<core::Matter>) {
      if ((zone && zone->get() != z) || (matter && *matter != each.value)) continue;
      const core::Answering who = core::who_answers(holders, directory, site::ZoneIndex(z), each.value, desk.services.now());
      out.object().field("zone", site.zones[z].name).field("matter", each.value).field("post", name_of_post(site, who.post));
      write_people(out, who.people, *sources);
      out.field("gap", name_of_gap(who.gap)).field("next", name_of_post(site, who.next)).end();
    }
  out.end().key("untaken").list();
  for (const auto& [post, change] : sources->missing) out.object().field("post", post).field("change", change).end();
  return json_reply(out.end().end().take());
}

Outcome list_gaps(const Ask& ask, Desk& desk) {
  const site::Directory& directory = desk.services.directory;
  const site::Site& site = directory.site();
  Fields query = Fields::of_query(ask);
  const Day from = query.maybe_day("from").value_or(day_at(desk.services.now(), site.utc_offset));
  const Day until = query.maybe_day("until").value_or(from + (kGapDays - 1));
  if (until < from || until - from >= kGapDaysMax) query.wrong("until", "应在开始日期之后 61 天以内", "at most 61 days after the first");
  if (auto wrong = query.problem()) return *wrong;
  const auto sources = desk.queries.duty_sources();
  if (!sources) return to_problem(sources.error());
  JsonWriter out;
  out.object().key("items").list();
  for (const core::DutyGap& gap : core::duty_gaps(holders_of(*sources, directory), directory, from, until)) {
    out.object().field("zone", site[gap.zone].name).field("matter", gap.matter).field("from", gap.from).field("until", gap.until);
    out.field("gap", gap.gap).field("post", name_of_post(site, gap.post)).field("next", name_of_post(site, gap.next)).end();
  }
  return json_reply(out.end().end().take());
}

// Whom a roster, an absence or a stand-in can name.
Outcome list_people(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  if (auto wrong = query.problem()) return *wrong;
  const auto accounts = desk.queries.accounts();
  if (!accounts) return to_problem(accounts.error());
  JsonWriter out;
  out.object().key("items").list();
  for (const core::Account& account : *accounts)
    out.object().field("login", account.login).field("name", account.name).field("posts", account.posts).end();
  return json_reply(out.end().end().take());
}

}  // namespace

core::PostHolders holders_of(const store::DutySources& sources, const site::Directory& directory) {
  core::PostHolders holders(directory);
  for (const core::Account& account : sources.accounts) holders.add(account.login, account.posts);
  holders.know(sources.rosters);
  holders.know(sources.qualifications);
  return holders;
}

std::string name_of_login(const store::DutySources& sources, std::string_view login) {
  const auto account = std::ranges::find(sources.accounts, login, &core::Account::login);
  return account == sources.accounts.end() ? std::string(login) : account->name;
}

void add_duty(Router& router) {
  router.add({Method::Get, "/duty/now", who_is_on_duty});
  router.add({Method::Get, "/duty/gaps", list_gaps});
  router.add({Method::Get, "/duty/people", list_people});
}

Result<std::vector<std::string>> posts_now(const Desk& desk) { return posts_now(*desk.person, desk); }

Result<std::vector<std::string>> posts_now(const core::Account& person, const Desk& desk) {
  std::vector<std::string> posts = person.posts;
  const auto sources = desk.queries.duty_sources();
  if (!sources) return sources.error();
  const site::Directory& directory = desk.services.directory;
  const core::PostHolders holders = holders_of(*sources, directory);
  const std::vector<site::Post>& all = directory.site().posts;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const core::Holding holding = holders.of(site::PostIndex(i), desk.services.now());
    if (std::ranges::count(holding.people, person.login) > 0 && std::ranges::count(posts, all[i].name) == 0) posts.push_back(all[i].name);
  }
  return posts;
}

}  // namespace davy::api
