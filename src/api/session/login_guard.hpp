#pragma once
// LoginGuard: makes guessing passwords slow: after five failures a login is locked for the address that failed, longer each time.
//
// Counted per login and address, so that a stranger cannot lock somebody out from elsewhere; per address over all logins; and gently over all strangers together,
// so that guessing from many addresses does not keep the password thread busy. A browser in which that person has signed in before (OWASP: device cookie) is
// counted by itself, whatever strangers do, from its own address or from all the world. Forgets a count 15 minutes after its last failure; holds at most 10,000
// counts, the oldest make room. Thread-safe.

#include "base/time.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace davy::api {

struct SignInAttempt {
  std::string login;
  std::string address;
  std::string browser = {};  // of a known browser of that login a name of its own; empty: a stranger
};

class LoginGuard {
 public:
  // How long to wait before the next attempt; empty: go on.
  std::optional<Duration> wait(const SignInAttempt& attempt, Instant now) const;
  void failed(const SignInAttempt& attempt, Instant now);
  void succeeded(const SignInAttempt& attempt);

 private:
  struct Count {
    int failures = 0;
    Instant last;
    Instant locked_until = Instant::before_all();
  };
  void count(const std::string& key, int free_failures, Instant now);
  void make_room(Instant now);

  mutable std::mutex mutex_;
  std::map<std::string, Count> counts_;              // by "login\naddress", by "\naddress" and by "login\n\nbrowser"
  Instant strangers_until_ = Instant::before_all();  // when what strangers have tried would have been spread evenly
};

}  // namespace davy::api
