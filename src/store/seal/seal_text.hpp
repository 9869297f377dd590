#pragma once
// What seal.json says, before any key is at hand: it may come from a target that somebody else holds. Format: docs/formats/seal.md.

#include "store/seal/key.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::store::seal {

inline constexpr const char* kSealFormat = "davy-seal-1";

struct Seal {
  std::string name;
  std::vector<std::string> before;
  std::optional<Key::Stretching> stretching;  // of the passphrase; none: by a key file
  std::string wrapped_key;
};

// Corrupt when it is none.
Result<Seal> read_seal(const std::string& text);

}  // namespace davy::store::seal
