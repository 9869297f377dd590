#pragma once
// Manifest: what one backup is made of. Formats: docs/formats/backup.md.

#include "base/time.hpp"
#include "store/backup/target.hpp"
#include "store/seal/key.hpp"

#include <map>

namespace davy::store::backup {

struct Manifest {
  std::string name;  // "2026-11-30T08:00:00Z-1234"
  Instant at;
  std::uint64_t head = 0;         // the journal's newest record in it
  std::string head_hash;          // hexadecimal
  std::uint64_t tail = 0;         // the newest row of the historian's tail in it
  std::uint64_t checkpoints = 0;  // the newest signed checkpoint in it
  std::string program_version;
  std::map<std::string, std::vector<std::string>> databases;  // file name → blocks, in order
  std::vector<std::string> blobs;                             // those that are there
};

inline constexpr const char* kSealObject = "seal.json";
inline constexpr const char* kManifests = "backups/";
inline constexpr const char* kBlocks = "blocks/";
inline constexpr const char* kBlobs = "blobs/";
inline constexpr const char* kJournal = "journal/";

std::string block_object(const std::string& name);
std::string blob_object(const std::string& name);

Result<Manifest> read_manifest(const std::string& text);  // Corrupt when it is none

Result<void> put_manifest(Target& target, const Manifest& manifest, const seal::Key& key);
Result<Manifest> get_manifest(Target& target, const std::string& name, const seal::Key& key);
Result<std::vector<std::string>> manifest_names(Target& target);  // oldest first

}  // namespace davy::store::backup
