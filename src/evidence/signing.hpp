#pragma once
// Ed25519 (RFC 8032, libsodium): what a site signs, and how anybody checks it. Only digests are signed; what a digest covers begins with a tag of its own.

#include "base/bytes.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace davy::evidence {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

class SigningKey final {
 public:
  static constexpr std::size_t kSeedBytes = 32;

  // The same seed is the same key. Invalid: a seed of another length.
  static Result<SigningKey> from_seed(std::string_view seed);

  const PublicKey& public_key() const { return public_; }
  Signature sign(const Digest& digest) const;

 private:
  SigningKey() = default;
  std::array<std::uint8_t, 64> secret_{};
  PublicKey public_{};
};

bool is_signed(const PublicKey& key, const Digest& digest, const Signature& signature);

// Lower-case hexadecimal only, so that one value has one text.
Result<PublicKey> key_from_hex(std::string_view hex);
Result<Signature> signature_from_hex(std::string_view hex);

// Bytes from the operating system, for keys.
std::string random_bytes(std::size_t count);

// The salt of a record: keyed BLAKE2b of its number. Whoever lacks the key cannot try out contents against a digest.
Digest salt_of(std::string_view journal_key, std::uint64_t seq);

std::string base64_of(std::string_view bytes);
Result<std::string> bytes_from_base64(std::string_view text);

}  // namespace davy::evidence
