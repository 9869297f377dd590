#pragma once
// Which command is next for each effect of a row, and which of two rows an actuator obeys. Internal to the interlock.

#include "core/interlock/interlock_table.hpp"

namespace davy::core::interlock {

inline constexpr std::uint32_t kLossesAtMost = 3;  // within kLossWindow; then the actuator does not hold the state
inline constexpr Duration kLossWindow = Duration::from_ms(60'000);

const RowState* state_of_row(const InterlockTable& table, std::string_view row);  // null: nothing has happened to it

// The command that the effect stands on; null when there is none.
const Command* standing(const InterlockTable& table, std::string_view row, std::uint32_t effect);

bool in_flight(const Command& command);

inline constexpr Duration kTriedAgainAfter = Duration::from_ms(10'000);  // the first time
inline constexpr Duration kTriedAgainAtMost = Duration::from_ms(300'000);

Bodies first_measures(const InterlockTable& table, const site::Directory& directory, const RowTripped& tripped, Instant now);
Bodies measures_after_start(const InterlockTable& table, const site::Directory& directory, Instant now);
Bodies next_measure(const InterlockTable& table, const site::Directory& directory, const CommandFailed& failed, Instant now);
Bodies settled_conflict(const InterlockTable& table, const site::Directory& directory, const CommandRequested& requested, Instant now);
Bodies measures_due_again(const InterlockTable& table, const site::Directory& directory, Instant now);  // of what is exhausted
Bodies measures_of_returned(const InterlockTable& table, const site::Directory& directory, site::DeviceIndex device, Instant now);
Instant next_try(const InterlockTable& table, const site::Directory& directory);
Bodies freed_measures(const InterlockTable& table, const site::Directory& directory,
                      Instant now);  // of effects that nothing overrules any more

}  // namespace davy::core::interlock
