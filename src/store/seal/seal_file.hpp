#pragma once
// The seal of a data folder: `seal.json` holds the key of its data, wrapped by a key file or by a passphrase. Format: docs/formats/seal.md.
//
// Errors say which file, and whether the key is missing or wrong. Thread-safe.

#include "base/time.hpp"
#include "store/seal/key.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::store::seal {

// Where the wrapping key comes from: one of the two is set.
struct KeySource {
  std::string key_file;
  std::string passphrase_file;  // its first line
};

// The file beside the folder: FOLDER.key.
KeySource usual_source(const std::string& data_folder);

// When nothing is named: the credential `davy-seal.key` of a systemd service, in its folder ($CREDENTIALS_DIRECTORY; null: no service), if it is there.
KeySource or_credential(KeySource named, const char* credentials_folder);

std::string seal_path(const std::string& data_folder);

// A new key file, readable by its owner only. Conflict when the file is there.
Result<void> make_key_file(const std::string& path);

// A change of the data key, by the names of the keys; what of it is in the journal is told by davyd (docs/formats/seal.md).
struct Rotation {
  std::string before;
  std::string after;
  std::string by;  // an actor, as in the journal; empty: nobody said
  Instant since;   // when it was asked for
  enum class Stage { Begun, Finished } stage = Stage::Begun;
};
// All that were noted, the oldest first; none when the folder has no seal.
std::vector<Rotation> rotations(const std::string& data_folder);

// Who asks for another data key, and when.
struct Asked {
  std::string by;
  Instant at;
};

// The folder whose data a new seal takes over: its data key goes on opening what is sealed elsewhere with it, as older backups; what became of the key so
// far is noted in the new seal too, all of it finished, and so is this change.
struct Followed {
  std::string data_folder;
  Key key;  // with those before it
  Asked asked;
};

// A new data key, wrapped; durable when it returns. Makes the key file when it is missing. Conflict when the folder is sealed.
Result<Key> make_seal(const std::string& data_folder, const KeySource& source, const std::optional<Followed>& followed = std::nullopt);

// Another data key for a folder that is in use: from now on everything is sealed with it, and what was sealed with the one before is sealed anew
// (store/resealing.hpp) until end_resealing(). Conflict while one is under way. Both are durable when they return.
Result<void> begin_resealing(const std::string& data_folder, const KeySource& source, const Asked& asked);
Result<void> end_resealing(const std::string& data_folder);
bool is_resealing(const std::string& data_folder);

// With the keys before it. None when the folder has no seal.
Result<std::optional<Key>> open_seal(const std::string& data_folder, const KeySource& source);

// With its data key, which is known already, wherever its wrapping key is now. None when it is of another, or too old to say.
Result<std::optional<Key>> open_seal(const std::string& data_folder, const Key& known);

// The same data key under another wrapping key: nothing else is to be written anew, and a running daemon goes on. Makes the new key file when it is
// missing.
Result<void> rewrap(const std::string& data_folder, const KeySource& before, const KeySource& after);

}  // namespace davy::store::seal
