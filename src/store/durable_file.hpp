#pragma once
// Files that are there whole or not at all, and durable when the call returns: written beside their name, synced, renamed, their folder synced.
//
// Readable and writable by their owner only, unless they keep the rights of what they replace. Full when the disk does not take the bytes. Thread-safe for different paths.

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace davy::store {

enum class FileRights {
  OwnersOnly,
  AsBefore
};  // as before: of the file that was there, with its owner and group where we may give it away

Result<void> replace_file(const std::string& path, std::string_view bytes, FileRights rights = FileRights::OwnersOnly);
Result<void> sync_file(const std::string& path);  // what was written to it by other means
Result<void> sync_folder(const std::string& folder);

}  // namespace davy::store
