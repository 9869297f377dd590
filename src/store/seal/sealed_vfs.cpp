#include "store/seal/sealed_vfs.hpp"

#include "store/durable_file.hpp"
#include "store/passed_on.hpp"
#include "store/refused_page.hpp"
#include "store/seal/keys.hpp"
#include "store/seal/sealed_page.hpp"

#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

namespace davy::store::seal {
namespace {

constexpr sqlite3_int64 kPage = kPageBytes;
constexpr sqlite3_int64 kLogHead = 32;
constexpr sqlite3_int64 kFrameHead = 24;
constexpr sqlite3_int64 kFrame = kFrameHead + kPage;
constexpr int kLooksAtAPage = 10;

// A lock of the log's index (SQLite's walformat, 2.3.1): who moves pages into the database.
constexpr int kCheckpointLock = 1;  // that of writers is 0

enum class Kind { Database, Log, Clear };

// The key of pages of one folder, which all its open files share.
class PagesKey {
 public:
  explicit PagesKey(std::string folder) : folder_(std::move(folder)) {}

  Key now() {
    const std::scoped_lock lock(mutex_);
    return *pages_;
  }

  // Looks at seal.json again when it is another. A key that does not follow the known one is that of other data: it is not taken.
  Result<void> look() {
    const std::scoped_lock lock(mutex_);
    struct stat seal {};
    if (::stat(seal_path(folder_).c_str(), &seal) != 0 && pages_) return {};
    if (pages_ && seal.st_ino == seen_.st_ino && seal.st_mtim.tv_sec == seen_.st_mtim.tv_sec &&
        seal.st_mtim.tv_nsec == seen_.st_mtim.tv_nsec)
      return {};
    seen_ = seal;  // also of one that does not open: a passphrase costs much, and is tried once
    const Result<std::optional<Key>> key = key_of_backups(folder_);
    if (!key) return key.error();
    if (!*key) return invalid(folder_ + " is not sealed");
    const auto is_known = [&](const Key& each) { return each.is(*data_key_); };
    if (data_key_ && !is_known(**key) && std::ranges::none_of((*key)->before(), is_known)) return invalid("the seal of other data");
    data_key_ = (*key)->alone();
    pages_ = (is_resealing(folder_) ? **key : *data_key_).derived(Purpose::Pages);
    return {};
  }

 private:
  const std::string folder_;
  std::mutex mutex_;
  std::optional<Key> data_key_;
  std::optional<Key> pages_;
  struct stat seen_ {};
};

Result<std::shared_ptr<PagesKey>> pages_key_of(const std::string& folder) {
  static std::mutex mutex;
  static std::map<std::string, std::weak_ptr<PagesKey>> all;
  std::shared_ptr<PagesKey> key;
  {
    const std::scoped_lock lock(mutex);
    std::weak_ptr<PagesKey>& known = all[folder];
    key = known.lock();
    if (!key) known = key = std::make_shared<PagesKey>(folder);
  }
  if (Result<void> looked = key->look(); !looked) return looked.error();
  return key;
}

// SQLite allocates szOsFile bytes: this, then the file of the VFS below.
struct File {
  sqlite3_file base;
  Kind kind;
  alignas(std::shared_ptr<PagesKey>) std::array<std::byte, sizeof(std::shared_ptr<PagesKey>)> key_place;

  sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  std::shared_ptr<PagesKey>& pages() { return *std::launder(reinterpret_cast<std::shared_ptr<PagesKey>*>(key_place.data())); }
  Key key() { return pages()->now(); }
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
  const std::string about = about_page(static_cast<std::uint64_t>(number));
  if (is_empty(page) || open_page(page, file_of(file).key(), about)) return SQLITE_OK;
  // Sealed with a key newer than the known one, or just being sealed anew: the next look finds it whole. Unchanged twice, it is damaged.
  std::optional<Page> before;
  for (int look = 0; look < kLooksAtAPage; ++look) {
    static_cast<void>(file_of(file).pages()->look());
    if (const int again = below_methods(file).xRead(below(file), page.data(), static_cast<int>(page.size()), number * kPage);
        again != SQLITE_OK)
      return again;
    const Page sealed = page;
    if (open_page(page, file_of(file).key(), about)) return SQLITE_OK;
    if (before == sealed) break;
    before = sealed;
  }
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
  bool is_open = open_page(page, file_of(file).key(), kAboutLog);
  if (!is_open && file_of(file).pages()->look()) {  // by another process, with a newer key
    std::memcpy(page.data(), bytes, page.size());
    is_open = open_page(page, file_of(file).key(), kAboutLog);
  }
  if (!is_open) {
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
  if (file_of(file).kind != Kind::Clear) std::destroy_at(&file_of(file).pages());
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

// Whoever is about to write, or to move pages from the log, does it with the key of now.
int lock_log(sqlite3_file* file, int at, int count, int flags) {
  const int code = below_methods(file).xShmLock(below(file), at, count, flags);
  const bool is_taken = code == SQLITE_OK && (flags & SQLITE_SHM_LOCK) != 0 && (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  if (is_taken && at <= kCheckpointLock && file_of(file).kind != Kind::Clear) static_cast<void>(file_of(file).pages()->look());
  return code;
}

// As every disk of today: a write changes no bytes beside it. Then SQLite never splits a page of the log.
int traits_of(sqlite3_file* file) { return below_methods(file).xDeviceCharacteristics(below(file)) | SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

constexpr sqlite3_io_methods kMethods = [] {
  sqlite3_io_methods methods = passed_on<below>();
  methods.xClose = close_file;
  methods.xRead = read_file;
  methods.xWrite = write_file;
  methods.xShmLock = lock_log;
  methods.xDeviceCharacteristics = traits_of;
  return methods;
}();

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
  std::shared_ptr<PagesKey> pages;
  if (*kind != Kind::Clear) {
    const char* database = *kind == Kind::Log ? sqlite3_filename_database(name) : name;
    Result<std::shared_ptr<PagesKey>> found = pages_key_of(std::filesystem::path(database).parent_path().string());
    if (!found) return SQLITE_AUTH;
    pages = std::move(*found);
  }
  const int code = disk().xOpen(&disk(), name, mine.below(), flags, flags_out);
  if (code != SQLITE_OK) return code;
  if (*kind != Kind::Clear) new (mine.key_place.data()) std::shared_ptr<PagesKey>(std::move(pages));
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

namespace {

struct NumberedPage {
  std::uint64_t number = 0;
  Page bytes;
};

// While it is held nobody moves pages from the log into the database.
class CheckpointLock {
 public:
  explicit CheckpointLock(sqlite3_file* file)
      : file_(file), code_(file->pMethods->xShmLock(file, kCheckpointLock, 1, SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE)) {}
  ~CheckpointLock() {
    if (code_ == SQLITE_OK) file_->pMethods->xShmLock(file_, kCheckpointLock, 1, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
  }
  CheckpointLock(const CheckpointLock&) = delete;
  CheckpointLock& operator=(const CheckpointLock&) = delete;
  int code() const { return code_; }

 private:
  sqlite3_file* file_;
  int code_;
};

std::string notes_of(const std::vector<NumberedPage>& pages) {
  std::string text;
  for (const NumberedPage& page : pages) {
    text.append(reinterpret_cast<const char*>(&page.number), sizeof(page.number));
    text.append(reinterpret_cast<const char*>(page.bytes.data()), page.bytes.size());
  }
  return text;
}

enum class Standing { Now, Before, Damaged };

// `page` sealed is what it is to be when it was sealed with a key before.
Standing renew(Page& page, const Key& key, const std::string& about) {
  Page plain = page;
  if (is_empty(page) || open_page(plain, key.alone(), about)) return Standing::Now;
  plain = page;
  if (!open_page(plain, key, about)) return Standing::Damaged;
  page = plain;
  seal_page(page, key, about);
  return Standing::Before;
}

Error page_failure(const std::string& what, int code) { return failed(what + ": " + sqlite3_errstr(code)); }

Result<void> write_in_place(sqlite3_file* file, const std::vector<NumberedPage>& pages) {
  for (const NumberedPage& page : pages)
    if (const int code = below_methods(file).xWrite(below(file), page.bytes.data(), static_cast<int>(page.bytes.size()),
                                                    static_cast<sqlite3_int64>(page.number) * kPage);
        code != SQLITE_OK)
      return page_failure("a page cannot be sealed anew", code);
  const int code = below_methods(file).xSync(below(file), SQLITE_SYNC_NORMAL);
  return code == SQLITE_OK ? Result<void>() : page_failure("pages cannot be made durable", code);
}

std::vector<NumberedPage> pages_noted(const std::string& journal) {
  std::vector<NumberedPage> pages;
  std::ifstream notes(journal, std::ios::binary);
  NumberedPage page;
  while (notes.read(reinterpret_cast<char*>(&page.number), sizeof(page.number)) &&
         notes.read(reinterpret_cast<char*>(page.bytes.data()), static_cast<std::streamsize>(page.bytes.size())))
    pages.push_back(page);
  return pages;
}

void forget(const std::string& journal) {
  std::error_code ignored;
  std::filesystem::remove(journal, ignored);
}

// What a writing that failed left: by way of the open file, for closing another would give back SQLite's locks on it.
Result<void> mend_open(sqlite3_file* file, const std::string& journal, const Key& key) {
  std::vector<NumberedPage> torn;
  for (const NumberedPage& page : pages_noted(journal)) {
    Page there{};
    const int code = below_methods(file).xRead(below(file), there.data(), static_cast<int>(there.size()),
                                               static_cast<sqlite3_int64>(page.number) * kPage);
    if (code == SQLITE_OK && !open_page(there, key, about_page(page.number))) torn.push_back(page);
  }
  if (Result<void> written = write_in_place(file, torn); !written) return written;
  forget(journal);
  return {};
}

}  // namespace

Result<SealedAnew> seal_pages_anew(sqlite3* connection, std::uint64_t first, std::size_t count, const std::string& journal) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  ensure(file != nullptr && file->pMethods == &kMethods, "a sealed database is open");
  const CheckpointLock lock(file);
  if (lock.code() == SQLITE_BUSY) return Error{ErrorCode::Unavailable, "a checkpoint is under way"};
  if (lock.code() != SQLITE_OK) return page_failure("no lock", lock.code());
  const Key key = file_of(file).key();
  if (std::filesystem::exists(journal))
    if (Result<void> mended = mend_open(file, journal, key); !mended) return mended.error();
  SealedAnew done;
  std::vector<NumberedPage> pages;
  std::optional<std::uint64_t> damaged;
  for (; done.seen < count; ++done.seen) {
    NumberedPage page{first + done.seen, {}};
    const int code = below_methods(file).xRead(below(file), page.bytes.data(), static_cast<int>(page.bytes.size()),
                                               static_cast<sqlite3_int64>(page.number) * kPage);
    if (code == SQLITE_IOERR_SHORT_READ) break;
    if (code != SQLITE_OK) return page_failure("a page cannot be read", code);
    const Standing standing = renew(page.bytes, key, about_page(page.number));
    if (standing == Standing::Before) pages.push_back(page);
    if (standing == Standing::Damaged) damaged = damaged.value_or(page.number);
  }
  done.sealed = pages.size();
  if (!pages.empty()) {
    if (Result<void> kept = replace_file(journal, notes_of(pages)); !kept) return kept.error();
    if (Result<void> written = write_in_place(file, pages); !written) return written.error();
    forget(journal);
  }
  if (damaged) return Error{ErrorCode::Corrupt, "page " + std::to_string(*damaged + 1) + " is damaged: it is not what was written"};
  return done;
}

Result<void> mend_pages(const std::string& database, const std::string& journal) {
  const std::vector<NumberedPage> noted = pages_noted(journal);
  if (noted.empty()) return {};
  const Result<std::optional<Key>> key = key_of(std::filesystem::path(database).parent_path().string());
  if (!key) return key.error();
  if (!*key) return invalid(database + " is not sealed");
  const Key pages = (*key)->derived(Purpose::Pages);
  std::fstream file(database, std::ios::binary | std::ios::in | std::ios::out);
  for (const NumberedPage& page : noted) {
    const auto at = static_cast<std::streamoff>(page.number) * kPage;
    Page there{};
    file.seekg(at);
    const bool is_there = static_cast<bool>(file.read(reinterpret_cast<char*>(there.data()), static_cast<std::streamsize>(there.size())));
    file.clear();
    if (!is_there || open_page(there, pages, about_page(page.number))) continue;
    file.seekp(at);
    file.write(reinterpret_cast<const char*>(page.bytes.data()), static_cast<std::streamsize>(page.bytes.size()));
  }
  file.close();
  if (!file) return failed(database + " cannot be mended after a cut-off");
  if (Result<void> synced = sync_file(database); !synced) return synced;
  forget(journal);
  return {};
}

Result<void> seal_file_anew(const std::string& path) {
  const Result<std::optional<Key>> key = key_of(std::filesystem::path(path).parent_path().string());
  if (!key) return key.error();
  if (!*key) return invalid(path + " is not sealed");
  const Key pages = (*key)->derived(Purpose::Pages);
  const std::string copy = path + ".anew";
  std::ifstream from(path, std::ios::binary);
  std::ofstream to(copy, std::ios::binary | std::ios::trunc);
  Page page;
  for (std::uint64_t number = 0; from.read(reinterpret_cast<char*>(page.data()), static_cast<std::streamsize>(page.size())); ++number) {
    if (renew(page, pages, about_page(number)) == Standing::Damaged)
      return Error{ErrorCode::Corrupt, path + ": page " + std::to_string(number + 1) + " is damaged"};
    to.write(reinterpret_cast<const char*>(page.data()), static_cast<std::streamsize>(page.size()));
  }
  to.close();
  if (!to) return Error{ErrorCode::Full, copy + " cannot be written"};
  if (Result<void> synced = sync_file(copy); !synced) return synced;
  std::error_code error;
  std::filesystem::rename(copy, path, error);
  if (error) return failed(path + " cannot be replaced: " + error.message());
  return sync_folder(std::filesystem::path(path).parent_path().string());
}

}  // namespace davy::store::seal
