#pragma once
// The files of a data folder (docs/formats/store.md).

#include <string>

namespace davy::store {

// Journal, views, snapshots and historian: one file, so that one transaction covers them all.
inline std::string database_path(const std::string& data_folder) { return data_folder + "/davy.db"; }

// Secrets, apart from the evidence.
inline std::string credentials_path(const std::string& data_folder) { return data_folder + "/credentials.db"; }

}  // namespace davy::store
