// Who holds a post, held against a slow way that knows no index: it asks of every person, one by one, whether they answer.
#include "core/duty/who_answers.hpp"
#include "core/testing/small_plant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace davy::core {
namespace {

const std::vector<std::string> kLogins{"an", "bo", "cai", "deng", "er"};
const Day kFirst = day_at(kEight, 8_h);

int below(int limit) { return *rc::gen::inRange(0, limit); }
std::string any_login() { return kLogins[static_cast<std::size_t>(below(5))]; }
std::string any_shift() { return std::vector<std::string>{"", "early", "late", "night", "extra"}[static_cast<std::size_t>(below(5))]; }
std::string day_text(int offset) { return to_text(kFirst + offset); }
Instant any_instant() { return start_of(kFirst, 8_h) + 1_h * below(24 * 12); }
std::optional<Instant> any_end(Instant from) { return below(4) == 0 ? std::nullopt : std::optional(from + 1_h * (1 + below(60))); }

struct ToldDuty {
  site::Site site = make_small_plant();
  std::map<std::string, std::vector<std::string>> accounts;  // posts, by login
  RosterBook book;
  QualificationBook papers;

  ToldDuty() {
    site.shifts = {{"early", {}, 6_h, 14_h}, {"late", {}, 14_h, 22_h}, {"night", {}, 22_h, 6_h}, {"extra", {}, 20_h, 2_h}};
    site.duties.clear();
    if (below(3) == 0) site.posts[2].qualifications = {"welding"};
    for (const std::string& login : kLogins)
      for (const char* post : {"operator", "shift-lead"})
        if (below(3) == 0) accounts[login].push_back(post);
    for (int i = below(3); i > 0; --i) add_roster();
    for (int i = below(4); i > 0; --i) {
      std::vector<std::string> shifts;
      for (int k = below(3); k > 0; --k)
        if (const std::string shift = any_shift(); !shift.empty()) shifts.push_back(shift);
      book.days["operator"][day_text(below(10))][any_login()] = shifts;
    }
    for (std::uint64_t i = static_cast<std::uint64_t>(below(4)); i > 0; --i) {
      const Instant from = any_instant();
      book.absences[AbsenceId(i)] = {any_login(), from, any_end(from), "", ""};
    }
    for (std::uint64_t i = static_cast<std::uint64_t>(below(4)); i > 0; --i) {
      const Instant from = any_instant();
      StandIn stand{any_login(), below(2) == 0 ? "" : any_login(), "", from, any_end(from), "", ""};
      if (stand.instead_of.empty() || below(2) == 0) stand.held_post = below(2) == 0 ? "operator" : "shift-lead";
      book.stand_ins[StandInId(i)] = stand;
    }
    for (int i = below(4); i > 0; --i) {
      const std::string login = any_login();
      papers.logins["p-" + login] = login;
      papers.certificates["q-" + std::to_string(i)] = {"p-" + login, below(4) == 0 ? "height" : "welding", day_text(below(12)),
                                                       below(2) == 0 ? "" : day_text(below(12))};
    }
  }

  void add_roster() {
    Roster roster;
    const int first = below(8);
    if (below(2) == 0) roster.last_day = day_text(first + below(5));
    for (int i = 1 + below(5); i > 0; --i) roster.cycle.push_back(any_shift());
    std::vector<std::string> free = kLogins;
    for (int i = 1 + below(3); i > 0; --i) {
      Crew crew{"crew " + std::to_string(i), {}, static_cast<std::uint32_t>(below(static_cast<int>(roster.cycle.size())))};
      for (int k = below(3); k > 0 && !free.empty(); --k) {
        crew.people.push_back(free.back());
        free.pop_back();
      }
      roster.crews.push_back(crew);
    }
    book.rosters["operator"][day_text(first)] = roster;
  }
};

// The plain way.
class Slow {
 public:
  Slow(const ToldDuty& told, std::string post, Instant at) : told_(told), post_(std::move(post)), at_(at) {}

  std::set<std::string> people() const {
    std::set<std::string> found;
    for (const std::string& login : kLogins)
      if (answers(login) && has_papers(login)) found.insert(login);
    return found;
  }
  bool is_rostered() const { return !began_shifts(Only::Told).empty(); }

