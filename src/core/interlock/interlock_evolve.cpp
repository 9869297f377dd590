#include "core/interlock/measures.hpp"
#include "core/refuse.hpp"

namespace davy::core::interlock {
namespace {

// Applies one event to the table; what it does depends on no site, so that a journal folds alike under a later one. Events of other rooms
// change nothing here.
struct Change {
  InterlockTable& table;
  const Event& event;

  // The commands go on; what had failed is tried again.
  void operator()(const SystemStarted&) const {
    table.started = event.time;
    for (auto& [name, row] : table.rows)
      for (EffectState& effect : row.effects)
        if (effect.exhausted) effect = {};
  }

  // What is awaited is awaited for as long as before: a clock that was set back must not hide for hours that a read-back is missing.
  void operator()(const ClockLeapt& leap) const {
    if (event.time >= leap.from) return;
    const Duration back = leap.from - event.time;
    const auto set_back = [back](Instant& each) {
      if (each > Instant()) each = each - back;
    };
    if (table.started) set_back(*table.started);
    set_back(table.live_since);
    for (auto& [cause, told] : table.told) set_back(told.since);
    for (auto& [name, command] : table.commands)
      for (Instant* each : {&command.requested, &command.sent, &command.observed, &command.loss_since}) set_back(*each);
    for (auto& [name, row] : table.rows)
      for (EffectState& effect : row.effects) set_back(effect.tried);
  }

  void operator()(const RowTripped& tripped) const {
    RowState& row = table.rows[tripped.row];
    row.tripped = true;
    row.undecided = row.blocked = false;
    row.tripped_at = event.time;
    row.effects.clear();
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

  void operator()(const RowBypassed& bypassed) const {
    table.rows[bypassed.row].bypass =
        Bypass{bypassed.until, bypassed.reason, bypassed.asked_by.empty() ? person_of(event.actor) : bypassed.asked_by};
  }

  void operator()(const RowBypassEnded& ended) const {
    RowState& row = table.rows[ended.row];
    row.bypass.reset();
    row.blocked = false;
  }

  void operator()(const CommandRequested& requested) const {
    const bool again = begin(effect_of(requested.row, requested.effect), requested);
    // A next measure leaves the failed one in sight, for a late proof counts; the same measure again replaces its earlier command, and no
    // proof is awaited any more of what this command undoes.
    Command command;
    std::erase_if(table.commands, [&](const auto& entry) {
      const Command& old = entry.second;
      const bool same = old.row == requested.row && old.effect == requested.effect && old.attempt == requested.attempt;
      if (same) {
        command.losses = old.losses;
        command.loss_since = old.loss_since;
        command.failed_before = again;
      }
      return same || (old.actuator == requested.actuator && old.state != requested.state && !stands(old));
    });
    command.command = requested.command;
    command.row = requested.row;
    command.actuator = requested.actuator;
    command.state = requested.state;
    command.effect = requested.effect;
    command.attempt = requested.attempt;
    command.requested = event.time;
    table.commands[requested.command] = std::move(command);
  }

  // True when every measure of the effect had failed: then it stays exhausted until one of them is proved.
  bool begin(EffectState& effect, const CommandRequested& requested) const {
    if (!effect.exhausted) {
      effect = {requested.command};
      return false;
    }
    effect.command = requested.command;
    if (requested.attempt > 0) return true;
    effect.tried = event.time;
    ++effect.tries;
    return true;
  }

  EffectState& effect_of(const std::string& name, std::uint32_t effect) const {
    RowState& row = table.rows[name];
    if (row.effects.size() <= effect) row.effects.resize(effect + 1);
    return row.effects[effect];
  }

  bool stands(const Command& command) const {
    const Command* standing = interlock::standing(table, command.row, command.effect);
    return standing != nullptr && standing->command == command.command;
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
    if (Command* command = find(observed.command)) {
      command->stage = CommandState::Observed;
      command->observed = observed.at;
      command->failed_before = false;
      stand_on_best(command->row, command->effect);
    }
  }

  void operator()(const CommandFailed& failed) const {
    Command* command = find(failed.command);
    if (command == nullptr) return;
    command->stage = CommandState::Failed;
    if (failed.failure == CommandFailure::Lost) {
      const bool again = command->losses > 0 && event.time - command->loss_since <= kLossWindow;
      command->losses = again ? command->losses + 1 : 1;
      if (!again) command->loss_since = event.time;
    }
    stand_on_best(command->row, command->effect);
  }

  // An effect whose command failed stands on an earlier one that was proved late, when there is one.
  void stand_on_best(const std::string& row, std::uint32_t effect) const {
    EffectState& state = effect_of(row, effect);
    const auto serves = [&](const Command& command) {
      return command.row == row && command.effect == effect && command.stage != CommandState::Failed;
    };
    if (const Command* standing = find(state.command); standing == nullptr || !serves(*standing))
      for (const auto& [name, command] : table.commands)
        if (serves(command)) state.command = name;
    if (const Command* standing = find(state.command); standing != nullptr && standing->stage == CommandState::Observed)
      state = {.command = state.command, .overruled = state.overruled};
  }

  void operator()(const EffectExhausted& exhausted) const {
    EffectState& effect = effect_of(exhausted.row, exhausted.effect);
    effect.exhausted = true;
    effect.tried = event.time;
    effect.tries = 0;
  }

  void operator()(const EffectOverruled& overruled) const {
    std::erase_if(table.commands,
                  [&](const auto& entry) { return entry.second.row == overruled.row && entry.second.effect == overruled.effect; });
    effect_of(overruled.row, overruled.effect) = {.overruled = true};
  }

  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

void evolve(InterlockTable& table, const Event& event) { visit(Change{table, event}, event.body); }

}  // namespace davy::core::interlock
