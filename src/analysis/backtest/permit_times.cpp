#include "analysis/backtest/permit_times.hpp"

#include <algorithm>

namespace davy::analysis {
namespace {

// Which of the deeds are about permits that stand on the condition, and how.
struct StandsOn {
  const site::Point& point;
  const site::Condition& condition;

  bool operator()(const core::PermitApplied& applied) const {
    return std::ranges::find(condition.gates, applied.kind) != condition.gates.end() &&
           std::ranges::find(applied.points, point.name) != applied.points.end();
  }
  bool took_it_back(const core::PermitSuspended& suspended) const {
    return suspended.cause == core::StopCause::Gas && suspended.what == point.name + ":" + condition.suffix;
  }
};

}  // namespace

PermitTimes::PermitTimes(const Deeds& deeds, const site::Site& site, const site::Condition& condition) {
  const StandsOn stands_on{site[condition.point], condition};
  std::map<std::uint64_t, std::size_t> known;  // into permits_
  for (const PastDeed& deed : deeds)
    visit(
        [&]<class Body>(const Body& body) {
          if constexpr (std::is_same_v<Body, core::PermitApplied>) {
            if (!stands_on(body)) return;
            known.emplace(deed.event.seq, permits_.size());
            permits_.emplace_back();
          } else if constexpr (requires { core::PermitId(body.permit); }) {
            const auto at = known.find(body.permit.get());
            if (at == known.end()) return;
            Change change = Change::Rests;
            if constexpr (std::is_same_v<Body, core::PermitStarted> || std::is_same_v<Body, core::PermitResumed>) change = Change::Opens;
            if constexpr (std::is_same_v<Body, core::PermitSuspended>)
              if (stands_on.took_it_back(body)) change = Change::TakenBack;
            permits_[at->second].push_back({deed.event.time, change});
          }
        },
        deed.event.body);
}

std::vector<core::RangAlarm> PermitTimes::ringing(std::vector<core::RangAlarm> alarms, Instant from) const {
  std::vector<Instant> rests_until(permits_.size(), Instant::before_all());
  std::erase_if(alarms, [&](const core::RangAlarm& alarm) {
    bool rings = false;
    for (std::size_t i = 0; i < permits_.size(); ++i) {
      if (rests_until[i] > alarm.raised || !is_open(permits_[i], alarm.raised, Told::AsIfNeverTakenBack)) continue;
      rings = true;
      rests_until[i] = goes_on(permits_[i], alarm);
    }
    return !rings || alarm.raised < from;
  });
  return alarms;
}

bool PermitTimes::is_open(const Steps& steps, Instant at, Told told) {
  bool open = false;
  for (const Step& step : steps) {
    if (step.at > at) break;
    if (step.change == Change::TakenBack && told == Told::AsIfNeverTakenBack) continue;
    open = step.change == Change::Opens;
  }
  return open;
}

// After an alarm that took it back.
Instant PermitTimes::goes_on(const Steps& steps, const core::RangAlarm& alarm) {
  Instant at = Instant::never();
  if (alarm.returned && is_open(steps, *alarm.returned + kGoesOnAfter, Told::AsItWas)) at = *alarm.returned + kGoesOnAfter;
  for (const Step& step : steps)
    if (step.change == Change::Opens && step.at > alarm.raised) return std::min(at, step.at);
  return at;
}

}  // namespace davy::analysis
