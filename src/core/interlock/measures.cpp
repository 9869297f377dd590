#include "core/interlock/measures.hpp"

#include <algorithm>

namespace davy::core::interlock {
namespace {

constexpr std::uint32_t kLossesAtMost = 3;  // a minute; then the valve does not hold, and people must act

void flatten(const site::Effect& effect, std::vector<const site::Effect*>& measures) {
  measures.push_back(&effect);
  for (const site::Effect& alternative : effect.alternatives) flatten(alternative, measures);
}

const site::Row* row_named(const site::Directory& directory, std::string_view name) {
  const auto index = directory.row(name);
  return index ? &directory.site()[*index] : nullptr;
}

}  // namespace

Tally tally_of(const InterlockTable& table, const site::Directory& directory, const site::Row& row) {
  Tally tally;
  for (const site::ConditionIndex cause : row.causes) {
    std::string name = directory.name_of(cause);
    const auto told = table.truths.find(name);
    if (told == table.truths.end()) {
      tally.silent.push_back(std::move(name));
    } else if (told->second == Truth::True) {
      tally.trues.push_back(std::move(name));
    } else if (told->second == Truth::Unknown) {
      tally.unknowns.push_back(std::move(name));
    }
  }
  const std::size_t trues = tally.trues.size();
  const std::size_t unknowns = tally.unknowns.size();
  const std::size_t silent = tally.silent.size();
  tally.told = vote(trues, unknowns, row.needed);
  tally.safe = vote(trues, unknowns + silent, row.needed);
  tally.vote = row.on_unknown == site::OnUnknown::Trip ? vote(trues + unknowns, silent, row.needed) : tally.safe;
  return tally;
}

const RowState* state_of_row(const InterlockTable& table, std::string_view row) {
  const auto found = table.rows.find(row);
  return found == table.rows.end() ? nullptr : &found->second;
}

const Command* latest(const InterlockTable& table, std::string_view row, std::uint32_t effect) {
  const RowState* state = state_of_row(table, row);
  if (state == nullptr || effect >= state->effects.size()) return nullptr;
  const auto found = table.commands.find(state->effects[effect].command);
  return found == table.commands.end() ? nullptr : &found->second;
}

bool is_latest(const InterlockTable& table, const Command& command) {
  const Command* last = latest(table, command.row, command.effect);
  return last != nullptr && last->command == command.command;
}

bool prevails(const InterlockTable& table, const site::Directory& directory, std::string_view name, std::uint32_t effect) {
  const site::Row* row = row_named(directory, name);
  const RowState* state = state_of_row(table, name);
  if (row == nullptr || state == nullptr || !state->tripped || effect >= row->effects.size()) return false;
  const site::Effect& mine = row->effects[effect];
  const std::string& safe = directory.site()[mine.actuator].safe_state;
  for (const auto& [other_name, other_state] : table.rows) {
    const site::Row* other = row_named(directory, other_name);
    if (other == nullptr || other == row || !other_state.tripped) continue;
    for (const site::Effect& theirs : other->effects) {
      if (theirs.actuator != mine.actuator || theirs.state == mine.state) continue;
      if (other->severity != row->severity) {
        if (other->severity > row->severity) return false;
      } else if (mine.state != safe && (theirs.state == safe || other_state.tripped_at < state->tripped_at)) {
        return false;
      }
    }
  }
  return true;
}

Bodies command_for(const site::Directory& directory, std::string_view name, std::uint32_t effect, std::uint32_t attempt, Instant now, std::string reason) {
  const site::Row* row = row_named(directory, name);
  if (row == nullptr || effect >= row->effects.size()) return {};
  std::vector<const site::Effect*> measures;
  flatten(row->effects[effect], measures);
  if (attempt >= measures.size()) return {};
  const site::Actuator& actuator = directory.site()[measures[attempt]->actuator];
  CommandRequested request;
  request.row = row->name;
  request.actuator = actuator.name;
  request.state = measures[attempt]->state;
  request.effect = effect;
  request.attempt = attempt;
  request.expires = now + actuator.observe_within;
  request.reason = std::move(reason);
  return {std::move(request)};
}

Bodies first_measures(const InterlockTable& table, const site::Directory& directory, const RowTripped& tripped, Instant now) {
  Bodies bodies;
  const site::Row* row = row_named(directory, tripped.row);
  if (row == nullptr) return {};
  std::string reason = tripped.row + ":";
  for (const std::string& cause : tripped.causes) reason += " " + cause;
  for (std::uint32_t effect = 0; effect < row->effects.size(); ++effect) {
    if (!prevails(table, directory, tripped.row, effect)) continue;
    for (EventBody& body : command_for(directory, tripped.row, effect, 0, now, reason)) bodies.push_back(std::move(body));
  }
  return bodies;
}

Bodies next_measure(const InterlockTable& table, const site::Directory& directory, const CommandFailed& failed, Instant now) {
  const auto found = table.commands.find(failed.command);
  if (found == table.commands.end()) return {};
  const Command& command = found->second;
  if (!is_latest(table, command) || !prevails(table, directory, command.row, command.effect)) return {};
  const EffectState& state = state_of_row(table, command.row)->effects[command.effect];
  Bodies next;
  if (failed.failure != CommandFailure::Lost) {
    next = command_for(directory, command.row, command.effect, command.attempt + 1, now, "instead of " + command.actuator);
  } else if (state.losses <= kLossesAtMost) {
    next = command_for(directory, command.row, command.effect, command.attempt, now, "the proved state was lost");
  }
  if (next.empty()) next.push_back(EffectExhausted{command.row, command.effect});
  return next;
}

Bodies freed_measures(const InterlockTable& table, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (const auto& [name, state] : table.rows) {
    if (!state.tripped) continue;
    for (std::uint32_t effect = 0; effect < state.effects.size(); ++effect) {
      if (!state.effects[effect].command.empty() || !prevails(table, directory, name, effect)) continue;
      for (EventBody& body : command_for(directory, name, effect, 0, now, "the row that prevailed was reset")) bodies.push_back(std::move(body));
    }
  }
  return bodies;
}

}  // namespace davy::core::interlock
