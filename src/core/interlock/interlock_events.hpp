#pragma once
// Events of the cause-and-effect table and its commands.
//
// A command's name is "<start>-<seq>": the sequence of the start it belongs to and of its own request, so that it is unique even when a
// crash lost the request from the journal after the command had left.

#include "base/fields.hpp"
#include "core/alarm/alarm_events.hpp"

#include <string>
#include <vector>

namespace davy::core {

struct RowTripped {
  static constexpr std::string_view kKind = "row.tripped";
  std::string row;
  std::vector<std::string> causes;    // conditions that were true
  std::vector<std::string> unknowns;  // conditions that were undecided (counted when the row trips on unknown)
  Instant onset;                      // of the cause that decided the vote
  DAVY_FIELDS(row, causes, unknowns, onset)
};

struct RowUndecided {  // the vote can no longer be decided: the row is blind
  static constexpr std::string_view kKind = "row.undecided";
  std::string row;
  std::vector<std::string> unknowns;
  DAVY_FIELDS(row, unknowns)
};

struct RowDecided {  // it can be decided again
  static constexpr std::string_view kKind = "row.decided";
  std::string row;
  DAVY_FIELDS(row)
};

struct RowBlocked {  // the vote was true while the row was bypassed: no command left
  static constexpr std::string_view kKind = "row.blocked";
  std::string row;
  std::vector<std::string> causes;
  std::vector<std::string> unknowns;
  DAVY_FIELDS(row, causes, unknowns)
};

struct RowReset {
  static constexpr std::string_view kKind = "row.reset";
  std::string row;
  DAVY_FIELDS(row)
};

struct RowBypassed {
  static constexpr std::string_view kKind = "row.bypassed";
  std::string row;
  Instant until;
  std::string reason;
  std::string asked_by = {};  // when the actor agreed to what another had asked for: that one's login
  DAVY_FIELDS(row, until, reason, asked_by)
};

struct RowBypassEnded {
  static constexpr std::string_view kKind = "row.bypass_ended";
  std::string row;
  Ended ended = Ended::ByPerson;
  DAVY_FIELDS(row, ended)
};

struct CommandRequested {
  static constexpr std::string_view kKind = "command.requested";
  std::string command;
  std::string row;
  std::string actuator;
  std::string state;
  std::uint32_t effect = 0;   // position in the row's effects
  std::uint32_t attempt = 0;  // 0 the effect itself, then its alternatives
  Instant expires;            // the device must not act after this
  std::string reason;
  DAVY_FIELDS(command, row, actuator, state, effect, attempt, expires, reason)
};

struct CommandSent {
  static constexpr std::string_view kKind = "command.sent";
  std::string command;
  DAVY_FIELDS(command)
};

struct CommandAccepted {
  static constexpr std::string_view kKind = "command.accepted";
  std::string command;
  DAVY_FIELDS(command)
};

struct CommandObserved {  // the only proof that it worked
  static constexpr std::string_view kKind = "command.observed";
  std::string command;
  double value = 0;
  Instant at;  // source time of the read-back, later than the request
  DAVY_FIELDS(command, value, at)
};

enum class CommandFailure { NotSent, Refused, NotAccepted, NotObserved, Lost };  // lost: proved, then gone again

struct CommandFailed {
  static constexpr std::string_view kKind = "command.failed";
  std::string command;
  CommandFailure failure = CommandFailure::NotObserved;
  std::string detail;
  DAVY_FIELDS(command, failure, detail)
};

struct EffectOverruled {  // another row prevails on its actuator: the effect is not commanded until that row is reset
  static constexpr std::string_view kKind = "effect.overruled";
  std::string row;
  std::uint32_t effect = 0;
  std::string by;  // the row that prevails
  DAVY_FIELDS(row, effect, by)
};

struct EffectExhausted {  // no measure of this effect could be proved: people must act
  static constexpr std::string_view kKind = "effect.exhausted";
  std::string row;
  std::uint32_t effect = 0;
  DAVY_FIELDS(row, effect)
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::CommandFailure> =
    std::to_array<davy::EnumName<davy::core::CommandFailure>>({{davy::core::CommandFailure::NotSent, "not-sent"},
                                                               {davy::core::CommandFailure::Refused, "refused"},
                                                               {davy::core::CommandFailure::NotAccepted, "not-accepted"},
                                                               {davy::core::CommandFailure::NotObserved, "not-observed"},
                                                               {davy::core::CommandFailure::Lost, "lost"}});