 private:
  enum class Only { Told, Any };

  // Shift and the day on which it began, of those that are on.
  std::vector<std::pair<std::string, Day>> began_shifts(Only only) const {
    std::vector<std::pair<std::string, Day>> found;
    for (int back = 0; back < 2; ++back)
      for (const site::Shift& shift : told_.site.shifts) {
        const Day day = day_at(at_, 8_h) + -back;
        const Instant from = start_of(day, 8_h) + shift.from;
        const Instant until = start_of(day, 8_h) + shift.until + (shift.until <= shift.from ? 24_h : 0_h);
        if (at_ < from || until <= at_) continue;
        if (only == Only::Any || begun(day)) found.emplace_back(shift.name, day);
      }
    return found;
  }
  bool begun(Day day) const {
    const auto post = told_.book.rosters.find(post_);
    if (post == told_.book.rosters.end()) return false;
    return std::ranges::any_of(post->second, [&](const auto& entry) { return entry.first <= to_text(day); });
  }

  bool works(const std::string& login, const std::string& shift, Day day) const {
    const auto days = told_.book.days.find(post_);
    if (days != told_.book.days.end() && days->second.contains(to_text(day)) && days->second.at(to_text(day)).contains(login)) {
      const std::vector<std::string>& shifts = days->second.at(to_text(day)).at(login);
      return std::ranges::count(shifts, shift) > 0;
    }
    const Roster* latest = nullptr;
    Day first;
    for (const auto& [first_day, roster] : told_.book.rosters.at(post_))
      if (first_day <= to_text(day)) latest = &roster, first = *parse_day(first_day);
    if (latest == nullptr || (!latest->last_day.empty() && latest->last_day < to_text(day))) return false;
    for (const Crew& crew : latest->crews) {
      std::size_t place = crew.starts_at;
      for (Day passing = first; passing < day; passing = passing + 1) place = (place + 1) % latest->cycle.size();
      if (std::ranges::count(crew.people, login) > 0 && latest->cycle[place] == shift) return true;
    }
    return false;
  }

  bool named(const std::string& login) const {
    if (!is_rostered()) {
      const auto account = told_.accounts.find(login);
      return account != told_.accounts.end() && std::ranges::count(account->second, post_) > 0;
    }
    const auto shifts = began_shifts(Only::Told);
    return std::ranges::any_of(shifts, [&](const auto& on) { return works(login, on.first, on.second); });
  }
  bool absent(const std::string& login) const {
    return std::ranges::any_of(told_.book.absences, [&](const auto& entry) {
      const Absence& absence = entry.second;
      return absence.person == login && absence.from <= at_ && (!absence.until || at_ < *absence.until);
    });
  }
  bool stands(const StandIn& stand) const {
    return stand.from <= at_ && (!stand.until || at_ < *stand.until) && (stand.held_post.empty() || stand.held_post == post_) &&
           !absent(stand.person);
  }
  // Who stands in for a person: the latest appointed who can.
  std::string in_place_of(const std::string& login) const {
    std::string found;
    for (const auto& [id, stand] : told_.book.stand_ins)
      if (stand.instead_of == login && stands(stand)) found = stand.person;
    return found;
  }
  bool answers(const std::string& login) const {
    if (absent(login)) return false;
    if (named(login) && in_place_of(login).empty()) return true;
    for (const std::string& other : kLogins)
      if (named(other) && in_place_of(other) == login) return true;
    return std::ranges::any_of(told_.book.stand_ins, [&](const auto& entry) {
      return entry.second.instead_of.empty() && entry.second.person == login && stands(entry.second);
    });
  }
  bool has_papers(const std::string& login) const {
    const auto post = std::ranges::find(told_.site.posts, post_, &site::Post::name);
    return std::ranges::all_of(post->qualifications, [&](const std::string& wanted) {
      return std::ranges::any_of(told_.papers.certificates, [&](const auto& entry) {
        const Certificate& paper = entry.second;
        if (paper.person != "p-" + login || paper.category != wanted) return false;
        const std::string today = to_text(day_at(at_, 8_h));
        return today <= paper.valid_until && (paper.review_by.empty() || today <= paper.review_by);
      });
    });
  }

