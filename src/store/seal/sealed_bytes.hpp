#pragma once
// Sealed bytes: nobody without the key can read them, or change them unseen (XChaCha20-Poly1305, a random nonce each time).
//
// `about` says what the bytes are (the file, the page); it is not stored, and the same must be given to open them: what was sealed as one thing cannot be
// passed off as another. Thread-safe.

#include "store/seal/key.hpp"

#include <span>

namespace davy::store::seal {

inline constexpr std::size_t kNonceBytes = 24;
inline constexpr std::size_t kSealBytes = kNonceBytes + 16;  // longer by this: the nonce and the proof of being whole

// sealed = ciphertext, nonce, proof; as long as the plain bytes and kSealBytes. May be done in place.
void seal_into(std::span<std::uint8_t> sealed, std::span<const std::uint8_t> plain, const Key& key, std::string_view about);
// False when the bytes are not what was sealed with this key, or one before it, and `about`; `plain` then means nothing. May be done in place.
bool unseal_into(std::span<std::uint8_t> plain, std::span<const std::uint8_t> sealed, const Key& key, std::string_view about);

std::string seal(std::string_view plain, const Key& key, std::string_view about);
Result<std::string> unseal(std::string_view sealed, const Key& key, std::string_view about);  // Corrupt when damaged, or of another key

}  // namespace davy::store::seal
