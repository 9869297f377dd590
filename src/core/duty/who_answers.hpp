#pragma once
// Who answers now: the post on duty, the people who hold it, and why there is a gap where nobody does.

#include "base/enum_names.hpp"
#include "core/duty.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace davy::core {

// Who holds which post. `directory` must outlive it.
class PostHolders {
 public:
  explicit PostHolders(const site::Directory& directory) : directory_(&directory), people_(directory.site().posts.size()) {}

  void add(const std::string& login, const std::vector<std::string>& posts);  // posts that the site has not are passed over
  std::span<const std::string> of(site::PostIndex post) const { return people_[post.get()]; }  // logins, in the order of adding
  std::optional<site::PostIndex> held_above(site::PostIndex post) const;  // the nearest one up the chain that somebody holds

 private:
  const site::Directory* directory_;
  std::vector<std::vector<std::string>> people_;  // per post
};

enum class Gap {
  None,
  NoDuty,       // no duty covers the matter there and then: the top of the chain answers
  NobodyHolds,  // nobody holds the post
};

struct Answering {
  std::optional<site::PostIndex> post;  // none in a site without posts
  std::span<const std::string> people;  // logins; lives as long as the holders
  Gap gap = Gap::None;
  std::optional<site::PostIndex> next;  // who is told when nobody acts: the nearest post above that somebody holds
};

// Costs a walk up the zones that lie around `zone` and up the chain of duty.
Answering who_answers(const PostHolders& holders, const site::Directory& directory, site::ZoneIndex zone, Matter matter, Instant at);

// A span of every day in which nobody answers for a matter in a zone; told once, at the outermost zone for which it is the same.
struct DutyGap {
  site::ZoneIndex zone;
  Matter matter = Matter::Alarm;
  Duration from;   // since local midnight
  Duration until;  // after `from`, or before it past midnight; the same: at any time
  Gap gap = Gap::NoDuty;
  std::optional<site::PostIndex> post;
  std::optional<site::PostIndex> next;
  bool operator==(const DutyGap&) const = default;
};

// In the order of zones, matters and times of day.
std::vector<DutyGap> duty_gaps(const PostHolders& holders, const site::Directory& directory);

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::Gap> = std::to_array<EnumName<core::Gap>>({{core::Gap::None, "none"},
                                                                                  {core::Gap::NoDuty, "no-duty"},
                                                                                  {core::Gap::NobodyHolds, "nobody-holds"}});

}  // namespace davy
