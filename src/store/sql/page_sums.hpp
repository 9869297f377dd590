#pragma once
// Page sums: a way to files for SQLite (a VFS) that keeps a sum in the last 8 bytes of every page of a database file and refuses a page that does not match its own.
//
// SQLite believes whatever a disk gives back; with the sums a byte that changed by itself is an error that names the page, never a wrong answer. A file has them when it reserved 8
// bytes a page from its beginning; any other is read as ever. A page that nobody has written yet is all zeros, and that is its sum. Frames of the write-ahead log have sums of
// SQLite's own (its file format, §4.1), looked at when the log is recovered. Errors: Corrupt. Any thread.

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace davy::store::sql {

inline constexpr int kSumBytes = 8;

// Its name, for sqlite3_open_v2; SQLite knows it from the first call on.
const char* files_with_sums();

// The pages of a database file that do not match their sums, or do not open in a sealed folder, those aside that the log beside it will replace. None of a clear file without sums. Nobody may write meanwhile.
Result<std::vector<std::uint64_t>> damaged_pages(const std::string& path);

}  // namespace davy::store::sql
