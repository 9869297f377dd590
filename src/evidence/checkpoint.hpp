#pragma once
// Checkpoint: what the journal's head was at a moment, signed by the site, so that others can keep it (docs/formats/evidence.md).
//
// Checkpoints name the one before: one that is left out, or two histories under one key, show.

#include "base/time.hpp"
#include "evidence/signing.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace davy::evidence {

struct Checkpoint {
  std::string site;
  std::uint64_t seq = 0;  // the newest record
  Digest hash{};          // of that record
  Instant time;           // when it was made
  Digest previous{};      // digest of the checkpoint before; zeros: the first
  PublicKey key{};
  Signature signature{};
  bool operator==(const Checkpoint&) const = default;
};

// Everything but the signature: what is signed, and what the next one names.
Digest digest_of(const Checkpoint& checkpoint);
void sign(Checkpoint& checkpoint, const SigningKey& key);  // its key included
bool is_sound(const Checkpoint& checkpoint);               // signed by its own key

// One line of JSON, without a line break. Invalid: what is wrong with the text.
std::string to_json(const Checkpoint& checkpoint);
Result<Checkpoint> checkpoint_from_json(std::string_view text);

}  // namespace davy::evidence
