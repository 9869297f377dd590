#include "store/seal/key.hpp"

#include "base/bytes.hpp"

#include <sodium.h>

#include <algorithm>
#include <span>

namespace davy::store::seal {
namespace {

static_assert(Key::kBytes == crypto_kdf_KEYBYTES && Key::kBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

constexpr char kContext[] = "davyseal";  // of crypto_kdf: eight characters

}  // namespace

Key::Key() {
  ensure(sodium_init() >= 0, "libsodium starts");
  auto* bytes = static_cast<std::uint8_t*>(sodium_malloc(kBytes));
  ensure(bytes != nullptr, "there is memory for a key");
  bytes_ = {bytes, [](std::uint8_t* mine) { sodium_free(mine); }};
}

Key Key::random() {
  Key key;
  randombytes_buf(key.bytes_.get(), kBytes);
  return key;
}

Result<Key> Key::from_hex(std::string_view hex) {
  const Result<Digest> bytes = digest_from_hex(hex);
  if (!bytes) return invalid("found no key, expected 64 hexadecimal digits");
  Key key;
  std::ranges::copy(*bytes, key.bytes_.get());
  return key;
}

Key::Stretching Key::new_stretching() {
  ensure(sodium_init() >= 0, "libsodium starts");
  Stretching stretching{std::string(crypto_pwhash_SALTBYTES, '\0'), crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
  randombytes_buf(stretching.salt.data(), stretching.salt.size());
  return stretching;
}

Result<Key> Key::from_passphrase(std::string_view passphrase, const Stretching& stretching) {
  if (stretching.salt.size() != crypto_pwhash_SALTBYTES) return invalid("found a salt of another length than 16 bytes");
  Key key;
  const int failed_to = crypto_pwhash(key.bytes_.get(), kBytes, passphrase.data(), passphrase.size(),
                                      reinterpret_cast<const unsigned char*>(stretching.salt.data()), stretching.operations,
                                      static_cast<std::size_t>(stretching.memory_bytes), crypto_pwhash_ALG_ARGON2ID13);
  if (failed_to != 0)
    return failed("a passphrase cannot be made a key: " + std::to_string(stretching.memory_bytes >> 20U) + " MiB of memory are needed");
  return key;
}

Key Key::derived(Purpose purpose) const {
  Key key;
  crypto_kdf_derive_from_key(key.bytes_.get(), kBytes, static_cast<std::uint64_t>(purpose), kContext, bytes_.get());
  if (!before_) return key;
  std::vector<Key> before;
  for (const Key& each : *before_) before.push_back(each.derived(purpose));
  return key.with(std::move(before));
}

Key Key::with(std::vector<Key> before) const {
  Key key = *this;
  key.before_ = before.empty() ? nullptr : std::make_shared<const std::vector<Key>>(std::move(before));
  return key;
}

Key Key::alone() const { return with({}); }

const std::vector<Key>& Key::before() const {
  static const std::vector<Key> kNone;
  return before_ ? *before_ : kNone;
}

bool Key::is(const Key& other) const { return sodium_memcmp(bytes_.get(), other.bytes_.get(), kBytes) == 0; }

std::string Key::name() const {
  const Key named = alone().derived(Purpose::Name);
  return davy::to_hex(sha256({reinterpret_cast<const char*>(named.bytes()), kBytes}));
}

std::string Key::to_hex() const { return davy::to_hex(std::span(bytes_.get(), kBytes)); }

}  // namespace davy::store::seal
