#include "store/sql/database.hpp"

#include "base/said.hpp"
#include "store/durable_file.hpp"
#include "store/refused_page.hpp"
#include "store/seal/keys.hpp"
#include "store/seal/sealed_vfs.hpp"
#include "store/sql/page_sums.hpp"

#include <sqlite3.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>

namespace davy::store::sql {
namespace {

constexpr int kBusyTimeoutMs = 10'000;

// A checkpoint every 4,000 pages (16 MiB): rare enough to spare the disk, small enough that the log stays a file to be overwritten, which
// costs one fsync without a change of its length. NORMAL would lose the last commits when power fails; FULL is what "durable" means.
// Pages that nobody needs can be given back a few at a time: chosen before a file has its first table, for ever.
constexpr const char* kWriteSettings =
    "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA "
    "journal_size_limit=67108864;"
    "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;";
constexpr const char* kReadSettings = "PRAGMA query_only=ON; PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY;";

ErrorCode code_of(int sqlite_code) {
  if (sqlite_code == SQLITE_IOERR_DATA) return ErrorCode::Corrupt;
  switch (sqlite_code & 0xff) {
    case SQLITE_FULL: return ErrorCode::Full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::Corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::Unavailable;
    case SQLITE_CONSTRAINT: return ErrorCode::Conflict;
    default: return ErrorCode::Failed;
  }
}

// A file that is not what its folder's seal says. Only of one that could not be opened: whoever closes a file gives back the locks that SQLite holds on it
// for the whole process (fcntl), and another program would take the log for nobody's.
std::optional<Error> seal_mismatch(const std::string& path, const std::optional<seal::Key>& key) {
  constexpr std::string_view kClear = "SQLite format 3";
  std::array<char, kClear.size()> head{};
  std::ifstream file(path, std::ios::binary);
  if (!file.read(head.data(), head.size())) return std::nullopt;
  const bool is_clear = std::string_view(head.data(), head.size()) == kClear;
  if (is_clear && key)
    return error_of(ErrorCode::Corrupt, said({"{} 未加密，而其数据目录已加密：是否从别处放入？",
                                              "{} is not sealed, though its folder is: was it put there from elsewhere?"},
                                             path));
  if (!is_clear && !key)
    return error_of(ErrorCode::Corrupt, said({"{} 已加密或已损坏，而目录中保存其加密密钥的 seal.json 不见了：请从备份放回",
                                              "{} is sealed or damaged, and the folder's seal.json, which holds its wrapped key, is "
                                              "missing: put it back from a backup"},
                                             path));
  return std::nullopt;
}

std::string uri_path(const std::string& path) {
  std::string uri;
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#')
      uri += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
    else
      uri += c;
  }
  return uri;
}

Error error_of(sqlite3* handle, int code) {
  if (code != SQLITE_IOERR_DATA) return {code_of(code), sqlite3_errmsg(handle)};
  const std::string page = refused_page() == 0 ? "a page of the log" : "page " + std::to_string(refused_page());
  return {code_of(code), page + " is damaged: it is not what was written; see `davy verify`"};
}

int bind(sqlite3_stmt* statement, int at, const Value& value) {
  struct Binder {
    sqlite3_stmt* statement;
    int at;
    int operator()(std::nullptr_t) const { return sqlite3_bind_null(statement, at); }
    int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, at, number); }
    int operator()(double number) const { return sqlite3_bind_double(statement, at, number); }
    int operator()(std::string_view text) const {
      return sqlite3_bind_text64(statement, at, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    int operator()(Blob blob) const {
      return sqlite3_bind_blob64(statement, at, blob.bytes.data() == nullptr ? "" : blob.bytes.data(), blob.bytes.size(), SQLITE_TRANSIENT);
    }
  };
  return std::visit(Binder{statement, at}, value);
}

void ensure_parameters_in_order(sqlite3_stmt* statement) {
  for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
    const char* name = sqlite3_bind_parameter_name(statement, i);
    ensure(name != nullptr && name == "$" + std::to_string(i), "SQL parameters first appear in the order $1, $2 …");
  }
}

}  // namespace

