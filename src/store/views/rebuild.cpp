#include "store/files.hpp"
#include "store/folder_lock.hpp"
#include "store/journal/journal.hpp"
#include "store/sql/schema.hpp"
#include "store/store.hpp"
#include "store/views/views.hpp"

namespace davy::store {

Result<std::string> rebuild_views(const std::string& data_folder) {
  const Result<FolderLock> lock = FolderLock::take(data_folder);
  if (!lock) return lock.error();
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(data_folder), sql::Access::Write);
  if (!database) return database.error();
  if (Result<void> ready = sql::bring_up_to_date(**database); !ready) return ready.error().within(data_folder);
  Journal journal(**database);
  Views views(**database);
  sql::Transaction writing(**database);
  if (Result<void> folded = views.fold_anew(journal); !folded) return folded.error();
  return writing.commit(views.digest());
}

Result<std::string> views_digest(const std::string& data_folder) {
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(data_folder), sql::Access::Read);
  if (!database) return database.error();
  if (Result<void> known = sql::check_version(**database); !known) return known.error().within(data_folder);
  Views views(**database);
  sql::Transaction reading(**database);
  return reading.commit(views.digest());
}

}  // namespace davy::store
