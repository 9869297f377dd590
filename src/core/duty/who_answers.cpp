#include "core/duty/who_answers.hpp"

#include "site/names.hpp"

#include <algorithm>
#include <set>

namespace davy::core {
namespace {

// The times of day at which who is on duty can change; at least one.
std::vector<Duration> changes_of_shift(const site::Site& site) {
  std::set<Duration> times;
  for (const site::Shift& shift : site.shifts)
    for (const Duration time : {shift.from, shift.until}) times.insert(time == 24_h ? Duration() : time);
  if (times.empty()) times.insert(Duration());
  return {times.begin(), times.end()};
}

// The gaps of one zone and matter, one from each change of shift to the next.
std::vector<DutyGap> gaps_of(const PostHolders& holders, const site::Directory& directory, site::ZoneIndex zone, Matter matter,
                             const std::vector<Duration>& changes) {
  std::vector<DutyGap> gaps;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Instant at = Instant() + changes[i] - directory.site().utc_offset;
    const Answering who = who_answers(holders, directory, zone, matter, at);
    if (who.gap == Gap::None) continue;
    gaps.push_back({zone, matter, changes[i], changes[(i + 1) % changes.size()], who.gap, who.post, who.next});
  }
  return gaps;
}

bool is_same_trouble(const DutyGap& one, const DutyGap& other) {
  return one.matter == other.matter && one.gap == other.gap && one.post == other.post && one.next == other.next;
}

// Neighbours in time become one, past midnight too.
std::vector<DutyGap> joined(const std::vector<DutyGap>& gaps) {
  std::vector<DutyGap> made;
  for (const DutyGap& gap : gaps)
    if (!made.empty() && made.back().until == gap.from && is_same_trouble(made.back(), gap))
      made.back().until = gap.until;
    else
      made.push_back(gap);
  if (made.size() > 1 && made.back().until == made.front().from && is_same_trouble(made.back(), made.front())) {
    made.front().from = made.back().from;
    made.pop_back();
  }
  return made;
}

}  // namespace

void PostHolders::add(const std::string& login, const std::vector<std::string>& posts) {
  for (const std::string& name : posts)
    if (const auto post = directory_->post(name)) people_[post->get()].push_back(login);
}

std::optional<site::PostIndex> PostHolders::held_above(site::PostIndex post) const {
  const site::Site& site = directory_->site();
  for (std::optional<site::PostIndex> above = site[post].escalates_to; above; above = site[*above].escalates_to)
    if (!of(*above).empty()) return above;
  return std::nullopt;
}

Answering who_answers(const PostHolders& holders, const site::Directory& directory, site::ZoneIndex zone, Matter matter, Instant at) {
  Answering who;
  who.post = directory.on_duty(zone, matter, at);
  if (!who.post) {
    who.gap = Gap::NoDuty;
    who.post = directory.post(post_at_the_top(directory));
  }
  if (!who.post) return who;
  who.people = holders.of(*who.post);
  if (who.people.empty()) who.gap = who.gap == Gap::None ? Gap::NobodyHolds : who.gap;
  who.next = holders.held_above(*who.post);
  return who;
}

std::vector<DutyGap> duty_gaps(const PostHolders& holders, const site::Directory& directory) {
  const site::Site& site = directory.site();
  const std::vector<Duration> changes = changes_of_shift(site);
  std::vector<DutyGap> found;
  for (std::size_t z = 0; z < site.zones.size(); ++z)
    for (const auto& matter : kEnumNames<Matter>) {
      std::vector<DutyGap> gaps = gaps_of(holders, directory, site::ZoneIndex(z), matter.value, changes);
      if (const auto parent = site.zones[z].parent) {
        const std::vector<DutyGap> around = gaps_of(holders, directory, *parent, matter.value, changes);
        std::erase_if(gaps, [&](const DutyGap& gap) {
          return std::ranges::any_of(around, [&](const DutyGap& other) { return other.from == gap.from && is_same_trouble(gap, other); });
        });
      }
      for (const DutyGap& gap : joined(gaps)) found.push_back(gap);
    }
  return found;
}

}  // namespace davy::core
