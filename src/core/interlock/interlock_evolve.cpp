#include "core/interlock/measures.hpp"
#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core::interlock {
namespace {

// Applies one event to the table. Events of other rooms change nothing here.
struct Change {
  InterlockTable& table;
  const site::Directory& directory;
  const Event& event;

  void operator()(const RowTripped& tripped) const {
    RowState& row = table.rows[tripped.row];
    const auto index = directory.row(tripped.row);
    row.tripped = true;
    row.undecided = row.blocked = false;
    row.tripped_at = event.time;
    row.effects.assign(index ? directory.site()[*index].effects.size() : 0, {});
    hand_over(tripped.row);
  }

  // Effects of other rows that no longer prevail give up their command: it is theirs again when this row is reset.
  void hand_over(const std::string& winner) const {
    for (auto& [name, row] : table.rows) {
      if (name == winner || !row.tripped) continue;
      for (std::uint32_t effect = 0; effect < row.effects.size(); ++effect) {
        EffectState& state = row.effects[effect];
        if (state.command.empty() || prevails(table, directory, name, effect)) continue;
        table.commands.erase(state.command);
        state = {};
      }
    }
  }

  void operator()(const RowUndecided& undecided) const { table.rows[undecided.row].undecided = true; }
  void operator()(const RowDecided& decided) const { table.rows[decided.row].undecided = false; }
  void operator()(const RowBlocked& blocked) const { table.rows[blocked.row].blocked = true; }

  void operator()(const RowReset& reset) const {
    RowState& row = table.rows[reset.row];
    row.tripped = false;
    row.effects.clear();
    std::erase_if(table.commands, [&](const auto& entry) { return entry.second.row == reset.row; });
  }

  void operator()(const RowBypassed& bypassed) const { table.rows[bypassed.row].bypass = Bypass{bypassed.until, bypassed.reason, person_of(event.actor)}; }

  void operator()(const RowBypassEnded& ended) const {
    RowState& row = table.rows[ended.row];
    row.bypass.reset();
    row.blocked = false;
  }

  void operator()(const CommandRequested& requested) const {
    RowState& row = table.rows[requested.row];
    if (row.effects.size() <= requested.effect) row.effects.resize(requested.effect + 1);
    EffectState& effect = row.effects[requested.effect];
    // The same measure again replaces its earlier command; a next measure leaves the failed one in sight, for a late proof counts.
    std::erase_if(table.commands, [&](const auto& entry) {
      const Command& old = entry.second;
      return old.row == requested.row && old.effect == requested.effect && old.attempt == requested.attempt;
    });
    Command command;
    command.command = requested.command;
    command.row = requested.row;
    command.actuator = requested.actuator;
    command.state = requested.state;
    command.effect = requested.effect;
    command.attempt = requested.attempt;
    command.requested = event.time;
    table.commands[requested.command] = std::move(command);
    effect.command = requested.command;
    effect.exhausted = false;
  }

  Command* find(const std::string& name) const {
    const auto found = table.commands.find(name);
    return found == table.commands.end() ? nullptr : &found->second;
  }

  void operator()(const CommandSent& sent) const {
    if (Command* command = find(sent.command)) {
      command->stage = CommandState::Sent;
      command->sent = event.time;
    }
  }

  void operator()(const CommandAccepted& accepted) const {
    if (Command* command = find(accepted.command)) {
      if (command->stage == CommandState::Requested) command->sent = event.time;
      command->stage = CommandState::Accepted;
    }
  }

  void operator()(const CommandObserved& observed) const {
    if (Command* command = find(observed.command)) command->stage = CommandState::Observed;
  }

  void operator()(const CommandFailed& failed) const {
    Command* command = find(failed.command);
    if (command == nullptr) return;
    command->stage = CommandState::Failed;
    RowState& row = table.rows[command->row];
    if (failed.failure != CommandFailure::Lost || command->effect >= row.effects.size()) return;
    EffectState& effect = row.effects[command->effect];
    const bool fresh = effect.losses == 0 || event.time - effect.loss_since > Duration::from_ms(60'000);
    effect.losses = fresh ? 1 : effect.losses + 1;
    if (fresh) effect.loss_since = event.time;
  }

  void operator()(const EffectExhausted& exhausted) const {
    RowState& row = table.rows[exhausted.row];
    if (exhausted.effect < row.effects.size()) row.effects[exhausted.effect].exhausted = true;
  }

  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

void evolve(InterlockTable& table, const site::Directory& directory, const Event& event) { std::visit(Change{table, directory, event}, event.body); }

}  // namespace davy::core::interlock
