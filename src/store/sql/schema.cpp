#include "store/sql/schema.hpp"

#include "base/said.hpp"

namespace davy::store::sql {
namespace {

std::size_t version_of(Database& database) {
  Statement version = database.prepare("SELECT max(version) FROM schema_version");
  return version.query().next() ? version.get<std::size_t>(0) : 0;
}

Error other_version(std::size_t found) {
  return error_of(ErrorCode::Conflict,
                  said({"数据的结构版本为 {}，本程序支持 {}；请使用写入该数据的程序或更新的程序",
                        "found data of schema version {}, this program knows {}; use the program that wrote it, or a newer one"},
                       found, schema_steps().size()));
}

}  // namespace

Result<void> bring_up_to_date(Database& database) {
  Transaction transaction(database);
  database.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
  const std::size_t found = version_of(database);
  const std::size_t known = schema_steps().size();
  if (found > known) return other_version(found);
  for (const char* step : schema_steps().subspan(found)) database.run(step);
  if (found < known) {
    database.run("DELETE FROM schema_version");
    database.prepare("INSERT INTO schema_version (version) VALUES ($1)").run(known);
  }
  return transaction.commit();
}

Result<std::size_t> version(Database& database) {
  Transaction transaction(database);
  Statement table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'");
  const std::size_t found = table.query().next() ? version_of(database) : 0;
  return transaction.commit(found);
}

Result<void> check_version(Database& database) {
  Transaction transaction(database);
  const std::size_t found = version_of(database);
  if (Result<void> done = transaction.commit(); !done) return done;
  if (found != schema_steps().size()) return other_version(found);
  return {};
}

}  // namespace davy::store::sql
