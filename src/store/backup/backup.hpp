#pragma once
// Backup: a consistent copy of a data folder at a target, made while davyd runs; after the first, only what changed travels. Between two backups the journal
// and the newest samples follow in small pieces, so that a lost disk costs less than a minute.
//
// All that travels is sealed: only a sealed folder can be backed up, and whoever holds the target learns sizes and times. Format: docs/formats/backup.md.
// One thread for each target.

#include "store/backup/manifest.hpp"

#include <functional>
#include <optional>
#include <set>

namespace davy::store::backup {

using Progress = std::function<void(std::uint64_t done_bytes, std::uint64_t all_bytes)>;

struct Made {
  Manifest manifest;
  std::optional<seal::Key> key;  // the folder's data key, then
  std::uint64_t bytes = 0;       // of the databases
  std::uint64_t sent_bytes = 0;  // sealed, of what was new
  std::uint64_t new_blocks = 0;
  std::uint64_t new_blobs = 0;
};

// Room for a copy of the databases is needed in the data folder meanwhile.
Result<Made> make_backup(const std::string& data_folder, Target& target, Instant at, const std::string& program_version,
                         const Progress& progress = nullptr);

struct Keep {
  std::size_t newest = 1;  // at least one; the newest is what reaches furthest (kept.hpp)
  std::string also = {};   // the name of one besides: the one just made
};

// Removes all other backups but the one that goes on being shipped after, and what no backup needs any more. Gives how many were removed.
Result<std::size_t> keep_newest(const std::string& data_folder, Target& target, const Keep& keep);

// Whether anything of ours is at the target. Unavailable when it is not, with what may be the reason: a disk that is not mounted.
Result<void> find_seal(Target& target);

// Sends what came after a backup, piece by piece.
class Shipper {
 public:
  Shipper(std::string data_folder, Target& target, const Made& since);

  struct Shipped {
    std::uint64_t records = 0;  // of the journal
    std::uint64_t rows = 0;     // of the newest samples
    std::uint64_t head = 0;     // the newest record at the target
  };
  // What is durable now and not yet there. Conflict when samples have been tidied away meanwhile, or the data key is another; NotFound when the backup
  // is no longer there: a new one is wanted. Unavailable when nothing of ours is there.
  Result<Shipped> ship();

 private:
  Result<void> find_base();
  Result<void> ship_blobs();

  std::string data_folder_;
  Target& target_;
  std::optional<seal::Key> key_;
  std::string since_;
  std::uint64_t head_;
  std::uint64_t tail_;
  std::uint64_t checkpoints_;
  std::uint64_t points_ = 0;
  std::string credentials_;  // the names of its blocks
  std::set<std::string> blobs_;
};

}  // namespace davy::store::backup
