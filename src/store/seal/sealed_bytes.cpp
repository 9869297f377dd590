#include "store/seal/sealed_bytes.hpp"

#include <sodium.h>

#include <algorithm>
#include <vector>

namespace davy::store::seal {
namespace {

static_assert(kNonceBytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(kSealBytes == kNonceBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES);

const unsigned char* unsigned_of(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

std::span<std::uint8_t> span_of(std::string& bytes) { return {reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()}; }
std::span<const std::uint8_t> span_of(std::string_view bytes) { return {unsigned_of(bytes), bytes.size()}; }

bool opens(std::span<std::uint8_t> plain, std::span<const std::uint8_t> sealed, const Key& key, std::string_view about) {
  const std::uint8_t* nonce = sealed.data() + plain.size();
  const std::uint8_t* proof = nonce + kNonceBytes;
  return crypto_aead_xchacha20poly1305_ietf_decrypt_detached(plain.data(), nullptr, sealed.data(), plain.size(), proof, unsigned_of(about),
                                                             about.size(), nonce, key.bytes()) == 0;
}

}  // namespace

void seal_into(std::span<std::uint8_t> sealed, std::span<const std::uint8_t> plain, const Key& key, std::string_view about) {
  ensure(sealed.size() == plain.size() + kSealBytes, "sealed bytes have room for their seal");
  std::uint8_t* nonce = sealed.data() + plain.size();
  std::uint8_t* proof = nonce + kNonceBytes;
  randombytes_buf(nonce, kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached(sealed.data(), proof, nullptr, plain.data(), plain.size(), unsigned_of(about),
                                                      about.size(), nullptr, nonce, key.bytes());
}

// What does not open is wiped by libsodium: a key before this one tries a copy.
bool unseal_into(std::span<std::uint8_t> plain, std::span<const std::uint8_t> sealed, const Key& key, std::string_view about) {
  ensure(sealed.size() == plain.size() + kSealBytes, "sealed bytes are as long as what they hold and the seal");
  const std::vector<std::uint8_t> kept = key.before().empty() ? std::vector<std::uint8_t>() : std::vector(sealed.begin(), sealed.end());
  if (opens(plain, sealed, key, about)) return true;
  return std::ranges::any_of(key.before(), [&](const Key& before) { return opens(plain, kept, before, about); });
}

std::string seal(std::string_view plain, const Key& key, std::string_view about) {
  std::string sealed(plain.size() + kSealBytes, '\0');
  seal_into(span_of(sealed), span_of(plain), key, about);
  return sealed;
}

Result<std::string> unseal(std::string_view sealed, const Key& key, std::string_view about) {
  if (sealed.size() < kSealBytes) return Error{ErrorCode::Corrupt, "too short to be sealed"};
  std::string plain(sealed.size() - kSealBytes, '\0');
  if (!unseal_into(span_of(plain), span_of(sealed), key, about)) return Error{ErrorCode::Corrupt, "damaged, or sealed with another key"};
  return plain;
}

}  // namespace davy::store::seal
