// davyd: the daemon. Prints on stdout where it listens and, while nobody can log in, the one-time setup link; logs to stderr.
//
// Ends on SIGTERM or SIGINT, in order. Under systemd (Type=notify) it says when it is ready and that it still evaluates.

#include "apps/davyd/daemon.hpp"
#include "base/said.hpp"

#include <malloc.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>

namespace {

constexpr timespec kLookEvery{1, 0};
constexpr int kNoMemory = 71;  // EX_OSERR of sysexits.h; one more when not even that could be said

// The protocol of sd_notify(3): one datagram to the socket that systemd names.
void tell_systemd(const char* message) {
  const char* path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path == nullptr || std::strlen(path) >= sizeof address.sun_path) return;
  std::strncpy(address.sun_path, path, sizeof address.sun_path - 1);
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';  // an abstract socket
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + std::strlen(path));
  if (::sendto(socket, message, std::strlen(message), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), length) < 0)
    spdlog::warn("systemd cannot be told: {}", std::strerror(errno));
  ::close(socket);
}

// Blocked before any thread starts, so that only main() takes them.
sigset_t block_signals() {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a peer that is gone is an error of its write
  return ends;
}

// Memory that is given back to the system and taken again stops every thread for a moment; the engine's too.
void keep_memory() {
  constexpr int kMebibyte = 1 << 20;
  mallopt(M_TRIM_THRESHOLD, 256 * kMebibyte);
  mallopt(M_MMAP_THRESHOLD, 32 * kMebibyte);
  mallopt(M_TOP_PAD, 4 * kMebibyte);
}

// Secrets pass through its memory: no core file, and no other process of its user may look in.
void keep_to_itself() {
  if (prctl(PR_SET_DUMPABLE, 0) != 0) spdlog::warn("dumps cannot be forbidden: {}", std::strerror(errno));
}

// Nothing that was acknowledged is in memory only, so ending is safe, and going on without what was asked for is not. The supervisor starts anew.
void end_without_memory() {
  constexpr std::string_view kWords = "davyd: out of memory, ending; what was acknowledged is on disk\n";
  _exit(::write(STDERR_FILENO, kWords.data(), kWords.size()) < 0 ? kNoMemory + 1 : kNoMemory);
}

// In one piece: whoever waits for the first line finds the second, whatever other threads log meanwhile.
void announce(davy::davyd::Daemon& daemon) {
  std::string lines = "listening " + daemon.url() + "\n";
  const auto link = daemon.setup_link();
  if (!link)
    spdlog::error("no setup link: {}", link.error().message);
  else if (*link)
    lines += "setup " + **link + "\n";
  std::fputs(lines.c_str(), stdout);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const auto parsed = davy::davyd::parse_command_line(argc, argv);
  if (const int* status = std::get_if<int>(&parsed)) return *status;
  keep_memory();
  keep_to_itself();
  std::set_new_handler(end_without_memory);
  const sigset_t ends = block_signals();
  spdlog::set_default_logger(spdlog::stderr_color_mt("davyd"));
  spdlog::set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");

  auto daemon = davy::davyd::Daemon::start(std::get<davy::davyd::Options>(parsed));
  if (!daemon) {
    spdlog::critical("{}", davy::spoken(daemon.error()));
    return 1;
  }
  announce(**daemon);
  tell_systemd("READY=1");
  int signal = -1;
  while ((signal = sigtimedwait(&ends, nullptr, &kLookEvery)) < 0)
    if ((*daemon)->look()) tell_systemd("WATCHDOG=1");

  tell_systemd("STOPPING=1");
  (*daemon)->stop(strsignal(signal));
  spdlog::info("stopped: {}", strsignal(signal));
  return 0;
}
