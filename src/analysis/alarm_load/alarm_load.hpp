#pragma once
// Alarm load: how much alarms ask of each post and each of its duties, in the figures of ISA-18.2 and EEMUA 191 (FACTS A.6).
//
// An alarm counts when it rang for people, for the post that answered it and the duty that it is charged to (duty_of.hpp); one that was raised while it was
// shelved, suppressed or out of service is counted apart. An alarm that rings again counts once. Floods are those of the journal. A condition chatters when it
// rings three times within a minute, is fleeting when it is over within a minute, and stale when it has been active for more than a day.

#include "base/enum_names.hpp"
#include "core/alarm/rang_alarm.hpp"
#include "site/directory.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::analysis {

inline constexpr Duration kChatterWithin = Duration::from_ms(60'000);
inline constexpr std::size_t kChatterLeast = 3;
inline constexpr Duration kFleetingWithin = Duration::from_ms(60'000);
inline constexpr Duration kStaleAfter = Duration::from_ms(86'400'000);

// What may be asked of a person (FACTS A.6): up to 150 alarms a day are acceptable, up to 300 can be managed.
enum class Load { Acceptable, Manageable, Overload };

struct ConditionLoad {
  std::string condition;
  std::size_t count = 0;
};

struct PostLoad {
  std::string post;
  std::string zone = {};  // of the duty, like the next; empty: all duties together
  std::string shift = {};
  std::size_t alarms = 0;   // that rang
  std::size_t shelved = 0;  // raised while set aside, and nobody was told since
  std::size_t suppressed = 0;
  std::size_t out_of_service = 0;
  std::optional<double> per_day;  // of the time watched in its shift, brought to 24 h; none before a day was watched
  std::size_t most_in_ten_minutes = 0;
  std::size_t floods = 0;
  Duration in_flood;
  double flood_share = 0;    // of the time watched
  std::optional<Load> load;  // likewise
  std::optional<Duration> median_to_acknowledge;
  std::vector<ConditionLoad> most_frequent;  // ten at most, the worst first
  std::vector<ConditionLoad> chattering;     // count: the most within one minute
  std::vector<ConditionLoad> fleeting;       // count: how often it was over within a minute
  std::vector<std::string> stale;            // still active at the end
};

struct Span {
  Instant from;
  Instant until;
};

// What the journal has of alarms and floods.
struct Rang {
  std::vector<core::RangAlarm> alarms;
  std::vector<core::RangFlood> floods;
};

// The most of one condition within kChatterWithin; instants in order.
std::size_t most_within_chatter(const std::vector<Instant>& rang);

// The post that it was charged to when it rang; what the site no longer has counts for the top of the chain.
std::string post_that_answered(const core::RangAlarm& alarm, const site::Directory& directory);
// The shifts in which a post has a duty, in the site's order.
std::vector<site::ShiftIndex> shifts_of(const std::string& post, const site::Directory& directory);
// The shift that an alarm is charged to: that of its duty, else the first that was on of those in which its post has any duty.
std::optional<site::ShiftIndex> shift_of(const core::RangAlarm& alarm, const site::Directory& directory);
// How much of a span a shift is on.
Duration within(Span span, site::ShiftIndex shift, const site::Directory& directory);

// Alarms in whatever order; those that rang outside `span` only count as stale. Posts in the site's order, each first in whole and then, where it has
// several, by its duties for alarms; a post that has a duty appears with zero. A condition or post that the site no longer has counts for its zone's top of the chain.
std::vector<PostLoad> alarm_load(const Rang& rang, const site::Directory& directory, Span span);

}  // namespace davy::analysis

template <>
inline constexpr auto davy::kEnumNames<davy::analysis::Load> =
    std::to_array<davy::EnumName<davy::analysis::Load>>({{davy::analysis::Load::Acceptable, "acceptable"},
                                                         {davy::analysis::Load::Manageable, "manageable"},
                                                         {davy::analysis::Load::Overload, "overload"}});
