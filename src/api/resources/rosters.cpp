// Rosters, absences and stand-ins: who holds which post on which day, and the certificates that it takes.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/duty.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/record_desk.hpp"
#include "api/resources/resources.hpp"
#include "api/resources/whole_list.hpp"
#include "api/services.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace davy::api {
namespace {

constexpr std::size_t kCycleMost = 366;
constexpr std::size_t kCrewsMost = 64;
constexpr std::size_t kCrewMost = 500;

Answered rosters_now(Desk& desk) {
  const auto sources = desk.queries.duty_sources();
  if (!sources) return to_problem(sources.error());
  JsonWriter out;
  out.object().key("items").list();
  for (const auto& [post, rosters] : sources->rosters.rosters)
    for (const auto& [first_day, roster] : rosters) {
      out.object().field("post", post).field("first_day", first_day).field("last_day", or_null(roster.last_day));
      out.field("cycle", roster.cycle).key("crews").list();
      for (const core::Crew& crew : roster.crews)
        out.object().field("name", crew.name).field("people", crew.people).field("starts_at", crew.starts_at).end();
      out.end().field("told", roster.told).field("by", roster.by).end();
    }
  return json_reply(out.end().end().take());
}

Outcome list_rosters(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  if (auto wrong = query.problem()) return *wrong;
  return to_outcome(rosters_now(desk));
}

core::Crew read_crew(Fields& fields) {
  core::Crew crew{fields.text("name", {1, kNameMax}), fields.texts("people", kCrewMost), 0};
  const double starts_at = fields.maybe_amount("starts_at").value_or(0);
  if (starts_at >= 0 && starts_at < static_cast<double>(kCycleMost) &&
      starts_at == static_cast<double>(static_cast<std::uint32_t>(starts_at)))
    crew.starts_at = static_cast<std::uint32_t>(starts_at);
  else
    fields.wrong("starts_at", "应为轮班周期中的第几天，从 0 起", "a day of the cycle, counted from 0");
  return crew;
}

Outcome set_roster(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    core::SetRoster request;
    request.post = fields.text("post", {1, kNameMax});
    request.first_day = fields.text("first_day", {1, kNameMax});
    request.last_day = fields.text_or("last_day", "");
    request.cycle = fields.texts("cycle", kCycleMost);
    request.crews = fields.objects("crews", kCrewsMost, read_crew);
    return Command{std::move(request), [](const auto&, Desk& later) { return rosters_now(later); }, {}, {}};
  });
}

Outcome remove_roster(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    core::RemoveRoster request{fields.text("post", {1, kNameMax}), fields.text("first_day", {1, kNameMax})};
    return Command{std::move(request), [](const auto&, Desk& later) { return rosters_now(later); }, {}, {}};
  });
}

// A month of one post.
class MonthWriter {
 public:
  MonthWriter(const store::DutySources& sources, const site::Directory& directory, std::string post, std::string month)
      : sources_(sources), directory_(directory), post_(std::move(post)), month_(std::move(month)) {
    const Day first = *parse_day(month_ + "-01");
    for (Day day = first; to_text(day).starts_with(month_); day = day + 1) days_.push_back(day);
  }

  std::string write() {
    out_.object().field("post", post_).field("month", month_);
    write_days();
    write_people();
    return out_.end().take();
  }

 private:
  std::set<std::string> logins() const {
    std::set<std::string> found;
    for (const core::Account& account : sources_.accounts)
      if (std::ranges::find(account.posts, post_) != account.posts.end()) found.insert(account.login);
    const core::RosterBook& book = sources_.rosters;
    if (const auto rosters = book.rosters.find(post_); rosters != book.rosters.end())
      for (const auto& [first_day, roster] : rosters->second)
        for (const core::Crew& crew : roster.crews) found.insert(crew.people.begin(), crew.people.end());
    if (const auto told = book.days.find(post_); told != book.days.end())
      for (const Day day : days_)
        if (const auto at = told->second.find(to_text(day)); at != told->second.end())
          for (const auto& [login, shifts] : at->second) found.insert(login);
    return found;
  }

