#include "core/duty/who_answers.hpp"

#include <algorithm>
#include <set>

namespace davy::core {
namespace {

// The gaps of one zone and matter, one from each instant to the next.
std::vector<DutyGap> gaps_of(const PostHolders& holders, const site::Directory& directory, site::ZoneIndex zone, Matter matter,
                             const std::vector<Instant>& instants) {
  std::vector<DutyGap> gaps;
  for (std::size_t i = 0; i + 1 < instants.size(); ++i) {
    const Answering who = who_answers(holders, directory, zone, matter, instants[i]);
    if (who.gap != Gap::None) gaps.push_back({zone, matter, instants[i], instants[i + 1], who.gap, who.post, who.next});
  }
  return gaps;
}

bool is_same_trouble(const DutyGap& one, const DutyGap& other) {
  return one.matter == other.matter && one.gap == other.gap && one.post == other.post && one.next == other.next;
}

// Neighbours in time become one.
std::vector<DutyGap> joined(const std::vector<DutyGap>& gaps) {
  std::vector<DutyGap> made;
  for (const DutyGap& gap : gaps)
    if (!made.empty() && made.back().until == gap.from && is_same_trouble(made.back(), gap))
      made.back().until = gap.until;
    else
      made.push_back(gap);
  return made;
}

// At which who answers can change, with the end.
std::vector<Instant> changes_within(const PostHolders& holders, const site::Directory& directory, Day first, Day last) {
  const Duration offset = directory.site().utc_offset;
  const std::vector<Duration> times = changes_of_shift(directory.site());
  std::set<Instant> instants{start_of(last + 1, offset)};
  for (Day day = first; day <= last; day = day + 1) {
    instants.insert(start_of(day, offset));
    for (const Duration time : times) instants.insert(start_of(day, offset) + time);
  }
  for (const Instant at : holders.changes(start_of(first, offset), start_of(last + 1, offset))) instants.insert(at);
  return {instants.begin(), instants.end()};
}

}  // namespace

PostHolders::PostHolders(const site::Directory& directory) : directory_(&directory), posts_(directory.site().posts.size()) {
  for (std::size_t i = 0; i < posts_.size(); ++i)
    for (const std::string& name : directory.site().posts[i].qualifications) posts_[i].categories.push_back(category(name));
}

PostHolders::Person PostHolders::person(const std::string& login) {
  const auto [found, is_new] = index_.try_emplace(login, static_cast<Person>(people_.size()));
  if (is_new) people_.push_back({login, {}, {}, {}});
  return found->second;
}

std::uint32_t PostHolders::category(const std::string& name) {
  const auto found = std::ranges::find(categories_, name);
  if (found != categories_.end()) return static_cast<std::uint32_t>(found - categories_.begin());
  categories_.push_back(name);
  return static_cast<std::uint32_t>(categories_.size() - 1);
}

void PostHolders::add(const std::string& login, const std::vector<std::string>& posts) {
  for (const std::string& name : posts)
    if (const auto post = directory_->post(name)) posts_[post->get()].people.push_back(person(login));
}

void PostHolders::know(const RosterBook& book) {
  const std::vector<site::Shift>& shifts = directory_->site().shifts;
  const auto shift_named = [&](const std::string& name) -> std::optional<site::ShiftIndex> {
    const auto found = std::ranges::find(shifts, name, &site::Shift::name);
    return found == shifts.end() ? std::nullopt : std::optional(site::ShiftIndex(static_cast<std::size_t>(found - shifts.begin())));
  };
  for (const auto& [name, rosters] : book.rosters) {
    const auto post = directory_->post(name);
    if (!post) continue;
    for (const auto& [first_day, roster] : rosters) {
      const auto first = parse_day(first_day);
      if (!first) continue;
      Shifted made{*first, {}, {}, {}};
      if (const auto last = parse_day(roster.last_day)) made.last = *last;
      for (const std::string& shift : roster.cycle) made.cycle.push_back(shift_named(shift));
      for (const Crew& crew : roster.crews) {
        Shifted::Crew& each = made.crews.emplace_back();
        each.starts_at = crew.starts_at;
        for (const std::string& login : crew.people) each.people.push_back(person(login));
      }
      if (!made.cycle.empty()) posts_[post->get()].rosters.push_back(std::move(made));
    }
  }
  for (const auto& [name, days] : book.days) {
    const auto post = directory_->post(name);
    if (!post) continue;
    for (const auto& [text, told] : days)
      if (const auto day = parse_day(text))
        for (const auto& [login, names] : told) {
          DayTold each{*day, person(login), {}};
          for (const std::string& shift : names)
            if (const auto index = shift_named(shift)) each.shifts.push_back(*index);
          posts_[post->get()].days.push_back(std::move(each));
        }
  }
  for (const auto& [id, absence] : book.absences)
    people_[person(absence.person)].absences.push_back({absence.from, absence.until.value_or(Instant::never())});
  for (const auto& [id, told] : book.stand_ins) {
    const auto post = directory_->post(told.held_post);
    if (!told.held_post.empty() && !post) continue;
    const Stand stand{person(told.person), post, {told.from, told.until.value_or(Instant::never())}};
    if (told.instead_of.empty())
      posts_[post->get()].beside.push_back(stand);
    else
      people_[person(told.instead_of)].stand_ins.push_back(stand);
  }
}

void PostHolders::know(const QualificationBook& book) {
  for (const auto& [id, certificate] : book.certificates) {
    const std::string login = book.login_of(certificate);
    const auto last = qualification::last_day(certificate);
    if (login.empty() || !last) continue;
    people_[person(login)].certificates.push_back({category(certificate.category), start_of(last->day + 1, directory_->site().utc_offset)});
  }
}

bool PostHolders::is_absent(Person person, Instant at) const {
  return std::ranges::any_of(people_[person].absences, [&](const Span& span) { return span.holds(at); });
}

bool PostHolders::is_qualified(Person person, const Posted& post, Instant at) const {
  return std::ranges::all_of(post.categories, [&](std::uint32_t wanted) {
    return std::ranges::any_of(people_[person].certificates, [&](const Held& held) { return held.category == wanted && at < held.until; });
  });
}

// Whether a roster was told for that day.
bool PostHolders::add_rostered(std::vector<Person>& to, const Posted& post, site::ShiftIndex shift, Day day) const {
  const auto after = std::ranges::upper_bound(post.rosters, day, {}, &Shifted::first);
  if (after == post.rosters.begin()) return false;
  const auto told = std::ranges::equal_range(post.days, day, {}, &DayTold::day);
  const Shifted& roster = *std::prev(after);
  if (!roster.last || day <= *roster.last) {
    const auto since = static_cast<std::size_t>(day - roster.first);
    for (const Shifted::Crew& crew : roster.crews) {
      if (roster.cycle[(since + crew.starts_at) % roster.cycle.size()] != shift) continue;
      for (const Person person : crew.people)
        if (std::ranges::find(told, person, &DayTold::person) == told.end()) to.push_back(person);
    }
  }
  for (const DayTold& each : told)
    if (std::ranges::find(each.shifts, shift) != each.shifts.end()) to.push_back(each.person);
  return true;
}

PostHolders::Person PostHolders::answering_for(Person person, site::PostIndex post, Instant at) const {
  const std::vector<Stand>& stands = people_[person].stand_ins;
  for (auto stand = stands.rbegin(); stand != stands.rend(); ++stand)
    if (stand->when.holds(at) && (!stand->post || *stand->post == post) && !is_absent(stand->person, at)) return stand->person;
  return person;
}

Holding PostHolders::of(site::PostIndex post, Instant at) const {
  const Posted& posted = posts_[post.get()];
  std::vector<Person> named;
  bool rostered = false;
  if (!posted.rosters.empty()) {
    bool between_shifts = true;
    for (std::size_t i = 0; i < directory_->site().shifts.size(); ++i)
      if (const auto day = directory_->began(site::ShiftIndex(i), at)) {
        between_shifts = false;
        rostered = add_rostered(named, posted, site::ShiftIndex(i), *day) || rostered;
      }
    if (between_shifts) rostered = is_rostered(post, at);
  }
  if (!rostered) named = posted.people;

  Holding holding;
  holding.gap = rostered ? Gap::NobodyOnRoster : Gap::NobodyHolds;
  const auto add_answering = [&](Person person) {
    holding.gap = std::max(holding.gap, Gap::AllAbsent);
    if (is_absent(person, at)) return;
    holding.gap = std::max(holding.gap, Gap::NotQualified);
    const std::string_view login = people_[person].login;
    if (is_qualified(person, posted, at) && std::ranges::find(holding.people, login) == holding.people.end())
      holding.people.push_back(login);
  };
  for (const Person person : named) add_answering(answering_for(person, post, at));
  for (const Stand& stand : posted.beside)
    if (stand.when.holds(at)) add_answering(stand.person);
  if (!holding.people.empty()) holding.gap = Gap::None;
  return holding;
}

std::optional<site::PostIndex> PostHolders::held_above(site::PostIndex post, Instant at) const {
  const site::Site& site = directory_->site();
  for (std::optional<site::PostIndex> above = site[post].escalates_to; above; above = site[*above].escalates_to)
    if (!of(*above, at).people.empty()) return above;
  return std::nullopt;
}

std::vector<std::string> PostHolders::everybody(site::PostIndex post) const {
  std::vector<std::string> logins;
  for (const Person person : posts_[post.get()].people) logins.push_back(people_[person].login);
  return logins;
}

bool PostHolders::is_rostered(site::PostIndex post, Instant at) const {
  const std::vector<Shifted>& rosters = posts_[post.get()].rosters;
  return !rosters.empty() && rosters.front().first <= day_at(at, directory_->site().utc_offset);
}

std::vector<Instant> PostHolders::changes(Instant from, Instant until) const {
  std::set<Instant> found;
  const auto add = [&](Instant at) {
    if (from < at && at < until) found.insert(at);
  };
  const auto add_span = [&](const Span& span) { add(span.from), add(span.until); };
  for (const Known& known : people_) {
    for (const Span& span : known.absences) add_span(span);
    for (const Stand& stand : known.stand_ins) add_span(stand.when);
    for (const Held& held : known.certificates) add(held.until);
  }
  for (const Posted& post : posts_)
    for (const Stand& stand : post.beside) add_span(stand.when);
  return {found.begin(), found.end()};
}

Answering who_answers(const PostHolders& holders, const site::Directory& directory, site::ZoneIndex zone, Matter matter, Instant at) {
  Answering who;
  who.post = directory.on_duty(zone, matter, at);
  if (!who.post) {
    who.gap = Gap::NoDuty;
    who.post = directory.post(post_at_the_top(directory));
  }
  if (!who.post) return who;
  Holding holding = holders.of(*who.post, at);
  who.people = std::move(holding.people);
  if (who.gap == Gap::None) who.gap = holding.gap;
  who.next = holders.held_above(*who.post, at);
  return who;
}

std::vector<DutyGap> duty_gaps(const PostHolders& holders, const site::Directory& directory, Day first, Day last) {
  const site::Site& site = directory.site();
  const std::vector<Instant> instants = changes_within(holders, directory, first, last);
  std::vector<DutyGap> found;
  for (std::size_t z = 0; z < site.zones.size(); ++z)
    for (const auto& matter : kEnumNames<Matter>) {
      std::vector<DutyGap> gaps = gaps_of(holders, directory, site::ZoneIndex(z), matter.value, instants);
      if (const auto parent = site.zones[z].parent) {
        const std::vector<DutyGap> around = gaps_of(holders, directory, *parent, matter.value, instants);
        std::erase_if(gaps, [&](const DutyGap& gap) {
          const auto same = std::ranges::lower_bound(around, gap.from, {}, &DutyGap::from);
          return same != around.end() && same->from == gap.from && is_same_trouble(gap, *same);
        });
      }
      for (const DutyGap& gap : joined(gaps)) found.push_back(gap);
    }
  return found;
}

std::vector<PostWatch> post_watches(const PostHolders& holders, const site::Directory& directory, site::PostIndex post, Instant from,
                                    std::int64_t days) {
  const Day first = day_at(from, directory.site().utc_offset);
  std::vector<PostWatch> watches;
  Instant begins = from;
  for (const Instant ends : changes_within(holders, directory, first, first + days)) {
    if (ends <= from) continue;
    Holding holding = holders.of(post, begins);
    if (!watches.empty() && watches.back().people == holding.people && watches.back().gap == holding.gap)
      watches.back().until = ends;
    else
      watches.push_back({begins, ends, std::move(holding.people), holding.gap});
    begins = ends;
  }
  return watches;
}

std::vector<Duration> changes_of_shift(const site::Site& site) {
  std::set<Duration> times;
  for (const site::Shift& shift : site.shifts)
    for (const Duration time : {shift.from, shift.until}) times.insert(time == 24_h ? Duration() : time);
  if (times.empty()) times.insert(Duration());
  return {times.begin(), times.end()};
}

}  // namespace davy::core
