#include "store/upgrade.hpp"

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

Result<std::uint64_t> records_in(const std::string& path) {
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(path, sql::Access::Write);
  if (!database) return database.error();
  (*database)->run("PRAGMA wal_checkpoint(TRUNCATE)");
  sql::Transaction reading(**database);
  sql::Statement head = (*database)->prepare("SELECT coalesce(max(seq), 0) FROM journal");
  const std::uint64_t records = head.query().next() ? head.get<std::uint64_t>(0) : 0;
  return reading.commit(records);
}

Result<void> rename(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::rename(from, to, error);
  for (const char* beside : {"-wal", "-shm"}) {
    std::error_code ignored;
    fs::remove(from + beside, ignored);
    fs::remove(to + beside, ignored);
  }
  if (error) return failed(from + " cannot become " + to + ": " + error.message());
  return {};
}

}  // namespace

Result<void> keep_before_upgrade(const std::string& data_folder, sql::Database& database) {
  const Result<std::size_t> schema = sql::version(database);
  if (!schema) return schema.error();
  if (*schema == 0 || *schema >= sql::schema_steps().size()) return {};
  const std::vector<std::size_t> older = copies_in(data_folder);
  for (const std::string& path : {database_path(data_folder), credentials_path(data_folder)})
    if (fs::exists(path))
      if (Result<void> copied = copy_as_it_is(path, copy_path(path, *schema)); !copied) return copied.error().within("before the upgrade");
  for (const std::size_t each : older) {
    std::error_code ignored;
    if (each == *schema) continue;
    fs::remove(copy_path(database_path(data_folder), each), ignored);
    fs::remove(copy_path(credentials_path(data_folder), each), ignored);
  }
  return sync_folder(data_folder);
}

Result<RolledBack> roll_back(const std::string& data_folder) {
  const Result<FolderLock> lock = FolderLock::take(data_folder);
  if (!lock) return lock.error();
  const std::vector<std::size_t> copies = copies_in(data_folder);
  if (copies.empty()) return not_found(data_folder + " has not been upgraded: there is nothing to go back to");
  RolledBack back{.schema = copies.back(), .records = 0, .set_aside = 0, .set_aside_in = database_path(data_folder) + kSetAside};
  const Result<std::uint64_t> now = records_in(database_path(data_folder));
  if (!now) return now.error();
  for (const std::string& path : {database_path(data_folder), credentials_path(data_folder)}) {
    if (!fs::exists(copy_path(path, back.schema))) continue;
    if (Result<void> set_aside = rename(path, path + kSetAside); !set_aside) return set_aside.error();
    if (Result<void> placed = rename(copy_path(path, back.schema), path); !placed) return placed.error();
  }
  if (Result<void> synced = sync_folder(data_folder); !synced) return synced.error();
  const Result<std::uint64_t> then = records_in(database_path(data_folder));
  if (!then) return then.error();
  back.records = *then;
  back.set_aside = *now - std::min(*now, *then);
  return back;
}

}  // namespace davy::store
