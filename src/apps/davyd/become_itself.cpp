#include "apps/davyd/become_itself.hpp"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <string_view>

namespace davy::davyd {
namespace {

// The program that runs, also where its file was replaced or removed meanwhile.
constexpr const char* kOwnProgram = "/proc/self/exe";
constexpr std::string_view kOwnFiles = "/proc/self/fd/";
constexpr std::size_t kOnceMost = 1 << 20;  // bytes of a file that is read once

// Whose value is a file that davyd reads.
constexpr std::array<std::string_view, 10> kReadOptions{"--seal-key-file",
                                                        "--seal-passphrase-file",
                                                        "--mqtt-password-file",
                                                        "--witnesses",
                                                        "--s3-credentials",
                                                        "--tls-cert",
                                                        "--tls-key",
                                                        "--mqtt-ca",
                                                        "--authority",
                                                        "--first-matters"};
constexpr std::string_view kPortOption = "--http";

bool is_read_once(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || S_ISCHR(status.st_mode));
}

Error could_not(const std::string& what) { return failed(what + ": " + std::strerror(errno)); }

// All of it; of a terminal the first line.
Result<std::string> read_once(const std::string& path) {
  const int from = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (from < 0) return could_not(path + " cannot be opened");
  const bool is_terminal = ::isatty(from) == 1;
  std::string text;
  std::array<char, 4096> some{};
  ssize_t count = 0;
  while (text.size() <= kOnceMost && (count = ::read(from, some.data(), some.size())) != 0) {
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    text.append(some.data(), static_cast<std::size_t>(count));
    if (is_terminal && text.find('\n') != std::string::npos) break;
  }
  const int why = errno;
  ::close(from);
  errno = why;
  if (count < 0) return could_not(path + " cannot be read");
  if (text.size() > kOnceMost) return invalid(path + ": more than 1 MiB");
  return text;
}

// Memory with a name; never closed, for the program reads it at each of its starts.
Result<std::string> kept_in_memory(const std::string& path) {
  const Result<std::string> text = read_once(path);
  if (!text) return text.error();
  const int kept = ::memfd_create("davyd", MFD_CLOEXEC);
  if (kept < 0) return could_not(path + " cannot be kept in memory");
  for (std::size_t written = 0; written < text->size();) {
    const ssize_t count = ::write(kept, text->data() + written, text->size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return could_not(path + " cannot be kept in memory");
    written += static_cast<std::size_t>(count);
  }
  return std::string(kOwnFiles) + std::to_string(kept);
}

// The value within "--option=value"; none: it is the next argument.
std::optional<std::size_t> value_within(const std::string& argument, std::string_view option) {
  const bool is_within = argument.size() > option.size() && argument.starts_with(option) && argument[option.size()] == '=';
  return is_within ? std::optional(option.size() + 1) : std::nullopt;
}

// Where the value of the argument at `i` begins, when it is a file that is read: in this argument, or in the one after an option.
std::optional<std::size_t> read_value_at(const std::vector<std::string>& arguments, std::size_t i) {
  if (i > 0 && std::ranges::find(kReadOptions, arguments[i - 1]) != kReadOptions.end()) return 0;
  for (const std::string_view option : kReadOptions)
    if (const auto at = value_within(arguments[i], option)) return at;
  return std::nullopt;
}

// Of a copy that readable_again() made; none: it is none.
std::optional<int> copy_in(const std::string& argument) {
  const std::size_t at = argument.find(kOwnFiles);
  if (at == std::string::npos) return std::nullopt;
  int number = 0;
  const char* const end = argument.data() + argument.size();
  const auto [stopped, error] = std::from_chars(argument.data() + at + kOwnFiles.size(), end, number);
  return error == std::errc() && stopped == end && number > STDERR_FILENO ? std::optional(number) : std::nullopt;
}

}  // namespace

Result<std::vector<std::string>> readable_again(std::vector<std::string> arguments) {
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const auto at = read_value_at(arguments, i);
    if (!at) continue;
    const std::string path = arguments[i].substr(*at);
    if (!is_read_once(path)) continue;
    const Result<std::string> kept = kept_in_memory(path);
    if (!kept) return kept.error();
    arguments[i].replace(*at, std::string::npos, *kept);
  }
  return arguments;
}

std::vector<std::string> at_port(std::vector<std::string> arguments, std::uint16_t port) {
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    std::string& argument = arguments[i];
    const std::size_t at = arguments[i - 1] == kPortOption ? 0 : value_within(argument, kPortOption).value_or(argument.size());
    const bool is_any = at < argument.size() && argument.find_first_not_of('0', at) == std::string::npos;
    if (is_any) argument.replace(at, std::string::npos, std::to_string(port));
  }
  return arguments;
}

Result<void> can_become_itself() {
  if (::access(kOwnProgram, X_OK) != 0) return could_not(std::string(kOwnProgram) + " cannot be started");
  return {};
}

Error become_itself(const std::vector<std::string>& arguments) {
  // Whatever a library left open: the new program would hold sockets and locks that it knows nothing of.
  if (::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC) != 0) return could_not("open files cannot be kept back");
  for (const std::string& argument : arguments)
    if (const auto copy = copy_in(argument); copy && ::fcntl(*copy, F_SETFD, 0) != 0) return could_not(argument + " cannot be handed on");
  std::vector<std::string> own = arguments;
  std::vector<char*> given;
  given.reserve(own.size() + 1);
  for (std::string& argument : own) given.push_back(argument.data());
  given.push_back(nullptr);
  ::execv(kOwnProgram, given.data());
  return could_not(std::string(kOwnProgram) + " cannot be started");
}

}  // namespace davy::davyd
