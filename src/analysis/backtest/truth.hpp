#pragma once
// Truth: what is known to have happened, as windows of time at a point or in a zone, and how alarms stand to it.
//
// An alarm of a point's value belongs to a window when it stood at some time between `early` before the window and `grace` after it, at the window's
// point or within its zone. A window is found when an alarm that belongs to it rang by its end; its lead is the window's begin less the raising of the first
// one: negative when it rang after the begin. An alarm that belongs to no window is false. Alarms that speak of the sensor are judged by no
// window.

#include "base/enum_names.hpp"
#include "core/alarm/rang_alarm.hpp"
#include "site/directory.hpp"

#include <istream>
#include <span>

namespace davy::analysis {

struct TruthWindow {
  std::string place;  // a point's or a zone's name
  Instant from;
  Instant until;
};

// CSV with the columns `place` (or `point`), `from`, `to`, as docs/formats/backtest.md says. Invalid: every mistake, a line each, with its place.
Result<std::vector<TruthWindow>> parse_truth(std::istream& in, const std::string& file, const site::Directory& directory);

struct TruthRules {
  Duration early = Duration::from_ms(600'000);
  Duration grace = Duration::from_ms(600'000);
};

// Not of what it measures: silence, bad quality, out of range, fault of an actuator.
bool speaks_of_the_sensor(site::ConditionKind kind);

enum class Judgement { Real, False, OfSensor };

struct Verdict {
  struct Alarm {
    Judgement judgement = Judgement::False;
    std::optional<std::size_t> window;  // the first one to which it belongs
  };
  std::vector<Alarm> alarms;                   // as asked
  std::vector<std::optional<Duration>> leads;  // by window; none: missed

  std::size_t count(Judgement judgement) const;
  std::size_t found() const;
  std::size_t missed() const { return leads.size() - found(); }
  std::optional<Duration> median_lead() const;  // of those found
};

// `alarms` in the order in which they were raised; their conditions are looked up in `directory`. One that it does not have, for its rule is gone or has
// another name there, is judged all the same, at its point or zone.
Verdict judge(std::span<const core::RangAlarm> alarms, std::span<const TruthWindow> windows, const site::Directory& directory,
              TruthRules rules = {});

}  // namespace davy::analysis

template <>
inline constexpr auto davy::kEnumNames<davy::analysis::Judgement> =
    std::to_array<davy::EnumName<davy::analysis::Judgement>>({{davy::analysis::Judgement::Real, "real"},
                                                              {davy::analysis::Judgement::False, "false"},
                                                              {davy::analysis::Judgement::OfSensor, "of-sensor"}});
