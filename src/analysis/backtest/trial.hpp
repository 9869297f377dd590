#pragma once
// Trial: a site's rules tried on history; the points of the samples are numbered by a list of names, so that several sites share one reading of it.
//
// Only alarms are tried, see only_alarms(). Samples of points that the site lacks do not count. One thread.

#include "analysis/backtest/backtest.hpp"
#include "base/enum_names.hpp"
#include "core/alarm/rang_alarm.hpp"

namespace davy::analysis {

class Trial {
 public:
  Trial(site::Site site, const std::vector<std::string>& points, Instant begin, Deeds deeds = {});
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  // In the order of their arrival.
  void play(std::span<const core::Sample> samples);
  void pass(Instant until) { backtest_.pass(until); }

  const site::Directory& directory() const { return directory_; }
  core::Fates fates() const { return backtest_.fates(); }
  const std::vector<core::RangFlood>& floods() const { return backtest_.floods(); }
  const std::vector<PlayedStart>& starts() const { return backtest_.starts(); }
  // What rang from `from` on, in that order; those that stood already ring when they were first known.
  std::vector<core::RangAlarm> rang(Instant from) const;

 private:
  site::Site site_;
  site::Directory directory_;
  std::vector<std::optional<site::PointIndex>> numbers_;  // by the samples' numbers
  bool as_is_ = true;                                     // they are the site's own
  Backtest backtest_;
  std::vector<core::Sample> own_;
};

// How two sets of rules differ in what rang.
enum class Change { Both, Gained, Lost };
struct Difference {
  Change change = Change::Both;
  std::optional<std::size_t> tried;  // into the alarms of each
  std::optional<std::size_t> today;
};

// Alarms of one condition that stood at the same time are the same alarm. In the order in which they were raised.
std::vector<Difference> differences(std::span<const core::RangAlarm> tried, std::span<const core::RangAlarm> today);

}  // namespace davy::analysis

template <>
inline constexpr auto davy::kEnumNames<davy::analysis::Change> = std::to_array<davy::EnumName<davy::analysis::Change>>(
    {{davy::analysis::Change::Both, "both"}, {davy::analysis::Change::Gained, "gained"}, {davy::analysis::Change::Lost, "lost"}});
