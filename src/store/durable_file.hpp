#pragma once
// Files that are there whole or not at all, and durable when the call returns: written beside their name, synced, renamed, their folder synced.
//
// Readable and writable by their owner only. Full when the disk does not take the bytes. Thread-safe for different paths.

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace davy::store {

Result<void> replace_file(const std::string& path, std::string_view bytes);
Result<void> sync_file(const std::string& path);  // what was written to it by other means
Result<void> sync_folder(const std::string& folder);

}  // namespace davy::store
