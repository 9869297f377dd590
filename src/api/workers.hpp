#pragma once
// Workers: a few threads for what blocks: queries, hashing. Each has readers of its own on the store's folder.
//
// From any thread: try_do() takes a job, or says that too many are waiting; finish() takes the second half of one that was taken before, however many wait.
// stop() ends the threads after the job in hand; what waits is dropped.

#include "base/bounded_queue.hpp"
#include "base/result.hpp"
#include "store/historian/historian.hpp"
#include "store/views/queries.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace davy::api {

struct Readers {
  std::unique_ptr<store::Queries> queries;
  std::unique_ptr<store::Historian> historian;
};

Result<Readers> open_readers(const std::string& data_folder);

class Workers {
 public:
  using Job = std::function<void(Readers& readers)>;

  // One thread for each of `readers`.
  Workers(std::vector<Readers> readers, std::size_t waiting_limit);
  ~Workers() { stop(); }

  Pushed try_do(Job job);
  void finish(Job job);
  void stop();

 private:
  void work(Readers readers);

  const std::size_t waiting_limit_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace davy::api
