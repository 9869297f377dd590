#include "core/prevention/prevention_book.hpp"

namespace davy::core::prevention {
namespace {

struct Failure {
  FailureCause cause;
  std::string watch;
};

std::optional<Failure> failure_of(const Measure& measure, const AlarmBook& alarms, const InterlockTable& interlocks) {
  if (const auto row = interlocks.rows.find(measure.row); row != interlocks.rows.end()) {
    if (row->second.bypass) return Failure{FailureCause::RowBypassed, measure.row};
    for (const EffectState& effect : row->second.effects)
      if (effect.exhausted) return Failure{FailureCause::EffectExhausted, measure.row};
  }
  const Alarm* alarm = measure.condition.empty() ? nullptr : alarms.of(measure.condition);
  if (alarm == nullptr) return std::nullopt;
  if (alarm->out_of_service) return Failure{FailureCause::ConditionOutOfService, measure.condition};
  if (alarm->blind) return Failure{FailureCause::ConditionBlind, measure.condition};
  if (alarm->active) return Failure{FailureCause::ConditionTrue, measure.condition};
  return std::nullopt;
}

std::string row_of(const InterlockTable& interlocks, const Event& event) {
  if (const auto* at = get_if<RowBypassed>(&event.body)) return at->row;
  if (const auto* at = get_if<RowBypassEnded>(&event.body)) return at->row;
  if (const auto* at = get_if<RowReset>(&event.body)) return at->row;
  if (const auto* at = get_if<RowTripped>(&event.body)) return at->row;
  if (const auto* at = get_if<EffectExhausted>(&event.body)) return at->row;
  if (const auto* at = get_if<EffectOverruled>(&event.body)) return at->row;
  if (const auto* at = get_if<CommandObserved>(&event.body)) {  // late proof of a measure that was given up
    const auto command = interlocks.commands.find(at->command);
    if (command != interlocks.commands.end()) return command->second.row;
  }
  return "";
}

// The measures that the event may have to do with.
std::set<std::string> concerned(const RiskRegister& known, const InterlockTable& interlocks, const Event& event, const std::string& about) {
  std::set<std::string> ids;
  if (holds<SystemStarted>(event.body))
    for (const auto& [id, measure] : known.measures) ids.insert(id);
  if (const auto* saved = get_if<RecordSaved>(&event.body); saved != nullptr && saved->kind == "risk-measure") ids.insert(saved->id);
  if (const std::string row = row_of(interlocks, event); !row.empty()) ids = known.watched_by(row);
  if (!about.empty()) ids = known.watched_by(about);
  return ids;
}

}  // namespace

void evolve(PreventionBook& book, const Event& event) {
  risk_register::evolve(book.known, event);
  if (const auto* failed = get_if<MeasureFailed>(&event.body)) book.failed[failed->measure] = {failed->cause, failed->watch, event.time};
  if (const auto* restored = get_if<MeasureRestored>(&event.body)) book.failed.erase(restored->measure);
}

Bodies watch(const PreventionBook& book, const AlarmBook& alarms, const InterlockTable& interlocks, const Event& event,
             const std::string& about) {
  Bodies bodies;
  for (const std::string& id : concerned(book.known, interlocks, event, about)) {
    const Measure& measure = book.known.measures.at(id);
    const auto failure = failure_of(measure, alarms, interlocks);
    const bool known = book.failed.contains(id);
    if (failure && !known)
      bodies.push_back(MeasureFailed{id, measure.name, book.known.zone_of_measure(id), failure->cause, failure->watch});
    if (!failure && known) bodies.push_back(MeasureRestored{id});
  }
  // A measure that is no longer in the register fails no longer.
  if (const auto* removed = get_if<RecordRemoved>(&event.body))
    if (removed->kind == "risk-measure" && book.failed.contains(removed->id)) bodies.push_back(MeasureRestored{removed->id});
  return bodies;
}

}  // namespace davy::core::prevention
