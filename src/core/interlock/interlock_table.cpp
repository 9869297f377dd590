#include "core/interlock/interlock_table.hpp"

#include "core/interlock/measures.hpp"
#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core::interlock {
namespace {

Bodies judge_row(const InterlockTable& table, const site::Directory& directory, site::RowIndex index, Instant onset) {
  const site::Row& row = directory.site()[index];
  const RowState* state = state_of_row(table, row.name);
  if (state != nullptr && state->tripped) return {};
  const Tally tally = tally_of(table, directory, row);
  if (tally.vote == Truth::True) {
    if (state == nullptr || !state->bypass) return {RowTripped{row.name, tally.trues, tally.unknowns, onset}};
    return state->blocked ? Bodies{} : Bodies{RowBlocked{row.name, tally.trues}};
  }
  const bool was_undecided = state != nullptr && state->undecided;
  const bool undecided = tally.told == Truth::Unknown;
  if (undecided && !was_undecided) return {RowUndecided{row.name, tally.unknowns}};
  if (!undecided && was_undecided) return {RowDecided{row.name}};
  return {};
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

struct Judge {
  const InterlockTable& table;
  const site::Directory& directory;
  Instant now;

  const site::Row* row(const std::string& name) const {
    const auto index = directory.row(name);
    return index ? &directory.site()[*index] : nullptr;
  }
  static Refusal unknown_row() { return refuse(RefusalCode::NotFound, "没有这条联锁", "there is no such row", "row"); }

  Decided operator()(const BypassRow& ask) const {
    const site::Row* what = row(ask.row);
    if (what == nullptr) return unknown_row();
    if (ask.reason.empty()) return refuse(RefusalCode::Invalid, "请写明旁路理由", "say why it is bypassed", "reason");
    if (ask.duration <= Duration{} || ask.duration > what->bypass_at_most) {
      const std::string most = to_text(what->bypass_at_most);
      return refuse(RefusalCode::Invalid, "旁路时间须大于 0，且不超过 " + most, "a bypass lasts more than 0 and at most " + most, "duration");
    }
    return Bodies{RowBypassed{ask.row, now + ask.duration, ask.reason}};
  }

  Decided operator()(const EndBypass& ask) const {
    if (row(ask.row) == nullptr) return unknown_row();
    const RowState* state = state_of_row(table, ask.row);
    if (state == nullptr || !state->bypass) return refuse(RefusalCode::NotNow, "这条联锁没有旁路", "this row is not bypassed");
    return Bodies{RowBypassEnded{ask.row, Ended::ByPerson}};
  }

  Decided operator()(const ResetRow& ask) const {
    const site::Row* what = row(ask.row);
    if (what == nullptr) return unknown_row();
    const RowState* state = state_of_row(table, ask.row);
    if (state == nullptr || !state->tripped) return refuse(RefusalCode::NotNow, "这条联锁没有动作", "this row has not tripped");
    const Tally tally = tally_of(table, directory, *what);
    if (tally.safe == Truth::True)
      return refuse(RefusalCode::NotNow, "原因仍然成立，不能复位：" + joined(tally.trues), "still true, it cannot be reset: " + joined(tally.trues));
    if (tally.safe == Truth::Unknown) {
      std::vector<std::string> unseen = tally.unknowns;
      unseen.insert(unseen.end(), tally.silent.begin(), tally.silent.end());
      return refuse(RefusalCode::NotNow, "看不见，不能复位：" + joined(unseen), "cannot be seen, it cannot be reset: " + joined(unseen));
    }
    return Bodies{RowReset{ask.row}};
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about a row");
    return Bodies{};
  }
};

bool in_flight(const Command& command) { return command.stage != CommandState::Observed && command.stage != CommandState::Failed; }

struct Deadline {
  Instant at = Instant::never();
  CommandFailure failure = CommandFailure::NotObserved;
};

Deadline deadline_of(const Command& command, const site::Directory& directory) {
  const auto index = directory.actuator(command.actuator);
  if (!index || !in_flight(command)) return {};
  const site::Actuator& actuator = directory.site()[*index];
  switch (command.stage) {
    case CommandState::Requested: return {command.requested + actuator.accept_within, CommandFailure::NotSent};
    case CommandState::Sent: return {command.sent + std::min(actuator.accept_within, actuator.observe_within), CommandFailure::NotAccepted};
    case CommandState::Accepted: return {command.sent + actuator.observe_within, CommandFailure::NotObserved};
    case CommandState::Observed:
    case CommandState::Failed: return {};
  }
  return {};
}

// Whether the read-back `seen` proves the command's state; null when it is not about this command's actuator.
enum class Proof { None, Proves, Contradicts };
Proof proof_of(const Command& command, const site::Directory& directory, const FeedbackSeen& seen) {
  const auto index = directory.actuator(command.actuator);
  if (!index) return Proof::None;
  const site::Actuator& actuator = directory.site()[*index];
  // Measured after the request, not after the report of the sending: the command left in between, and a fast valve moves before the report is in.
  if (actuator.feedback != seen.point || seen.source <= command.requested) return Proof::None;
  for (const site::ActuatorState& state : actuator.states) {
    if (state.name != command.state) continue;
    const double off = seen.value - state.feedback_value;
    return off <= actuator.feedback_tolerance && -off <= actuator.feedback_tolerance ? Proof::Proves : Proof::Contradicts;
  }
  return Proof::None;
}

}  // namespace

void observe(InterlockTable& table, const site::Directory& directory, const Edge& edge) {
  table.truths[directory.name_of(edge.condition)] = edge.truth;
}

Bodies decide(const InterlockTable& table, const site::Directory& directory, const Edge& edge, Instant) {
  Bodies bodies;
  const std::vector<site::Row>& rows = directory.site().rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (std::find(rows[i].causes.begin(), rows[i].causes.end(), edge.condition) == rows[i].causes.end()) continue;
    for (EventBody& body : judge_row(table, directory, site::RowIndex(i), edge.since)) bodies.push_back(std::move(body));
  }
  return bodies;
}

