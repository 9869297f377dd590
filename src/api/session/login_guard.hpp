#pragma once
// LoginGuard: makes guessing passwords slow: after five failures a login is locked for the address that failed, longer each time.
//
// Counted per login and address, so that a stranger cannot lock somebody out from elsewhere, and per address over all logins. Forgets a count 15 minutes after
// its last failure; holds at most 10,000 counts, the oldest make room. Thread-safe.

#include "base/time.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace davy::api {

class LoginGuard {
 public:
  // How long to wait before the next attempt; empty: go on.
  std::optional<Duration> wait(const std::string& login, const std::string& address, Instant now) const;
  void failed(const std::string& login, const std::string& address, Instant now);
  void succeeded(const std::string& login, const std::string& address);

 private:
  struct Count {
    int failures = 0;
    Instant last;
    Instant locked_until = Instant::before_all();
  };
  void count(const std::string& key, int free_failures, Instant now);
  void make_room(Instant now);

  mutable std::mutex mutex_;
  std::map<std::string, Count> counts_;  // by "login\naddress" and by "\naddress"
};

}  // namespace davy::api
