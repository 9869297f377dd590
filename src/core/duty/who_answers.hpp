#pragma once
// Who answers now: the post on duty, the people who hold it at that moment, and why there is a gap where nobody does.
//
// Who holds a post: those whom its roster names for the shift that is on; of a post that no roster was told for, those whose account holds it. A roster
// that is over leaves a gap, not everybody. Who is absent does not answer. A stand-in who is there answers in place of the person, or beside those of
// the post; nobody stands in for a stand-in. Of a post that asks for certificates, only who holds all of them at that moment.

#include "base/enum_names.hpp"
#include "core/duty.hpp"
#include "core/duty/qualification_book.hpp"
#include "core/duty/roster_book.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

enum class Gap {
  None,
  NoDuty,          // no duty covers the matter there and then: the top of the chain answers
  NobodyHolds,     // nobody holds the post
  NobodyOnRoster,  // the post has a roster, and it names nobody for this shift
  AllAbsent,       // all who would answer are absent, and nobody stands in
  NotQualified,    // nobody of them holds the certificates that the post asks for
};

// Logins, as long as the holders live.
struct Holding {
  std::vector<std::string_view> people;
  Gap gap = Gap::None;
};

// Who holds which post at any time, compiled from what was told. `directory` must outlive it; the books need not.
class PostHolders {
 public:
  explicit PostHolders(const site::Directory& directory);

  void add(const std::string& login, const std::vector<std::string>& posts);  // posts that the site has not are passed over
  void know(const RosterBook& book);
  void know(const QualificationBook& book);

  // Costs a look at the shifts that are on, their crews and the people found; no memory but the answer's.
  Holding of(site::PostIndex post, Instant at) const;
  std::optional<site::PostIndex> held_above(site::PostIndex post, Instant at) const;  // the nearest one up the chain that somebody holds

  std::vector<std::string> everybody(site::PostIndex post) const;   // whose account holds it, on shift or not
  bool is_rostered(site::PostIndex post, Instant at) const;         // a roster was told for it by then
  std::vector<Instant> changes(Instant from, Instant until) const;  // within, besides changes of shift, in order

 private:
  using Person = std::uint32_t;
  struct Span {
    Instant from;
    Instant until;
    bool holds(Instant at) const { return from <= at && at < until; }
  };
  struct Shifted {
    Day first;
    std::optional<Day> last;
    std::vector<std::optional<site::ShiftIndex>> cycle;
    struct Crew {
      std::uint32_t starts_at;
      std::vector<Person> people;
    };
    std::vector<Crew> crews;
  };
  struct DayTold {
    Day day;
    Person person;
    std::vector<site::ShiftIndex> shifts;
  };
  struct Stand {
    Person person;
    std::optional<site::PostIndex> post;  // none: all
    Span when;
  };
  struct Posted {
    std::vector<Person> people;
    std::vector<Shifted> rosters;  // by first day
    std::vector<DayTold> days;     // by day
    std::vector<Stand> beside;
    std::vector<std::uint32_t> categories;
  };
  struct Held {
    std::uint32_t category;
    Instant until;
  };
  struct Known {
    std::string login;
    std::vector<Span> absences;
    std::vector<Stand> stand_ins;  // the latest appointed last
    std::vector<Held> certificates;
  };

  Person person(const std::string& login);
  std::uint32_t category(const std::string& name);
  bool is_absent(Person person, Instant at) const;
  bool is_qualified(Person person, const Posted& post, Instant at) const;
  bool add_rostered(std::vector<Person>& to, const Posted& post, site::ShiftIndex shift, Day day) const;
  Person answering_for(Person person, site::PostIndex post, Instant at) const;

  const site::Directory* directory_;
  std::vector<Posted> posts_;
  std::vector<Known> people_;
  std::map<std::string, Person, std::less<>> index_;
  std::vector<std::string> categories_;
};

struct Answering {
  std::optional<site::PostIndex> post;   // none in a site without posts
  std::vector<std::string_view> people;  // logins; as long as the holders live
  Gap gap = Gap::None;
  std::optional<site::PostIndex> next;  // who is told when nobody acts: the nearest post above that somebody holds
};

// Costs a walk up the zones that lie around `zone` and up the chain of duty.
Answering who_answers(const PostHolders& holders, const site::Directory& directory, site::ZoneIndex zone, Matter matter, Instant at);

// A time in which nobody answers for a matter in a zone; told once, at the outermost zone for which it is the same.
struct DutyGap {
  site::ZoneIndex zone;
  Matter matter = Matter::Alarm;
  Instant from;
  Instant until;
  Gap gap = Gap::NoDuty;
  std::optional<site::PostIndex> post;
  std::optional<site::PostIndex> next;
  bool operator==(const DutyGap&) const = default;
};

// Of the days from `first` to `last`, both included, in the order of zones, matters and times.
std::vector<DutyGap> duty_gaps(const PostHolders& holders, const site::Directory& directory, Day first, Day last);

// A time in which the same people hold a post, or nobody does.
struct PostWatch {
  Instant from;
  Instant until;
  std::vector<std::string_view> people;  // logins; as long as the holders live
  Gap gap = Gap::None;
};

// From `from` on, up to the end of the day that is so many days later, in order; neighbours with the same people are one.
std::vector<PostWatch> post_watches(const PostHolders& holders, const site::Directory& directory, site::PostIndex post, Instant from,
                                    std::int64_t days);

// The times of day at which a shift of the site begins or ends, in order; at least one.
std::vector<Duration> changes_of_shift(const site::Site& site);

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::Gap> = std::to_array<EnumName<core::Gap>>({{core::Gap::None, "none"},
                                                                                  {core::Gap::NoDuty, "no-duty"},
                                                                                  {core::Gap::NobodyHolds, "nobody-holds"},
                                                                                  {core::Gap::NobodyOnRoster, "nobody-on-roster"},
                                                                                  {core::Gap::AllAbsent, "all-absent"},
                                                                                  {core::Gap::NotQualified, "not-qualified"}});

}  // namespace davy