Bodies decide(const InterlockTable& table, const site::Directory& directory, const FeedbackSeen& seen, Instant) {
  Bodies bodies;
  for (const auto& [name, command] : table.commands) {
    const Proof proof = proof_of(command, directory, seen);
    if (proof == Proof::Proves && command.stage != CommandState::Observed) bodies.push_back(CommandObserved{name, seen.value, seen.source});
    if (proof == Proof::Contradicts && command.stage == CommandState::Observed && is_latest(table, command) && prevails(table, directory, command.row, command.effect))
      bodies.push_back(CommandFailed{name, CommandFailure::Lost, "the proved state is gone again"});
  }
  return bodies;
}

Bodies decide(const InterlockTable& table, const site::Directory&, const CommandReport& report, Instant) {
  const auto found = table.commands.find(report.command);
  if (found == table.commands.end() || !in_flight(found->second)) return {};
  const CommandState stage = found->second.stage;
  switch (report.stage) {
    case CommandStage::Sent: return stage == CommandState::Requested ? Bodies{CommandSent{report.command}} : Bodies{};
    case CommandStage::Accepted: return stage == CommandState::Accepted ? Bodies{} : Bodies{CommandAccepted{report.command}};
    case CommandStage::NotSent: return {CommandFailed{report.command, CommandFailure::NotSent, report.detail}};
    case CommandStage::Refused: return {CommandFailed{report.command, CommandFailure::Refused, report.detail}};
  }
  return {};
}

Decided decide(const InterlockTable& table, const site::Directory& directory, const PersonRequest& request, Instant now) {
  return std::visit(Judge{table, directory, now}, request.request);
}

Bodies on_start(const InterlockTable& table, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (const auto& [name, state] : table.rows) {
    const auto index = directory.row(name);
    if (!state.tripped || !index) continue;
    for (std::uint32_t effect = 0; effect < directory.site()[*index].effects.size(); ++effect) {
      if (!prevails(table, directory, name, effect)) continue;
      const Command* last = latest(table, name, effect);
      const std::uint32_t attempt = last == nullptr ? 0 : last->attempt;
      for (EventBody& body : command_for(directory, name, effect, attempt, now, "commanded again after a start")) bodies.push_back(std::move(body));
    }
  }
  return bodies;
}

Bodies on_time(const InterlockTable& table, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (const auto& [name, command] : table.commands) {
    const Deadline deadline = deadline_of(command, directory);
    if (deadline.at <= now) bodies.push_back(CommandFailed{name, deadline.failure, "not in time"});
  }
  for (const auto& [name, state] : table.rows)
    if (state.bypass && state.bypass->until <= now) bodies.push_back(RowBypassEnded{name, Ended::Expired});
  return bodies;
}

Instant next_due(const InterlockTable& table, const site::Directory& directory) {
  Instant due = Instant::never();
  for (const auto& [name, command] : table.commands) due = std::min(due, deadline_of(command, directory).at);
  for (const auto& [name, state] : table.rows)
    if (state.bypass) due = std::min(due, state.bypass->until);
  return due;
}

Bodies react(const InterlockTable& table, const site::Directory& directory, const Event& event) {
  if (const auto* tripped = std::get_if<RowTripped>(&event.body)) return first_measures(table, directory, *tripped, event.time);
  if (const auto* failed = std::get_if<CommandFailed>(&event.body)) return next_measure(table, directory, *failed, event.time);
  if (std::holds_alternative<RowReset>(event.body)) return freed_measures(table, directory, event.time);
  if (const auto* ended = std::get_if<RowBypassEnded>(&event.body)) {
    const auto index = directory.row(ended->row);
    return index ? judge_row(table, directory, *index, event.time) : Bodies{};
  }
  return {};
}

}  // namespace davy::core::interlock
