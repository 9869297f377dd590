#pragma once
// InterlockTable: the state of the cause-and-effect rows and of their commands.
//
// Trip. A row trips when its vote is true, and then keeps tripped until a person resets it: refused while the vote is true or unknown, and
// while a command is under way. An undecided vote trips it too when the row says so, else the row is blind. A cause that has not spoken
// since the start is unknown once it could have (its point's stale_after and its own on-delay). A bypassed row does not trip; when the bypass
// ends and the vote is true, it trips then. A tripped row cannot be bypassed, and a bypass not be prolonged.
//
// Commands. Each effect is driven by itself: a command is requested, sent, accepted, observed. Only a read-back measured after the request proves
// it, accepted or not, and however late. Stages that do not come in time, and states that are proved and lost again more than three
// times a minute, are failures: the next alternative is tried, and when there is none left people must act. A state that was lost is
// commanded again. What is exhausted is tried again from its first measure: when a device of its measures comes back, and by itself after 10 s, then after
// twice as long each time, up to 5 min; it stays exhausted, and its actuators in fault, until a measure is proved. Once a start is durable every tripped row commands again, each effect with the measure it stood on, the first one when all
// had failed; not before: what a slow disk delays would have expired, and a read-back measured meanwhile would prove what had not left.
//
// Conflict. Of two measures that want different states of one actuator one prevails: of the row with the higher severity, among equals the
// actuator's safe state, then the row that tripped first, then the site's order. The other effect is overruled: its command does not leave, or
// is dropped when it had left, and it is commanded again when a row is reset. An alternative that would not prevail is passed over.

#include "core/alarm/alarm_book.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

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
  Instant observed;          // source time of the read-back that proved it
  std::uint32_t losses = 0;  // of the state it had proved, within a minute of loss_since
  Instant loss_since;
  bool failed_before = false;  // the same measure, earlier in this trip, and it was not proved since
  DAVY_FIELDS(command, row, actuator, state, effect, attempt, stage, requested, sent, observed, losses, loss_since, failed_before)
};

struct Bypass {
  Instant until;
  std::string reason;
  std::string by;
  DAVY_FIELDS(until, reason, by)
};

// One effect of a tripped row. Its command is in flight or observed, or it is exhausted, or overruled. One that is tried again is exhausted with a command
// in flight.
struct EffectState {
  std::string command;  // the one it stands on: the latest, or an earlier one that was proved late; empty when overruled
  bool exhausted = false;
  bool overruled = false;
  Instant tried;            // when it was exhausted, or last tried again since
  std::uint32_t tries = 0;  // since it was exhausted
  DAVY_FIELDS(command, exhausted, overruled, tried, tries)
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

// What detection last told of a cause.
struct Told {
  Truth truth = Truth::Unknown;
  Instant since;
};

struct InterlockTable {
  std::map<std::string, RowState, std::less<>> rows;
  std::map<std::string, Command, std::less<>> commands;  // of tripped rows: the latest of each measure
  std::optional<Instant> started;                        // the latest start
  Instant live_since = Instant::before_all();            // when this process went; not journalled, like the next
  std::map<site::ConditionIndex, Told> told;             // of causes, since the process began; not journalled: detection tells it again
  DAVY_FIELDS(rows, commands, started)
};

namespace interlock {
// The engine hands every edge to observe() before decide().
void observe(InterlockTable& table, const site::Directory& directory, const Edge& edge);
void forget_exercises(InterlockTable& table, const site::Directory& directory);  // of what their conditions told: the drill is over
Bodies decide(const InterlockTable& table, const site::Directory& directory, const Edge& edge, Instant now);
Bodies decide(const InterlockTable& table, const site::Directory& directory, const FeedbackSeen& seen);
Bodies decide(const InterlockTable& table, const CommandReport& report);
Decided decide(const InterlockTable& table, const site::Directory& directory, const PersonRequest& request,
               Instant now);                                                               // row requests only
Bodies on_go(const InterlockTable& table, const site::Directory& directory, Instant now);  // the start is durable
Bodies on_time(const InterlockTable& table, const site::Directory& directory,
               Instant now);  // deadlines, bypasses that end, causes that stay silent
Bodies react(const InterlockTable& table, const site::Directory& directory, const Event& event);  // trip → commands; failure → alternative
Instant next_due(const InterlockTable& table, const site::Directory& directory);
void evolve(InterlockTable& table, const Event& event);

// Whether a command that a tripped row still wants is unproved at this actuator.
bool in_fault(const InterlockTable& table, std::string_view actuator);
}  // namespace interlock

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::CommandState> =
    std::to_array<davy::EnumName<davy::core::CommandState>>({{davy::core::CommandState::Requested, "requested"},
                                                             {davy::core::CommandState::Sent, "sent"},
                                                             {davy::core::CommandState::Accepted, "accepted"},
                                                             {davy::core::CommandState::Observed, "observed"},
                                                             {davy::core::CommandState::Failed, "failed"}});
