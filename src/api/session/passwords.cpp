#include "api/session/passwords.hpp"

#include "base/bytes.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace davy::api {
namespace {

constexpr std::size_t kCharactersMin = 10;
constexpr std::size_t kBytesMax = 1'024;
constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 64UL * 1024 * 1024;

std::size_t characters(const std::string& utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool few_different(const std::string& password) {
  std::array<bool, 256> seen{};
  for (const char c : password) seen[static_cast<unsigned char>(c)] = true;
  return std::count(seen.begin(), seen.end(), true) < 5;
}

}  // namespace

std::optional<Text> weakness(const std::string& password, const std::string& login) {
  if (characters(password) < kCharactersMin) return Text{"至少 10 个字符", "must have at least 10 characters"};
  if (password.size() > kBytesMax) return Text{"过长", "is too long"};
  if (few_different(password)) return Text{"至少 5 种不同的字符", "must have at least 5 different characters"};
  if (password.find(login) != std::string::npos && !login.empty()) return Text{"不能包含登录名", "must not contain the login"};
  return std::nullopt;
}

Result<std::string> hash_password(const std::string& password) {
  ensure(sodium_init() >= 0, "libsodium starts");
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str(out.data(), password.data(), password.size(), kPasses, kMemoryBytes) != 0)
    return Error{ErrorCode::Unavailable, "no memory to hash a password"};
  return std::string(out.data());
}

Verdict verify_password(const std::string& password, const std::string& hash) {
  ensure(sodium_init() >= 0, "libsodium starts");
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0 ? Verdict::Right : Verdict::Wrong;
}

Verdict verify_nobodys_password(const std::string& password) {
  static const Result<std::string> kHash = hash_password(random_hex(16));
  if (kHash) verify_password(password, *kHash);
  return Verdict::Wrong;
}

}  // namespace davy::api
