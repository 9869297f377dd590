// Emergency duty (应急值班): who is there now and next, with the telephone; and the last days of supplies and emergency plans.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/duty.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/record_desk.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/duty/due_book.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace davy::api {
namespace {

constexpr std::int64_t kAheadDays = 7;

enum class Phone { OfDuty, Own };  // for everybody; personal
struct KnownPhone {
  std::string number;
  Phone whose = Phone::OfDuty;
};

// Of the person's record: the telephone of duty; else their own, where whoever asks may see it.
std::optional<KnownPhone> phone_of(std::string_view login, const store::DutySources& sources, Desk& desk) {
  const record::Kind* kind = desk.services.options.kinds.find("person");
  const auto& logins = sources.qualifications.logins;
  const auto person = std::ranges::find_if(logins, [&](const auto& each) { return each.second == login; });
  if (kind == nullptr || person == logins.end()) return std::nullopt;
  const auto row = desk.queries.record(kind->name, person->first);
  if (!row || !*row) return std::nullopt;
  const std::string body = shown_body(*kind, (*row)->body_json, desk);
  for (const auto& [field, whose] : {std::pair("duty-phone", Phone::OfDuty), std::pair("phone", Phone::Own)})
    if (const auto phone = member(body, field); phone.is_string()) return KnownPhone{phone.get<std::string>(), whose};
  return std::nullopt;
}

enum class Shown { Nothing, OwnPhone };  // of others, that is personal

Shown write_watch(JsonWriter& out, const core::PostWatch& watch, const store::DutySources& sources, Desk& desk) {
  Shown shown = Shown::Nothing;
  out.object().field("from", watch.from).field("until", watch.until).key("people").list();
  for (const std::string_view login : watch.people) {
    const std::optional<KnownPhone> phone = phone_of(login, sources, desk);
    if (phone && phone->whose == Phone::Own && login != desk.person->login) shown = Shown::OwnPhone;
    out.object().field("login", login).field("name", name_of_login(sources, login));
    out.field("phone", phone ? std::optional(phone->number) : std::nullopt).end();
  }
  out.end().field("gap", watch.gap == core::Gap::None ? std::nullopt : std::optional(name_of(watch.gap))).end();
  return shown;
}

// Of each post of emergency duty what is now, what follows, and when within a week nobody is there.
Outcome who_is_on_emergency_duty(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  if (auto wrong = query.problem()) return *wrong;
  const auto sources = desk.queries.duty_sources();
  if (!sources) return to_problem(sources.error());
  const site::Directory& directory = desk.services.directory;
  const core::PostHolders holders = holders_of(*sources, directory);
  const std::vector<site::Post>& posts = directory.site().posts;
  JsonWriter out;
  Shown shown = Shown::Nothing;
  const auto write = [&](const core::PostWatch& watch) {
    if (write_watch(out, watch, *sources, desk) == Shown::OwnPhone) shown = Shown::OwnPhone;
  };
  out.object().key("items").list();
  for (std::size_t i = 0; i < posts.size(); ++i) {
    if (!posts[i].emergency_duty) continue;
    const auto watches = core::post_watches(holders, directory, site::PostIndex(i), desk.services.now(), kAheadDays);
    out.object().field("post", posts[i].name).key("now");
    write(watches.front());
    out.key("next");
    if (watches.size() > 1)
      write(watches[1]);
    else
      out.value(nullptr);
    out.key("gaps").list();
    for (const core::PostWatch& watch : watches)
      if (watch.gap != core::Gap::None) out.object().field("from", watch.from).field("until", watch.until).field("gap", watch.gap).end();
    out.end().end();
  }
  if (shown == Shown::OwnPhone) note_personal_read(desk, {"list", "person", {}});
  return json_reply(out.end().end().take());
}

// What emergencies used of supplies since their records were last saved.
Result<void> write_used(JsonWriter& out, const Desk& desk) {
  out.key("used").list();
  const Result<void> seen = desk.services.runtime.look([&](const core::State& state, Instant) {
    for (const auto& [record, supply] : state.prevention.known.supplies)
      if (supply.used > 0) out.object().field("record", record).field("quantity", supply.used).end();
  });
  out.end();
  return seen;
}

struct DatedDue {
  const core::DueDay* due = nullptr;
  Day last;
};

Outcome list_due_days(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const bool mine = query.flag("mine");
  if (auto wrong = query.problem()) return *wrong;
  core::DueBook book;
  if (auto seen = desk.services.runtime.look([&](const core::State& state, Instant) { book.days = state.due_days.days; }); !seen)
    return to_problem(seen.error());
  const auto posts = posts_now(desk);
  if (!posts) return to_problem(posts.error());
  const site::Directory& directory = desk.services.directory;
  std::vector<DatedDue> all;
  for (const auto& [key, due] : book.days)
    if (const auto last = core::due::last_day(due, directory.site().permits)) all.push_back({&due, *last});
  std::ranges::stable_sort(all, {}, &DatedDue::last);
  const Day today = day_at(desk.services.now(), directory.site().utc_offset);
  JsonWriter out;
  out.object().key("items").list();
  for (const auto& [due, last] : all) {
    const std::string post = core::due::post_of(*due, directory, desk.services.now());
    const bool is_mine = std::ranges::find(*posts, post) != posts->end();
    if (mine && !is_mine) continue;
    out.object()
        .field("record", due->record)
        .field("name", due->name)
        .field("what", due->what)
        .field("zone", or_null(core::due::zone_of(*due, directory)));
    out.field("post", or_null(post)).field("mine", is_mine).field("last_day", to_text(last)).field("days_left", last - today);
    out.field("reached", core::qualification::step_reached(last, today)).end();
  }
  out.end();
  if (const Result<void> seen = write_used(out, desk); !seen) return to_problem(seen.error());
  return json_reply(out.end().take());
}

}  // namespace

void add_emergency_duty(Router& router) {
  router.add({Method::Get, "/duty/emergency", who_is_on_emergency_duty});
  router.add({Method::Get, "/due-days", list_due_days});
}

}  // namespace davy::api
