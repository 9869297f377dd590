#include "store/open_folder.hpp"

#include "store/files.hpp"
#include "store/json/event_json.hpp"
#include "store/resealing.hpp"
#include "store/sealing.hpp"
#include "store/secrets/secrets.hpp"
#include "store/sql/schema.hpp"
#include "store/upgrade.hpp"

#include <filesystem>

namespace davy::store {

Result<OpenFolder> open_folder(const std::string& data_folder) {
  std::error_code failure;
  std::filesystem::create_directories(data_folder, failure);
  if (failure) return failed(data_folder + ": " + failure.message());
  Result<FolderLock> lock = FolderLock::take(data_folder);
  if (!lock) return lock.error();
  if (Result<void> finished = finish_sealing(data_folder); !finished) return finished.error();
  if (Result<void> finished = finish_resealing(data_folder); !finished) return finished.error();
  if (Result<void> found = find_database(data_folder); !found) return found.error();
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(data_folder), sql::Access::Write);
  if (!database) return database.error();
  if (Result<void> kept = keep_before_upgrade(data_folder, **database); !kept) return kept.error();
  if (Result<void> ready = sql::bring_up_to_date(**database); !ready) return ready.error().within(database_path(data_folder));
  if (Result<void> ready = make_secrets(**database); !ready) return ready.error().within(database_path(data_folder));
  return OpenFolder{data_folder, std::move(*lock), std::move(*database)};
}

Result<std::optional<core::SiteAccepted>> accepted_site(OpenFolder& folder) {
  sql::Transaction reading(*folder.database);
  sql::Statement newest = folder.database->prepare("SELECT body FROM journal WHERE kind = $1 ORDER BY seq DESC LIMIT 1");
  newest.query(core::SiteAccepted::kKind);
  std::optional<core::SiteAccepted> accepted;
  if (newest.next()) {
    Result<core::EventBody> body = body_from_json(core::SiteAccepted::kKind, newest.bytes(0));
    if (!body) return body.error().within("the record of the accepted site");
    accepted = get<core::SiteAccepted>(std::move(*body));
  }
  return reading.commit(std::move(accepted));
}

}  // namespace davy::store
