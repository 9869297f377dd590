#include "api/session/broker_file.hpp"

#include "base/bytes.hpp"
#include "base/said.hpp"
#include "store/durable_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
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

// davy-broker reads and replaces the same files: whoever does so has the folder locked meanwhile.
class FolderHeld {
 public:
  explicit FolderHeld(const std::string& file) {
    const std::string folder = std::filesystem::path(file).parent_path().string();
    descriptor_ = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    is_held_ = descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
  }
  ~FolderHeld() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FolderHeld(const FolderHeld&) = delete;
  FolderHeld& operator=(const FolderHeld&) = delete;

  bool is_held() const { return is_held_; }

 private:
  int descriptor_ = -1;
  bool is_held_ = false;
};

Result<void> rewrite(const std::string& path, const std::function<std::string(std::string_view)>& change) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return failed(said({"消息代理的文件 {} 无法读取", "the broker's file {} cannot be read"}, path));
  const std::string text(std::istreambuf_iterator<char>(file), {});
  // The broker runs under another user.
  if (auto replaced = store::replace_file(path, change(text), store::FileRights::AsBefore); !replaced)
    return seen_from(said({"消息代理的文件", "the broker's file"}), replaced.error());
  return {};
}

Result<void> signal_broker(const std::string& pid_file) {
  std::ifstream file(pid_file);
  pid_t pid = 0;
  if (!(file >> pid) || pid <= 1) return failed(said({"{} 中没有进程号", "no process number in {}"}, pid_file));
  if (::kill(pid, SIGHUP) != 0) return failed(said({"无法通知消息代理：{}", "the broker cannot be told: {}"}, std::strerror(errno)));
  return {};
}

Result<void> tell_broker(const BrokerFiles& files) {
  if (!files.changed.empty())
    if (auto written = store::replace_file(files.changed, random_hex(8) + "\n"); !written) return written;
  return files.pid.empty() ? Result<void>() : signal_broker(files.pid);
}

}  // namespace

DeviceTopics topics_of(const BrokerDevice& device) {
  const std::string own = fmt::format("davy/{}/{}/", device.site, device.name);
  return {{own + "samples", own + "reply", own + "status"}, {own + "command"}};
}

std::string acl_section_of(const BrokerDevice& device) {
  const DeviceTopics topics = topics_of(device);
  std::string section = fmt::format("user {}\n", device.name);
  for (const std::string& topic : topics.write) section += "topic write " + topic + "\n";
  for (const std::string& topic : topics.read) section += "topic read " + topic + "\n";
  return section;
}

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

std::string with_section(std::string_view acl, const std::string& user, const std::optional<std::string>& section) {
  std::string changed;
  bool is_theirs = false;
  while (!acl.empty()) {
    const std::size_t end = std::min(acl.find('\n'), acl.size());
    const std::string_view line = acl.substr(0, end);
    acl.remove_prefix(std::min(end + 1, acl.size()));
    if (line.starts_with("user ")) is_theirs = line.substr(5) == user;
    if (line.starts_with("pattern ")) is_theirs = false;  // of everybody
    if (!is_theirs) changed += std::string(line) + "\n";
  }
  while (changed.ends_with("\n\n")) changed.pop_back();
  if (section) changed += (changed.empty() ? "" : "\n") + *section;
  return changed;
}

Result<void> change_broker_device(const BrokerFiles& files, const BrokerDevice& device, const std::optional<std::string>& hash) {
  static std::mutex one_at_a_time;
  const std::scoped_lock lock(one_at_a_time);
  const FolderHeld held(files.passwords);
  if (!held.is_held())
    return error_of(ErrorCode::Unavailable, said({"消息代理的文件无法锁定，或 davy-broker 正在修改：请稍后再试",
                                                  "the broker's files cannot be locked, or davy-broker is changing them now: try again"}));
  const auto passwords = [&] {
    return rewrite(files.passwords, [&](std::string_view text) { return with_user(text, device.name, hash); });
  };
  const auto topics = [&]() -> Result<void> {
    if (files.acl.empty()) return {};
    const auto section = hash ? std::optional(acl_section_of(device)) : std::nullopt;
    return rewrite(files.acl, [&](std::string_view text) { return with_section(text, device.name, section); });
  };
  if (hash) {
    if (auto given = topics(); !given) return given;
    if (auto given = passwords(); !given) return given;
    return tell_broker(files);
  }
  // Without its password it is out, whatever becomes of its topics: the broker hears of it first.
  if (auto taken = passwords(); !taken) return taken;
  const Result<void> topics_taken = topics();
  if (auto told = tell_broker(files); !told) return told;
  return topics_taken;
}

}  // namespace davy::api
