#include "core/interlock/interlock_table.hpp"

#include "core/interlock/measures.hpp"
#include "core/interlock/row_vote.hpp"
#include "core/refuse.hpp"
#include "site/exercise.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace davy::core::interlock {
namespace {

// Whether the verdict is news to the row.
bool changes(const RowState* state, Verdict verdict) {
  const bool undecided = state != nullptr && state->undecided;
  if (state != nullptr && state->tripped) return false;
  switch (verdict) {
    case Verdict::Acts: return state == nullptr || !state->bypass || !state->blocked;
    case Verdict::Blind: return !undecided;
    case Verdict::Waiting: return false;
    case Verdict::Rests: return undecided;
  }
  return false;
}

Bodies judge_row(const InterlockTable& table, const site::Directory& directory, const site::Row& row, Instant now) {
  const RowState* state = state_of_row(table, row.name);
  const Vote vote = vote_of(table, directory, row, now);
  if (!changes(state, vote.verdict)) return {};
  std::vector<std::string> unknowns = names_of(directory, vote.unknowns);
  switch (vote.verdict) {
    case Verdict::Acts: {
      std::vector<std::string> trues = names_of(directory, vote.trues);
      if (state == nullptr || !state->bypass) return {RowTripped{row.name, std::move(trues), std::move(unknowns), vote.onset}};
      Bodies bodies;
      if (state->undecided) bodies.push_back(RowDecided{row.name});
      bodies.push_back(RowBlocked{row.name, std::move(trues), std::move(unknowns)});
      return bodies;
    }
    case Verdict::Blind: return {RowUndecided{row.name, std::move(unknowns)}};
    case Verdict::Waiting: return {};
    case Verdict::Rests: return {RowDecided{row.name}};
  }
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
      return refuse(RefusalCode::Invalid, "旁路时间须大于 0，且不超过 " + most, "a bypass lasts more than 0 and at most " + most,
                    "duration");
    }
    const RowState* state = state_of_row(table, ask.row);
    if (state != nullptr && state->tripped)
      return refuse(RefusalCode::NotNow, "联锁已经动作：先复位，再旁路", "this row has tripped: reset it before it is bypassed");
    if (state != nullptr && state->bypass)
      return refuse(RefusalCode::NotNow, "这条联锁已经旁路，不能延长", "this row is bypassed already, and a bypass is not prolonged");
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
    Vote votes = vote_of(table, directory, *what, now);
    if (votes.trues.size() >= what->needed) return refuse_reset("原因仍然成立", "still true", votes.trues);
    if (votes.verdict != Verdict::Rests) {
      votes.unknowns.insert(votes.unknowns.end(), votes.silent.begin(), votes.silent.end());
      return refuse_reset("原因无法判断", "not known to be false", votes.unknowns);
    }
    for (const auto& [name, command] : table.commands)
      if (command.row == ask.row && in_flight(command))
        return refuse(RefusalCode::NotNow, "还有命令在途，请稍后复位：" + command.actuator,
                      "a command is under way, reset it later: " + command.actuator);
    return Bodies{RowReset{ask.row}};
  }

  Refusal refuse_reset(const std::string& zh, const std::string& en, const std::vector<site::ConditionIndex>& causes) const {
    const std::string names = joined(names_of(directory, causes));
    return refuse(RefusalCode::NotNow, zh + "，不能复位：" + names, en + ", it cannot be reset: " + names);
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about a row");
    return Bodies{};
  }
};

struct Deadline {
  Instant at = Instant::never();
  CommandFailure failure = CommandFailure::NotObserved;
};

Deadline deadline_of(const Command& command, const site::Directory& directory) {
  if (!in_flight(command)) return {};
  const auto index = directory.actuator(command.actuator);
  if (!index) return {command.requested, CommandFailure::NotObserved};  // a later site has no such actuator
  const site::Actuator& actuator = directory.site()[*index];
  const Instant observed_by = command.sent + actuator.observe_within;
  const Instant accepted_by = command.sent + actuator.accept_within;
  switch (command.stage) {
    case CommandState::Requested: return {command.requested + actuator.accept_within, CommandFailure::NotSent};
    case CommandState::Sent:
      return accepted_by < observed_by ? Deadline{accepted_by, CommandFailure::NotAccepted}
                                       : Deadline{observed_by, CommandFailure::NotObserved};
    case CommandState::Accepted: return {observed_by, CommandFailure::NotObserved};
    case CommandState::Observed:
    case CommandState::Failed: return {};
  }
  return {};
}

// What a read-back says about a command.
enum class Proof { None, Proves, Contradicts };
Proof proof_of(const Command& command, const site::Directory& directory, const FeedbackSeen& seen) {
  const auto index = directory.actuator(command.actuator);
  if (!index) return Proof::None;
  const site::Actuator& actuator = directory.site()[*index];
  // Measured after the request, not after the report of the sending: the command left in between, and a fast valve moves before the report is in.
  if (actuator.feedback != seen.point || seen.source <= command.requested || std::isnan(seen.value)) return Proof::None;
  for (const site::ActuatorState& state : actuator.states)
    if (state.name == command.state)
      return std::abs(seen.value - state.feedback_value) <= actuator.feedback_tolerance ? Proof::Proves : Proof::Contradicts;
  return Proof::None;
}

