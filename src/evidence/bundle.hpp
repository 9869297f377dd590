#pragma once
// Bundle: the evidence of one matter in one JSON file that proves itself (docs/formats/evidence.md).
//
// Its parts are the stretch of the journal from one checkpoint to another, the records of the matter whole and all others as digests; the checkpoints; samples,
// photos and rules; and a manifest over all of them, signed by the site. Reading is strict: one meaning has one text but for white space.

#include "evidence/checkpoint.hpp"
#include "evidence/content.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace davy::evidence {

inline constexpr std::string_view kFormat = "davy-evidence-1";

// One record of the stretch.
struct Entry {
  std::uint64_t seq = 0;
  Digest hash{};
  std::variant<Digest, Content> what;  // of a record that is not shown, the digest of its content
};

// A text that is shown beside the records: samples of a point as CSV, a condition's definition.
struct Block {
  std::string name;
  std::string text;
};

struct Photo {
  Digest name{};      // SHA-256 of its bytes, as the records name it
  std::string bytes;  // as they were given to Davy
};

struct Part {
  std::string name;
  Digest sha256{};
  bool operator==(const Part&) const = default;
};

// What the site says belongs together. Its text is what is signed: it is kept as it came.
struct Manifest {
  std::string site;
  std::string matter;                // "alarm:17"
  std::vector<std::string> related;  // other matters whose records are shown
  std::string program;
  std::string made_by;  // "user:<login>", or "command-line"
  Instant made;
  std::uint64_t after_seq = 0;  // the record before the stretch; 0: it begins with the journal
  Digest after_hash{};
  std::uint64_t last_seq = 0;
  Digest last_hash{};
  std::vector<std::uint64_t> shown;  // the records that stand whole
  std::vector<Digest> checkpoints;   // their digests
  std::vector<Part> samples;
  std::vector<Part> rules;
  std::vector<Digest> photos;
  std::vector<std::string> lacking;  // what the records name and the store no longer had: "photo <digest>", "samples <point>: why"
};

std::string to_json(const Manifest& manifest);
Result<Manifest> manifest_from_json(std::string_view text);
Digest manifest_digest(std::string_view text);  // what is signed

struct Bundle {
  std::string manifest;
  Signature signature{};
  PublicKey key{};
  std::vector<Checkpoint> checkpoints;
  std::vector<Entry> records;
  std::vector<Block> samples;
  std::vector<Block> rules;
  std::vector<Photo> photos;
};

std::string to_json(const Bundle& bundle);
Result<Bundle> bundle_from_json(std::string_view text);  // Invalid: the first thing that is no bundle

// The digests that a record's body names as photos, recordings or signatures.
std::vector<Digest> photos_of(std::string_view body);

}  // namespace davy::evidence
