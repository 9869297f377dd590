#pragma once
// The files of a site as they lie in the store, a blob among others: sealed with the folder, part of its backups, named by their content.

#include "base/result.hpp"
#include "site/load.hpp"

#include <string>

namespace davy::store {

// Durable when it returns: the name, which is the same for the same files. Invalid: a file is not UTF-8.
Result<std::string> keep_site(const std::string& data_folder, const site::SourceFiles& files);

// NotFound, Corrupt: why it cannot be had.
Result<site::SourceFiles> kept_site(const std::string& data_folder, const std::string& name);

}  // namespace davy::store
