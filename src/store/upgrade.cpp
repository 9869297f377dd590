#include "store/upgrade.hpp"

#include "base/said.hpp"
#include "store/durable_file.hpp"
#include "store/files.hpp"
#include "store/folder_lock.hpp"
#include "store/sql/schema.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <vector>

namespace davy::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = ".schema-";
constexpr const char* kSetAside = ".rolled-back";

std::string copy_path(const std::string& database, std::size_t schema) { return database + std::string(kMark) + std::to_string(schema); }

// Of the copies of davy.db.
std::vector<std::size_t> copies_in(const std::string& data_folder) {
  const std::string head = fs::path(database_path(data_folder)).filename().string() + std::string(kMark);
  std::vector<std::size_t> schemas;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(data_folder, none)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(head)) continue;
    std::size_t schema = 0;
    const char* end = name.data() + name.size();
    if (const auto parsed = std::from_chars(name.data() + head.size(), end, schema); parsed.ec == std::errc() && parsed.ptr == end)
      schemas.push_back(schema);
  }
  std::ranges::sort(schemas);
  return schemas;
}

Result<void> copy_as_it_is(const std::string& from, const std::string& to) {
  std::error_code ignored;
  fs::remove(to, ignored);
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(from, sql::Access::Read);
  if (!database) return database.error();
  if (Result<void> copied = (*database)->write_page_copy(to); !copied) return copied;
  return sync_file(to);
}

// What is in its log is in the database afterwards. Corrupt when it does not open, as a clear copy in a folder that has been sealed.
Result<void> settle(const std::string& path) {
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(path, sql::Access::Write);
  if (!database) return database.error();
  (*database)->run("PRAGMA wal_checkpoint(TRUNCATE)");
  sql::Transaction reading(**database);
  sql::Statement tables = (*database)->prepare("SELECT count(*) FROM sqlite_master");
  tables.query().next();
  return reading.commit();
}

Result<std::uint64_t> records_in(const std::string& path) {
  if (Result<void> settled = settle(path); !settled) return settled.error();
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(path, sql::Access::Read);
  if (!database) return database.error();
  sql::Transaction reading(**database);
  sql::Statement head = (*database)->prepare("SELECT coalesce(max(seq), 0) FROM journal");
  const std::uint64_t records = head.query().next() ? head.get<std::uint64_t>(0) : 0;
  return reading.commit(records);
}

void remove_log(const std::string& path) {
  std::error_code ignored;
  for (const char* beside : {"-wal", "-shm"}) fs::remove(path + beside, ignored);
}

// The first ending that neither database has yet: what an earlier way back set aside stays.
std::string free_ending(const std::string& data_folder) {
  for (std::size_t number = 1;; ++number) {
    const std::string ending = number == 1 ? kSetAside : kSetAside + ("-" + std::to_string(number));
    if (!fs::exists(database_path(data_folder) + ending) && !fs::exists(credentials_path(data_folder) + ending)) return ending;
  }
}

// `copy` takes the place of `path`, which goes on under the name `aside`. It has that name besides its own first, so that a moment without it never is;
// where a disk knows no second names it is renamed, and a cut-off between the two is finished by the next try.
Result<void> take_place(const std::string& copy, const std::string& path, const std::string& aside) {
  std::error_code error;
  if (fs::exists(path)) {
    fs::create_hard_link(path, aside, error);
    if (error) fs::rename(path, aside, error);
    if (error) return failed(said({"{} 无法移存为 {}：{}", "{} cannot be set aside as {}: {}"}, path, aside, error.message()));
  }
  remove_log(path);
  fs::rename(copy, path, error);
  if (error) return failed(said({"{} 无法成为 {}：{}", "{} cannot become {}: {}"}, copy, path, error.message()));
  remove_log(copy);
  return {};
}

// Where davy.db, or what a way back that was cut off has made of it, is now.
std::string newest_in(const std::string& data_folder) {
  const std::string path = database_path(data_folder);
  if (fs::exists(path)) return path;
  std::string newest = path + kSetAside;
  for (std::size_t number = 2; fs::exists(path + kSetAside + "-" + std::to_string(number)); ++number)
    newest = path + kSetAside + "-" + std::to_string(number);
  return newest;
}

}  // namespace

