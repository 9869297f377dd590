#pragma once
// What a row does: its vote, and which command is next for each of its effects. Internal to the interlock.

#include "core/interlock/interlock_table.hpp"

namespace davy::core::interlock {

// The vote of a row's causes. A cause of which no edge has told yet is silent.
struct Tally {
  std::vector<std::string> trues;
  std::vector<std::string> unknowns;  // told to be unknown
  std::vector<std::string> silent;
  Truth vote = Truth::Unknown;  // what the row acts on: silent is unknown; unknown trips when the row says so
  Truth told = Truth::Unknown;  // of what was told: silence, as before the first reading, is not yet blindness
  Truth safe = Truth::Unknown;  // what a reset needs to be False: silence and unknown both leave it open
};
Tally tally_of(const InterlockTable& table, const site::Directory& directory, const site::Row& row);

const RowState* state_of_row(const InterlockTable& table, std::string_view row);  // null: nothing has happened to it
const Command* latest(const InterlockTable& table, std::string_view row, std::uint32_t effect);
bool is_latest(const InterlockTable& table, const Command& command);

// Whether this effect of a tripped row is the one that its actuator obeys.
bool prevails(const InterlockTable& table, const site::Directory& directory, std::string_view row, std::uint32_t effect);

// The command of attempt n: 0 the effect itself, then its alternatives, depth first. Empty when there are no more.
Bodies command_for(const site::Directory& directory, std::string_view row, std::uint32_t effect, std::uint32_t attempt, Instant now, std::string reason);

Bodies first_measures(const InterlockTable& table, const site::Directory& directory, const RowTripped& tripped, Instant now);
Bodies next_measure(const InterlockTable& table, const site::Directory& directory, const CommandFailed& failed, Instant now);
Bodies freed_measures(const InterlockTable& table, const site::Directory& directory, Instant now);

}  // namespace davy::core::interlock