// Statements that nobody uses now, by their text. Parsing one costs more than running it once.
class StatementPool {
 public:
  ~StatementPool() { close(); }

  sqlite3_stmt* take(std::string_view sql) {
    const auto found = free_.find(sql);
    if (found == free_.end()) return nullptr;
    sqlite3_stmt* statement = found->second;
    free_.erase(found);
    return statement;
  }

  void give(sqlite3_stmt* statement) {
    if (closed_ || free_.size() >= kFreeMax) {
      sqlite3_finalize(statement);
      return;
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    free_.emplace(sqlite3_sql(statement), statement);
  }

  void close() {
    closed_ = true;
    for (const auto& [sql, statement] : free_) sqlite3_finalize(statement);
    free_.clear();
  }

 private:
  static constexpr std::size_t kFreeMax = 64;

  bool closed_ = false;
  std::multimap<std::string, sqlite3_stmt*, std::less<>> free_;
};

void Statement::Return::operator()(sqlite3_stmt* statement) const {
  if (pool != nullptr)
    pool->give(statement);
  else
    sqlite3_finalize(statement);
}

Statement& Statement::query_list(std::span<const Value> values) {
  ensure(database_ != nullptr, "a statement is prepared before it is run");
  if (broken_) database_->keep(*broken_);
  if (database_->error_) return *this;
  sqlite3_reset(handle_.get());
  ensure(static_cast<int>(values.size()) == sqlite3_bind_parameter_count(handle_.get()),
         "a statement gets a value for each of its parameters");
  int at = 0;
  for (const Value& value : values)
    if (const int code = bind(handle_.get(), ++at, value); code != SQLITE_OK) database_->keep_error(code);
  return *this;
}

bool Statement::next() {
  if (database_->error_) return false;
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_->keep_error(code);
  sqlite3_reset(handle_.get());
  return false;
}

std::string Statement::column_name(int column) const { return sqlite3_column_name(handle_.get(), column); }

Statement::Kind Statement::kind(int column) const {
  switch (sqlite3_column_type(handle_.get(), column)) {
    case SQLITE_INTEGER: return Kind::Integer;
    case SQLITE_FLOAT: return Kind::Real;
    case SQLITE_TEXT: return Kind::Text;
    case SQLITE_BLOB: return Kind::Blob;
    default: return Kind::Null;
  }
}

int Statement::columns() const { return sqlite3_column_count(handle_.get()); }
bool Statement::is_null(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(handle_.get(), column); }

std::string_view Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(handle_.get(), column);
  return data == nullptr
             ? std::string_view()
             : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)));
}

void Statement::refuse(int column) {
  database_->keep(
      {ErrorCode::Corrupt, "found \"" + std::string(bytes(column)) + "\" in column " + sqlite3_column_name(handle_.get(), column)});
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Access access) {
  // What a statement would undo stays in memory: nothing goes to a file that is not sealed. Only before the first connection of the process.
  static const int kept_in_memory = sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
  static_cast<void>(kept_in_memory);
  static const sqlite3_int64 unlimited = sqlite3_soft_heap_limit64(kCachesBytesMax);
  static_cast<void>(unlimited);
  const Result<std::optional<seal::Key>> key = seal::key_of(std::filesystem::path(path).parent_path().string());
  if (!key) return key.error();
  const int flags = access == Access::Write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                                   *key ? seal::sealed_vfs() : files_with_sums());
  std::unique_ptr<sqlite3, Close> handle(raw);
  if (code != SQLITE_OK) {
    const bool missing = access == Access::Read && (code & 0xff) == SQLITE_CANTOPEN;
    return Error{missing ? ErrorCode::NotFound : code_of(code), path + ": " + sqlite3_errstr(code)};
  }
  sqlite3_busy_timeout(raw, kBusyTimeoutMs);
  int reserved = kSumBytes;  // of a page, when there is none yet
  if (*key)
    seal::reserve_room(raw);
  else if (access == Access::Write)
    sqlite3_file_control(raw, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
  auto database = std::unique_ptr<Database>(new Database(std::move(handle), access));
  database->run(access == Access::Write ? kWriteSettings : kReadSettings);
  database->run("PRAGMA schema_version");  // reads the first page
  if (!database->error_) return database;
  if (std::optional<Error> mismatch = seal_mismatch(path, *key)) return std::move(*mismatch);
  return database->error_->within(path);
}

