#pragma once
// Restore: a data folder out of a backup and of what was shipped after it, proved before it gets its name.
//
// Nothing is at the folder's place until every block opened, the journal's chain holds from the first record to the last, and the views are the same as
// when they are folded anew. One thread.

#include "store/backup/backup.hpp"
#include "store/seal/seal_file.hpp"

#include <optional>
#include <string>

namespace davy::store::backup {

struct Restored {
  Manifest manifest;
  std::uint64_t bytes = 0;    // of the databases
  std::uint64_t pieces = 0;   // shipped after the backup
  std::uint64_t records = 0;  // in the journal, all of its chain checked
  std::string head;           // the newest one's hash, hexadecimal
  Instant newest;             // its time
};

// What opens the seal of a backup: the key file is not in it.
struct Opener {
  seal::KeySource source;
  std::optional<seal::Key> known = {};  // a data key at hand, for a seal that was given another key file or passphrase meanwhile
};

// `name` empty: the newest. The folder must not be there, or be empty.
Result<Restored> restore(Target& target, const std::string& name, const std::string& data_folder, const Opener& opener,
                         const Progress& progress = nullptr);

}  // namespace davy::store::backup
