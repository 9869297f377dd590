// The grade of every active alarm held against what the site's risks say, whatever happens.
#include "core/testing/any_life.hpp"
#include "site/zones.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace davy::core {
namespace {

// Both ways: the same, one in the other, or one in a neighbour of the other.
bool near(const site::Site& site, site::Nearness reach, site::ZoneIndex a, site::ZoneIndex b) {
  if (reach == site::Nearness::Site || site::in_line(site, a, b)) return true;
  if (reach == site::Nearness::Zone) return false;
  const auto beside = [&](site::ZoneIndex one, site::ZoneIndex other) {
    return std::ranges::any_of(site[one].neighbours, [&](site::ZoneIndex neighbour) { return site::lies_in(site, other, neighbour); });
  };
  return beside(a, b) || beside(b, a);
}

// Slow and direct: every risk, every companion.
site::Severity graded(const State& state, const site::Directory& directory, const Alarm& alarm) {
  const site::Site& site = directory.site();
  const site::ConditionIndex condition = directory.condition(alarm.condition).value();
  const auto zone = [&](site::ConditionIndex of) { return site[site[of].point].zone; };
  site::Severity grade = site[condition].severity;
  for (const site::Risk& risk : site.risks) {
    if (std::ranges::count(risk.raised, condition) == 0) continue;
    for (const site::ConditionIndex companion : risk.companions) {
      const Alarm* other = companion == condition ? nullptr : state.alarms.of(directory.name_of(companion));
      if (other == nullptr || !other->active || other->out_of_service) continue;
      if (near(site, risk.reach, zone(condition), zone(companion))) grade = std::max(grade, risk.to);
    }
  }
  return grade;
}

RC_GTEST_PROP(RelatedRiskProperty, TheGradeIsThatOfTheWorstRiskAndNeverBelowItsOwn, ()) {
  const site::Site site = make_risky_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : *happenings()) {
    life.live(h);
    for (const auto& [condition, alarm] : life.state().alarms.alarms) {
      if (alarm.id.none()) continue;
      RC_ASSERT(alarm.severity >= alarm.own_severity);
      RC_ASSERT(alarm.related.has_value() == (alarm.severity > alarm.own_severity));
      if (alarm.active) RC_ASSERT(alarm.severity == graded(life.state(), directory, alarm));
    }
  }
}

RC_GTEST_PROP(RelatedRiskProperty, AnEngineMadeAnewGoesOnAlike, ()) {
  const site::Site site = make_risky_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : *happenings()) {
    Engine anew(directory, life.state());
    const Input input = life.input_of(h);
    const Decision decided = anew.step(input, life.now());
    const Decision lived = life.step(input);
    RC_ASSERT(decided.events.size() == lived.events.size());
    for (std::size_t i = 0; i < lived.events.size(); ++i) RC_ASSERT(print(decided.events[i]) == print(lived.events[i]));
    life.live(h);
  }
}

// A mode that has come to its end is set nowhere.
RC_GTEST_PROP(ModeProperty, NoModeOutlivesItsEnd, ()) {
  const site::Site site = make_risky_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : *happenings()) {
    life.live(h);
    for (const auto& [zone, set] : life.state().modes.set) RC_ASSERT(!set.until || *set.until > life.now() || h.wait_s == 0);
  }
}

}  // namespace
}  // namespace davy::core
