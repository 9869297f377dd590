#pragma once
// OpenFolder: a data folder that this process holds, its database of the present schema; what stands in it can be asked before there is a site.

#include "core/consent/rule_events.hpp"
#include "store/folder_lock.hpp"
#include "store/sql/database.hpp"

#include <memory>
#include <optional>
#include <string>

namespace davy::store {

struct OpenFolder {
  std::string path;
  FolderLock lock;
  std::unique_ptr<sql::Database> database;
};

// Makes the folder's files when they are missing, finishes what was cut off in them, upgrades them.
Result<OpenFolder> open_folder(const std::string& data_folder);

// The site that was accepted last (docs/formats/store.md); none: no davyd has told of one yet.
Result<std::optional<core::SiteAccepted>> accepted_site(OpenFolder& folder);

}  // namespace davy::store
