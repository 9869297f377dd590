#pragma once
// The keys of this process: which key opens which data folder. A program says once where its key is; whoever opens a file of a folder asks here. Thread-safe.

#include "store/seal/seal_file.hpp"

namespace davy::store::seal {

// For all folders that are opened from now on; by default, and when it names nothing, the usual source of each folder.
void look_for_keys_at(KeySource source);

KeySource source_of(const std::string& data_folder);

// None when the folder is not sealed. Opened once for each seal: what a passphrase costs is paid at the first call. It has the keys before it only
// while the folder is sealed anew: afterwards nothing in it may be of theirs.
Result<std::optional<Key>> key_of(const std::string& data_folder);

// The same with the keys before it, which opens older backups.
Result<std::optional<Key>> key_of_backups(const std::string& data_folder);

// That of a seal which this process has made, wherever its wrapping key is.
void know_key(const std::string& data_folder, const Key& key);

}  // namespace davy::store::seal
