#include "store/damage.hpp"

#include "store/files.hpp"
#include "store/sql/database.hpp"
#include "store/sql/page_sums.hpp"

#include <filesystem>

namespace davy::store {
namespace {

// Whether every row can be read with all that it holds.
bool is_whole(sql::Database& database, const std::string& table) {
  sql::Transaction reading(database);
  sql::Statement rows = database.prepare("SELECT * FROM \"" + table + "\" NOT INDEXED");
  for (rows.query(); rows.next();)
    for (int column = 0; column < rows.columns(); ++column) rows.bytes(column);
  return reading.commit().has_value();
}

std::vector<std::string> unreadable_tables(const std::string& path) {
  const auto database = sql::Database::open(path, sql::Access::Read);
  if (!database) return {"all"};
  std::vector<std::string> tables, unreadable;
  {
    sql::Transaction reading(**database);
    sql::Statement names =
        (*database)->prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name");
    for (names.query(); names.next();) tables.push_back(names.get<std::string>(0));
    if (!reading.commit()) return {"all"};
  }
  for (std::string& table : tables)
    if (!is_whole(**database, table)) unreadable.push_back(std::move(table));
  return unreadable;
}

}  // namespace

Result<std::vector<DamagedFile>> look_for_damage(const std::string& data_folder) {
  std::vector<DamagedFile> found;
  for (const std::string& path : {database_path(data_folder), credentials_path(data_folder)}) {
    auto pages = sql::damaged_pages(path);
    if (!pages) return pages.error();
    if (pages->empty()) continue;
    found.push_back({std::filesystem::path(path).filename().string(), std::move(*pages), unreadable_tables(path)});
  }
  return found;
}

}  // namespace davy::store
