#pragma once
// The methods of a file of a VFS of ours that only hand on to the file below: one table, of which each VFS replaces what it does itself.
//
// Version 2, without xFetch: a mapped page would pass by what we do to pages. Any thread.

#include <sqlite3.h>

namespace davy::store {

// `Below` gives the file of the VFS below.
template <sqlite3_file* (*Below)(sqlite3_file*)>
constexpr sqlite3_io_methods passed_on() {
  return {
      .iVersion = 2,
      .xClose = [](sqlite3_file* f) { return Below(f)->pMethods->xClose(Below(f)); },
      .xRead = [](sqlite3_file* f, void* to, int amount, sqlite3_int64 at) { return Below(f)->pMethods->xRead(Below(f), to, amount, at); },
      .xWrite = [](sqlite3_file* f, const void* from, int amount,
                   sqlite3_int64 at) { return Below(f)->pMethods->xWrite(Below(f), from, amount, at); },
      .xTruncate = [](sqlite3_file* f, sqlite3_int64 size) { return Below(f)->pMethods->xTruncate(Below(f), size); },
      .xSync = [](sqlite3_file* f, int flags) { return Below(f)->pMethods->xSync(Below(f), flags); },
      .xFileSize = [](sqlite3_file* f, sqlite3_int64* size) { return Below(f)->pMethods->xFileSize(Below(f), size); },
      .xLock = [](sqlite3_file* f, int lock) { return Below(f)->pMethods->xLock(Below(f), lock); },
      .xUnlock = [](sqlite3_file* f, int lock) { return Below(f)->pMethods->xUnlock(Below(f), lock); },
      .xCheckReservedLock = [](sqlite3_file* f, int* held) { return Below(f)->pMethods->xCheckReservedLock(Below(f), held); },
      .xFileControl = [](sqlite3_file* f, int what, void* about) { return Below(f)->pMethods->xFileControl(Below(f), what, about); },
      .xSectorSize = [](sqlite3_file* f) { return Below(f)->pMethods->xSectorSize(Below(f)); },
      .xDeviceCharacteristics = [](sqlite3_file* f) { return Below(f)->pMethods->xDeviceCharacteristics(Below(f)); },
      .xShmMap = [](sqlite3_file* f, int region, int size, int extend,
                    void volatile** at) { return Below(f)->pMethods->xShmMap(Below(f), region, size, extend, at); },
      .xShmLock = [](sqlite3_file* f, int at, int count, int flags) { return Below(f)->pMethods->xShmLock(Below(f), at, count, flags); },
      .xShmBarrier = [](sqlite3_file* f) { Below(f)->pMethods->xShmBarrier(Below(f)); },
      .xShmUnmap = [](sqlite3_file* f, int remove) { return Below(f)->pMethods->xShmUnmap(Below(f), remove); },
      .xFetch = nullptr,
      .xUnfetch = nullptr,
  };
}

}  // namespace davy::store
