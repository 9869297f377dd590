#include "core/duty/roster_book.hpp"

#include "core/refuse.hpp"

#include <algorithm>
#include <set>

namespace davy::core {

namespace {

const std::pair<const std::string, Roster>* roster_of_day(const RosterBook& book, std::string_view post, const std::string& day) {
  const auto found = book.rosters.find(post);
  if (found == book.rosters.end()) return nullptr;
  const auto after = found->second.upper_bound(day);
  if (after == found->second.begin()) return nullptr;
  const auto& latest = *std::prev(after);
  return latest.second.last_day.empty() || day <= latest.second.last_day ? &latest : nullptr;
}

}  // namespace

const Roster* RosterBook::in_force(std::string_view post, const std::string& day) const {
  const auto* found = roster_of_day(*this, post, day);
  return found == nullptr ? nullptr : &found->second;
}

RosterBook::Works RosterBook::works(std::string_view post, const std::string& person, Day day) const {
  const std::string name = to_text(day);
  if (const auto told = days.find(post); told != days.end())
    if (const auto at = told->second.find(name); at != told->second.end())
      if (const auto shifts = at->second.find(person); shifts != at->second.end()) return {shifts->second, true};
  const auto* found = roster_of_day(*this, post, name);
  const auto first = found == nullptr ? std::nullopt : std::optional(parse_day(found->first));
  if (!first || !*first) return {};
  const Roster& roster = found->second;
  for (const Crew& crew : roster.crews) {
    if (std::ranges::find(crew.people, person) == crew.people.end() || roster.cycle.empty()) continue;
    const std::string& shift = roster.cycle[(static_cast<std::size_t>(day - **first) + crew.starts_at) % roster.cycle.size()];
    return {shift.empty() ? std::vector<std::string>() : std::vector<std::string>{shift}, false};
  }
  return {};
}

namespace roster {
namespace {

constexpr std::size_t kCycleMax = 366;
constexpr std::size_t kCrewsMax = 64;
constexpr std::size_t kPeopleMax = 500;
constexpr Duration kForgetAfter = 24_h * 92;  // nobody plans or hands over by what ended earlier

Refusal no_post(const std::string& post) {
  return refuse(RefusalCode::Invalid, "没有岗位“" + post + "”", "there is no post " + post, "post");
}
Refusal no_person(const std::string& login, const std::string& field) {
  return refuse(RefusalCode::Invalid, "没有账号“" + login + "”", "there is no account " + login, field);
}
Refusal no_day(const std::string& field) {
  return refuse(RefusalCode::Invalid, "日期应为 2026-12-01 的形式", "a day is written as 2026-12-01", field);
}
Refusal no_shift(const std::string& shift, const std::string& field) {
  return refuse(RefusalCode::Invalid, "没有班次“" + shift + "”", "there is no shift " + shift, field);
}

struct RosterDesk {
  const RosterBook& book;
  const site::Directory& directory;
  const People& people;
  const Actor& actor;
  Instant now;

  bool is_shift(const std::string& name) const {
    return std::ranges::find(directory.site().shifts, name, &site::Shift::name) != directory.site().shifts.end();
  }

  std::optional<Refusal> wrong_days(const SetRoster& ask) const {
    if (!parse_day(ask.first_day)) return no_day("first_day");
    if (ask.last_day.empty()) return std::nullopt;
    if (!parse_day(ask.last_day)) return no_day("last_day");
    if (ask.last_day < ask.first_day)
      return refuse(RefusalCode::Invalid, "结束日期早于开始日期", "the last day is before the first", "last_day");
    return std::nullopt;
  }

  std::optional<Refusal> wrong_cycle(const SetRoster& ask) const {
    if (ask.cycle.empty() || ask.cycle.size() > kCycleMax)
      return refuse(RefusalCode::Invalid, "轮班周期应为 1 至 366 天", "a cycle has 1 to 366 days", "cycle");
    for (const std::string& shift : ask.cycle)
      if (!shift.empty() && !is_shift(shift)) return no_shift(shift, "cycle");
    if (std::ranges::all_of(ask.cycle, &std::string::empty))
      return refuse(RefusalCode::Invalid, "轮班周期中没有班次", "a cycle has a shift on some day", "cycle");
    return std::nullopt;
  }

