#pragma once
// Passwords: their policy and their Argon2id hashes (libsodium; RFC 9106 §4, with 64 MiB and two passes, about a tenth of a second).
//
// Hashing blocks and takes memory: only on the password thread.

#include "base/result.hpp"
#include "base/text.hpp"

#include <optional>
#include <string>

namespace davy::api {

// Why the password may not be used; empty when it may. Length matters, kinds of characters do not (NIST SP 800-63B §5.1.1.2).
std::optional<Text> weakness(const std::string& password, const std::string& login);

Result<std::string> hash_password(const std::string& password);  // an error when there is no memory

enum class Verdict { Right, Wrong };
Verdict verify_password(const std::string& password, const std::string& hash);
// As much work as verify_password(), for a login that nobody has: the time must not tell.
Verdict verify_nobodys_password(const std::string& password);

}  // namespace davy::api
