#pragma once
// What load_site() promises of every site that it gives away (model.hpp), as a check. For property tests and fuzzing only.

#include "base/ensure.hpp"
#include "site/directory.hpp"
#include "site/expression/program.hpp"

#include <algorithm>
#include <set>

namespace davy::site {

inline void check_condition(const Site& site, const Condition& c) {
  ensure(c.point.get() < site.points.size() && c.guidance.get() < site.guidance.size(), "a condition's parts are there");
  ensure(!site[c.guidance].response.zh.empty() && !site[c.guidance].response.en.empty(), "every alarm has an answer");
  ensure(!c.answered_by || c.answered_by->get() < site.posts.size(), "its post is there");
  ensure(c.work_order == WorkOrder::No || c.respond_within > 0_s, "an order has its time");
  ensure((c.kind == ConditionKind::Expression) == (c.program != nullptr), "an expression has its program");
  ensure(c.gates.empty() || c.kind == ConditionKind::High || c.kind == ConditionKind::Low || c.kind == ConditionKind::Expression,
         "what only says that nothing is known gates nothing");
  ensure(c.upgrades.empty() || (c.upgrades.size() == 1 && c.upgrades.front() == PermitKind::HotWork), "only hot work is raised a level");
  ensure(c.rings != Rings::Never || c.kind == ConditionKind::Expression, "what never rings is asked by a risk");
  ensure(c.rings != Rings::WithPermit || (!c.gates.empty() && c.latch == Latch::No),
         "what rings with a permit gates one, and goes by itself");
  if (c.program)
    for (const expression::Input& input : c.program->inputs)
      ensure(!input.point || input.point->get() < site.points.size(), "what it reads is there");
  ensure(c.by_mode.empty() || c.kind == ConditionKind::High || c.kind == ConditionKind::Low, "only a limit depends on the mode");
  if (c.kind != ConditionKind::High && c.kind != ConditionKind::Low) return;
  for (const ModeLimit& limit : c.by_mode)
    ensure(limit.mode.get() > 0 && limit.mode.get() < site.modes.size(), "a limit's mode is there, and not the normal one");
  const Point& p = site[c.point];
  ensure(c.limit >= p.range_min && c.limit <= p.range_max, "a limit lies in the range");
  const double end = c.kind == ConditionKind::High ? c.limit - c.deadband : c.limit + c.deadband;
  ensure(c.deadband >= 0 && (c.kind == ConditionKind::High ? end > p.range_min : end < p.range_max), "an alarm can end");
}

inline void check_point(const Site& site, PointIndex i) {
  const Point& p = site[i];
  ensure(p.zone.get() < site.zones.size() && p.device.get() < site.devices.size() && p.unit != nullptr, "a point's parts are there");
  ensure(p.range_min < p.range_max && p.period > 0_s && p.stale_after > p.period, "a point has a range and a period");
  if (p.purpose != Purpose::Safety) return;
  for (const ConditionKind kind : {ConditionKind::Stale, ConditionKind::BadQuality, ConditionKind::OutOfRange})
    ensure(std::any_of(site.conditions.begin(), site.conditions.end(), [&](const Condition& c) { return c.point == i && c.kind == kind; }),
           "a safety point rings when it goes blind");
}

inline void check_actuator(const Site& site, const Actuator& a) {
  ensure(a.zone.get() < site.zones.size() && a.device.get() < site.devices.size(), "an actuator's place is there");
  ensure(a.feedback.get() < site.points.size() && a.fault.get() < site.conditions.size(), "its feedback and fault are there");
  ensure(site[a.fault].kind == ConditionKind::ActuatorFault && site[a.fault].point == a.feedback, "the fault stands on the feedback");
  const auto is_safe = [&](const ActuatorState& s) { return s.name == a.safe_state; };
  ensure(a.states.size() >= 2 && std::any_of(a.states.begin(), a.states.end(), is_safe), "the safe state is a state");
}

inline void check_row(const Site& site, const Row& row) {
  ensure(row.needed >= 1 && row.needed <= row.causes.size() && !row.effects.empty() && row.bypass_at_most > 0_s, "a row can trip");
  for (const ConditionIndex cause : row.causes) {
    ensure(cause.get() < site.conditions.size(), "its causes are there");
    for (const ModeLimit& limit : site[cause].by_mode) ensure(limit.limit.has_value(), "a cause is asked in every mode");
  }
  for (const Effect& effect : row.effects) {
    const auto& states = site[effect.actuator].states;
    ensure(std::any_of(states.begin(), states.end(), [&](const ActuatorState& s) { return s.name == effect.state; }),
           "its states are there");
  }
}

inline void check_risk(const Site& site, const Risk& risk) {
  ensure(risk.when.empty() || risk.when.size() == risk.raised.size(), "a risk asks of each condition that it raises");
  for (std::size_t i = 0; i < risk.when.size(); ++i)
    ensure(site[risk.when[i]].rings == Rings::Never && site[risk.when[i]].point == site[risk.raised[i]].point, "of its own point");
}

inline void check_permits(const Site& site) {
  const PermitRules& rules = site.permits;
  for (const auto& post : rules.posts) ensure(!post || post->get() < site.posts.size(), "a role's post is there");
  for (const std::uint8_t day : rules.rest_days) ensure(day >= 1 && day <= 7, "a day of rest is one of the week");
  for (const Day day : rules.workdays) ensure(std::ranges::find(rules.holidays, day) == rules.holidays.end(), "a day is worked or not");
  ensure(rules.guardian_within > 0_s && rules.answer_within > 0_s && rules.around >= 0_s && rules.on_site_within_m > 0,
         "the terms of permits are sound");
}

inline void check_promises(const Site& site) {
  for (const Zone& zone : site.zones) ensure(zone.outline.size() >= 3, "a zone is a polygon");
  for (std::size_t i = 0; i < site.zones.size(); ++i) {
    std::size_t steps = 0;
    for (auto z = site.zones[i].parent; z; z = site[*z].parent) ensure(++steps <= site.zones.size(), "parents end");
  }
  for (std::size_t i = 0; i < site.posts.size(); ++i) {
    std::size_t steps = 0;
    for (auto p = site.posts[i].escalates_to; p; p = site[*p].escalates_to) ensure(++steps <= site.posts.size(), "a chain of duty ends");
  }
  for (std::size_t i = 0; i < site.points.size(); ++i) check_point(site, PointIndex(i));
  std::set<std::size_t> left;
  for (std::size_t i = 0; i < site.conditions.size(); ++i) {
    const std::size_t point = site.conditions[i].point.get();
    const bool next = i > 0 && site.conditions[i - 1].point.get() != point;
    if (next) left.insert(site.conditions[i - 1].point.get());
    ensure(!left.contains(point), "the conditions of one point stand together");
    check_condition(site, site.conditions[i]);
  }
  for (const Actuator& a : site.actuators) check_actuator(site, a);
  for (const Row& row : site.rows) check_row(site, row);
  for (const Risk& risk : site.risks) check_risk(site, risk);
  check_permits(site);
  const Directory directory(site);
  for (std::size_t i = 0; i < site.conditions.size(); ++i)
    ensure(directory.condition(directory.name_of(ConditionIndex(i))) == ConditionIndex(i), "a condition is found by its name");
}

}  // namespace davy::site
