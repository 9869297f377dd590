#pragma once
// Kept: a backup at a target with what was shipped after it, by how far the two reach. Not its name says which is the newest: the clock that named it may have
// been ahead, and a backup made by hand is older than what goes on being shipped after another.
//
// One thread.

#include "store/backup/manifest.hpp"

namespace davy::store::backup {

struct Kept {
  std::string name;        // of the backup
  std::uint64_t head = 0;  // the newest record of the journal, in it or shipped after it
  std::uint64_t tail = 0;  // the newest row of the historian's tail that was shipped after it
  std::size_t pieces = 0;  // shipped after it
};

// The one that reaches furthest last; where two reach the same record, by the samples that were shipped, then by name.
Result<std::vector<Kept>> kept_at(Target& target);

// The name of the one that reaches furthest; for the samples of one that nothing was shipped after its manifest is asked. NotFound when there is none.
Result<std::string> furthest_at(Target& target, const seal::Key& key);

}  // namespace davy::store::backup
