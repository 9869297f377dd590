#include "base/bytes.hpp"

#include <sodium.h>

#include <bit>
#include <new>

namespace davy {
namespace {

static_assert(sizeof(crypto_hash_sha256_state) <= 128);

crypto_hash_sha256_state* state_of(std::array<std::uint8_t, 128>& raw) {
  return std::launder(reinterpret_cast<crypto_hash_sha256_state*>(raw.data()));
}

int value_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

Digest sha256(std::string_view bytes) {
  Digest digest;
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return digest;
}

std::uint64_t fingerprint(std::string_view bytes) {
  constexpr std::array<unsigned char, crypto_shorthash_KEYBYTES> kNoSecret{};
  std::array<unsigned char, crypto_shorthash_BYTES> hash;
  crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kNoSecret.data());
  return std::bit_cast<std::uint64_t>(hash);
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

Result<Digest> digest_from_hex(std::string_view hex) {
  Digest digest;
  if (hex.size() != digest.size() * 2)
    return invalid("found a digest of " + std::to_string(hex.size()) + " characters, expected 64 hexadecimal digits");
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const int high = value_of(hex[2 * i]);
    const int low = value_of(hex[2 * i + 1]);
    if (high < 0 || low < 0) return invalid("found a digest with another character than 0-9a-f");
    digest[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return digest;
}

Result<std::string> bytes_from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return invalid("found " + std::to_string(hex.size()) + " hexadecimal digits, expected an even number");
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = value_of(hex[i]);
    const int low = value_of(hex[i + 1]);
    if (high < 0 || low < 0) return invalid("found another character than 0-9a-f among hexadecimal digits");
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string random_hex(std::size_t count) {
  ensure(sodium_init() >= 0, "libsodium starts");
  std::string raw(count, '\0');
  randombytes_buf(raw.data(), raw.size());
  return to_hex({reinterpret_cast<const std::uint8_t*>(raw.data()), raw.size()});
}

Hasher::Hasher() { crypto_hash_sha256_init(new (state_.data()) crypto_hash_sha256_state); }

Hasher& Hasher::add(std::string_view piece) {
  add(std::uint64_t{piece.size()});
  crypto_hash_sha256_update(state_of(state_), reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
  return *this;
}

Hasher& Hasher::add(std::uint64_t number) {
  std::array<unsigned char, 8> little{};
  for (unsigned char& byte : little) {
    byte = static_cast<unsigned char>(number & 0xffU);
    number >>= 8U;
  }
  crypto_hash_sha256_update(state_of(state_), little.data(), little.size());
  return *this;
}

Digest Hasher::finish() {
  Digest digest;
  crypto_hash_sha256_final(state_of(state_), digest.data());
  return digest;
}

}  // namespace davy
