#include "api/session/totp.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

namespace davy::api {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::int64_t kStepSeconds = 30;
constexpr std::size_t kSecretBytes = 20;
constexpr std::size_t kRecoveryCodes = 10;
constexpr std::size_t kRecoveryBytes = 10;
constexpr std::uint32_t kCodes = 1'000'000;

std::string random_bytes(std::size_t size) {
  ensure(sodium_init() >= 0, "libsodium starts");
  std::string bytes(size, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string to_base32(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char byte : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(byte);
    held += 8;
    for (; held >= 5; held -= 5) text += kBase32[(bits >> static_cast<unsigned>(held - 5)) & 31U];
    bits &= (1U << static_cast<unsigned>(held)) - 1U;
  }
  if (held > 0) text += kBase32[(bits << static_cast<unsigned>(5 - held)) & 31U];
  return text;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char each : text) {
    const auto byte = static_cast<unsigned char>(each);
    const bool plain =
        (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || each == '-' || each == '.';
    out += plain ? std::string(1, each) : fmt::format("%{:02X}", byte);
  }
  return out;
}

}  // namespace

std::string new_totp_secret() { return to_base32(random_bytes(kSecretBytes)); }

std::optional<std::string> from_base32(const std::string& text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char each : text) {
    const std::size_t value = kBase32.find(each);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 5U) | static_cast<std::uint32_t>(value);
    held += 5;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>((bits >> static_cast<unsigned>(held)) & 255U);
    bits &= (1U << static_cast<unsigned>(held)) - 1U;
  }
  return bytes;
}

// RFC 4226 §5.3: 1. HMAC-SHA-1 of the step as eight bytes, big endian; 2. four bytes from where its last nibble says, without the sign bit; 3. modulo 10^6.
std::string totp_code(const std::string& secret_base32, std::uint64_t step) {
  const auto secret = from_base32(secret_base32);
  ensure(secret.has_value(), "a secret in base32");
  std::array<unsigned char, 8> message{};
  for (std::size_t i = 0; i < message.size(); ++i) message[i] = static_cast<unsigned char>(step >> (8U * (7U - i)));
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  HMAC(EVP_sha1(), secret->data(), static_cast<int>(secret->size()), message.data(), message.size(), digest.data(), &size);
  const std::size_t from = digest[size - 1] & 15U;
  std::uint32_t number = digest[from] & 127U;
  for (std::size_t i = 1; i < 4; ++i) number = (number << 8U) | digest[from + i];
  return fmt::format("{:06}", number % kCodes);
}

std::uint64_t totp_step(Instant now) { return static_cast<std::uint64_t>(now.unix_ns() / 1'000'000'000 / kStepSeconds); }

std::optional<std::uint64_t> totp_step_of(const std::string& secret_base32, const std::string& code, Instant now) {
  const std::uint64_t present = totp_step(now);
  std::optional<std::uint64_t> found;
  // All three are compared, in a time that does not tell which: a guess must not learn from it.
  for (std::uint64_t step = present - 1; step <= present + 1; ++step) {
    const std::string right = totp_code(secret_base32, step);
    if (code.size() == right.size() && sodium_memcmp(code.data(), right.data(), right.size()) == 0) found = step;
  }
  return found;
}

std::string totp_uri(const std::string& site, const std::string& login, const std::string& secret_base32) {
  const std::string issuer = percent_encoded("Davy " + site);
  return "otpauth://totp/" + issuer + ":" + percent_encoded(login) + "?secret=" + secret_base32 + "&issuer=" + issuer +
         "&algorithm=SHA1&digits=6&period=30";
}

std::vector<std::string> new_recovery_codes() {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
    std::string letters = to_base32(random_bytes(kRecoveryBytes));
    std::string code;
    for (std::size_t at = 0; at < letters.size(); ++at) {
      if (at > 0 && at % 4 == 0) code += '-';
      code += static_cast<char>(std::tolower(static_cast<unsigned char>(letters[at])));
    }
    codes.push_back(std::move(code));
  }
  return codes;
}

}  // namespace davy::api
