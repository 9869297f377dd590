#pragma once
// The sealed VFS: SQLite writes its files through it, and what reaches the disk is sealed page by page; to everything above it the database is an ordinary one.
//
// Idea: every page keeps kSealBytes free at its end (SQLite's reserved bytes), where the nonce and the proof go. A page of the database is bound to its
// number. In the log a page is sealed the same way and the frames' headers stay as they are; their checksums are of the plain page, whose reserved
// bytes are zero to SQLite, always. A damaged or foreign page of the database is an I/O error, never content; one of the log is what a torn write
// is to SQLite: the end of the log. Temporary files are refused: connections keep them in memory.
//
// The key is that of the folder in which the database lies (keys.hpp).

struct sqlite3;

namespace davy::store::seal {

// The name to open a database with; registered at the first call. Thread-safe.
const char* sealed_vfs();

// Once for each connection, before the first table is made: pages of the file have room for their seal.
void reserve_room(sqlite3* connection);

}  // namespace davy::store::seal