  const ToldDuty& told_;
  std::string post_;
  Instant at_;
};

RC_GTEST_PROP(RosterProperty, AgreesWithThePlainWayAtEveryHour, ()) {
  const ToldDuty told;
  const site::Directory directory(told.site);
  PostHolders holders(directory);
  for (const auto& [login, posts] : told.accounts) holders.add(login, posts);
  holders.know(told.book);
  holders.know(told.papers);
  for (int hour = -30; hour < 24 * 12; ++hour)
    for (const std::string post : {"operator", "shift-lead"}) {
      const Instant at = start_of(kFirst, 8_h) + 1_h * hour;
      const Slow slow(told, post, at);
      const Holding holding = holders.of(directory.post(post).value(), at);
      const std::set<std::string> people(holding.people.begin(), holding.people.end());
      RC_ASSERT(people.size() == holding.people.size());
      RC_ASSERT(people == slow.people());
      RC_ASSERT((holding.gap == Gap::None) == !people.empty());
      RC_ASSERT(holding.gap != Gap::NobodyHolds || !slow.is_rostered());
      RC_ASSERT(holding.gap != Gap::NobodyOnRoster || slow.is_rostered());
    }
}

// What a day's cell says is what its shifts say.
RC_GTEST_PROP(RosterProperty, WhoWorksAShiftIsNamedInIt, ()) {
  ToldDuty told;
  told.book.absences.clear();
  told.book.stand_ins.clear();
  told.site.posts[2].qualifications.clear();
  told.site.shifts.pop_back();  // without the one that overlaps
  const site::Directory directory(told.site);
  PostHolders holders(directory);
  holders.know(told.book);
  const auto begun = told.book.rosters.find("operator");
  for (int offset = 0; offset < 12; ++offset)
    for (const site::Shift& shift : told.site.shifts) {
      if (begun == told.book.rosters.end() || day_text(offset) < begun->second.begin()->first) continue;
      const Holding holding = holders.of(site::PostIndex(2), start_of(kFirst + offset, 8_h) + shift.from);
      for (const std::string& login : kLogins) {
        const std::vector<std::string> works = told.book.works("operator", login, kFirst + offset).shifts;
        RC_ASSERT((std::ranges::count(works, shift.name) > 0) == (std::ranges::count(holding.people, login) > 0));
      }
    }
}

// The gaps of a span are what who_answers says at every hour of it, and they say where they begin and end.
RC_GTEST_PROP(RosterProperty, GapsAreTheHoursInWhichNobodyAnswers, ()) {
  ToldDuty told;
  told.site.duties = {{site::PostIndex(2), site::ZoneIndex(0), site::ShiftIndex(0)},
                      {site::PostIndex(2), site::ZoneIndex(0), site::ShiftIndex(1)},
                      {site::PostIndex(1), site::ZoneIndex(0), site::ShiftIndex(2)}};
  const site::Directory directory(told.site);
  PostHolders holders(directory);
  for (const auto& [login, posts] : told.accounts) holders.add(login, posts);
  holders.know(told.book);
  holders.know(told.papers);
  const std::vector<DutyGap> gaps = duty_gaps(holders, directory, kFirst, kFirst + 9);
  for (const DutyGap& gap : gaps) RC_ASSERT(gap.from < gap.until);
  for (int hour = 0; hour < 24 * 10; ++hour) {
    const Instant at = start_of(kFirst, 8_h) + 1_h * hour;
    const Answering who = who_answers(holders, directory, site::ZoneIndex(0), Matter::Order, at);
    const auto within = std::ranges::count_if(gaps, [&](const DutyGap& gap) {
      return gap.zone == site::ZoneIndex(0) && gap.matter == Matter::Order && gap.from <= at && at < gap.until && gap.gap == who.gap;
    });
    RC_ASSERT(within == (who.gap == Gap::None ? 0 : 1));
  }
}

}  // namespace
}  // namespace davy::core
