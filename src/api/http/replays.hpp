#pragma once
// Replays: the answers to requests that carried an Idempotency-Key, so that a repeat gets the same answer and does nothing.
//
// A person's key stands for one request; another request under it is refused. Answers of 5xx are forgotten: the client may try again. Remembers the
// newest 1,000 answers, until the end of the process; what was carried out is known for good by the journal (core::RequestDone). Thread-safe.

#include "api/http/exchange.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

namespace davy::api {

class Replays {
 public:
  struct Fresh {};    // carry it out, then finish()
  struct Running {};  // the first one is not answered yet
  struct Different {};
  using Found = std::variant<Fresh, Running, Different, Reply>;

  // `who` and `key` together name the request; `fingerprint` is of its method, path and body.
  Found begin(const std::string& who, const std::string& key, const std::string& fingerprint);
  void forget(const std::string& who, const std::string& key);  // as if it had not begun
  void finish(const std::string& who, const std::string& key, const Reply& reply);

 private:
  struct Entry {
    std::string fingerprint;
    std::optional<Reply> reply;
  };
  using Name = std::pair<std::string, std::string>;

  std::mutex mutex_;
  std::map<Name, Entry> entries_;
  std::deque<Name> finished_;  // oldest first
};

}  // namespace davy::api
