#include "apps/davyd/systemd.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace davy::davyd {
namespace {

constexpr Duration kStartAtMost = 300_s;  // TimeoutStartSec of packaging/davyd.service

}  // namespace

std::string reloading_words(Duration since_boot) {
  return fmt::format("RELOADING=1\nMONOTONIC_USEC={}\nWATCHDOG_USEC={}", since_boot.ns() / 1'000, kStartAtMost.ns() / 1'000);
}

std::string ready_words(const char* watchdog_us) {
  return watchdog_us == nullptr ? "READY=1" : fmt::format("READY=1\nWATCHDOG_USEC={}", watchdog_us);
}

// One datagram to the socket that systemd names.
void tell_systemd(const std::string& words) {
  const char* path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path == nullptr || std::strlen(path) >= sizeof address.sun_path) return;
  std::strncpy(address.sun_path, path, sizeof address.sun_path - 1);
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';  // an abstract socket
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + std::strlen(path));
  if (::sendto(socket, words.data(), words.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), length) < 0)
    spdlog::warn("systemd cannot be told: {}", std::strerror(errno));
  ::close(socket);
}

}  // namespace davy::davyd
