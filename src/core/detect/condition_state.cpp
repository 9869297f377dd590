#include "core/detect/condition_state.hpp"

#include <cmath>
#include <limits>

namespace davy::core {

std::optional<Instant> ConditionState::step(const ConditionRule& rule, Evidence evidence, Instant since, Instant at) {
  if (evidence == Evidence::None) {
    forget_pending();
    if (truth == Truth::Unknown) return std::nullopt;
    truth = Truth::Unknown;
    return since;
  }
  const bool was_true = decided == Truth::True;
  if (evidence != (was_true ? Evidence::Against : Evidence::For)) {
    forget_pending();
    if (truth == decided) return std::nullopt;
    truth = decided;
    return was_true ? onset : since;
  }
  if (pending == Instant::never()) pending = since;
  if (at < pending + (was_true ? rule.off_delay : rule.on_delay)) return std::nullopt;
  onset = pending;
  decided = truth = !decided;
  forget_pending();
  return onset;
}

Band ConditionState::calm(const ConditionRule& rule, double value) const {
  if (rule.kind == site::ConditionKind::ActuatorFault) return Band::everything();
  if (pending != Instant::never() || truth == Truth::Unknown) return Band::nothing();
  if (truth == Truth::False) return rule.outside;
  // True: until the value comes inside, from the side on which it is.
  if (value >= rule.inside.below) return {std::nextafter(rule.inside.below, -kInfinity), kInfinity};
  if (value <= rule.inside.above) return {-kInfinity, std::nextafter(rule.inside.above, kInfinity)};
  return Band::nothing();
}

}  // namespace davy::core
