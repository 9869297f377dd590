#pragma once
// FeedThread: gives the feed its turns: at once when something was committed or a console joins, and every second.

#include "api/live/feed.hpp"
#include "api/workers.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace davy::api {

class FeedThread {
 public:
  // The references must outlive it.
  FeedThread(Feed& feed, const runtime::Clock& clock, Readers readers);
  ~FeedThread() { stop(); }

  // Any thread; neither blocks.
  void wake();
  void join(Feed::Console console, std::optional<std::uint64_t> since);

  void stop();

 private:
  struct Joining {
    Feed::Console console;
    std::optional<std::uint64_t> since;
  };
  void run();

  Feed& feed_;
  const runtime::Clock& clock_;
  Readers readers_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Joining> joining_;
  bool woken_ = false;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace davy::api
