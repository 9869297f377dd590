#include "analysis/alarm_load/alarm_load.hpp"

#include "analysis/alarm_load/duty_of.hpp"
#include "core/duty.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <map>

namespace davy::analysis {
namespace {

constexpr Duration kDay = Duration::from_ms(86'400'000);
constexpr Duration kMinute = Duration::from_ms(60'000);
constexpr Duration kTenMinutes = Duration::from_ms(600'000);
constexpr std::size_t kMostFrequent = 10;
constexpr double kAcceptablePerDay = 150;
constexpr double kManageablePerDay = 300;

struct Watched {
  Duration whole;
  Duration part;  // within the shift of the duty
};

Load verdict(double per_day) {
  if (per_day <= kAcceptablePerDay) return Load::Acceptable;
  return per_day <= kManageablePerDay ? Load::Manageable : Load::Overload;
}

// What is gathered of one post, in whole or of one duty.
class Tally {
 public:
  void add(const core::RangAlarm& alarm) {
    if (alarm.aside != core::Aside::No) {
      ++aside_[static_cast<std::size_t>(alarm.aside)];
      return;
    }
    const Instant rang = alarm.rang();
    ++alarms_;
    while (!last_ten_minutes_.empty() && last_ten_minutes_.front() + kTenMinutes <= rang) last_ten_minutes_.pop_front();
    last_ten_minutes_.push_back(rang);
    most_in_ten_minutes_ = std::max(most_in_ten_minutes_, last_ten_minutes_.size());
    ++counts_[alarm.condition];
    rang_[alarm.condition].push_back(rang);
    if (alarm.returned && *alarm.returned - alarm.raised <= kFleetingWithin) ++fleeting_[alarm.condition];
    if (alarm.acknowledged) to_acknowledge_.push_back(*alarm.acknowledged - rang);
  }

  void add_stale(const core::RangAlarm& alarm) { stale_.push_back(alarm.condition); }

  void add_flood(Duration lasted) {
    if (lasted <= Duration()) return;
    ++floods_;
    in_flood_ = in_flood_ + lasted;
  }

  PostLoad finish(PostLoad load, Watched watched) {
    load.alarms = alarms_;
    if (watched.part > Duration()) load.flood_share = in_flood_.seconds() / watched.part.seconds();
    if (watched.whole >= kDay && watched.part > Duration()) {
      load.per_day = static_cast<double>(alarms_) / (watched.part.seconds() / kDay.seconds());
      load.load = verdict(*load.per_day);
    }
    load.most_in_ten_minutes = most_in_ten_minutes_;
    load.shelved = aside_[static_cast<std::size_t>(core::Aside::Shelved)];
    load.suppressed = aside_[static_cast<std::size_t>(core::Aside::Suppressed)];
    load.out_of_service = aside_[static_cast<std::size_t>(core::Aside::OutOfService)];
    load.floods = floods_;
    load.in_flood = in_flood_;
    load.median_to_acknowledge = median();
    load.most_frequent = worst(counts_, 1);
    if (load.most_frequent.size() > kMostFrequent) load.most_frequent.resize(kMostFrequent);
    std::map<std::string, std::size_t> most_in_a_minute;
    for (const auto& [condition, rang] : rang_) most_in_a_minute[condition] = most_within_chatter(rang);
    load.chattering = worst(most_in_a_minute, kChatterLeast);
    load.fleeting = worst(fleeting_, 1);
    load.stale = stale_;
    return load;
  }

 private:
  std::optional<Duration> median() {
    if (to_acknowledge_.empty()) return std::nullopt;
    const auto middle = to_acknowledge_.begin() + static_cast<std::ptrdiff_t>((to_acknowledge_.size() - 1) / 2);
    std::ranges::nth_element(to_acknowledge_, middle);
    return *middle;
  }

  static std::vector<ConditionLoad> worst(const std::map<std::string, std::size_t>& counts, std::size_t least) {
    std::vector<ConditionLoad> all;
    for (const auto& [condition, count] : counts)
      if (count >= least) all.push_back({condition, count});
    std::ranges::stable_sort(all, std::ranges::greater(), &ConditionLoad::count);
    return all;
  }

  std::size_t alarms_ = 0;
  std::array<std::size_t, 4> aside_{};
  std::deque<Instant> last_ten_minutes_;
  std::size_t most_in_ten_minutes_ = 0;
  std::size_t floods_ = 0;
  Duration in_flood_;
  std::map<std::string, std::size_t> counts_, fleeting_;
  std::map<std::string, std::vector<Instant>> rang_;
  std::vector<Duration> to_acknowledge_;
  std::vector<std::string> stale_;
};

using Key = std::pair<std::string, std::optional<DutyIndex>>;  // post, and which duty of it; none: in whole

// What people were told later than others is counted after them, whenever it was raised.
std::vector<const core::RangAlarm*> as_they_rang(const std::vector<core::RangAlarm>& alarms) {
  std::vector<const core::RangAlarm*> in_order;
  in_order.reserve(alarms.size());
  for (const core::RangAlarm& alarm : alarms) in_order.push_back(&alarm);
  std::ranges::stable_sort(in_order, {}, [](const core::RangAlarm* alarm) { return alarm->rang(); });
  return in_order;
}

}  // namespace

std::string post_that_answered(const core::RangAlarm& alarm, const site::Directory& directory) {
  if (directory.post(alarm.duty)) return alarm.duty;
  if (const auto condition = directory.condition(alarm.condition)) return core::post_answering(directory, *condition, alarm.raised);
  return core::post_at_the_top(directory);
}

std::vector<site::ShiftIndex> shifts_of(const std::string& post, const site::Directory& directory) {
  const site::Site& site = directory.site();
  std::vector<site::ShiftIndex> shifts;
  for (std::size_t i = 0; i < site.shifts.size(); ++i) {
    const site::ShiftIndex shift(i);
    const bool held =
        std::ranges::any_of(site.duties, [&](const site::Duty& duty) { return site[duty.post].name == post && duty.shift == shift; });
    if (held) shifts.push_back(shift);
  }
  return shifts;
}

std::optional<site::ShiftIndex> shift_of(const core::RangAlarm& alarm, const site::Directory& directory) {
  if (const auto duty = duty_of(alarm, directory)) return directory.site().duties[*duty].shift;
  for (const site::ShiftIndex shift : shifts_of(post_that_answered(alarm, directory), directory))
    if (directory.is_on(shift, alarm.rang())) return shift;
  return std::nullopt;
}

// Shifts begin and end on whole minutes.
Duration within(Span span, site::ShiftIndex shift, const site::Directory& directory) {
  Duration on;
  for (Instant at = span.from; at < span.until;) {
    const Instant next = std::min(span.until, at + (kMinute - Duration::from_ns(at.unix_ns() % kMinute.ns())));
    if (directory.is_on(shift, at)) on = on + (next - at);
    at = next;
  }
  return on;
}

std::size_t most_within_chatter(const std::vector<Instant>& rang) {
  std::size_t most = 0;
  for (std::size_t first = 0, last = 0; last < rang.size(); ++last) {
    while (rang[first] + kChatterWithin <= rang[last]) ++first;
    most = std::max(most, last - first + 1);
  }
  return most;
}

std::vector<PostLoad> alarm_load(const Rang& rang, const site::Directory& directory, Span span) {
  const site::Site& site = directory.site();
  std::map<Key, Tally> tallies;
  for (const core::RangAlarm* each : as_they_rang(rang.alarms)) {
    const core::RangAlarm& alarm = *each;
    if (alarm.rang() >= span.until) break;
    const std::string post = post_that_answered(alarm, directory);
    std::vector<std::optional<DutyIndex>> keys{std::nullopt};
    if (const auto duty = duty_of(alarm, directory)) keys.emplace_back(duty);
    const bool stale =
        alarm.aside == core::Aside::No && (!alarm.returned || *alarm.returned >= span.until) && span.until - alarm.raised > kStaleAfter;
    for (const std::optional<DutyIndex>& duty : keys) {
      Tally& tally = tallies[{post, duty}];
      if (alarm.rang() >= span.from) tally.add(alarm);
      if (stale) tally.add_stale(alarm);
    }
  }
  for (const core::RangFlood& flood : rang.floods) {
    const Span lasted{std::max(flood.started, span.from), std::min(flood.ended.value_or(Instant::never()), span.until)};
    if (!directory.post(flood.post)) continue;
    tallies[{flood.post, std::nullopt}].add_flood(lasted.until - lasted.from);
    for (const DutyIndex duty : alarm_duties_of(flood.post, directory))
      tallies[{flood.post, duty}].add_flood(within(lasted, site.duties[duty].shift, directory));
  }

  std::vector<PostLoad> loads;
  const Duration watched = span.until - span.from;
  std::vector<std::optional<Duration>> parts(site.shifts.size());
  for (const site::Post& post : site.posts) {
    const Key whole{post.name, std::nullopt};
    if (shifts_of(post.name, directory).empty() && !tallies.contains(whole)) continue;
    loads.push_back(tallies[whole].finish({.post = post.name}, {watched, watched}));
    const std::vector<DutyIndex> duties = alarm_duties_of(post.name, directory);
    if (duties.size() < 2) continue;
    for (const DutyIndex index : duties) {
      const site::Duty& duty = site.duties[index];
      std::optional<Duration>& part = parts[duty.shift.get()];
      if (!part) part = within(span, duty.shift, directory);
      PostLoad of{.post = post.name, .zone = site[duty.zone].name, .shift = site[duty.shift].name};
      loads.push_back(tallies[{post.name, index}].finish(std::move(of), {watched, *part}));
    }
  }
  return loads;
}

}  // namespace davy::analysis