  // The shifts of its duties in which nobody answers for the post at some time.
  std::vector<std::string> uncovered(const core::PostHolders& holders, Day day) const {
    const site::Site& site = directory_.site();
    const site::PostIndex post = directory_.post(post_).value();
    std::vector<std::string> found;
    for (std::size_t i = 0; i < site.shifts.size(); ++i) {
      const site::Shift& shift = site.shifts[i];
      const bool has_duty =
          std::ranges::any_of(site.duties, [&](const site::Duty& duty) { return duty.post == post && duty.shift == site::ShiftIndex(i); });
      if (!has_duty) continue;
      const Instant from = start_of(day, site.utc_offset) + shift.from;
      const Instant until = start_of(shift.until > shift.from ? day : day + 1, site.utc_offset) + shift.until;
      std::vector<Instant> instants = holders.changes(from, until);
      instants.push_back(from);
      if (std::ranges::any_of(instants, [&](Instant at) { return holders.of(post, at).people.empty(); })) found.push_back(shift.name);
    }
    return found;
  }

  void write_days() {
    const core::PostHolders holders = holders_of(sources_, directory_);
    out_.key("days").list();
    for (const Day day : days_)
      out_.object()
          .field("day", to_text(day))
          .field("rostered", sources_.rosters.in_force(post_, to_text(day)) != nullptr)
          .field("uncovered", uncovered(holders, day))
          .end();
    out_.end();
  }

  bool is_absent(const std::string& login, Day day) const {
    const Duration offset = directory_.site().utc_offset;
    return std::ranges::any_of(sources_.rosters.absences, [&](const auto& entry) {
      const core::Absence& absence = entry.second;
      return absence.person == login && absence.from < start_of(day + 1, offset) &&
             start_of(day, offset) < absence.until.value_or(Instant::never());
    });
  }

  void write_people() {
    out_.key("people").list();
    for (const std::string& login : logins()) {
      out_.object().field("login", login).field("name", name_of_login(sources_, login)).key("days").list();
      for (const Day day : days_) {
        const core::RosterBook::Works works = sources_.rosters.works(post_, login, day);
        out_.object().field("shifts", works.shifts).field("told", works.told).field("absent", is_absent(login, day)).end();
      }
      out_.end().end();
    }
    out_.end();
  }

  const store::DutySources& sources_;
  const site::Directory& directory_;
  std::string post_;
  std::string month_;
  std::vector<Day> days_;
  JsonWriter out_;
};

Answered month_now(Desk& desk, const std::string& post, const std::string& month) {
  const auto sources = desk.queries.duty_sources();
  if (!sources) return to_problem(sources.error());
  return json_reply(MonthWriter(*sources, desk.services.directory, post, month).write());
}

Outcome roster_month(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const std::string post = query.text("post", {1, kNameMax});
  const std::string today = to_text(day_at(desk.services.now(), desk.services.directory.site().utc_offset));
  const std::string month = query.text_or("month", today.substr(0, 7));
  if (!post.empty() && !desk.services.directory.post(post)) query.wrong("post", "没有这个岗位", "no post of this site");
  if (!parse_day(month + "-01")) query.wrong("month", "应为 2026-12 的形式", "must be a month, as 2026-12");
  if (auto wrong = query.problem()) return *wrong;
  return to_outcome(month_now(desk, post, month));
}

Outcome set_day(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    core::SetRosterDay request;
    request.post = fields.text("post", {1, kNameMax});
    request.person = fields.text("person", {1, kNameMax});
    request.day = fields.text("day", {1, kNameMax});
    request.shifts = fields.texts_or_none("shifts", 10);
    if (fields.maybe_amount("as_rostered").value_or(0) != 0) request.shifts.reset();
    const std::string post = request.post;
    const std::string month = request.day.substr(0, 7);
    return Command{std::move(request), [post, month](const auto&, Desk& later) { return month_now(later, post, month); }, {}, {}};
  });
}

// Of either kind, as one list.
struct Away {
  std::uint64_t id = 0;
  const core::Absence* absence = nullptr;
  const core::StandIn* stand_in = nullptr;  // the other is null

  const std::string& person() const { return absence != nullptr ? absence->person : stand_in->person; }
  Instant from() const { return absence != nullptr ? absence->from : stand_in->from; }
  Instant until() const { return (absence != nullptr ? absence->until : stand_in->until).value_or(Instant::never()); }
};