Database::Database(std::unique_ptr<sqlite3, Close> handle, Access access)
    : access_(access), handle_(std::move(handle)), pool_(std::make_shared<StatementPool>()) {}

Database::~Database() { pool_->close(); }

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Statement Database::prepare(std::string_view sql) {
  Statement statement;
  statement.database_ = this;
  if (sqlite3_stmt* again = pool_->take(sql)) {
    statement.handle_ = {again, Statement::Return{pool_}};
    return statement;
  }
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  statement.handle_ = {raw, Statement::Return{pool_}};
  if (code == SQLITE_OK)
    ensure_parameters_in_order(raw);
  else
    statement.broken_ = error_of(handle_.get(), code);
  return statement;
}

void Database::run(const std::string& sql) {
  if (error_) return;
  if (const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) keep_error(code);
}

std::uint64_t Database::changes() const { return static_cast<std::uint64_t>(sqlite3_changes64(handle_.get())); }

Result<void> Database::write_copy(const std::string& path) {
  const Result<std::optional<seal::Key>> key = seal::key_of(std::filesystem::path(path).parent_path().string());
  if (!key) return key.error();
  if (*key) seal::reserve_room(handle_.get());
  error_.reset();
  prepare("VACUUM INTO $1").run("file:" + uri_path(path) + (*key ? std::string("?vfs=") + seal::sealed_vfs() : ""));
  if (error_) return error_->within(path);
  return sync_file(path);
}

Result<void> Database::write_page_copy(const std::string& path) {
  const Result<std::optional<seal::Key>> key = seal::key_of(std::filesystem::path(path).parent_path().string());
  if (!key) return key.error();
  sqlite3* raw = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                             *key ? seal::sealed_vfs() : files_with_sums());
  const std::unique_ptr<sqlite3, Close> to(raw);
  if (code == SQLITE_OK) code = sqlite3_exec(raw, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) {
    if (*key) seal::reserve_room(raw);
    sqlite3_backup* copy = sqlite3_backup_init(raw, "main", handle_.get(), "main");
    sqlite3_backup_step(copy, -1);
    code = sqlite3_backup_finish(copy);
  }
  if (code != SQLITE_OK) return error_of(raw, code).within(path);
  return {};
}

// The log's index has to be there: it is from the first reading on.
Result<seal::SealedAnew> Database::seal_pages_anew(std::uint64_t first, std::size_t count, const std::string& journal) {
  if (const int code = sqlite3_exec(handle_.get(), "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr); code != SQLITE_OK)
    return error_of(handle_.get(), code);
  return seal::seal_pages_anew(handle_.get(), first, count, journal);
}

void Database::keep_error(int code) { keep(error_of(handle_.get(), code)); }

void Database::keep(Error error) {
  if (!error_) error_ = std::move(error);
}

// A statement left in the middle of its rows would keep the data as it was then, and the log from being reused.
void Database::reset_statements() {
  for (sqlite3_stmt* s = sqlite3_next_stmt(handle_.get(), nullptr); s != nullptr; s = sqlite3_next_stmt(handle_.get(), s)) sqlite3_reset(s);
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.error_.reset();
  database_.run(database_.access_ == Access::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!open_) return;
  database_.reset_statements();
  if (sqlite3_get_autocommit(database_.handle_.get()) == 0) sqlite3_exec(database_.handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
  ensure(open_, "a transaction ends once");
  database_.reset_statements();
  database_.run("COMMIT");
  if (database_.error_) return *database_.error_;
  open_ = false;
  return {};
}

}  // namespace davy::store::sql
