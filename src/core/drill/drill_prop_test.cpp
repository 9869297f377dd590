// Whatever happens: a drill leaves nothing behind, and the plant is judged as if there were none.
#include "core/testing/any_life.hpp"
#include "site/exercise.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace davy::core {
namespace {

site::Site any_practising_plant() {
  site::Site site = make_related_plant();
  site::DrillScenario& leak = site.drill_scenarios.emplace_back();
  leak.name = "leak";
  leak.title = {"泄漏", "Leak"};
  leak.zone = site::ZoneIndex(1);
  leak.lasts = 10_min;
  leak.series = {{site::PointIndex(0), {{0_s, 60, site::DrillShape::Step}}, {}},
                 {site::PointIndex(1), {{0_s, 10, site::DrillShape::Step}}, {}}};
  leak.expect = {{site::DrillAsks::Acknowledge, {}, 1_min, 20}, {site::DrillAsks::Submit, {}, 5_min, 30}};
  return site::with_exercises(std::move(site));
}

PersonRequest by_officer(Request request) { return {{"chen", Role::SafetyOfficer, {"safety-officer"}}, std::move(request), {}}; }

// What stands of twins although no drill runs.
std::string left_behind(const State& state) {
  if (state.drills.running) return {};
  for (const auto& [condition, alarm] : state.alarms.alarms)
    if (site::is_exercise(condition)) return "alarm " + condition;
  for (const auto& [id, order] : state.orders.orders)
    if (site::is_exercise(order.condition)) return "order " + order.condition;
  for (const auto& [name, row] : state.interlocks.rows)
    if (site::is_exercise(name) && row.tripped) return "row " + name;
  for (const auto& [id, incident] : state.incidents.incidents)
    if (!incident.what.drill.none()) return "incident " + incident.what.what;
  return {};
}

RC_GTEST_PROP(AnyDrill, LeavesNothingBehindAndFoldsAlike, ()) {
  const site::Site site = any_practising_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  std::size_t held = 0;
  for (const Happening& h : *happenings()) {
    if (h.which % 5 == 0) life.step(by_officer(StartDrill{h.how % 4 == 0 ? "golden" : "leak"}));
    if (h.which % 11 == 0 && life.state().drills.running) life.step(by_officer(AbortDrill{life.state().drills.running->id, "enough"}));
    held += life.state().drills.running ? 1 : 0;
    life.live(h);
    RC_ASSERT(left_behind(life.state()) == std::string());
  }
  std::size_t running = 0;
  for (const Event& event : life.journal()) {
    running += holds<DrillStarted>(event.body) ? 1 : 0;
    running -= holds<DrillEnded>(event.body) ? 1 : 0;
    RC_ASSERT(running <= 1u);
    if (const auto* grouped = get_if<AlarmGrouped>(&event.body)) RC_ASSERT(!grouped->alarm.none());
  }
  Engine folded(directory);
  for (const Event& event : life.journal()) folded.evolve(event);
  RC_ASSERT(print(folded.state()) == print(life.state()));
  RC_TAG(held > 0 ? "held" : "not held");
}

std::string real_part(const State& state) {
  std::string stands;
  std::set<std::string> orders;  // of one step they come as their commands are named, which a drill moves on
  for (const auto& [condition, alarm] : state.alarms.alarms)
    if (!site::is_exercise(condition))
      stands += condition + " " + std::string(name_of(state_of(alarm))) + " " + std::string(name_of(alarm.severity)) + "\n";
  for (const auto& [name, row] : state.interlocks.rows)
    if (!site::is_exercise(name) && row.tripped) stands += "row " + name + "\n";
  for (const auto& [id, order] : state.orders.orders)
    if (!site::is_exercise(order.condition)) orders.insert(order.condition);
  for (const std::string& order : orders) stands += "order " + order + "\n";
  return stands;
}

// Readings alone, once with drills and once without.
RC_GTEST_PROP(AnyDrill, MasksNothingReal, ()) {
  const site::Site site = any_practising_plant();
  const site::Directory directory(site);
  Engine practising(directory);
  Engine plain(directory);
  Instant now = kEight;
  practising.step(Start{"test", {}}, now);
  plain.step(Start{"test", {}}, now);
  for (const Happening& h : *happenings()) {
    now = now + 1_s * h.wait_s;
    practising.step(Tick{}, now);
    plain.step(Tick{}, now);
    if (h.who == 0) practising.step(by_officer(StartDrill{"leak"}), now);
    const site::ConditionIndex index(static_cast<std::size_t>(h.which) % site.conditions.size());
    if (site[index].kind == site::ConditionKind::ActuatorFault) continue;
    constexpr std::array kTruths{Truth::True, Truth::False, Truth::Unknown};
    const Edge edge{index, kTruths[static_cast<std::size_t>(h.how) % kTruths.size()], 60, now, now};
    practising.step(edge, now);
    if (!site::is_exercise(directory.name_of(index))) plain.step(edge, now);
    RC_ASSERT(real_part(practising.state()) == real_part(plain.state()));
  }
}

}  // namespace
}  // namespace davy::core
