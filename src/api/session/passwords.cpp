#include "api/session/passwords.hpp"

#include "api/session/common_passwords.hpp"
#include "base/bytes.hpp"
#include "base/said.hpp"

#include <fmt/format.h>
#include <glib.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>

namespace davy::api {
namespace {

constexpr std::size_t kBytesMax = 1'024;
constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 64UL * 1024 * 1024;

using GlibText = std::unique_ptr<char, decltype(&g_free)>;

// NFKC (UAX #15). What is no UTF-8 stays as it is.
std::string normalized(const std::string& password) {
  const GlibText text(g_utf8_normalize(password.data(), static_cast<gssize>(password.size()), G_NORMALIZE_ALL_COMPOSE), &g_free);
  return text ? std::string(text.get()) : password;
}

std::string in_small_letters(const std::string& text) {
  const GlibText small(g_utf8_strdown(text.data(), static_cast<gssize>(text.size())), &g_free);
  return small ? std::string(small.get()) : text;
}

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

std::optional<Text> weakness(const std::string& password, const PasswordUse& use) {
  const std::string text = normalized(password);
  if (g_utf8_validate(password.data(), static_cast<gssize>(password.size()), nullptr) == FALSE)
    return Text{"含有无法识别的字符", "has characters that cannot be read"};
  if (characters(text) < use.least)
    return Text{fmt::format("至少 {} 个字符", use.least), fmt::format("must have at least {} characters", use.least)};
  if (text.size() > kBytesMax) return Text{"过长", "is too long"};
  if (few_different(text)) return Text{"至少 5 种不同的字符", "must have at least 5 different characters"};
  if (!use.login.empty() && text.find(use.login) != std::string::npos) return Text{"不能包含登录名", "must not contain the login"};
  const std::array<std::string, 2> context{in_small_letters(use.login), in_small_letters(use.site)};
  if (is_common(in_small_letters(text), context))
    return Text{"太常见：由常用词、连续字符或重复组成", "is among the first that anybody would try: well-known words, runs or repetitions"};
  return std::nullopt;
}

Result<std::string> hash_password(const std::string& password) {
  ensure(sodium_init() >= 0, "libsodium starts");
  std::array<char, crypto_pwhash_STRBYTES> out{};
  const std::string text = normalized(password);
  if (crypto_pwhash_str(out.data(), text.data(), text.size(), kPasses, kMemoryBytes) != 0)
    return error_of(ErrorCode::Unavailable, said({"内存不足，无法处理密码", "no memory to hash a password"}));
  return std::string(out.data());
}

Verdict verify_password(const std::string& password, const std::string& hash) {
  ensure(sodium_init() >= 0, "libsodium starts");
  const std::string text = normalized(password);
  return crypto_pwhash_str_verify(hash.c_str(), text.data(), text.size()) == 0 ? Verdict::Right : Verdict::Wrong;
}

Verdict verify_nobodys_password(const std::string& password) {
  static const Result<std::string> kHash = hash_password(random_hex(16));
  if (kHash) verify_password(password, *kHash);
  return Verdict::Wrong;
}

}  // namespace davy::api
