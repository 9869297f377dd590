#include "core/engine/engine.hpp"
#include "site/exercise.hpp"

namespace davy::core {

// What rings only with a permit does so while an open one stands on it, and until it has gone.
bool Engine::rings(const Edge& edge) const {
  switch (directory_->site()[edge.condition].rings) {
    case site::Rings::Always: return true;
    case site::Rings::Never: return false;
    case site::Rings::WithPermit: break;
  }
  if (state_.permits.stands_on(*directory_, edge.condition)) return true;
  const Alarm* alarm = state_.alarms.of(directory_->name_of(edge.condition));
  return alarm != nullptr && alarm->active;
}

// A command that a tripped row wants and that is not proved rings its actuator's fault condition; a proof, or that nothing is wanted any
// more, ends it.
Bodies Engine::actuator_alarm(const Event& event) const {
  const auto* failed = get_if<CommandFailed>(&event.body);
  const auto* observed = get_if<CommandObserved>(&event.body);
  const site::Site& site = directory_->site();
  Bodies bodies;
  const auto judge = [&](const site::Actuator& actuator) {
    const Truth truth = interlock::in_fault(state_.interlocks, actuator.name) ? Truth::True : Truth::False;
    const Edge edge{actuator.fault, truth, observed != nullptr ? observed->value : 0, event.time, event.time};
    append(bodies, alarm::decide(state_.alarms, *directory_, edge));
  };
  if (failed != nullptr || observed != nullptr) {
    const auto found = state_.interlocks.commands.find(failed != nullptr ? failed->command : observed->command);
    const auto index = found == state_.interlocks.commands.end() ? std::nullopt : directory_->actuator(found->second.actuator);
    if (index) judge(site[*index]);
  } else if (holds<RowReset>(event.body) || holds<EffectOverruled>(event.body)) {
    const bool of_drill = is_of_exercise(event.body);  // its end is no news of anything real
    for (const site::Actuator& actuator : site.actuators)
      if (site::is_exercise(actuator.name) == of_drill) judge(actuator);
  }
  return bodies;
}

}  // namespace davy::core
