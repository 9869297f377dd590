#pragma once
// The vote of a row's causes. Internal to the interlock.

#include "core/interlock/interlock_table.hpp"

namespace davy::core::interlock {

enum class Verdict {
  Acts,     // the vote is true, or undecided in a row that trips on unknown
  Blind,    // undecided
  Waiting,  // open only because some causes have not spoken yet
  Rests     // false
};

struct Vote {
  Verdict verdict = Verdict::Rests;
  std::vector<site::ConditionIndex> trues;
  std::vector<site::ConditionIndex> unknowns;  // told to be unknown, or silent for too long
  std::vector<site::ConditionIndex> silent;    // not yet
  Instant onset;                               // when the vote became what the verdict acts on
};

Vote vote_of(const InterlockTable& table, const site::Directory& directory, const site::Row& row, Instant now);

// When the silence of a cause becomes unknown; never, when every cause has spoken or nothing has started.
Instant silence_ends(const InterlockTable& table, const site::Directory& directory, const site::Row& row);

std::vector<std::string> names_of(const site::Directory& directory, const std::vector<site::ConditionIndex>& conditions);

}  // namespace davy::core::interlock
