#pragma once
// Child: a program that a bench runs beside itself, its output in a log file; ended with its owner.

#include "base/result.hpp"

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace davy::bench {

class Child {
 public:
  static Result<Child> start(const std::vector<std::string>& command, const std::filesystem::path& log);
  // A function of this program in a process of its own.
  static Result<Child> fork_off(void (*work)(std::uint16_t), std::uint16_t port);
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child();  // terminates it and waits

  void kill();  // SIGKILL, and waits

  // Until a line of the log begins so: the rest of that line.
  Result<std::string> wait_for_line(const std::string& beginning) const;
  Result<double> resident_mb() const;

 private:
  Child(pid_t pid, std::filesystem::path log) : pid_(pid), log_(std::move(log)) {}
  bool alive() const;

  pid_t pid_ = -1;
  std::filesystem::path log_;
};

// A program of Davy's, beside this one.
std::string own_program(const std::string& name);

std::uint16_t free_port();
// Until something listens there.
Result<void> wait_until_listening(std::uint16_t port);

// A folder of its own under the system's temporary one, gone with its owner.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Mosquitto on a port of loopback, anybody allowed, without Nagle's delay.
Result<Child> start_mosquitto(const std::filesystem::path& folder, std::uint16_t port);

}  // namespace davy::bench
