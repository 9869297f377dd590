#include "analysis/alarm_load/alarm_figures.hpp"

#include "analysis/alarm_load/floods.hpp"
#include "core/duty.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace davy::analysis {
namespace {

constexpr Duration kFiguresHour = Duration::from_ms(3'600'000);
constexpr Duration kFiguresDay = Duration::from_ms(86'400'000);
constexpr Duration kFiguresTenMinutes = Duration::from_ms(600'000);
constexpr std::size_t kFiguresMostFrequent = 10;

struct Counted {
  std::size_t ten_minutes = 0;
  std::size_t hour = 0;
  std::size_t day = 0;
  std::size_t stale = 0;
  std::array<std::size_t, 4> aside{};
  std::map<std::string, std::vector<Instant>> by_condition;
};

using PostAndShift = std::pair<std::string, std::string>;  // post, shift

PostAndShift answered(const core::RangAlarm& alarm, const site::Directory& directory) {
  const std::string post = post_that_answered(alarm, directory);
  const auto shift = shift_of(alarm, directory);
  return {post, shift ? directory.site()[*shift].name : std::string()};
}

std::map<PostAndShift, Counted> count_rang(Instant now, const Rang& rang, const std::set<std::string>& aside,
                                           const site::Directory& directory) {
  std::map<PostAndShift, Counted> counted;
  for (const core::RangAlarm& alarm : rang.alarms) {
    const bool is_of_day = alarm.raised <= now && alarm.raised + kFiguresDay > now;
    if (alarm.aside != core::Aside::No && is_of_day) ++counted[answered(alarm, directory)].aside[static_cast<std::size_t>(alarm.aside)];
    const bool stands = !alarm.returned && alarm.aside == core::Aside::No && !aside.contains(alarm.condition);
    if (stands && now - alarm.raised > kStaleAfter) ++counted[answered(alarm, directory)].stale;
  }
  std::vector<const core::RangAlarm*> in_order;
  for (const core::RangAlarm& alarm : rang.alarms)
    if (alarm.aside == core::Aside::No && alarm.rang() <= now && alarm.rang() + kFiguresDay > now) in_order.push_back(&alarm);
  std::ranges::stable_sort(in_order, {}, [](const core::RangAlarm* alarm) { return alarm->rang(); });
  for (const core::RangAlarm* alarm : in_order) {
    Counted& of = counted[answered(*alarm, directory)];
    ++of.day;
    if (alarm->rang() + kFiguresHour > now) ++of.hour;
    if (alarm->rang() + kFiguresTenMinutes > now) ++of.ten_minutes;
    of.by_condition[alarm->condition].push_back(alarm->rang());
  }
  return counted;
}

ShiftFigures figures_of(const PostAndShift& key, const Counted& counted) {
  ShiftFigures figures{
      .post = key.first, .shift = key.second, .ten_minutes = counted.ten_minutes, .hour = counted.hour, .day = counted.day};
  for (const auto& [condition, instants] : counted.by_condition) {
    if (most_within_chatter(instants) >= kChatterLeast) ++figures.chattering;
    figures.most_frequent.push_back(instants.size());
  }
  std::ranges::sort(figures.most_frequent, std::ranges::greater());
  figures.most_frequent.resize(std::min(figures.most_frequent.size(), kFiguresMostFrequent));
  figures.stale = counted.stale;
  figures.shelved = counted.aside[static_cast<std::size_t>(core::Aside::Shelved)];
  figures.suppressed = counted.aside[static_cast<std::size_t>(core::Aside::Suppressed)];
  figures.out_of_service = counted.aside[static_cast<std::size_t>(core::Aside::OutOfService)];
  return figures;
}

std::string post_of_condition(const std::string& name, const site::Directory& directory, Instant now) {
  const auto condition = directory.condition(name);
  return condition ? core::post_answering(directory, *condition, now) : core::post_at_the_top(directory);
}

}  // namespace

AlarmFigures figures_at(Instant now, Instant watched_since, const Rang& rang, const std::vector<core::Alarm>& set_aside,
                        const site::Directory& directory) {
  const site::Site& site = directory.site();
  AlarmFigures figures{.at = now, .shifts = {}, .posts = {}};
  std::set<std::string> aside;
  for (const core::Alarm& alarm : set_aside) aside.insert(alarm.condition);
  std::map<PostAndShift, Counted> counted = count_rang(now, rang, aside, directory);
  const Span watched{std::max(watched_since, now - kFiguresDay), now};
  for (const site::Post& post : site.posts) {
    for (const site::ShiftIndex shift : shifts_of(post.name, directory)) {
      const PostAndShift key{post.name, site[shift].name};
      ShiftFigures& made = figures.shifts.emplace_back(figures_of(key, counted[key]));
      const Duration on = within(watched, shift, directory);
      if (on >= kFiguresHour) made.per_hour = static_cast<double>(made.day) / (on.seconds() / kFiguresHour.seconds());
      Duration flooded;
      for (const core::RangFlood& flood : rang.floods)
        if (flood.post == post.name)
          flooded = flooded + within({std::max(flood.started, watched.from), std::min(flood.ended.value_or(now), now)}, shift, directory);
      if (on > Duration()) made.flood_share = flooded.seconds() / on.seconds();
    }
    const PostAndShift outside{post.name, ""};
    if (counted.contains(outside)) figures.shifts.push_back(figures_of(outside, counted[outside]));
  }

  std::map<std::string, PostFigures> posts;
  for (const core::Alarm& alarm : set_aside) {
    PostFigures& post = posts[post_of_condition(alarm.condition, directory, now)];
    ++(alarm.out_of_service ? post.out_of_service : alarm.suppressed ? post.suppressed : post.shelved);
  }
  for (const core::RangAlarm& alarm : rang.alarms) {
    if (alarm.returned || alarm.aside != core::Aside::No || aside.contains(alarm.condition)) continue;
    ++posts[post_of_condition(alarm.condition, directory, now)].standing;
  }
  for (const PostFlood& flood : floods_now(rang, directory, now)) {
    PostFigures& post = figures.posts.emplace_back(std::move(posts[flood.post]));
    post.post = flood.post;
    post.flooded_since = flood.since;
  }
  return figures;
}

}  // namespace davy::analysis
