#pragma once
// Restore: a data folder out of a backup and of what was shipped after it, proved before it gets its name.
//
// Nothing is at the folder's place until every block opened, the journal's chain holds from the first record to the last, and the views are the same as
// when they are folded anew. One thread.

#include "store/backup/backup.hpp"
#include "store/seal/seal_file.hpp"

namespace davy::store::backup {

struct Restored {
  Manifest manifest;
  std::uint64_t bytes = 0;    // of the databases
  std::uint64_t pieces = 0;   // shipped after the backup
  std::uint64_t records = 0;  // in the journal, all of its chain checked
  std::string head;           // the newest one's hash, hexadecimal
  Instant newest;             // its time
};

// `name` empty: the newest. `source` opens the seal of the backup: the key file is not in it. The folder must not be there, or be empty.
Result<Restored> restore(Target& target, const std::string& name, const std::string& data_folder, const seal::KeySource& source,
                         const Progress& progress = nullptr);

}  // namespace davy::store::backup
