#pragma once
// InterlockTable: the state of the cause-and-effect rows and of their commands.
//
// A row trips when its vote is true, keeps tripped until a person resets it (refused while the vote is true or unknown), and drives each effect in order: a
// command is requested → sent → accepted → observed; only a read-back measured after the request proves it, whenever it comes. When a stage does not
// come in time the actuator's fault condition rings and the next alternative is tried. Effects of one row do not wait for each other's proof. A proved
// state that is lost is commanded again, at most three times a minute. After a start every tripped row commands again.
//
// Two tripped rows that want different states of one actuator: the higher severity prevails, among equals the actuator's safe state, then the row tripped
// first; the other row's effect waits and is commanded when the prevailing row is reset.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/alarm/alarm_book.hpp"

namespace davy::core {

enum class CommandState { Requested, Sent, Accepted, Observed, Failed };

struct Command {
  std::string command;
  std::string row;
  std::string actuator;
  std::string state;
  std::uint32_t effect = 0;
  std::uint32_t attempt = 0;
  CommandState stage = CommandState::Requested;
  Instant requested;
  Instant sent;
  DAVY_FIELDS(command, row, actuator, state, effect, attempt, stage, requested, sent)
};

struct Bypass {
  Instant until;
  std::string reason;
  std::string by;
  DAVY_FIELDS(until, reason, by)
};

// One effect of a tripped row.
struct EffectState {
  std::string command;       // the latest; empty when another row's command prevails on the actuator
  std::uint32_t losses = 0;  // proved states that were lost again within a minute of loss_since
  Instant loss_since;
  bool exhausted = false;
  DAVY_FIELDS(command, losses, loss_since, exhausted)
};

struct RowState {
  bool tripped = false;
  bool undecided = false;
  bool blocked = false;  // true while bypassed
  Instant tripped_at;
  std::vector<EffectState> effects;
  std::optional<Bypass> bypass;
  DAVY_FIELDS(tripped, undecided, blocked, tripped_at, effects, bypass)
};

struct InterlockTable {
  std::map<std::string, RowState, std::less<>> rows;
  std::map<std::string, Command, std::less<>> commands;  // of tripped rows: the latest of each effect, and the failed ones before it
  std::map<std::string, Truth, std::less<>> truths;      // of conditions, as last told by an edge; not journalled: detection tells them again
  DAVY_FIELDS(rows, commands)
};

namespace interlock {
// Truths of causes are not journalled (detection rebuilds them); the engine hands every edge to observe() before decide().
void observe(InterlockTable& table, const site::Directory& directory, const Edge& edge);
Bodies decide(const InterlockTable& table, const site::Directory& directory, const Edge& edge, Instant now);
Bodies decide(const InterlockTable& table, const site::Directory& directory, const FeedbackSeen& seen, Instant now);
Bodies decide(const InterlockTable& table, const site::Directory& directory, const CommandReport& report, Instant now);
Decided decide(const InterlockTable& table, const site::Directory& directory, const PersonRequest& request, Instant now);  // row requests only
Bodies on_start(const InterlockTable& table, const site::Directory& directory, Instant now);
Bodies on_time(const InterlockTable& table, const site::Directory& directory, Instant now);  // deadlines of commands, bypasses that end
Bodies react(const InterlockTable& table, const site::Directory& directory, const Event& event);  // trip → commands; failure → alternative
Instant next_due(const InterlockTable& table, const site::Directory& directory);
void evolve(InterlockTable& table, const site::Directory& directory, const Event& event);
}  // namespace interlock

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::CommandState> =
    std::to_array<davy::EnumName<davy::core::CommandState>>({{davy::core::CommandState::Requested, "requested"},
                                                             {davy::core::CommandState::Sent, "sent"},
                                                             {davy::core::CommandState::Accepted, "accepted"},
                                                             {davy::core::CommandState::Observed, "observed"},
                                                             {davy::core::CommandState::Failed, "failed"}});
