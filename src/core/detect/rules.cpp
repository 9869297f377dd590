#include "core/detect/rules.hpp"

#include "base/ensure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace davy::core {

namespace {

using site::ConditionKind;

constexpr double kUnderRange = 0.025;  // of span, NE 43
constexpr double kOverRange = 0.0625;

double just_below(double value) { return std::nextafter(value, -kInfinity); }
double just_above(double value) { return std::nextafter(value, kInfinity); }

ConditionRule compile(const site::Condition& condition, const site::Point& point) {
  ConditionRule rule{Band::everything(), Band::everything(), condition.on_delay, condition.off_delay, condition.kind};
  switch (condition.kind) {
    case ConditionKind::High:
      rule.outside.below = condition.limit;
      rule.inside.below = condition.limit - condition.deadband;
      break;
    case ConditionKind::Low:
      rule.outside.above = condition.limit;
      rule.inside.above = condition.limit + condition.deadband;
      break;
    case ConditionKind::OutOfRange:
      // The ends of the range belong to it.
      rule.outside = {just_below(point.range_min), just_above(point.range_max)};
      rule.inside = {just_below(point.range_min + condition.deadband), just_above(point.range_max - condition.deadband)};
      break;
    case ConditionKind::Stale:
    case ConditionKind::BadQuality:
    case ConditionKind::ActuatorFault:
    case ConditionKind::Expression: break;
  }
  return rule;
}

MovedCondition moved(std::uint32_t number, const site::Condition& condition, const site::Point& point, const ConditionRule& normal) {
  MovedCondition made{number, condition.point, point.zone, {site::ModeIndex(0), normal.outside, normal.inside}, {}};
  for (const site::ModeLimit& limit : condition.by_mode) {
    site::Condition other = condition;
    other.limit = limit.limit.value_or(0);
    const ConditionRule rule = compile(other, point);
    const bool asked = limit.limit.has_value();
    made.by_mode.push_back({limit.mode, asked ? rule.outside : Band::everything(), asked ? rule.inside : Band::everything()});
  }
  return made;
}

PointRule compile(const site::Point& point) {
  ensure(point.range_min < point.range_max, "a point has a measuring range");
  ensure(point.stale_after > Duration(), "a point has a time to be stale after");
  const double span = point.range_max - point.range_min;
  PointRule rule;
  rule.working = {just_below(point.range_min - kUnderRange * span), just_above(point.range_max + kOverRange * span)};
  rule.stale_after = point.stale_after;
  return rule;
}

}  // namespace

Band Band::everything() { return {-kInfinity, kInfinity}; }
Band Band::nothing() { return {kInfinity, -kInfinity}; }

double ConditionRule::beyond(double value) const { return std::max(value - outside.below, outside.above - value); }

Rules Rules::compile(const site::Site& site) {
  Rules rules;
  rules.points.reserve(site.points.size());
  for (const site::Point& point : site.points) rules.points.push_back(core::compile(point));
  rules.conditions.reserve(site.conditions.size());
  for (const site::Condition& condition : site.conditions) {
    PointRule& point = rules.points[condition.point.get()];
    if (point.conditions == 0) point.first_condition = static_cast<std::uint32_t>(rules.conditions.size());
    ensure(point.first_condition + point.conditions == rules.conditions.size(), "the conditions of a point stand together");
    ++point.conditions;
    rules.conditions.push_back(core::compile(condition, site[condition.point]));
    if (condition.by_mode.empty()) continue;
    const auto number = static_cast<std::uint32_t>(rules.conditions.size() - 1);
    rules.moved.push_back(core::moved(number, condition, site[condition.point], rules.conditions.back()));
  }
  return rules;
}

Evidence Rules::weigh(const ConditionRule& rule, const Sample& sample) const {
  const bool bad = sample.quality == Quality::Bad;
  switch (rule.kind) {
    case ConditionKind::High:
    case ConditionKind::Low:
      if (bad || !points[sample.point.get()].working.contains(sample.value)) return Evidence::None;
      break;
    case ConditionKind::OutOfRange:
      if (bad) return Evidence::None;
      break;
    case ConditionKind::BadQuality: return bad ? Evidence::For : Evidence::Against;
    case ConditionKind::Stale: return Evidence::Against;
    case ConditionKind::ActuatorFault:
    case ConditionKind::Expression: return Evidence::None;  // expressions are weighed by their own
  }
  if (!rule.outside.contains(sample.value)) return Evidence::For;
  return rule.inside.contains(sample.value) ? Evidence::Against : Evidence::Neither;
}

const MovedCondition* Rules::moved_of(std::size_t condition) const {
  const auto at = std::ranges::lower_bound(moved, condition, {}, &MovedCondition::condition);
  return at == moved.end() || at->condition != condition ? nullptr : &*at;
}

ConditionRule Rules::in_mode(ConditionRule rule, const MovedCondition& moved, site::ModeIndex mode) {
  const auto found = std::ranges::find(moved.by_mode, mode, &ModeBands::mode);
  const ModeBands& bands = found == moved.by_mode.end() ? moved.normal : *found;
  rule.outside = bands.outside;
  rule.inside = bands.inside;
  return rule;
}

std::size_t Rules::bytes() const { return points.capacity() * sizeof(PointRule) + conditions.capacity() * sizeof(ConditionRule); }

}  // namespace davy::core
