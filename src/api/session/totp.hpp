#pragma once
// Codes that a phone shows for 30 seconds (RFC 6238: time steps of 30 s, HMAC-SHA-1, 6 digits, as every authenticator app has them).
//
// A code of the step before or after is taken too, for clocks that differ; each is good once: whoever takes one keeps its step (store/accounts).

#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace davy::api {

std::string new_totp_secret();                                    // 160 bits (RFC 4226 §4 R6), base32
std::optional<std::string> from_base32(const std::string& text);  // RFC 4648 §6, without padding
std::string totp_code(const std::string& secret_base32, std::uint64_t step);
std::uint64_t totp_step(Instant now);
// The step that the code is of, when it is one of those that are good now.
std::optional<std::uint64_t> totp_step_of(const std::string& secret_base32, const std::string& code, Instant now);

// What the QR code says: otpauth://totp/Davy:li.na?secret=…&issuer=Davy
std::string totp_uri(const std::string& site, const std::string& login, const std::string& secret_base32);

std::vector<std::string> new_recovery_codes();  // ten, of 80 bits each: "k4mz-7q2h-x3vd-p6na"

}  // namespace davy::api