  std::optional<Refusal> wrong_crews(const SetRoster& ask) const {
    if (ask.crews.empty() || ask.crews.size() > kCrewsMax)
      return refuse(RefusalCode::Invalid, "班组数应为 1 至 64", "a roster has 1 to 64 crews", "crews");
    std::set<std::string> names;
    std::set<std::string> seen;
    for (const Crew& crew : ask.crews) {
      if (is_blank(crew.name) || !names.insert(crew.name).second)
        return refuse(RefusalCode::Invalid, "每个班组要有各不相同的名称", "each crew has a name of its own", "crews");
      if (crew.starts_at >= ask.cycle.size())
        return refuse(RefusalCode::Invalid, "班组的起点应在轮班周期之内", "a crew begins within the cycle", "crews");
      for (const std::string& login : crew.people) {
        if (!people.are_known(login)) return no_person(login, "crews");
        if (!seen.insert(login).second)
          return refuse(RefusalCode::Invalid, "“" + login + "”出现在两处", login + " is in it a second time", "crews");
      }
    }
    if (seen.empty() || seen.size() > kPeopleMax)
      return refuse(RefusalCode::Invalid, "排班应有 1 至 500 人", "a roster has 1 to 500 people", "crews");
    return std::nullopt;
  }

  Decided operator()(const SetRoster& ask) const {
    if (!directory.post(ask.post)) return no_post(ask.post);
    if (auto no = wrong_days(ask)) return *no;
    if (auto no = wrong_cycle(ask)) return *no;
    if (auto no = wrong_crews(ask)) return *no;
    return Bodies{RosterSet{ask.post, ask.first_day, ask.last_day, ask.cycle, ask.crews}};
  }

  Decided operator()(const RemoveRoster& ask) const {
    const auto found = book.rosters.find(ask.post);
    if (found == book.rosters.end() || !found->second.contains(ask.first_day))
      return refuse(RefusalCode::NotFound, "没有这份排班", "there is no such roster", "first_day");
    return Bodies{RosterRemoved{ask.post, ask.first_day}};
  }

  Decided operator()(const SetRosterDay& ask) const {
    if (!directory.post(ask.post)) return no_post(ask.post);
    if (!parse_day(ask.day)) return no_day("day");
    if (!people.are_known(ask.person)) return no_person(ask.person, "person");
    if (!ask.shifts) {
      const auto days = book.days.find(ask.post);
      const auto day = days == book.days.end() ? RosterBook::Days::const_iterator() : days->second.find(ask.day);
      if (days == book.days.end() || day == days->second.end() || !day->second.contains(ask.person))
        return refuse(RefusalCode::NotNow, "这一天没有单独安排", "nothing of its own is set for this day", "day");
      return Bodies{RosterDayCleared{ask.post, ask.person, ask.day}};
    }
    if (book.in_force(ask.post, ask.day) == nullptr)
      return refuse(RefusalCode::NotNow, "这一天没有排班，请先建立排班", "no roster holds on this day: set one first", "day");
    for (const std::string& shift : *ask.shifts)
      if (!is_shift(shift)) return no_shift(shift, "shifts");
    return Bodies{RosterDaySet{ask.post, ask.person, ask.day, *ask.shifts}};
  }

  std::optional<Refusal> wrong_span(Instant from, const std::optional<Instant>& until) const {
    if (until && *until <= from) return refuse(RefusalCode::Invalid, "结束时间须晚于开始时间", "it ends after it begins", "until");
    if (until && *until <= now) return refuse(RefusalCode::Invalid, "结束时间已过", "its end is past", "until");
    return std::nullopt;
  }

  Decided operator()(const TellAbsence& ask) const {
    if (!people.are_known(ask.person)) return no_person(ask.person, "person");
    if (ask.person != actor.login && !may(actor.role, Right::Lead))
      return refuse(RefusalCode::NotAllowed, "只有班组长或以上可以为他人登记", "only a team lead or above tells this of others", "person");
    if (auto no = wrong_span(ask.from, ask.until)) return *no;
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明缺勤原因", "say why", "reason");
    return Bodies{AbsenceTold{ask.person, ask.from, ask.until, ask.reason}};
  }

  Decided operator()(const EndAbsence& ask) const {
    const auto found = book.absences.find(ask.absence);
    if (found == book.absences.end() || found->second.until.value_or(Instant::never()) <= now)
      return refuse(RefusalCode::NotFound, "没有这次缺勤，或它已结束", "there is no such absence, or it is over", "absence");
    if (found->second.person != actor.login && !may(actor.role, Right::Lead))
      return refuse(RefusalCode::NotAllowed, "只有本人、班组长或以上可以结束", "only that person, a team lead or above may end it");
    return Bodies{AbsenceEnded{ask.absence}};
  }

  Decided operator()(const AppointStandIn& ask) const {
    if (!people.are_known(ask.person)) return no_person(ask.person, "person");
    if (ask.instead_of.empty() && ask.post.empty())
      return refuse(RefusalCode::Invalid, "请指定被代班人或岗位", "say for whom, or on which post", "instead_of");
    if (!ask.instead_of.empty() && !people.are_known(ask.instead_of)) return no_person(ask.instead_of, "instead_of");
    if (ask.person == ask.instead_of) return refuse(RefusalCode::Invalid, "不能替自己代班", "nobody stands in for themselves", "person");
    if (!ask.post.empty() && !directory.post(ask.post)) return no_post(ask.post);
    if (auto no = wrong_span(ask.from, ask.until)) return *no;
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明代班原因", "say why", "reason");
    return Bodies{StandInAppointed{ask.person, ask.instead_of, ask.post, ask.from, ask.until, ask.reason}};
  }

