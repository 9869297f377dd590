#pragma once
// Database: the one way to SQL. Prepared statements, transactions, and errors that stick.
//
// Idea: the first error of a transaction is kept, later statements of it do nothing, and commit() gives that error and rolls back: code between begin
// and commit needs no checks, and nothing half done is ever kept.
//
// SQL text is the common ground of SQLite and PostgreSQL: parameters are $1, $2 … and first appear in this order; whole numbers, doubles, text
// and blobs are the only types; times are nanoseconds since the Unix epoch. One Database and what was prepared on it: one thread.
// A database in a sealed folder (store/seal) is sealed page by page on its way to the disk; here it is as any other.
// Errors: Full (the disk), Corrupt, Unavailable (busy), Conflict (a constraint refused), else Failed.

#include "base/result.hpp"
#include "store/seal/sealed_vfs.hpp"
#include "store/sql/value.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace davy::store::sql {

// Of the caches of all connections together, of which there is one for every thread that reads. Soft: a cache that would grow past it takes its own oldest
// page instead.
inline constexpr std::int64_t kCachesBytesMax = 32LL * 1024 * 1024;

class Database;
class StatementPool;

class Statement {
 public:
  Statement() = default;

  // For statements that give no rows.
  template <class... Values>
  void run(const Values&... values) {
    query(values...);
    while (next()) continue;
  }

  // Rows follow: while (s.next()) … s.get<std::string>(0).
  template <class... Values>
  Statement& query(const Values&... values) {
    const std::array<Value, sizeof...(Values)> list{to_value(values)...};
    return query_list(list);
  }
  Statement& query_list(std::span<const Value> values);

  bool next();  // false at the end, and on an error

  template <class T>
  T get(int column) {
    return from_column<T>(*this, column);
  }
  // The columns from the first on.
  template <class... Fields>
  void read(Fields&... fields) {
    int column = 0;
    ((fields = get<Fields>(column++)), ...);
  }

  enum class Kind { Null, Integer, Real, Text, Blob };
  int columns() const;
  std::string column_name(int column) const;
  Kind kind(int column) const;
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view bytes(int column) const;  // of text or a blob; until the next next()
  void refuse(int column);                   // its value is none that may stand there: Corrupt

 private:
  friend class Database;
  struct Return {
    std::shared_ptr<StatementPool> pool;  // shared with the database, which may be gone first
    void operator()(sqlite3_stmt* statement) const;
  };

  Database* database_ = nullptr;
  std::unique_ptr<sqlite3_stmt, Return> handle_;
  std::optional<Error> broken_;  // could not be prepared
};

enum class Access { Write, Read };

class Database {
 public:
  // Write creates the file when it is missing, and makes commits durable (WAL, fsync). Stays where it is: statements point to it.
  static Result<std::unique_ptr<Database>> open(const std::string& path, Access access);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // What was prepared before with the same text and is free again is not prepared anew.
  Statement prepare(std::string_view sql);
  void run(const std::string& sql);  // any number of statements without parameters

  std::uint64_t changes() const;  // rows that the last statement changed

  // All that is in it now as a new file, packed, sealed as its folder is, and durable. Readers and this connection go on meanwhile.
  Result<void> write_copy(const std::string& path);
  // The same, not packed: every page where it is here, so that what did not change is the same in the next copy. Not durable.
  Result<void> write_page_copy(const std::string& path);

  // Of a sealed database (seal/sealed_vfs.hpp): pages that a key before the present one sealed, anew and in their place.
  Result<seal::SealedAnew> seal_pages_anew(std::uint64_t first, std::size_t count, const std::string& journal);

  const std::optional<Error>& error() const { return error_; }  // the first since the last transaction began

 private:
  friend class Statement;
  friend class Transaction;
  struct Close {
    void operator()(sqlite3* handle) const;
  };

  Database(std::unique_ptr<sqlite3, Close> handle, Access access);
  void keep_error(int code);
  void keep(Error error);
  void reset_statements();

  Access access_;
  std::unique_ptr<sqlite3, Close> handle_;
  std::shared_ptr<StatementPool> pool_;
  std::optional<Error> error_;
};

// On a Read database one view of the data that does not change; on a Write database all or nothing. Rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  Result<void> commit();

  // The value, or the error that makes it worthless.
  template <class T>
  Result<T> commit(T value) {
    if (Result<void> done = commit(); !done) return done.error();
    return value;
  }

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace davy::store::sql