LinePlace place_of_away(const Away& away, std::string_view by) {
  const std::string name = (away.absence != nullptr ? "absence " : "stand-in ") + rank_of(static_cast<std::int64_t>(away.id));
  if (by == "person") return {away.person(), name};
  return {rank_of((by == "until" ? away.until() : away.from()).unix_ns()), name};
}

void write_away(JsonWriter& out, const Away& away) {
  out.object().field("id", away.id).field("person", away.person());
  if (const core::Absence* absence = away.absence) {
    out.field("from", absence->from).field("until", absence->until).field("reason", absence->reason).field("by", absence->by).end();
    return;
  }
  const core::StandIn& stand = *away.stand_in;
  out.field("instead_of", or_null(stand.instead_of)).field("post", or_null(stand.held_post)).field("from", stand.from);
  out.field("until", stand.until).field("reason", stand.reason).field("by", stand.by).end();
}

struct AbsencesAsked {
  WholeListAsked list{"from", store::ListOrder::Way::Up, std::nullopt, 50};
  std::string person;  // who is absent, stands in, or is stood in for; empty: anybody
  std::string what;    // "absences", "stand-ins"; empty: both
};

Answered absences_asked(Desk& desk, const AbsencesAsked& asked) {
  const auto sources = desk.queries.duty_sources();
  if (!sources) return to_problem(sources.error());
  std::vector<Away> all;
  if (asked.what != "stand-ins")
    for (const auto& [id, absence] : sources->rosters.absences)
      if (asked.person.empty() || absence.person == asked.person) all.push_back({id.get(), &absence, nullptr});
  if (asked.what != "absences")
    for (const auto& [id, stand] : sources->rosters.stand_ins)
      if (asked.person.empty() || stand.person == asked.person || stand.instead_of == asked.person)
        all.push_back({id.get(), nullptr, &stand});
  const Instant now = desk.services.now();
  std::erase_if(all, [&](const Away& each) { return each.until() <= now; });
  const auto page = page_of_whole(std::move(all), asked.list, place_of_away);
  JsonWriter out;
  out.object().key("absences").list();
  for (const Away& each : page.items)
    if (each.absence != nullptr) write_away(out, each);
  out.end().key("stand_ins").list();
  for (const Away& each : page.items)
    if (each.stand_in != nullptr) write_away(out, each);
  return json_reply(out.end().field("next", or_null(page.next)).end().take());
}

Answered absences_now(Desk& desk) { return absences_asked(desk, {}); }

Answered absences_after(core::AbsenceId, Desk& desk) { return absences_now(desk); }
Answered stand_ins_after(core::StandInId, Desk& desk) { return absences_now(desk); }

Outcome list_absences(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  AbsencesAsked asked;
  asked.list = whole_asked(query, {"from", "until", "person"});
  asked.person = query.text_or("person", "", {0, kNameMax});
  asked.what = query.choice_or("what", {"absences", "stand-ins"}, "");
  if (auto wrong = query.problem()) return *wrong;
  note_personal_read(desk, {"absences", "absence", {}});
  return to_outcome(absences_asked(desk, asked));
}

Instant needed_time(Fields& fields, std::string_view name) {
  const auto at = fields.maybe_time(name);
  if (!at && fields.maybe_text(name).value_or("").empty()) fields.wrong(name, "必须填写", "must be given");
  return at.value_or(Instant());
}

Outcome tell_absence(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    core::TellAbsence request{fields.text("person", {1, kNameMax}), needed_time(fields, "from"), fields.maybe_time("until"),
                              fields.text("reason")};
    return Command{std::move(request), [](const auto&, Desk& later) { return absences_now(later); }, {}, {}};
  });
}

Outcome end_absence(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, absences_after, [](core::AbsenceId id, Fields&) { return core::EndAbsence{id}; });
}

Outcome appoint(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    core::AppointStandIn request{fields.text("person", {1, kNameMax}),
                                 fields.text_or("instead_of", "", {0, kNameMax}),
                                 fields.text_or("post", "", {0, kNameMax}),
                                 needed_time(fields, "from"),
                                 fields.maybe_time("until"),
                                 fields.text("reason")};
    return Command{std::move(request), [](const auto&, Desk& later) { return absences_now(later); }, {}, {}};
  });
}