Result<void> keep_before_upgrade(const std::string& data_folder, sql::Database& database) {
  const Result<std::size_t> schema = sql::version(database);
  if (!schema) return schema.error();
  if (*schema == 0 || *schema >= sql::schema_steps().size()) return {};
  const std::vector<std::size_t> older = copies_in(data_folder);
  for (const std::string& path : {database_path(data_folder), credentials_path(data_folder)})
    if (fs::exists(path))
      if (Result<void> copied = copy_as_it_is(path, copy_path(path, *schema)); !copied)
        return seen_from(said({"升级之前", "before the upgrade"}), copied.error());
  for (const std::size_t each : older) {
    std::error_code ignored;
    if (each == *schema) continue;
    fs::remove(copy_path(database_path(data_folder), each), ignored);
    fs::remove(copy_path(credentials_path(data_folder), each), ignored);
  }
  return sync_folder(data_folder);
}

std::vector<std::string> copies_beside(const std::string& data_folder) {
  std::vector<std::string> copies;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(data_folder, none)) {
    const std::string name = entry.path().filename().string();
    const bool is_kept = name.find(kMark) != std::string::npos || name.find(kSetAside) != std::string::npos;
    if (entry.is_regular_file() && is_kept && (name.starts_with("davy.db.") || name.starts_with("credentials.db.")) &&
        !name.ends_with("-wal") && !name.ends_with("-shm"))
      copies.push_back(entry.path().string());
  }
  std::ranges::sort(copies);
  return copies;
}

Result<void> find_database(const std::string& data_folder) {
  if (fs::exists(database_path(data_folder))) return {};
  const std::vector<std::string> copies = copies_beside(data_folder);
  if (copies.empty()) return {};
  return error_of(
      ErrorCode::Conflict,
      said({"{0} 没有 davy.db，但有 {1}：升级回退曾中断；用 `davy rollback --data {0}` 完成，不会新建空库",
            "{0} has no davy.db, but {1}: going back from an upgrade was cut off; `davy rollback --data {0}` finishes it, no empty "
            "store is made"},
           data_folder, copies.front()));
}

Result<RolledBack> roll_back(const std::string& data_folder) {
  const Result<FolderLock> lock = FolderLock::take(data_folder);
  if (!lock) return lock.error();
  const std::vector<std::size_t> copies = copies_in(data_folder);
  if (copies.empty())
    return not_found(said({"{} 没有升级过：没有可回退的数据", "{} has not been upgraded: there is nothing to go back to"}, data_folder));
  const std::string ending = free_ending(data_folder);
  const std::string newest = newest_in(data_folder);
  RolledBack back{.schema = copies.back(), .records = 0, .set_aside = 0, .set_aside_in = database_path(data_folder) + ending};
  if (newest != database_path(data_folder)) back.set_aside_in = newest;
  // The journal last: as long as its copy stands there, a way back that was cut off can be finished.
  const std::vector<std::string> paths{credentials_path(data_folder), database_path(data_folder)};
  // First whether what would take their place can be read at all.
  for (const std::string& path : paths)
    if (const std::string copy = copy_path(path, back.schema); fs::exists(copy))
      if (Result<void> opens = settle(copy); !opens)
        return seen_from(said({"无法退回到 {}，一切保持原样", "{} cannot be gone back to, everything was left as it is"}, copy),
                         opens.error());
  const Result<std::uint64_t> then = records_in(copy_path(database_path(data_folder), back.schema));
  if (!then) return then.error();
  const Result<std::uint64_t> now = fs::exists(newest) ? records_in(newest) : then;
  if (!now) return now.error();
  if (fs::exists(credentials_path(data_folder)))
    if (Result<void> settled = settle(credentials_path(data_folder)); !settled) return settled.error();
  for (const std::string& path : paths)
    if (const std::string copy = copy_path(path, back.schema); fs::exists(copy))
      if (Result<void> placed = take_place(copy, path, path + ending); !placed) return placed.error();
  if (Result<void> synced = sync_folder(data_folder); !synced) return synced.error();
  back.records = *then;
  back.set_aside = *now - std::min(*now, *then);
  return back;
}

}  // namespace davy::store
