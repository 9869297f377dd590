#include "api/session/broker_file.hpp"

#include "store/durable_file.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <mutex>
#include <vector>

namespace davy::api {
namespace {

constexpr int kIterations = 101;  // as mosquitto_passwd 2.0 writes it; our passwords are random, guessing them is hopeless anyhow
constexpr std::size_t kSaltBytes = 12;
constexpr std::size_t kHashBytes = 64;

std::string to_base64(const unsigned char* bytes, std::size_t size) {
  std::vector<char> text(sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL));
  sodium_bin2base64(text.data(), text.size(), bytes, size, sodium_base64_VARIANT_ORIGINAL);
  return text.data();
}

Result<void> tell_broker(const std::string& pid_file) {
  std::ifstream file(pid_file);
  pid_t pid = 0;
  if (!(file >> pid) || pid <= 1) return failed("no process number in " + pid_file);
  if (::kill(pid, SIGHUP) != 0) return failed("the broker cannot be told: " + std::string(std::strerror(errno)));
  return {};
}

}  // namespace

std::string mosquitto_hash(const std::string& password) {
  ensure(sodium_init() >= 0, "libsodium starts");
  std::array<unsigned char, kSaltBytes> salt{};
  randombytes_buf(salt.data(), salt.size());
  std::array<unsigned char, kHashBytes> hash{};
  const int done = PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), salt.data(), static_cast<int>(salt.size()),
                                     kIterations, EVP_sha512(), static_cast<int>(hash.size()), hash.data());
  ensure(done == 1, "PBKDF2 runs");
  return fmt::format("$7${}${}${}", kIterations, to_base64(salt.data(), salt.size()), to_base64(hash.data(), hash.size()));
}

std::string with_user(std::string_view text, const std::string& user, const std::optional<std::string>& hash) {
  std::string changed;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && !line.starts_with(user + ":")) changed += std::string(line) + "\n";
  }
  if (hash) changed += user + ":" + *hash + "\n";
  return changed;
}

Result<void> change_broker_user(const BrokerFiles& files, const std::string& user, const std::optional<std::string>& hash) {
  static std::mutex one_at_a_time;
  const std::scoped_lock lock(one_at_a_time);
  std::ifstream file(files.passwords, std::ios::binary);
  if (!file) return failed("the broker's file " + files.passwords + " cannot be read");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  // The broker runs under another user.
  if (auto replaced = store::replace_file(files.passwords, with_user(text, user, hash), store::FileRights::AsBefore); !replaced)
    return replaced.error().within("the broker's file");
  return files.pid.empty() ? Result<void>() : tell_broker(files.pid);
}

}  // namespace davy::api