Outcome end_stand_in(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, stand_ins_after, [](core::StandInId id, Fields&) { return core::EndStandIn{id}; });
}

struct DatedCertificate {
  std::string id;
  const core::Certificate* held = nullptr;
  std::optional<core::LastDay> last;
};

// What has no day comes last.
LinePlace place_of_certificate(const DatedCertificate& each, std::string_view by) {
  if (by == "category") return {each.held->category, each.id};
  return {rank_of(each.last ? each.last->day.number() : std::numeric_limits<std::int64_t>::max()), each.id};
}

// The record of a person by login; empty: there is none.
std::string record_of(const core::QualificationBook& book, const std::string& login) {
  const auto found = std::ranges::find_if(book.logins, [&](const auto& each) { return each.second == login; });
  return found == book.logins.end() ? std::string() : found->first;
}

// As their record says, else their account; their id or login where neither is there.
std::string name_of_holder(const std::string& record, const std::string& login, const store::DutySources& sources, const Desk& desk) {
  if (!record.empty())
    if (const auto row = desk.queries.record("person", record); row && *row)
      if (const auto name = member((*row)->body_json, "name"); name.is_string()) return name.get<std::string>();
  return login.empty() ? record : name_of_login(sources, login);
}

Outcome list_qualifications(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const WholeListAsked asked = whole_asked(query, {"last_day", "category"});
  const std::string category = query.text_or("category", "", {0, kNameMax});
  const bool only_warned = query.flag("warned");
  if (auto wrong = query.problem()) return *wrong;
  const auto sources = desk.queries.duty_sources();
  if (!sources) return to_problem(sources.error());
  // Of the core: when people last worked under a permit stands there only.
  core::QualificationBook book;
  const auto look = [&](const core::State& state, Instant) {
    book.logins = state.qualifications.logins;
    book.certificates = state.qualifications.certificates;
    book.worked = state.qualifications.worked;
  };
  if (auto seen = desk.services.runtime.look(look); !seen) return to_problem(seen.error());
  note_personal_read(desk, {"list", "qualification", {}});
  const Duration offset = desk.services.directory.site().utc_offset;
  const Day today = day_at(desk.services.now(), offset);
  std::vector<DatedCertificate> all;
  for (const auto& [id, held] : book.certificates) all.push_back({id, &held, core::qualification::nearest_day(book, held, offset, today)});
  std::erase_if(all, [&](const DatedCertificate& each) {
    const bool is_warned = each.last && core::qualification::step_reached(each.last->day, today);
    return !(category.empty() || each.held->category == category) || (only_warned && !is_warned);
  });
  const auto page = page_of_whole(std::move(all), asked, place_of_certificate);
  JsonWriter out;
  out.object().key("items").list();
  for (const auto& [id, held, last] : page.items) {
    const std::string login = book.login_of(*held);
    const std::string person = held->login.empty() ? held->person : record_of(book, login);
    out.object().field("id", id).field("person", person).field("login", or_null(login));
    out.field("name", name_of_holder(person, login, *sources, desk));
    out.field("category", held->category).field("last_day", last ? std::optional(to_text(last->day)) : std::nullopt);
    out.field("limit", last ? std::optional(last->limit) : std::nullopt)
        .field("days_left", last ? std::optional(last->day - today) : std::nullopt);
    out.field("reached", last ? core::qualification::step_reached(last->day, today) : std::nullopt).end();
  }
  return json_reply(out.end().field("next", or_null(page.next)).end().take());
}

}  // namespace

void add_rosters(Router& router) {
  router.add({Method::Get, "/rosters", list_rosters});
  router.add({Method::Post, "/rosters", set_roster});
  router.add({Method::Post, "/rosters/remove", remove_roster});
  router.add({Method::Post, "/rosters/day", set_day});
  router.add({Method::Get, "/rosters/month", roster_month});
  router.add({Method::Get, "/absences", list_absences});
  router.add({Method::Post, "/absences", tell_absence});
  router.add({Method::Post, "/absences/{id}/end", end_absence});
  router.add({Method::Post, "/stand-ins", appoint});
  router.add({Method::Post, "/stand-ins/{id}/end", end_stand_in});
  router.add({Method::Get, "/qualifications", list_qualifications});
}

}  // namespace davy::api
