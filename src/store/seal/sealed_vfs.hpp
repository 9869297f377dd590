#pragma once
// The sealed VFS: SQLite writes its files through it, and what reaches the disk is sealed page by page; to everything above it the database is an ordinary one.
//
// Idea: every page keeps kSealBytes free at its end (SQLite's reserved bytes), where the nonce and the proof go. A page of the database is bound to its
// number. In the log a page is sealed the same way and the frames' headers stay as they are; their checksums are of the plain page, whose reserved
// bytes are zero to SQLite, always. A damaged or foreign page of the database is an I/O error, never content; one of the log is what a torn write
// is to SQLite: the end of the log. Temporary files are refused: connections keep them in memory.
//
// The key is that of the folder in which the database lies (keys.hpp). When the folder gets another (begin_resealing()), every process that has the
// database open sees it before it next writes: the lock on the log and that on checkpoints are the moments at which seal.json is looked at.

#include "base/result.hpp"

#include <cstdint>

struct sqlite3;

namespace davy::store::seal {

// The name to open a database with; registered at the first call. Thread-safe.
const char* sealed_vfs();

// Once for each connection, before the first table is made: pages of the file have room for their seal.
void reserve_room(sqlite3* connection);

// Seals anew, where they lie in the file, those of `count` pages from `first` (from 0) on that a key before the present one sealed. Nobody moves pages
// from the log meanwhile; everybody reads and writes on. What is about to be written stands first in `journal`, whole and durable: a cut-off that
// leaves half a page is mended by mend_pages(). Unavailable: a checkpoint is under way. Corrupt: a page does not open; it is left.
struct SealedAnew {
  std::uint64_t seen = 0;    // fewer than `count`: the file ends there
  std::uint64_t sealed = 0;  // of them, anew
};
Result<SealedAnew> seal_pages_anew(sqlite3* connection, std::uint64_t first, std::size_t count, const std::string& journal);

// After a cut-off, before anybody opens the database: a page that does not open becomes what the journal says; then the journal goes.
Result<void> mend_pages(const std::string& database, const std::string& journal);

// A database that nobody has open, as a copy that takes its place.
Result<void> seal_file_anew(const std::string& path);

}  // namespace davy::store::seal