  Decided operator()(const EndStandIn& ask) const {
    const auto found = book.stand_ins.find(ask.stand_in);
    if (found == book.stand_ins.end() || found->second.until.value_or(Instant::never()) <= now)
      return refuse(RefusalCode::NotFound, "没有这次代班，或它已结束", "there is no such stand-in, or it is over", "stand_in");
    return Bodies{StandInEnded{ask.stand_in}};
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about who answers");
    return Bodies{};
  }
};

// Applies one event to the book. Events of other rooms change nothing here.
struct RosterChange {
  RosterBook& book;
  const Event& event;

  void operator()(const RosterSet& set) const {
    book.rosters[set.post][set.first_day] = {set.last_day, set.cycle, set.crews, event.time, person_of(event.actor)};
  }
  void operator()(const RosterRemoved& removed) const {
    const auto found = book.rosters.find(removed.post);
    if (found == book.rosters.end()) return;
    found->second.erase(removed.first_day);
    if (found->second.empty()) book.rosters.erase(found);
  }
  void operator()(const RosterDaySet& set) const {
    book.days[set.post][set.day][set.person] = set.shifts;
    forget_days(set.post);
  }
  void operator()(const RosterDayCleared& cleared) const {
    const auto post = book.days.find(cleared.post);
    if (post == book.days.end()) return;
    const auto day = post->second.find(cleared.day);
    if (day == post->second.end()) return;
    day->second.erase(cleared.person);
    if (day->second.empty()) post->second.erase(day);
    if (post->second.empty()) book.days.erase(post);
  }
  void operator()(const AbsenceTold& told) const {
    book.absences[AbsenceId(event.seq)] = {told.person, told.from, told.until, told.reason, person_of(event.actor)};
    std::erase_if(book.absences, [&](const auto& entry) { return is_long_over(entry.second.until); });
  }
  void operator()(const AbsenceEnded& ended) const {
    if (const auto found = book.absences.find(ended.absence); found != book.absences.end()) found->second.until = event.time;
  }
  void operator()(const StandInAppointed& told) const {
    book.stand_ins[StandInId(event.seq)] = {told.person, told.instead_of, told.held_post,        told.from,
                                            told.until,  told.reason,     person_of(event.actor)};
    std::erase_if(book.stand_ins, [&](const auto& entry) { return is_long_over(entry.second.until); });
  }
  void operator()(const StandInEnded& ended) const {
    if (const auto found = book.stand_ins.find(ended.stand_in); found != book.stand_ins.end()) found->second.until = event.time;
  }
  template <class Other>
  void operator()(const Other&) const {}

  bool is_long_over(const std::optional<Instant>& until) const { return until && *until + kForgetAfter < event.time; }
  void forget_days(const std::string& post) const {
    RosterBook::Days& days = book.days[post];
    days.erase(days.begin(), days.lower_bound(to_text(day_at(event.time - kForgetAfter, Duration()))));
    if (days.empty()) book.days.erase(post);
  }
};

struct Concerns {
  bool operator()(const AccountSaved&) const { return true; }
  bool operator()(const RosterSet&) const { return true; }
  bool operator()(const RosterRemoved&) const { return true; }
  bool operator()(const RosterDaySet&) const { return true; }
  bool operator()(const RosterDayCleared&) const { return true; }
  bool operator()(const AbsenceTold&) const { return true; }
  bool operator()(const AbsenceEnded&) const { return true; }
  bool operator()(const StandInAppointed&) const { return true; }
  bool operator()(const StandInEnded&) const { return true; }
  bool operator()(const RecordSaved& saved) const { return saved.kind == "person" || saved.kind == "qualification"; }
  bool operator()(const RecordRemoved& removed) const { return removed.kind == "person" || removed.kind == "qualification"; }
  bool operator()(const TrainingPassed& passed) const { return !passed.gives.empty(); }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

}  // namespace

Decided decide(const RosterBook& book, const site::Directory& directory, const People& people, const PersonRequest& request, Instant now) {
  return visit(RosterDesk{book, directory, people, request.actor, now}, request.request);
}

void evolve(RosterBook& book, const Event& event) { visit(RosterChange{book, event}, event.body); }

bool concerns(const EventBody& body) { return visit(Concerns{}, body); }

}  // namespace roster
}  // namespace davy::core
