#include "evidence/signing.hpp"

#include <sodium.h>

#include <algorithm>

namespace davy::evidence {
namespace {

constexpr std::string_view kSaltTag = "davy-salt-1";

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

void start_sodium() { ensure(sodium_init() >= 0, "libsodium starts"); }

template <std::size_t N>
Result<std::array<std::uint8_t, N>> from_hex(std::string_view hex, const char* what) {
  std::array<std::uint8_t, N> bytes{};
  const auto wrong = [&] {
    return invalid(std::string("expected ") + what + " as " + std::to_string(2 * N) + " digits of 0-9 and a-f, found " +
                   std::to_string(hex.size()) + " characters");
  };
  if (hex.size() != 2 * N || hex.find_first_not_of("0123456789abcdef") != std::string_view::npos) return wrong();
  if (sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), nullptr, nullptr, nullptr) != 0) return wrong();
  return bytes;
}

}  // namespace

Result<SigningKey> SigningKey::from_seed(std::string_view seed) {
  static_assert(kSeedBytes == crypto_sign_SEEDBYTES);
  if (seed.size() != kSeedBytes) return invalid("found a signing seed of " + std::to_string(seed.size()) + " bytes, expected 32");
  start_sodium();
  SigningKey key;
  crypto_sign_seed_keypair(key.public_.data(), key.secret_.data(), raw(seed));
  return key;
}

Signature SigningKey::sign(const Digest& digest) const {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, digest.data(), digest.size(), secret_.data());
  return signature;
}

bool is_signed(const PublicKey& key, const Digest& digest, const Signature& signature) {
  start_sodium();
  return crypto_sign_verify_detached(signature.data(), digest.data(), digest.size(), key.data()) == 0;
}

Result<PublicKey> key_from_hex(std::string_view hex) { return from_hex<32>(hex, "a public key"); }
Result<Signature> signature_from_hex(std::string_view hex) { return from_hex<64>(hex, "a signature"); }

std::string random_bytes(std::size_t count) {
  start_sodium();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

Digest salt_of(std::string_view journal_key, std::uint64_t seq) {
  std::string message(kSaltTag);
  for (int byte = 0; byte < 8; ++byte) message += static_cast<char>((seq >> (8 * byte)) & 0xffU);
  Digest salt{};
  const int done = crypto_generichash(salt.data(), salt.size(), raw(message), message.size(), raw(journal_key), journal_key.size());
  ensure(done == 0, "a journal key of 32 bytes");
  return salt;
}

std::string base64_of(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating zero
  return text;
}

Result<std::string> bytes_from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  const int done = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                                     &length, &end, sodium_base64_VARIANT_ORIGINAL);
  if (done != 0 || end != text.data() + text.size()) return invalid("found bytes that are not base64");
  bytes.resize(length);
  return bytes;
}

}  // namespace davy::evidence
