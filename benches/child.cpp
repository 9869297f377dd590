#include "benches/child.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <utility>

namespace davy::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kTriesMax = 15'000;
constexpr std::chrono::milliseconds kLookAgain{2};

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

[[noreturn]] void become(const std::vector<std::string>& command, const fs::path& log) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

template <class Holds>
bool wait_until(Holds holds) {
  for (int i = 0; i < kTriesMax; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(kLookAgain);
  }
  return false;
}

}  // namespace

Result<Child> Child::start(const std::vector<std::string>& command, const fs::path& log) {
  const pid_t pid = ::fork();
  if (pid < 0) return failed("cannot fork");
  if (pid == 0) become(command, log);
  return Child(pid, log);
}

Result<Child> Child::fork_off(void (*work)(std::uint16_t), std::uint16_t port) {
  const pid_t pid = ::fork();
  if (pid < 0) return failed("cannot fork");
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    work(port);
    ::_exit(0);
  }
  return Child(pid, {});
}

Child::Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, -1)), log_(std::move(other.log_)) {}

Child::~Child() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGTERM);
  if (!wait_until([&] { return !alive(); })) ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

void Child::kill() {
  ::kill(pid_, SIGKILL);
  ::waitpid(std::exchange(pid_, -1), nullptr, 0);
}

Result<std::string> Child::wait_for_line(const std::string& beginning) const {
  std::string rest;
  const bool found = wait_until([&] {
    std::ifstream log(log_);
    for (std::string line; std::getline(log, line);)
      if (line.starts_with(beginning)) return rest = line.substr(beginning.size()), true;
    return !alive();
  });
  if (found && !rest.empty()) return rest;
  return failed(fmt::format("no line '{}…' in {}", beginning, log_.string()));
}

Result<double> Child::resident_mb() const {
  std::ifstream status(fmt::format("/proc/{}/status", pid_));
  for (std::string word; status >> word;) {
    double kib = 0;
    if (word == "VmRSS:" && status >> kib) return kib / 1024;
  }
  return failed("its memory cannot be read");
}

bool Child::alive() const {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
}

std::string own_program(const std::string& name) { return fs::read_symlink("/proc/self/exe").parent_path() / name; }

std::uint16_t free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  ensure(::bind(probe, reinterpret_cast<sockaddr*>(&address), length) == 0, "a free port of loopback");
  ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &length);
  ::close(probe);
  return ntohs(address.sin_port);
}

Result<void> wait_until_listening(std::uint16_t port) {
  const bool listening = wait_until([&] {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const bool connected = ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(probe);
    return connected;
  });
  if (!listening) return failed(fmt::format("nothing listens on port {}", port));
  return {};
}

ScratchFolder::ScratchFolder() {
  std::string name = (fs::temp_directory_path() / "davy-bench-XXXXXX").string();
  ensure(::mkdtemp(name.data()) != nullptr, "a temporary folder");
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Result<Child> start_mosquitto(const fs::path& folder, std::uint16_t port) {
  const fs::path configuration = folder / "mosquitto.conf";
  std::ofstream(configuration) << fmt::format(
      "listener {} 127.0.0.1\nallow_anonymous true\npersistence false\nset_tcp_nodelay true\nmax_inflight_messages 100\n"
      "max_queued_messages 100000\nlog_dest stdout\nuser root\n",
      port);
  const bool in_sbin = fs::exists("/usr/sbin/mosquitto");
  auto mosquitto = Child::start({in_sbin ? "/usr/sbin/mosquitto" : "mosquitto", "-c", configuration}, folder / "mosquitto.log");
  if (!mosquitto) return mosquitto.error();
  if (Result<void> listening = wait_until_listening(port); !listening) return listening.error().within("mosquitto");
  return mosquitto;
}

}  // namespace davy::bench
