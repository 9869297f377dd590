#pragma once
// Bytes as hexadecimal text and the SHA-256 digest (libsodium).

#include "base/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace davy {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);
// SipHash-2-4 without a secret: finds damage, many times faster than a digest, but not what somebody wants to hide.
std::uint64_t fingerprint(std::string_view bytes);
std::string to_hex(std::span<const std::uint8_t> bytes);
Result<Digest> digest_from_hex(std::string_view hex);
Result<std::string> bytes_from_hex(std::string_view hex);  // of lower case, an even number of digits

// `count` bytes of the operating system's randomness, as hexadecimal: for secrets and tokens, never for decisions.
std::string random_hex(std::size_t count);

// SHA-256 over pieces without joining them first. Each piece is preceded by its length, so that no two lists of pieces collide.
class Hasher {
 public:
  Hasher();
  Hasher& add(std::string_view piece);
  Hasher& add(std::uint64_t number);
  Digest finish();

 private:
  alignas(64) std::array<std::uint8_t, 128> state_{};  // crypto_hash_sha256_state, kept opaque
};

}  // namespace davy
