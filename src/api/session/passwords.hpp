#pragma once
// Passwords: their policy and their Argon2id hashes (libsodium; RFC 9106 §4, with 64 MiB and two passes, about a tenth of a second).
//
// Policy of NIST SP 800-63B-4 §3.1.1.2: 15 characters where the password is all there is, 8 beside a second factor; no rules about kinds of characters, no change by
// date; what everybody tries first is refused. Characters are those of Unicode after NFKC, so that a password is the same from every keyboard.
// Hashing blocks and takes memory: only on the password thread.

#include "base/result.hpp"
#include "base/text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::api {

inline constexpr std::size_t kPasswordAlone = 15;
inline constexpr std::size_t kPasswordBesideFactor = 8;

struct PasswordUse {
  std::string login;
  std::string site;
  std::size_t least = kPasswordAlone;  // characters
};

// Why the password may not be used; empty when it may.
std::optional<Text> weakness(const std::string& password, const PasswordUse& use);

Result<std::string> hash_password(const std::string& password);  // an error when there is no memory

enum class Verdict { Right, Wrong };
Verdict verify_password(const std::string& password, const std::string& hash);
// As much work as verify_password(), for a login that nobody has: the time must not tell.
Verdict verify_nobodys_password(const std::string& password);

}  // namespace davy::api
