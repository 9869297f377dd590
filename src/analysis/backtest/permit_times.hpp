#pragma once
// PermitTimes: when work was permitted that stood on one condition, by a history, and which of the alarms that it would have given then rang.
//
// A condition that rings with permits rings when it becomes true while one of them is open, and takes it back. The work goes on when the history says so; where
// the history did not stop it, a minute after what stopped it was over.

#include "analysis/backtest/deeds.hpp"
#include "core/alarm/rang_alarm.hpp"

namespace davy::analysis {

// What no history has stopped goes on when its detectors have been well for so long.
inline constexpr Duration kGoesOnAfter = Duration::from_ms(60'000);

class PermitTimes {
 public:
  // Of the condition as the site has it.
  PermitTimes(const Deeds& deeds, const site::Site& site, const site::Condition& condition);

  // `alarms`: each time that the condition became true, in order, whatever its limit. Those that rang from `from` on.
  std::vector<core::RangAlarm> ringing(std::vector<core::RangAlarm> alarms, Instant from) const;

 private:
  enum class Change { Opens, Rests, TakenBack };  // taken back: by the condition itself
  enum class Told { AsItWas, AsIfNeverTakenBack };
  struct Step {
    Instant at;
    Change change = Change::Rests;
  };
  using Steps = std::vector<Step>;
  static bool is_open(const Steps& steps, Instant at, Told told);
  static Instant goes_on(const Steps& steps, const core::RangAlarm& alarm);

  std::vector<Steps> permits_;
};

}  // namespace davy::analysis
