// davyd: the daemon. Prints on stdout where it listens and, while nobody can log in, the one-time setup link; logs to stderr.
//
// Ends on SIGTERM or SIGINT, in order. On SIGHUP, or when somebody asks for it over the console, it starts anew in place under the files of the site as they
// are now, unless it would not start: then it says why and goes on. Under systemd (Type=notify) it says when it is ready and that it still evaluates.

#include "apps/davyd/become_itself.hpp"
#include "apps/davyd/daemon.hpp"
#include "apps/davyd/systemd.hpp"
#include "base/said.hpp"
#include "runtime/system_clock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr timespec kLookEvery{1, 0};
constexpr int kNoMemory = 71;  // EX_OSERR of sysexits.h; one more when not even that could be said

// Blocked before any thread starts, so that only main() takes them. Whoever had SIGHUP ignored, as nohup does, is not to be told anything by it.
sigset_t block_signals() {
  sigset_t taken;
  sigemptyset(&taken);
  sigaddset(&taken, SIGTERM);
  sigaddset(&taken, SIGINT);
  struct sigaction hangup {};
  if (sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN) sigaddset(&taken, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &taken, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a peer that is gone is an error of its write
  return taken;
}

bool has_terminal() {
  const int terminal = ::open("/dev/tty", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (terminal >= 0) ::close(terminal);
  return terminal >= 0;
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

// Why a daemon is to stop; by whom it was asked to start anew, empty: it is to end.
struct Ending {
  std::string why;
  std::string asked_by;
};

// Until there is a reason to stop. A terminal that was closed ends it, as any program.
Ending watch(davy::davyd::Daemon& daemon, const sigset_t& taken) {
  const bool had_terminal = has_terminal();
  while (true) {
    siginfo_t what{};
    const int signal = sigtimedwait(&taken, &what, &kLookEvery);
    if (signal == SIGHUP && (!had_terminal || has_terminal())) {
      if (const auto can = daemon.ask_for_start(fmt::format("uid {}", what.si_uid)); !can)
        spdlog::error("it does not start anew and goes on as it is: {}", davy::spoken(can.error()));
    } else if (signal >= 0) {
      return {strsignal(signal), {}};
    }
    if (auto who = daemon.asked_to_start()) return {"the files of the site are to take effect", std::move(*who)};
    if (daemon.look()) davy::davyd::tell_systemd("WATCHDOG=1");
  }
}

// From a start to the end that it gives; none: it did not start. Where it is to start anew, it returns only if this process cannot become a new program.
std::optional<Ending> live(const std::vector<std::string>& arguments, davy::davyd::Options& options, const sigset_t& taken) {
  auto daemon = davy::davyd::Daemon::start(options);
  if (!daemon) {
    spdlog::critical("{}", davy::spoken(daemon.error()));
    return std::nullopt;
  }
  options.http_port = (*daemon)->port();
  announce(**daemon);
  davy::davyd::tell_systemd(davy::davyd::ready_words(std::getenv("WATCHDOG_USEC")));
  Ending ending = watch(**daemon, taken);
  davy::davyd::tell_systemd(ending.asked_by.empty() ? "STOPPING=1" : davy::davyd::reloading_words(davy::runtime::since_boot()));
  (*daemon)->stop(ending.why, ending.asked_by);
  if (ending.asked_by.empty()) return ending;
  spdlog::info("starting anew, asked for by {}", ending.asked_by);
  const davy::Error why = davy::davyd::become_itself(davy::davyd::at_port(arguments, options.http_port));
  spdlog::error("it starts anew without having become a new program: {}", why.message);
  return ending;
}

int run(const std::vector<std::string>& arguments, davy::davyd::Options options) {
  keep_memory();
  keep_to_itself();
  std::set_new_handler(end_without_memory);
  const sigset_t taken = block_signals();
  while (true) {
    const auto ending = live(arguments, options, taken);
    if (!ending) return 1;
    if (ending->asked_by.empty()) {
      spdlog::info("stopped: {}", ending->why);
      return 0;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = davy::davyd::readable_again({argv, argv + argc});
  if (!arguments) {
    std::fprintf(stderr, "davyd: %s\n", arguments.error().message.c_str());
    return 1;
  }
  std::vector<std::string> own = *arguments;
  std::vector<char*> given;
  for (std::string& argument : own) given.push_back(argument.data());
  given.push_back(nullptr);
  const auto parsed = davy::davyd::parse_command_line(argc, given.data());
  if (const int* status = std::get_if<int>(&parsed)) return *status;
  (void)prctl(PR_SET_NAME, "davyd");  // a program that became itself is called as the link that it was started by
  spdlog::set_default_logger(spdlog::stderr_color_mt("davyd"));
  spdlog::set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");
  return run(*arguments, std::get<davy::davyd::Options>(parsed));
}
