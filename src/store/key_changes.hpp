#pragma once
// Changes of the data key, held against each other: what the journal was told of them (`data_key.changed`), and what seal.json beside it says. Format:
// docs/formats/seal.md.
//
// Any thread; beside a running davyd. A change that the journal was not told of yet is none that it denies: davyd tells it at its next start.

#include "base/result.hpp"
#include "core/access_events.hpp"
#include "store/seal/seal_file.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace davy::store {

struct ToldChange {
  std::uint64_t record = 0;
  Instant at;
  core::DataKeyChanged change;
};

struct KeyChanges {
  std::vector<ToldChange> told;           // in the order of the journal
  std::vector<seal::Rotation> rotations;  // as seal.json notes them
  std::vector<std::string> keys;          // names of the data keys that seal.json holds, the newest first
};

// Of a sealed folder; none when it has no seal.json. Fails where the seal or the journal cannot be read.
Result<std::optional<KeyChanges>> key_changes(const std::string& data_folder);

struct KeyFindings {
  std::vector<std::string> wrong;  // a sentence each: which key, and when
  std::size_t untold = 0;          // changes that the journal does not have yet
};
KeyFindings check_key_changes(const KeyChanges& changes);

}  // namespace davy::store