// A state that comes and goes is not believed before its minute is over.
bool flaps(const Command& command, Instant at) { return command.losses > kLossesAtMost && at - command.loss_since <= kLossWindow; }

// Rows for which it is news when the silence of their causes becomes unknown, and when that is.
std::vector<std::pair<const site::Row*, Instant>> silent_rows(const InterlockTable& table, const site::Directory& directory) {
  std::vector<std::pair<const site::Row*, Instant>> silent;
  if (table.told.size() == directory.causes()) return silent;
  for (const site::Row& row : directory.site().rows) {
    if (site::is_exercise(row.name)) break;  // twins stand behind all that is real, and wait for their drill
    const Instant due = silence_ends(table, directory, row);
    if (due != Instant::never() && changes(state_of_row(table, row.name), vote_of(table, directory, row, due).verdict))
      silent.emplace_back(&row, due);
  }
  return silent;
}

}  // namespace

void observe(InterlockTable& table, const site::Directory& directory, const Edge& edge) {
  if (!directory.rows_of(edge.condition).empty()) table.told[edge.condition] = {edge.truth, edge.since};
}

void forget_exercises(InterlockTable& table, const site::Directory& directory) {
  std::erase_if(table.told, [&](const auto& entry) { return site::is_exercise(directory.name_of(entry.first)); });
}

Bodies decide(const InterlockTable& table, const site::Directory& directory, const Edge& edge, Instant now) {
  std::vector<const site::Row*> rows;
  for (const site::RowIndex row : directory.rows_of(edge.condition)) rows.push_back(&directory.site()[row]);
  // The most severe first: what it overrules does not leave at all.
  std::ranges::stable_sort(rows, std::greater(), &site::Row::severity);
  Bodies bodies;
  for (const site::Row* row : rows) append(bodies, judge_row(table, directory, *row, now));
  return bodies;
}

Bodies decide(const InterlockTable& table, const site::Directory& directory, const FeedbackSeen& seen) {
  Bodies bodies;
  for (const auto& [name, command] : table.commands) {
    const Proof proof = proof_of(command, directory, seen);
    const bool observed = command.stage == CommandState::Observed;
    if (proof == Proof::Proves && !observed && !flaps(command, seen.source))
      bodies.push_back(CommandObserved{name, seen.value, seen.source});
    if (proof == Proof::Contradicts && observed && seen.source > command.observed)
      bodies.push_back(CommandFailed{name, CommandFailure::Lost, "the read-back has left the proved state"});
  }
  return bodies;
}

Bodies decide(const InterlockTable& table, const CommandReport& report) {
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
  return visit(Judge{table, directory, now}, request.request);
}

Bodies on_go(const InterlockTable& table, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (const auto& [name, state] : table.rows)
    if (state.tripped && !directory.row(name))
      bodies.push_back(RowReset{name});  // a row of an earlier site: nobody could reset it any more
  append(bodies, measures_after_start(table, directory, now));
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
  append(bodies, measures_due_again(table, directory, now));
  for (const auto& [row, due] : silent_rows(table, directory)) {
    const RowState* state = state_of_row(table, row->name);
    const bool bypass_ends = state != nullptr && state->bypass && state->bypass->until <= now;  // then it is judged after that
    if (due <= now && !bypass_ends) append(bodies, judge_row(table, directory, *row, now));
  }
  return bodies;
}

Instant next_due(const InterlockTable& table, const site::Directory& directory) {
  Instant due = next_try(table, directory);
  for (const auto& [name, command] : table.commands) due = std::min(due, deadline_of(command, directory).at);
  for (const auto& [name, state] : table.rows)
    if (state.bypass) due = std::min(due, state.bypass->until);
  for (const auto& [row, silence_ends] : silent_rows(table, directory)) due = std::min(due, silence_ends);
  return due;
}

Bodies react(const InterlockTable& table, const site::Directory& directory, const Event& event) {
  if (const auto* tripped = get_if<RowTripped>(&event.body)) return first_measures(table, directory, *tripped, event.time);
  if (const auto* failed = get_if<CommandFailed>(&event.body)) return next_measure(table, directory, *failed, event.time);
  if (const auto* requested = get_if<CommandRequested>(&event.body)) return settled_conflict(table, directory, *requested, event.time);
  if (const auto* reset = get_if<RowReset>(&event.body))
    return site::is_exercise(reset->row) ? Bodies{} : freed_measures(table, directory, event.time);  // a drill frees nothing real
  if (const auto* device = get_if<DevicePresence>(&event.body); device != nullptr && device->presence == Presence::Online) {
    const auto index = directory.device(device->device);
    return index ? measures_of_returned(table, directory, *index, event.time) : Bodies{};
  }
  if (const auto* ended = get_if<RowBypassEnded>(&event.body)) {
    const auto index = directory.row(ended->row);
    return index ? judge_row(table, directory, directory.site()[*index], event.time) : Bodies{};
  }
  return {};
}

bool in_fault(const InterlockTable& table, std::string_view actuator) {
  return std::ranges::any_of(table.commands, [&](const auto& entry) {
    const Command& command = entry.second;
    return command.actuator == actuator && (command.stage == CommandState::Failed || (command.failed_before && in_flight(command)));
  });
}

}  // namespace davy::core::interlock
