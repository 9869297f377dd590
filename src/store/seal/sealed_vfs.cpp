#include "store/seal/sealed_vfs.hpp"

#include "store/refused_page.hpp"
#include "store/seal/keys.hpp"
#include "store/seal/sealed_page.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <new>

namespace davy::store::seal {
namespace {

constexpr sqlite3_int64 kPage = kPageBytes;
constexpr sqlite3_int64 kLogHead = 32;
constexpr sqlite3_int64 kFrameHead = 24;
constexpr sqlite3_int64 kFrame = kFrameHead + kPage;

enum class Kind { Database, Log, Clear };

// SQLite allocates szOsFile bytes: this, then the file of the VFS below.
struct File {
  sqlite3_file base;
  Kind kind;
  alignas(Key) std::array<std::byte, sizeof(Key)> key_place;

  sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  Key& key() { return *std::launder(reinterpret_cast<Key*>(key_place.data())); }
};

File& file_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* below(sqlite3_file* file) { return file_of(file).below(); }
const sqlite3_io_methods& below_methods(sqlite3_file* file) { return *below(file)->pMethods; }
sqlite3_vfs& disk() { return *sqlite3_vfs_find(nullptr); }

int write_page(sqlite3_file* file, const void* bytes, sqlite3_int64 offset, std::string_view about) {
  Page page;
  std::memcpy(page.data(), bytes, page.size());
  if (!seal_page(page, file_of(file).key(), about)) return SQLITE_IOERR_WRITE;
  return below_methods(file).xWrite(below(file), page.data(), static_cast<int>(page.size()), offset);
}

// A page that was never written, as of a free page behind others, is zeros on the disk.
int read_page(sqlite3_file* file, Page& page, sqlite3_int64 number) {
  const int code = below_methods(file).xRead(below(file), page.data(), static_cast<int>(page.size()), number * kPage);
  if (code != SQLITE_OK) return code;
  const bool is_unwritten = is_empty(page);
  if (is_unwritten || open_page(page, file_of(file).key(), about_page(static_cast<std::uint64_t>(number)))) return SQLITE_OK;
  refused_page() = static_cast<std::uint64_t>(number) + 1;
  return SQLITE_IOERR_DATA;
}

// SQLite also reads a few bytes of the first page before it knows anything of the file.
int read_database(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
  auto* out = static_cast<std::uint8_t*>(to);
  while (amount > 0) {
    Page page;
    const sqlite3_int64 within = offset % kPage;
    const int part = static_cast<int>(std::min<sqlite3_int64>(amount, kPage - within));
    if (const int code = read_page(file, page, offset / kPage); code != SQLITE_OK) {
      if (code == SQLITE_IOERR_SHORT_READ) std::memset(out, 0, static_cast<std::size_t>(amount));
      return code;
    }
    std::memcpy(out, page.data() + within, static_cast<std::size_t>(part));
    out += part;
    offset += part;
    amount -= part;
  }
  return SQLITE_OK;
}

// Of a header, a page, or a frame of both. A frame is read whole when the log is recovered: one whose page is not whole stays as it is, and its checksum
// will not fit.
int read_log(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
  if (const int code = below_methods(file).xRead(below(file), to, amount, offset); code != SQLITE_OK) return code;
  if (offset < kLogHead) return SQLITE_OK;
  const sqlite3_int64 within = (offset - kLogHead) % kFrame;
  if (within + amount <= kFrameHead) return SQLITE_OK;
  const bool is_frame = within == 0 && amount == kFrame;
  if (!is_frame && (within != kFrameHead || amount != kPage)) return SQLITE_IOERR_READ;
  auto* bytes = static_cast<std::uint8_t*>(to) + (is_frame ? kFrameHead : 0);
  Page page;
  std::memcpy(page.data(), bytes, page.size());
  if (!open_page(page, file_of(file).key(), kAboutLog)) {
    refused_page() = 0;
    return is_frame ? SQLITE_OK : SQLITE_IOERR_DATA;
  }
  std::memcpy(bytes, page.data(), page.size());
  return SQLITE_OK;
}

int write_log(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
  const sqlite3_int64 within = offset < kLogHead ? 0 : (offset - kLogHead) % kFrame;
  const bool is_head = offset < kLogHead || within + amount <= kFrameHead;
  if (is_head) return below_methods(file).xWrite(below(file), bytes, amount, offset);
  if (within != kFrameHead || amount != kPage) return SQLITE_IOERR_WRITE;
  return write_page(file, bytes, offset, kAboutLog);
}

int close_file(sqlite3_file* file) {
  const int code = below_methods(file).xClose(below(file));
  if (file_of(file).kind != Kind::Clear) file_of(file).key().~Key();
  return code;
}

int read_file(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
  switch (file_of(file).kind) {
    case Kind::Database: return read_database(file, to, amount, offset);
    case Kind::Log: return read_log(file, to, amount, offset);
    case Kind::Clear: break;
  }
  return below_methods(file).xRead(below(file), to, amount, offset);
}

int write_file(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
  switch (file_of(file).kind) {
    case Kind::Database:
      if (amount != kPage || offset % kPage != 0) return SQLITE_IOERR_WRITE;
      return write_page(file, bytes, offset, about_page(static_cast<std::uint64_t>(offset / kPage)));
    case Kind::Log: return write_log(file, bytes, amount, offset);
    case Kind::Clear: break;
  }
  return below_methods(file).xWrite(below(file), bytes, amount, offset);
}

// All else is as the VFS below does it. Without xFetch: a mapped page would be a sealed one.
constexpr sqlite3_io_methods kMethods{
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = [](sqlite3_file* f, sqlite3_int64 size) { return below_methods(f).xTruncate(below(f), size); },
    .xSync = [](sqlite3_file* f, int flags) { return below_methods(f).xSync(below(f), flags); },
    .xFileSize = [](sqlite3_file* f, sqlite3_int64* size) { return below_methods(f).xFileSize(below(f), size); },
    .xLock = [](sqlite3_file* f, int lock) { return below_methods(f).xLock(below(f), lock); },
    .xUnlock = [](sqlite3_file* f, int lock) { return below_methods(f).xUnlock(below(f), lock); },
    .xCheckReservedLock = [](sqlite3_file* f, int* held) { return below_methods(f).xCheckReservedLock(below(f), held); },
    .xFileControl = [](sqlite3_file* f, int operation,
                       void* argument) { return below_methods(f).xFileControl(below(f), operation, argument); },
    .xSectorSize = [](sqlite3_file* f) { return below_methods(f).xSectorSize(below(f)); },
    // As every disk of today: a write changes no bytes beside it. Then SQLite never splits a page of the log.
    .xDeviceCharacteristics =
        [](sqlite3_file* f) { return below_methods(f).xDeviceCharacteristics(below(f)) | SQLITE_IOCAP_POWERSAFE_OVERWRITE; },
    .xShmMap = [](sqlite3_file* f, int region, int size, int extend,
                  void volatile** at) { return below_methods(f).xShmMap(below(f), region, size, extend, at); },
    .xShmLock = [](sqlite3_file* f, int at, int count, int flags) { return below_methods(f).xShmLock(below(f), at, count, flags); },
    .xShmBarrier = [](sqlite3_file* f) { below_methods(f).xShmBarrier(below(f)); },
    .xShmUnmap = [](sqlite3_file* f, int remove) { return below_methods(f).xShmUnmap(below(f), remove); },
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

std::optional<Kind> kind_of(int flags) {
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0) return Kind::Database;
  if ((flags & SQLITE_OPEN_WAL) != 0) return Kind::Log;
  // Of a new file, until it is set to write a log: it holds the bare first page.
  if ((flags & SQLITE_OPEN_MAIN_JOURNAL) != 0) return Kind::Clear;
  return std::nullopt;
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  file->pMethods = nullptr;
  const std::optional<Kind> kind = kind_of(flags);
  if (!kind || name == nullptr) return SQLITE_CANTOPEN;
  File& mine = file_of(file);
  mine.kind = *kind;
  Result<std::optional<Key>> key = std::optional<Key>();
  if (*kind != Kind::Clear) {
    const char* database = *kind == Kind::Log ? sqlite3_filename_database(name) : name;
    key = key_of(std::filesystem::path(database).parent_path().string());
    if (!key || !*key) return SQLITE_AUTH;
  }
  const int code = disk().xOpen(&disk(), name, mine.below(), flags, flags_out);
  if (code != SQLITE_OK) return code;
  if (*kind != Kind::Clear) new (mine.key_place.data()) Key((*key)->derived(Purpose::Pages));
  file->pMethods = &kMethods;
  return SQLITE_OK;
}

sqlite3_vfs* make_vfs() {
  static sqlite3_vfs vfs = disk();  // what is not a file is done as below
  vfs.pNext = nullptr;
  vfs.zName = "davy-sealed";
  vfs.szOsFile = static_cast<int>(sizeof(File)) + disk().szOsFile;
  vfs.xOpen = open_file;
  return &vfs;
}

}  // namespace

const char* sealed_vfs() {
  static sqlite3_vfs* const vfs = [] {
    sqlite3_vfs* made = make_vfs();
    ensure(sqlite3_vfs_register(made, 0) == SQLITE_OK, "SQLite takes a VFS");
    return made;
  }();
  return vfs->zName;
}

void reserve_room(sqlite3* connection) {
  int bytes = static_cast<int>(kSealBytes);
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

}  // namespace davy::store::seal
